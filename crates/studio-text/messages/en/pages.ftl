### The pages.

## Around every page

nav-today = Today
nav-clients = Clients
page-skip = Skip to the content
page-navigation = Places
page-fold = Fold the side bar
page-search = Find people and pages
page-find = Find
page-new = New
page-new-client = New client
page-account = Account of { $name }
page-language = Language
page-theme = Theme
page-as-studio = As the studio
page-apply = Apply
page-cancel = Cancel
page-sign-out = Sign out
page-locked = Needs the master code
page-nothing = None
page-short-password = Your password is shorter than the rule for new ones: choose a longer one soon
theme-light = Light
theme-dark = Dark
theme-system = As the device
keys-choose = Choose
keys-open = Open
keys-close = Close
palette-placeholder = Name, phone, @handle or page
palette-found = Found
palette-nothing = Nothing found

## Dates and times

date-at = { $date }, { $time }
date-today = { $weekday }, { $day } { $month }
date-plain = { $day } { $month } { $year }
date-short = { $weekday } { $day } { $month }
date-short-year = { $weekday } { $day } { $month } { $year }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = June
month-short-7 = July
month-short-8 = Aug
month-short-9 = Sept
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

## What was just done

done-saved = Saved
done-same = Nothing was changed
done-added = Client added
done-leftout = Part of the address could not be understood and was left out
done-archived = Archived. The record stays, and can be restored here
done-restored = Restored
done-noted = Note written
done-elevated = Locked actions are open for a short time
done-lowered = Locked actions are closed again
done-invited = The password is set. Sign in with it
done-setup = The studio is ready. Sign in

## Problems

problem-home = Go to Today
problem-number = Under number { $id } the log has more

## Signing in

sign-in-title = Sign in
sign-in-do = Sign in
sign-in-again = The session has ended. What was typed is kept: sign in and carry on
carry-on-title = Carry on
carry-on-why = What was typed before signing in is still here and has not been saved yet
carry-on-client = Record of { $name }
done-dropped = What was typed before belonged to another account and was dropped
carry-on-drawn = Drawn
carry-on-chosen = Chosen
carry-on-do = Save it now
carry-on-drop = Drop it
invitation-title = Invitation
invitation-welcome = Welcome, { $name }
invitation-why = Choose the password for this account. Nobody else will know it
invitation-rule = At least 10 characters; a few unrelated words are good
invitation-do = Set the password
invitation-password = New password

## Master code

code-empty = The master code is empty
elevation-begin = Unlock
elevation-title = Master code
elevation-why = The master code opens locked actions for a short time, in this session only
elevation-for = This needs the master code: { $action }
elevation-enter = Unlock
elevation-enter-save = Unlock and save
elevation-on = Unlocked
elevation-left = Unlocked
elevation-end = Lock again now

## Today

today-next = Coming next
today-next-own = Your next clients
today-nobody = Nobody has an appointment ahead
today-all-next = Everybody with an appointment ahead
today-newest = New clients
today-all-newest = All by registration

## The list of clients

clients-search = Name, phone, email or @handle
clients-search-short = Name, phone or @handle
clients-status = Status
clients-sort = Sort
clients-any-artist = Every artist
clients-upcoming = With an appointment ahead
clients-own = Own
clients-own-why = Your client: you are the preferred artist, or have an appointment with them that is not cancelled
clients-last = Last:
clients-menu = Actions for { $name }
clients-shown = { $count ->
    [one] One client shown
   *[other] { $count } clients shown
}
clients-none = Nobody is found
clients-none-yet = There are no clients yet
clients-clear = Clear search and filters
clients-more = Show more
status-active = Active
status-archived = Archived
status-active-many = Active
status-archived-many = Archived
status-all = All
list-client = Client
list-contact = Contact
list-acts = Actions
list-registered = Registered
sort-name = A–Z
sort-name-desc = Z–A
sort-next = Next appointment first
sort-next-desc = Next appointment last
sort-last = Last seen, newest first
sort-last-asc = Last seen, oldest first
sort-registered = Registered, newest first
sort-registered-asc = Registered, oldest first
menu-open = Open
menu-copy-phone = Copy phone
menu-copy-email = Copy email
menu-instagram = Open Instagram
menu-copied = Copied

## One client

client-age = { $count ->
    [one] One year old
   *[other] { $count } years old
}
client-minor = Minor
client-edit = Edit
client-archive = Archive
client-restore = Restore
client-is-archived = This client is archived: hidden from the list and from booking until restored
client-parts = Parts of the record
client-appointments = Appointments
client-no-next = None ahead
client-no-last = None so far
client-new-title = New client
client-edit-title = Edit { $name }
client-add = Add client
client-save = Save
tab-notes = Notes
tab-preferences = Preferences
tab-health = Health
tab-consents = Consents
tab-emergency = Emergency
note-new = New note
note-what = What was done and what matters next time; nothing medical
note-write = Write note
note-imported = Imported
notes-none = No notes yet
notes-older = Older notes
pin-edit = Pinned note
pin-what = One line, always seen beside the name
pin-save = Pin
health-none = No health screening has been recorded yet
consents-history = History
record-guardian-is = Guardian
reply-yes = Yes
reply-no = No
reply-not-asked = Not asked

## The form of a client

record-needed = Needed
record-restored = What was typed here before and not saved is back
record-discard = Start anew
page-offline = The server can't be reached. What was typed is still here: try again in a moment
record-basics = Basics
record-guardian = Guardian, for minors
record-no-artist = No preference
record-not-known = Not known
likeness-phone = same phone
likeness-email = same email
likeness-instagram = same Instagram
likeness-name-and-birth = same name and date of birth
duplicates-compare = Look at the records named. If it is somebody else, save all the same
duplicates-anyway = Save all the same
# $what: what the record has
stale-now = Saved there now: { $what }
