### Appointments: what stands in the way of a booking, what has to be confirmed, steps, history.

## What stands in the way

# $artist, $client: names; $date; $from, $to: times of the day
clash-artist-booked = { $artist } has { $client } on { $date } from { $from } to { $to }
# $kind: code of the kind of block; $from, $to: with their dates
clash-artist-blocked = { $kind ->
    [vacation] { $artist } is on vacation from { $from } to { $to }
    [personal] { $artist } has taken the time from { $from } to { $to }
    [convention] { $artist } is at a convention from { $from } to { $to }
    [break] { $artist } has a break from { $from } to { $to }
   *[other] { $artist } is not available from { $from } to { $to }
}
clash-client-booked = { $client } is with { $artist } on { $date } from { $from } to { $to }
clash-artist-inactive = { $artist } can't be booked: the profile is switched off
clash-client-archived = { $client } is archived: restore the record first

## What has to be confirmed

warning-outside-opening = The studio is closed then
warning-outside-hours = That is outside the artist's working hours
warning-in-past = That is in the past
warning-minor-without-guardian = The client is under age then, and no guardian with a phone is named
warning-screening-missing = The client has not been asked about health yet
warning-screening-stale = The health screening will be too old by then

## Errors

# $count: how many warnings
error-needs-confirmation = { $count ->
    [one] Please confirm one thing before this is booked
   *[other] Please confirm { $count } things before this is booked
}
hint-needs-confirmation = Confirm the warnings to go on
error-missing-to-complete = Something is missing before this can be completed
hint-missing-to-complete = Sign the consent or fill in the record, then complete it
# $step: code of the step; $status: code of the status
error-wrong-status = { $status ->
    [pending] This can't be done to an appointment that is pending
    [confirmed] This can't be done to an appointment that is confirmed
    [completed] This can't be done to an appointment that is completed
    [no_show] This can't be done to an appointment that was missed
   *[cancelled] This can't be done to an appointment that is cancelled
}
hint-wrong-status = Look at the appointment again: somebody may have been faster
error-appointment-final = A completed appointment keeps its time, price and service
hint-appointment-final = What was paid is corrected by a refund
error-appointment-closed = This appointment was cancelled or missed; reopen it before changing it
hint-appointment-closed = Reopen it first, if its time is still free
error-late-change = So shortly before the appointment only the desk moves or cancels it
hint-late-change = Ask the desk to do it
error-conflict-artist-booked = The artist has another appointment then
hint-conflict-artist-booked = Choose another time or another artist
error-conflict-artist-blocked = The artist's time is blocked then
hint-conflict-artist-blocked = Choose another time, or have the block removed
error-conflict-client-booked = The client has another appointment then
hint-conflict-client-booked = Choose another time, or move the other appointment first
error-conflict-appointment-length = An appointment lasts from 5 minutes to 12 hours
hint-conflict-appointment-length = Split longer work into several sessions
error-conflict-appointment-final = A completed appointment stays completed
hint-conflict-appointment-final = What was paid is corrected by a refund
error-conflict-appointment-status = The status of the appointment has changed meanwhile
hint-conflict-appointment-status = Open the appointment again and look at what it is now
error-conflict-appointment-continued = Another appointment continues that session already
hint-conflict-appointment-continued = Continue the latest session of the work instead
error-conflict-block-over-appointments = There are appointments in that time
error-conflict-key-reused = This key was used for another request
hint-conflict-key-reused = Send each new request under a new key

## Rules of the values

# $min_minutes, $max_hours: numbers
rule-duration = An appointment lasts from { $min_minutes } minutes to { $max_hours } hours
rule-never-happens = The clocks are put forward over this time: choose another one
rule-happens-twice = The clocks are put back and show this time twice: say which one is meant

## Fields

field-client-id = Client
field-starts-at = Start
field-starts-which = Which of the two starts
field-ends-at = End
field-ends-which = Which of the two ends
field-minutes = Length in minutes
field-service-id = Service
field-service = What is done
field-placement = Placement
field-style = Style
field-price = Price
field-deposit = Deposit
field-commission = Commission
field-notes = Notes
field-continues-id = Earlier session
field-by = Cancelled by
field-cancelled-by = Cancelled by
field-which = Which of the two
field-ids = What is ticked

