### The help of the command line: help- describes a command, arg- an argument or option (arg-COMMAND-NAME before arg-NAME).

## The frame

help-heading-usage = Usage
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-global = Options of every command
help-heading-examples = Examples
help-command-word = COMMAND
help-choices = one of: { $what }
help-default = without it: { $what }
help-variable = variable { $what }

## Commands

help-studio = Runs a tattoo studio from the command line
help-init = Make a studio; what is not given is asked for
help-client = Clients, who get tattooed
help-client-list = Find and list clients
help-client-show = Show a client's card
help-client-add = Add a client; likely duplicates are told first
help-client-edit = Change a client; an empty value empties a field
help-client-archive = Hide a client from the default list and from booking
help-client-restore = Bring an archived client back
help-client-consent = List a client's consents
help-client-health = Show a client's health screenings; reading them is logged
help-client-note = Write a note about a client, list the notes, or set the pinned one
help-user = Accounts that sign in
help-user-list = List accounts by user name
help-user-show = Show an account
help-user-add = Add an account, with an invitation or with the password in STUDIO_PASSWORD
help-user-edit = Change what is known of a person; an empty value empties it
help-user-role = Change role and artist of an account; its sessions end
help-user-disable = Disable an account; it keeps its history
help-user-enable = Enable an account again
help-user-invite = Make a new invitation; an older one no longer works
help-user-password = Set the password of an account
help-user-sessions = List or end the sessions of an account
help-artist = Artists, who are booked and paid
help-artist-list = List artists by name
help-artist-show = Show an artist with hours and commission rates
help-artist-add = Add an artist without an account
help-artist-edit = Change an artist; an empty value empties a field
help-artist-rate = Set the commission rate from a day on
help-artist-hours = Set the working hours
help-artist-disable = Let nobody book an artist any more
help-artist-enable = Let an artist be booked again
help-me = The own account of whoever signs in with --as
help-me-show = Show the own account and what it may do
help-me-edit = Change contact, language and theme
help-me-password = Change the own password; the new one may stand in STUDIO_NEW_PASSWORD
help-me-sessions = List or end the own sessions
help-settings = What the owner has decided
help-settings-list = List all settings
help-settings-get = Print the value of a setting
help-settings-set = Change a setting
help-code = The master code, which opens locked actions to assistants
help-code-set = Set the master code; it may stand in STUDIO_CODE
help-code-clear = Clear the master code; nobody can use locked actions then
help-policy = Who may do what
help-policy-can = Ask whether a role may do something; answers 0 for yes and 1 for no
help-policy-matrix = Print all permissions
help-policy-who = List the roles that may do something
help-policy-diff = Compare two permission profiles
help-policy-profile = Show the studio's permission profile, or switch to another
help-audit = What was done, tried and refused
help-audit-list = List the audit log, newest first
help-audit-verify = Check that no entry is missing or changed
help-export = Take data out for other programs
help-export-clients = Write clients as CSV, JSON or XLSX, all that the view has
help-import = Bring data in from other programs
help-import-clients = Make clients out of a CSV file, all of its rows or none
help-client-import = Make clients out of a CSV file, all of its rows or none
help-import-legacy = Fill an empty studio from the folder or database of the desktop application used before
help-doctor = Check the data, its folder and the clock; answers 3 when something is wrong
help-migrate = Bring the data to this version of the program, keeping a copy
help-completions = Print the completion script of a shell
help-man = Write the manual pages into a folder

## Options of every command

arg-data = Folder of the studio
arg-as = Sign in as this user for the command, with the password asked or in STUDIO_PASSWORD
arg-elevate = Open locked actions with the master code, asked or in STUDIO_CODE
arg-json = Print JSON, errors too
arg-quiet = Print only what is essential, such as IDs
arg-no-color = Print without colours; the same as setting NO_COLOR
arg-lang = Language of the messages; without it the terminal's, or the studio's
arg-help = Show this help
arg-version = Print the version

## Lists

arg-limit = Print so many rows
arg-all = Print all rows
arg-search = Only where this is part of the name
arg-status = Only active or only inactive ones
arg-after = Begin behind this one
arg-audit-list-before = Begin behind the entry of this number

## Accounts

