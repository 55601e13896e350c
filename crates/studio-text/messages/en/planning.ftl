### Services, blocked time, finding a time, exports and feeds of the agenda, reminders, aftercare.

planning-places = Around the agenda

## Fields

field-services = Services
field-aftercare = Aftercare text
field-days = Days of the week
field-part = Part of the day
field-privacy = What it gives away
field-way = How
field-until = Until
field-from-date = First day
field-to-date = Last day

## Services

services-title = Services
services-list = What the studio does
services-which = Which services are shown
services-used = In use
services-all = All
services-none = No services yet
usual-service-consultation = Consultation
usual-service-flash = Flash piece
usual-service-small = Small tattoo
usual-service-half-day = Half-day session
usual-service-full-day = Full-day session
usual-service-touch-up = Touch-up
services-usual = Usual services
services-usual-what = What most studios do, to begin with; price, deposit and aftercare text can be added later
services-usual-add = Add those that are ticked
services-archived = Archived
services-archive = Archive
services-restore = Restore
services-new = New service
services-edit = Change a service
services-add = Add
services-save = Save
# $what: the amount
services-with-deposit = Deposit { $what }
services-with-aftercare = With aftercare text
# $what: code of the currency
services-currency = Amounts in { $what }; leave empty what depends
services-aftercare-what = Shown and printed when the work is done
error-conflict-service-name-taken = A service in use has this name
hint-conflict-service-name-taken = Choose another name, or archive the other service first

## Blocked time

block-vacation = Vacation
block-personal = Personal
block-convention = Convention
block-break = Break
block-other = Other
blocks-title = Blocked time
blocks-one = Blocked time of an artist
blocks-add = Block time
blocks-do = Block
blocks-save = Save changes
blocks-blocked = Blocked
blocks-new = New since somebody looked
blocks-is-new = New
blocks-notice = Seen
blocks-coming = What is ahead
blocks-none = No time is blocked
blocks-more = Later ones
# $from, $to: moments or days
blocks-from-to = { $from } to { $to }
# $date: a day
blocks-weekly-until = Weekly until { $date }
blocks-choose = Choose
blocks-whole-days = Whole days
blocks-from-date = First day
blocks-from-time = From
blocks-to-date = Last day
blocks-to-time = To
blocks-time-needed = Say the time, or tick whole days
blocks-too-long = A block lasts a year at most
blocks-until-far = A block repeats for two years at most
blocks-times-what = Without a last day it is one day; whole days need no times
blocks-until = Repeat every week until
blocks-note-what = The reason and the note are seen by the artist, the desk and the owner
blocks-which = How much of the series
blocks-which-one = This one only
blocks-which-rest = This one and those after it
blocks-remove = Remove
blocks-remove-do = Remove the block
# $count (number)
blocks-clashes =
    { $count ->
        [one] One appointment stands in that time
       *[other] { $count } appointments stand in that time
    }
# $count (number)
error-block-over-appointments =
    { $count ->
        [one] One appointment stands in that time
       *[other] { $count } appointments stand in that time
    }
hint-block-over-appointments = Move or cancel them first; nothing was blocked
hint-conflict-block-over-appointments = Somebody booked it meanwhile; look at the agenda and try again
error-blocked-so = Exactly this time is blocked already
hint-blocked-so = Perhaps the form was sent twice

## Finding a time

part-morning = Morning, before 13:00
part-afternoon = Afternoon, 13:00 to 18:00
part-evening = Evening, from 18:00
find-title = Find a time
find-found = Free times
find-ask = Say how long it takes to see the next ten
find-none = Nothing fits in the next half year
find-no-service = By its length
find-any = Any artist
find-any-part = The whole day
find-from = Not before
find-do = Find
find-walk-in = Walk-in now
find-walk-in-what = Walk-in now: the first time of each artist from this minute on, whatever the day
find-book = Book

## Export of the agenda

column-date = Date
column-time = Time
column-end = End
column-client = Client
column-artist-name = Artist
column-service = Service
agenda-export-title = Export the agenda
agenda-export-range = Both days are included; left empty, there is no bound
agenda-export-any = Any status
agenda-export-q = Client or service
agenda-export-ics = Calendar (iCalendar)
agenda-export-logged = The log keeps who took out which days

## Calendar feeds

privacy-busy-only = That a time is taken, nothing else
privacy-first-name = The client by first name
privacy-full = Client, service, status and why a time is blocked
feed-busy = Busy
feeds-title = Calendar feeds
feeds-none = No feed yet
feeds-new = New feed
feeds-make = Make a feed
feeds-what = A calendar reads a month back and a year ahead; whoever knows the address reads it
feeds-made = The feed is made
feeds-made-once = Copy the address now: it is shown this once
feeds-address = Address, behind that of this studio
feeds-revoke = Revoke
feeds-revoked = Revoked
# $date: a moment
feeds-made-at = Made { $date }
# $date: a moment
feeds-read = Read last { $date }
feeds-unread = Never read

