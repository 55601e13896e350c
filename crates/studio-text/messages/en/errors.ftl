### What went wrong, and with the same name under hint- what helps. No message tells what a person may not know.

## Values and records

# $count (number)
error-invalid =
    { $count ->
        [one] One value can't be accepted
       *[other] { $count } values can't be accepted
    }
hint-invalid = Correct what is marked; the rest is kept as it was typed
# $field: a field's name, $message: a rule
error-invalid-field = { $field }: { $message }
# $kind: code of the kind
error-not-found =
    { $kind ->
        [studio] This studio was not found
        [user] This user was not found
        [artist] This artist was not found
        [client] This client was not found
        [photo] This client has no photo
        [appointment] This appointment was not found
        [note] This note was not found
        [correction] This correction was not found
        [consent] This consent was not found
        [screening] No health screening was found
        [session] This session was not found
        [setting] There is no such setting
        [elevation] This elevation was not found
        [audit_entry] This audit entry was not found
        [service] This service was not found
        [block] This block was not found
        [feed] This feed was not found
        [paper] This consent has no scan
        [file] This file was not found
        [upload] This file is not kept any more
        [portfolio_item] This picture was not found
        [portfolio_page] This public page was not found
       *[other] This was not found
    }
hint-not-found = It may have been removed, or the number may be wrong
error-stale = This was changed somewhere else in the meantime
hint-stale = Compare with what stands there now, then save again; what was typed is kept

## Conflicts

error-conflict-user-name-taken = This user name is taken
hint-conflict-user-name-taken = Choose another one; upper and lower case count as the same
error-conflict-artist-name-taken = There is an artist with this name already
hint-conflict-artist-name-taken = Choose another name, or change the artist that has it
error-conflict-last-admin = This is the last active admin
hint-conflict-last-admin = Make another account an admin first
error-conflict-artist-in-use = This artist is linked to another account
hint-conflict-artist-in-use = Choose another artist, or end the other link first
error-conflict-artist-taken = This artist is linked to another account
hint-conflict-artist-taken = Choose another artist, or end the other link first
error-conflict-already-set-up = This studio is set up already
hint-conflict-already-set-up = Sign in with an account of the studio
error-conflict-append-only = What is in the history can't be changed
hint-conflict-append-only = Add a further record that corrects it
error-conflict-token-spent = This link was used before or is too old
hint-conflict-token-spent = Ask an admin for a new one
error-conflict-no-code = No master code is set
hint-conflict-no-code = Whoever looks after the server sets one in its terminal with `studio code set`
error-conflict-code-changed = The master code has just been changed
hint-conflict-code-changed = Enter the new code
error-conflict-conflict = This does not fit what is stored already
hint-conflict-conflict = Reload the page and look at what has changed

## Master code

error-code-not-set = No master code is set
hint-code-not-set = Whoever looks after the server sets one in its terminal with `studio code set`
error-code-wrong = The code is wrong
hint-code-wrong = Try again; after five wrong codes it is locked for a while
# $minutes (number)
error-code-locked =
    { $minutes ->
        [one] Too many wrong codes: locked for one more minute
       *[other] Too many wrong codes: locked for { $minutes } more minutes
    }
hint-code-locked = Wait, or ask an admin to do it
error-weak-code-too-short =
    { $min ->
        [one] The code needs at least one character; { $got } given
       *[other] The code needs at least { $min } characters; { $got } given
    }
error-weak-code-too-long =
    { $max ->
        [one] The code can have at most one character
       *[other] The code can have at most { $max } characters
    }
error-weak-code-one-character = The code repeats one character
error-weak-code-run = The code is a simple run, such as 123456
error-weak-code-control-character = The code contains a character that can't be typed everywhere
hint-weak-code = Six or more characters, neither a run nor one of them repeated
error-elevation-for-assistants = Only assistants enter the master code
hint-elevation-for-assistants = No other role has actions that it would open

## Signing in

error-sign-in-wrong = The user name or the password is wrong
hint-sign-in-wrong = Check capital letters; an admin can send a new invitation
# $minutes (number)
error-sign-in-locked =
    { $minutes ->
        [one] Too many attempts: try again in one minute
       *[other] Too many attempts: try again in { $minutes } minutes
    }
hint-sign-in-locked = Waiting is enough; nothing was lost
error-session-ended = The session has ended
hint-session-ended = Sign in again; what was typed is kept
error-not-signed-in = Nobody is signed in
hint-not-signed-in = Sign in first
error-account-disabled = This account is disabled
hint-account-disabled = An admin can enable it again
error-password-by-operator = Nobody sets a password for somebody else
hint-password-by-operator = Send an invitation: its person chooses the password
error-weak-password-too-short =
    { $min ->
        [one] The password needs at least one character; { $got } given
       *[other] The password needs at least { $min } characters; { $got } given
    }
