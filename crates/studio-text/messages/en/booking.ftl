### Pages around one appointment: the booking form, the appointment's page, completing, calling off, and Today.

## The form

booking-new-title = New appointment
# $name: of the client
booking-edit-title = Appointment of { $name }
booking-book = Book
booking-anyway = Book anyway
booking-save-anyway = Save anyway
booking-who = Who
booking-when = When
booking-what = What
booking-none = Not said
booking-no-artist = Choose an artist
booking-no-service = None of the list
booking-deposit = Deposit asked
booking-commission = Commission for this one, in percent
booking-status-usual = Pending
booking-continues-none = A new piece of work
booking-end-date = Ends on
booking-which-none = The clock shows it once
booking-which-first = The first, before the clocks change
booking-which-second = The second, after the clocks change
booking-length-how = Type the end or the length: the other one follows
booking-notes-how = About the booking. Medical facts belong under Health
booking-new-client = A new client
booking-new-client-what = The record is made together with the appointment; the rest can be filled in later
# $name: as it was typed
booking-new-client-named = New client: { $name }
booking-new-anyway = Another person: make the record and book
booking-take = Book for this one
booking-choose-client = Choose the client
booking-choose-client-how = Nobody was chosen yet: pick one of these, search again, or make a new client

## What would be told

booking-check = Will it fit?
booking-check-later = Client, artist, time and length are needed to tell
booking-free = The time is free
booking-clash = This can't be booked
booking-clash-how = Nothing was saved. Choose another time or another artist
booking-look = Look at it
booking-warnings-ahead = You will be asked about this
booking-confirm = Please confirm before this is saved

## The appointment

booking-act-confirm = Confirm
booking-act-unconfirm = Back to pending
booking-act-arrive = Arrived
booking-act-not-arrived = Not arrived after all
booking-act-start = Start
booking-act-not-started = Not started after all
booking-act-complete = Complete
booking-act-no-show = Did not come
booking-act-reopen = Take back
booking-act-edit = Change
booking-act-cancel = Cancel appointment
booking-act-follow-up = Follow-up
booking-act-continue = Next session
booking-reopen-anyway = Take back anyway
# $number, $of: numbers of sessions
booking-session = Session { $number } of { $of }
booking-chain = Sessions of this work
booking-history = What happened
booking-remains = Still to be done
booking-remaining-complete = Complete
booking-remaining-aftercare = Give the aftercare text
booking-remaining-note = Write a note
booking-remaining-photos = Add a photo
booking-remaining-follow-up = Plan a follow-up
booking-price-open = Not agreed yet
booking-arrived = Arrived
booking-started = Started
booking-completed = Completed
booking-aftercare = Aftercare given
booking-called-off = Cancelled by
booking-late = Late
booking-imported = Brought in from elsewhere
booking-made = Booked
booking-others = What is to be done and for how much is seen by its artist and the desk
booking-notes = Notes about this session
booking-note-new = Note about this session
booking-note-save = Keep the note
booking-flag-late = Late
booking-flag-first = First visit
booking-flag-deposit = Deposit asked

## Completing

booking-complete-title = Complete the appointment
booking-complete-do = Complete
booking-missing-how = Each opens in a tab of its own. Come back and complete then; what was typed here stays
booking-price-how = What the session came to; a completed appointment keeps its price
# $amount: money
booking-deposit-asked = A deposit of { $amount } was asked for
booking-free-rest = It ended early: the rest of its time is free again
booking-then = And then
booking-then-nothing = Nothing yet

## Calling off

booking-cancel-title = Cancel the appointment
booking-cancel-do = Cancel the appointment
booking-keep = Keep it
booking-who-cancels = Who cancelled?
booking-cancel-what = The time is free again. It can be taken back while it still is
# $count: hours
booking-notice = { $count ->
    [one] It begins in less than an hour: this counts as a late cancellation
   *[other] It begins in less than { $count } hours: this counts as a late cancellation
}
# $amount: money
booking-forfeit = The deposit of { $amount } that was asked for may be kept

## Today

today-acts = What is done most
today-book = New appointment
today-own = My day
today-pictures = Pictures of earlier sessions
today-studio = The day
today-free = No appointments today
today-place-late = Late
today-place-here = Here now
today-place-next = Coming next
today-place-over = Over: what became of it?
today-place-done = Done
today-to-confirm = To be confirmed
today-overdue = Open from before today
today-overdue-what = Complete them, or say that nobody came

## Done

done-booked = Booked
done-confirmed = Confirmed
done-arrived = Arrived
done-started = Started
done-undone = Taken back
done-missed = Noted: nobody came. The time is free again
done-reopened = Taken back: the appointment is confirmed again
done-cancelled = Cancelled. The time is free again
done-completed = Completed

## From the client

client-book = Book an appointment
client-save-and-book = Save and book
field-new-name = Name of the new client
field-new-phone = Phone of the new client
field-new-email = Email of the new client