## Steps, and who calls off

step-confirm = Confirm
step-unconfirm = Back to pending
step-arrive = Arrived
step-start = Start
step-complete = Complete
step-no-show = No-show
step-cancel = Cancel
step-reopen = Reopen
cancelled-by-client = The client
cancelled-by-artist = The artist
cancelled-by-studio = The studio

## History

change-booked = Booked
change-moved = Moved
change-edited = Changed
change-confirmed = Confirmed
change-unconfirmed = Back to pending
change-arrived = Arrived
change-not-arrived = Not arrived after all
change-started = Started
change-not-started = Not started after all
change-completed = Completed
change-no-show = No-show
change-cancelled = Cancelled
change-reopened = Reopened

## Settings and the client's header

setting-agenda-notice-hours = Hours before an appointment within which cancelling is late
setting-agenda-artists-change-late = Artists may move and cancel within that time
client-late-cancellations = { $count ->
    [one] One late cancellation
   *[other] { $count } late cancellations
}

## The command line

cli-appointment-booked = The appointment is booked
# $id: its ID; $status: how things stand with it
cli-appointment-changed = Appointment { $id }: { $status }
cli-appointment-same = Nothing changed. Appointment { $id }: { $status }
cli-no-shows = No-shows
cli-late-cancellations = Late cancellations
cli-session-of = Session
cli-steps = Can be done
cli-what = What
cli-changed-field = Field
cli-hint-needs-confirmation = Add --anyway to go on after the warnings
help-appointment = Appointments: booking, moving, completing
help-appointment-list = List appointments in the order of their starts
help-appointment-show = Show one appointment
help-appointment-book = Book an appointment
help-appointment-edit = Change what an appointment is about; an empty value empties
help-appointment-move = Move an appointment to another time, length or artist
help-appointment-confirm = Agree on an appointment
help-appointment-unconfirm = Put an appointment back to awaiting confirmation
help-appointment-arrive = Say that the client is here
help-appointment-start = Say that work has begun
help-appointment-complete = Complete an appointment; it is final then
help-appointment-cancel = Call an appointment off
help-appointment-no-show = Record that the client did not come
help-appointment-reopen = Take back that an appointment was cancelled or missed
help-appointment-history = Show what happened to an appointment
arg-appointment-book-client = ID of the client
arg-appointment-book-artist = Name or ID of the artist
arg-appointment-move-artist = Name or ID of the artist who takes it over
arg-appointment-list-artist = Only those with this artist: name or ID
arg-appointment-list-client = Only those for this client: ID
arg-appointment-list-status = Only those of this status; may be repeated
arg-appointment-list-from = Only those that begin on this date or later
arg-appointment-list-to = Only those that begin on this date or earlier
arg-appointment-list-q = Words of the client's name or of the service
arg-start = When it begins: 2026-03-14T16:30 by the studio's clock, or RFC 3339
arg-end = When it ends, as the start
arg-minutes = How many minutes it lasts
arg-which = Which start is meant where the clock shows it twice
arg-end-which = Which end is meant where the clock shows it twice
arg-service-id = ID of a service of the list; it fills what is left out
arg-service = What is done
arg-appointment-book-style = Style
arg-appointment-edit-style = Style
arg-appointment-book-placement = Where on the body
arg-appointment-edit-placement = Where on the body
arg-price = Price in the studio's currency
arg-deposit = Deposit that is asked for
arg-commission = Commission in percent for this appointment alone
arg-notes = About the booking
arg-continues = ID of the session before this one
arg-confirmed = It is agreed on already
arg-appointment-book-anyway = Go on after the warnings
arg-appointment-move-anyway = Go on after the warnings
arg-appointment-reopen-anyway = Go on after the warnings
arg-undo = Take it back
arg-free-rest = The rest of its time is free again
arg-appointment-cancel-by = Who called it off
arg-appointment-cancel-reason = Why