error-weak-password-too-long =
    { $max ->
        [one] The password can have at most one character
       *[other] The password can have at most { $max } characters
    }
error-weak-password-common = This password is one of the first that would be guessed
error-weak-password-contains-name = The password is the user name
error-weak-password-control-character = The password contains a character that can't be typed everywhere
hint-weak-password = Three or four words that nobody connects with each other are enough

## The studio and its data

error-not-set-up = The studio has not been set up yet
hint-not-set-up = Open the setup link that the server printed, or run `studio init`
error-not-a-folder = What is named as the data folder is no folder
hint-not-a-folder = Name the folder of the studio, not a file, with `--data`
error-foreign-folder = The folder has no studio and is not empty
hint-foreign-folder = Give the studio a folder of its own with `--data`; nothing was changed
error-read-only = The studio lies where nothing can be written
hint-read-only = Copy its folder to a place that can be written, then name the copy with `--data`
# $path
error-no-studio = There is no studio in { $path }
hint-no-studio = Make one with `studio init`, or name its folder with `--data`
error-not-a-studio = This is not the data of a studio
hint-not-a-studio = Check the folder given with `--data`; nothing was changed
error-newer-schema = A newer version of the program has used this studio
hint-newer-schema = Install that version or a later one; nothing was changed
error-older-schema = An older version of the program has made the data of this studio
hint-older-schema = `studio migrate` brings it to this version and keeps a copy
error-no-access = The data folder can't be read or written
hint-no-access = Check that the folder exists and who may read and write it
error-damaged = The data of the studio is damaged
hint-damaged = Run `studio doctor`, then restore the last good backup
error-locked-by-other = Another server is using this studio
hint-locked-by-other = Stop it first, or choose another folder with `--data`
error-busy = The studio is busy at the moment
hint-busy = Try again in a few seconds; what was typed is kept
error-unavailable = The data can't be read or written at the moment
hint-unavailable = Check the free space and the permissions of the data folder
# $request: id of the request
error-internal = Something failed in the program (request { $request })
hint-internal = Try again; if it happens again, give this number to whoever runs the system

## The command line

# $field: a field's name, $name: of a variable of the environment
error-secret-needed = { $field }: nobody can be asked for it here
hint-secret-needed = Put it into the variable { $name }, or run this in a terminal
# $what: what would be done
error-unsure = Nothing was done, because nobody said that it is meant. { $what }
hint-unsure = Say so with `--yes`, or run it in a terminal and answer there
error-no-answer = The terminal gave no answer
hint-no-answer = Give everything with options and variables, or use another terminal
# $kind: code of the kind, $given: the name, $what: the IDs
error-ambiguous =
    { $kind ->
        [artist] There are several artists of this name: `{ $given }`
       *[other] There are several of this name: `{ $given }`
    }
hint-ambiguous = Give the ID instead: { $what }
error-file-exists = There is a file of this name already, and it is not written over
hint-file-exists = Choose another name
error-no-file = The file can't be written
hint-no-file = Check the free space and who may write there
error-no-output = The output can't be written
hint-no-output = Check the free space where it goes
# $given: what was typed, $what: of the command line
error-usage-option = There is no option `{ $given }`
error-usage-command = There is no command `{ $given }`
error-usage-too-much = There is no place for `{ $given }`
error-usage-value = `{ $what }` can't be `{ $given }`
error-usage-no-value = `{ $what }` needs a value
error-usage-missing = This is missing: { $what }
error-usage-no-command = What is to be done?
error-usage-clash = `{ $given }` and `{ $what }` can't be given together
error-usage-twice = `{ $what }` can only be given once
error-usage-not-text = What was typed is not readable text
error-usage-other = The command line can't be read: { $message }
error-usage-elevate = It must be clear who enters the master code
hint-usage-elevate = Name the account with `--as`
error-usage-nobody-yet = Before the first start nobody can sign in
hint-usage-nobody-yet = Leave `--as` out: the operator makes the studio
# $command: a command
hint-usage = `{ $command } --help` says what there is

## Moving in from another application

error-not-empty = This studio has clients, artists or appointments of its own already
hint-not-empty = Make a new studio for the import: `studio --data FOLDER init`
error-stopped = It was stopped; nothing was changed
hint-stopped = The same can be started again at any time
error-source-missing = There is no file to import here
hint-source-missing = Give the file itself, or the folder that it lies in
error-source-empty = The file is empty
hint-source-empty = Copy it again, with the other application closed
error-source-not-a-database = This file is no database
hint-source-not-a-database = The right one is usually called dev.db
error-source-foreign = This database belongs to another application
hint-source-foreign = The right one is usually called dev.db
error-source-damaged = This database is damaged
hint-source-damaged = Copy it again with the other application closed, or take an older copy
error-source-locked = Another program is writing to this file
hint-source-locked = Close the other application, then try again
error-source-no-access = This file can't be read, or there is no room for a copy of it
hint-source-no-access = Check who may read it, and the free space