arg-user = User name or ID
arg-user-name = User name: letters, digits, dots, hyphens and underscores
arg-role = Role
arg-user-list-role = Only this role
arg-artist = Name or ID of the artist
arg-user-add-artist = Link to this artist, by name or ID
arg-user-role-artist = Link to this artist, by name or ID
arg-new-artist = Add an artist of this name and link to it
arg-user-add-address = Address under which people reach the server, such as https://studio.example: prints the whole link
arg-user-invite-address = Address under which people reach the server, such as https://studio.example: prints the whole link
arg-full-name = Full name
arg-birth-date = Date of birth, such as 1990-05-17
arg-email = Email address
arg-phone = Phone
arg-instagram = Instagram name
arg-language = Language of the pages; empty is the studio's
arg-theme = Theme of the pages: light, dark or system; empty is the studio's
arg-if-version = Only if it still has this version
arg-user-sessions-end = End them all
arg-me-sessions-end = End the session of this ID
arg-end-others = End all but this one

## Artists

arg-name = Name under which the artist works
arg-colour = Colour on the agenda, such as #a1b2c3; without it the next free one
arg-bio = Text of the public page
arg-styles = Style; may be given several times
arg-hours = Hours, such as 'mon 10:00-14:00,16:00-20:00; tue-fri 11:00-19:00'
arg-percent = Share of a payment in percent, such as 45 or 37.5
arg-artist-rate-from = First day on which it holds; without it today

## Clients

arg-client = ID of the client
arg-q = Any part of name, phone, email or Instagram; several words must all match
arg-client-list-status = Active ones, archived ones or all; without it active
arg-client-list-artist = Only of this assigned artist, by name or ID
arg-upcoming = Only with an appointment ahead
arg-sort = By name, next or last appointment, or registration
arg-order = Which end first; missing dates come last
arg-cursor = Begin where the page before ended
arg-client-add-name = Full name
arg-client-edit-name = Full name
arg-anyway = Save although the client may be there already
arg-address = Street address
arg-city = City
arg-state = State or province
arg-gender = Gender
arg-preferred-artist = Preferred artist, by name or ID
arg-placements = Placement of interest; may be given several times
arg-source = How the client found the studio
arg-source-detail = More about that
arg-emergency = Whom to call in an emergency: name, relationship and phone
arg-guardian = Who answers for a minor: name, relationship and phone
arg-text = Text of the note; without it the notes are listed
arg-pin = The one line that is always seen; an empty value removes it

## First start

arg-init-name = Name of the studio
arg-init-language = Language of the studio: en or es
arg-time-zone = Time zone, such as America/Mexico_City
arg-country = Country of phone numbers without a plus, such as MX or ES; left out, the time zone's
arg-currency = Currency, such as MXN or EUR
arg-admin = User name of the first admin; the password is asked or in STUDIO_PASSWORD

## Settings

arg-setting = Code of the setting, from `studio settings list`
arg-value = New value; entries of a list are parted by |, an empty value empties it

## Permissions

arg-action = Code of the action, from `studio policy matrix`
arg-mine = About something that belongs to the artist who asks
arg-theirs = About something that belongs to another artist; without either, to nobody
arg-unlinked = For an artist account without an artist profile
arg-elevated = While the master code is in force
arg-profile = Under this permission profile
arg-format = How to write it; markdown is the page of the documentation
arg-policy-diff-from = The one profile
arg-policy-diff-to = The other profile
arg-policy-profile-name = Switch to this profile, after showing what that changes
arg-dry-run = Only show what would change

## Audit log

arg-audit-list-user = Only acts of this user
arg-audit-list-action = Only acts of this code, such as session.sign_in
arg-subject = Only acts on this kind of record, or on one of them: user or user:3
arg-outcome = Only with this outcome
arg-audit-list-from = Not before this day or time of the studio, such as 2026-03-14 or '2026-03-14 16:30'
arg-audit-list-to = Not after this day, or before this time

## Other commands

arg-quick = Leave out the check of every page of the data
arg-shell = The shell
arg-folder = Where to write them; made if it is not there

## Export

arg-export-clients-all = All clients, archived ones too
arg-export-clients-format = Form of the file
arg-output = Where to write it; - is standard output
arg-headers = Language of the heads of a CSV
arg-export-clients-status = Active ones, archived ones or all; without it active
arg-export-clients-artist = Only of this assigned artist, by name or ID

## Import

arg-import-legacy-path = Folder of the application, or its database
arg-import-legacy-dry-run = Do everything, tell what comes of it, and take it back
arg-into-nonempty = Go on although there is data here already; what came with an earlier import is skipped
arg-csv-file = The CSV file
arg-map = What a column holds, as COLUMN=FIELD; without a field it is left out; can be given several times
arg-duplicates = What to do with clients who may be there already
