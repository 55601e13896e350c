### What the command line prints: heads of columns, single words and what was done.

## Heads of columns

cli-id = ID
cli-name = Name
cli-role = Role
cli-artist = Artist
cli-active = Active
cli-last-sign-in = Last sign-in
cli-user-name = User name
cli-email = Email
cli-phone = Phone
cli-colour = Colour
cli-rate = Rate
cli-hours = Hours
cli-setting = Setting
cli-value = Value
cli-when = When
cli-who = Who
cli-action = Action
cli-subject = Subject
cli-outcome = Outcome
cli-reason = Reason
cli-origin = Origin
cli-address = Address
cli-agent = Program
cli-begun = Begun
cli-seen = Last used
cli-ends = Ends
cli-created = Created
cli-number = Number
cli-detail = Detail
cli-meaning = Meaning
cli-grant = Grant
cli-check = Check
cli-verdict = Verdict
cli-found = Found
cli-invitation-link = Invitation
cli-invitation-where = Open it under the address of the server in a browser
cli-valid-until = Valid until
cli-may = May
cli-needs-code = Needs the master code

## Words

cli-yes = yes
cli-no = no
cli-never = never
cli-none = none

## What was done

# $name
cli-user-added = User { $name } was added
cli-user-changed = User { $name } was changed
cli-user-disabled = User { $name } was disabled; their sessions have ended
cli-user-enabled = User { $name } was enabled
cli-password-set = The password of { $name } was set; their sessions have ended
# $count (number)
cli-sessions-ended =
    { $count ->
        [0] No session was open
        [one] One session was ended
       *[other] { $count } sessions were ended
    }
cli-account-changed = The account was changed
cli-own-password-set = The password was changed; all other sessions have ended
cli-artist-added = Artist { $name } was added
cli-artist-changed = Artist { $name } was changed
cli-artist-disabled = Artist { $name } can't be booked any more
cli-artist-enabled = Artist { $name } can be booked again
cli-code-set = The master code was set; running elevations have ended
cli-code-cleared = The master code was cleared; nobody can elevate until a new one is set
# $from, $to: values as they are shown
cli-setting-changed = Changed from { $from } to { $to }
# $name: of the studio, $path: of its folder
cli-studio-made = Studio { $name } was made in { $path }
# $profile
cli-profile-switched = The policy profile is now { $profile }
cli-dry-run = This is what profile { $profile } would change; nothing was changed
cli-no-difference = There is no difference
cli-nothing-to-do = Nothing to do
cli-no-code = There is no master code yet; assistants need one for locked actions: `studio code set`
# $from, $to: numbers of a schema, $path: where the copy is
cli-migrated = The data went from schema { $from } to { $to }; a copy from before is in { $path }
# $count (number), $path
cli-pages-written =
    { $count ->
        [one] One page was written to { $path }
       *[other] { $count } pages were written to { $path }
    }
# $count (number), $path
cli-exported =
    { $count ->
        [one] One row was written to { $path }
       *[other] { $count } rows were written to { $path }
    }
cli-doctor-warnings = Nothing is broken; look at the warnings
cli-doctor-good = Nothing is wrong
cli-doctor-bad = Something is wrong: restore the last good backup, or ask for help with this list
# $count (number): entries that are whole
cli-chain-whole =
    { $count ->
        [one] One entry, and it is whole
       *[other] { $count } entries, none missing or changed
    }
# $at (number): of the entry, $what: one of the break- messages
cli-chain-broken =
    { $count ->
        [one] The log breaks at entry { $at } after one whole entry: { $what }
       *[other] The log breaks at entry { $at } after { $count } whole entries: { $what }
    }
cli-session-open = The session could not be closed; it runs out by itself

## Lists and questions

# $command: what to add to the command line
cli-more = There is more: add `{ $command }`, or `--all`
cli-nothing-found = Nothing found
# $field: a field's name
cli-ask = { $field }:
# $what: the word for yes
cli-ask-sure = This can't be taken back. Type { $what } to go on:
cli-ask-default = { $field } [{ $what }]:
cli-ask-new = { $field } (choose one):
cli-ask-again = { $field } (once more):
cli-not-the-same = The two entries are not the same; both once more
cli-ask-optional = { $field } (leave empty to set it later):

## Explaining a decision. $what: roles with their grants

cli-can-cell = { $action } for { $role }: { $what }
cli-can-owner = the artist it belongs to
cli-can-nothing = Nothing is needed
cli-can-enter-code = The master code opens it
cli-can-link-profile = An admin can link the account to an artist
cli-can-ask-owner = Can do it: { $what }
cli-can-ask-other = Can do it: { $what }
cli-can-operator-only = Only the operator of the program can do it

## Errors and hints where the terminal needs other words than a page

# $message: a message, $given: what was typed
cli-named = { $message }: `{ $given }`
cli-hint-list = `{ $command }` shows what there is
cli-usage-near = Perhaps `{ $what }` is meant
cli-usage-one-of = Choose one of: { $what }
cli-hint-damaged = Keep a copy of the folder, then restore the last good backup
cli-hint-invalid = `{ $command } --help` says what is accepted
cli-hint-stale = Look at it again, then repeat the command with its new version
cli-hint-busy = Try again in a few seconds
cli-hint-conflict-conflict = Look at what is there now, then try again
cli-hint-conflict-already-set-up = Choose another folder with `--data`, or go on with this studio
cli-hint-not-empty = Make a new studio with `studio --data FOLDER init`, or add `--into-nonempty`
cli-hint-not-set-up = Run `studio init`
cli-hint-not-signed-in = Name the account with `--as`
cli-hint-session-ended = Run the command again
cli-hint-password-by-operator = `studio user invite` gives a link with which its person chooses one
cli-hint-operator-only = Leave `--as` out: only the operator of the program can do this
cli-refused-needs-elevation-hint = Add `--elevate`: the master code opens it for this command

## Clients

cli-client = Client
cli-contact = Contact
cli-status = Status
cli-next-appointment = Next appointment
cli-last-appointment = Last appointment
cli-emergency = In an emergency
cli-guardian = Guardian
cli-legacy-id = Number before the move
cli-client-added = Client { $name } was added
cli-client-changed = Client { $name } was changed
cli-client-same = Nothing about client { $name } was changed
cli-client-archived = Client { $name } was archived
cli-client-restored = Client { $name } is active again
cli-note-added = The note was written
cli-hint-likely-duplicates = Look at the records named; with --anyway it is saved all the same
client-status-active = Active
client-status-archived = Archived
cli-consent = Consent
cli-said = Said
cli-how = How
cli-answered-yes = Answered with yes
cli-observations = Observations
consent-informed = Informed consent
consent-image-use = Use of images
consent-data-privacy = Keeping the data
consent-reminders = Reminders
consent-promotions = Promotions
consent-act-given = Given
consent-act-declined = Declined
consent-act-withdrawn = Withdrawn
consent-manner-paper = On paper
consent-manner-screen = On the screen
consent-manner-spoken = Spoken
consent-manner-before-move = Before the move
question-allergies = Any other allergy
question-allergy-latex = Allergy to latex
question-allergy-lidocaine = Allergy to lidocaine
question-allergy-pigments = Allergy to pigments
question-allergy-antibiotics = Allergy to antibiotics
question-diabetes = Diabetes
question-coagulation = Coagulation disorder or haemophilia
question-epilepsy = Epilepsy
question-cardiac = Cardiac condition
question-anticoagulants = Anticoagulants or Accutane within 12 months
question-pregnancy = Pregnant or breast-feeding
question-substances = Alcohol or drugs in the last 24 to 48 hours
question-skin = Skin condition in the area