## Reminders

way-call = Call
way-whatsapp = WhatsApp message
way-mail = Mail
way-other = Otherwise
remind-title = To remind
remind-none = Nobody is to be reminded that day
remind-done = Reminded
remind-mark = Mark as reminded
# $count (number)
remind-without =
    { $count ->
        [one] One more client of that day did not agree to be reminded
       *[other] { $count } more clients of that day did not agree to be reminded
    }
error-not-to-remind = This client is not to be reminded
hint-not-to-remind = The appointment is not open or has begun, or the client did not agree

## Aftercare

aftercare-title = Aftercare
aftercare-none = The service of this appointment has no aftercare text
aftercare-read = Read or print
aftercare-code = Aftercare text as a QR code
aftercare-scan = The client reads it with a telephone and keeps it there; nothing is sent
aftercare-too-long = The text is too long for a QR code: print it, or shorten it under Services
aftercare-print = Print
aftercare-give = It was given
# $date: a moment
aftercare-given = Given { $date }
error-no-aftercare = There is no aftercare to give
hint-no-aftercare = The service has no text, or the session is not confirmed

change-aftercare-given = Aftercare text given

## Settings

setting-agenda-reminder-en = Text of a reminder in English
setting-agenda-reminder-es = Text of a reminder in Spanish

## What was done

done-services-added = The services were added
done-noticed = Seen
done-blocked = The time is blocked
done-unblocked = The block was removed
done-revoked = Revoked: the address no longer works
done-reminded = Marked as reminded
done-given = Kept: the aftercare text was given
done-taken = Archived: it is no longer offered

## On the command line

cli-agenda-exported = Exported { $count } appointments to { $path }
cli-service-added = The service was added
cli-services-added = The services were added
cli-service-saved = The service was saved
cli-block-added = The time is blocked
cli-block-saved = The block was saved
cli-block-removed = The block was removed
cli-feed-added = The feed is made; its address is shown this once
cli-feed-revoked = The feed was revoked
cli-feed-read = Read last
cli-reminded = Kept as reminded
cli-aftercare-given = Kept: the aftercare text was given
help-service = Services: what the studio does, how long it takes, what it costs
help-service-list = List the services
help-service-add = Add a service
help-service-usual = Add usual services to begin with; without names all of them
help-service-edit = Change a service; an empty value empties an amount or the text
help-service-archive = Offer a service no more, or again with --undo
help-block = Time in which an artist can't be booked
help-block-list = List the blocks that are not over
help-block-add = Block time, once or every week; refused where appointments stand
help-block-edit = Move or change a block, or it and the rest of its series
help-block-remove = Remove a block, or it and the rest of its series
help-feed = Calendar feeds of an artist's agenda
help-feed-list = List the feeds of an artist
help-feed-add = Make a feed; its address is shown this once
help-feed-revoke = Revoke a feed: its address no longer works
help-export-agenda = Export appointments as CSV, workbook or calendar
help-appointment-find = Find the next ten times at which an appointment fits
help-appointment-remind = List who is to be reminded, or keep that somebody was
help-appointment-aftercare = Show the aftercare text of an appointment
arg-archived = Also those that are offered no more
arg-service-edit-service = ID of the service
arg-service-usual-services = Codes of the services
arg-service-archive-service = ID of the service
arg-aftercare = What a client is told afterwards
arg-block = ID of the block
arg-block-from = First day, or start by the studio's clock
arg-block-to = Last day, or end
arg-whole-days = From the start of the first day to the end of the last
arg-block-add-kind = What it is for
arg-block-edit-kind = What it is for
arg-until = Repeat every week, the last time on this day or before
arg-rest = Those of its series that come after it too
arg-feed = ID of the feed
arg-privacy = What whoever knows the address reads
arg-days = On this day of the week; may be said several times
arg-part = In this part of the day
arg-not-before = Not before this day
arg-walk-in = The first time of each artist from this minute on
arg-reminded = ID of the appointment whose client was reminded
arg-way = How they were reminded
arg-date = The day of the appointments; tomorrow without it
arg-given = Keep that it was given
arg-agenda-status = Statuses with commas between them
arg-block-list-from = First day that is listed; today without it
arg-block-list-to = Last day that is listed; without it all that is ahead
arg-block-add-note = What is noted, for those who may see details
arg-block-edit-note = What is noted, for those who may see details
arg-export-agenda-from = First day, or moment; without it there is no bound
arg-export-agenda-to = Last day, or moment; without it there is no bound
arg-export-agenda-q = Words of the client's name or of the service
arg-export-agenda-format = Form of the file
