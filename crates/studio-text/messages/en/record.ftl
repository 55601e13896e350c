### Working on a client's record: editing in place, notes about sessions, corrections, appointments, and the permission profile.

## In place

tab-edit = Edit here
emergency-nobody = Leave all three empty if there is nobody to call

## Header and panes

client-no-shows = { $count ->
    [one] One no-show
   *[other] { $count } no-shows
}
client-gallery = Gallery
gallery-none = No pictures yet: items of a portfolio that show this client will appear here
appointments-all = All appointments, newest first
appointments-older = Older
appointments-newest = Newest
appointment-minutes = { $count ->
    [one] One minute
   *[other] { $count } minutes
}
appointment-pending = Pending
appointment-confirmed = Confirmed
appointment-completed = Completed
appointment-no-show = No-show
appointment-cancelled = Cancelled

## Notes

note-health = Medical facts belong under Health
note-prompts = Lines for a note about a session
prompt-work = Work done
prompt-areas = Areas
prompt-borne = How it was borne
prompt-breaks = Breaks
prompt-aftercare = Aftercare given
prompt-next = Next session
note-about-client = The client in general
# $what: date and artist
note-session = Session of { $what }
note-corrected = Corrected
note-correct = Correct
note-correct-text = Corrected text
note-correct-what = For a quarter of an hour after writing; what it said before stays readable
note-correct-save = Save the correction
note-earlier = What it said before
# $time: a moment
note-until = Until { $time }
notes-search = Search these notes
notes-all = All notes
notes-not-found = No note has all of these words
error-note-of-another = Only its author corrects a note
hint-note-of-another = Write a further note instead
error-note-closed = This note is history: its quarter of an hour is over
hint-note-closed = Write a further note that corrects it; what was typed is kept

## Corrections

correction-send = Send a correction
correction-send-do = Send to the desk
correction-why = The desk sees it on its Today and applies or declines it. Nothing changes until then
correction-choose = Choose a field
correction-value = Should be
correction-value-what = As it should stand there; styles and placements with commas between them. Empty: nothing
correction-reason = How is that known?
correction-title = Correction
correction-was = Was
correction-now = Stands there now
correction-sent = Sent
correction-waits = It waits for the desk
correction-decide = Decide
correction-apply = Apply
correction-decline = Decline
correction-answer = Answer to the sender
correction-applied = Applied
correction-declined = Declined
corrections-open = Corrections that wait for a decision
corrections-decided = Corrections that were decided
error-correction-decided = This correction has been decided already
hint-correction-decided = Look at what became of it

## The permission profile

permissions-title = Permissions
# $profile: its name
permissions-now = In force: { $profile }
permissions-changes = What would change
permissions-today = Today
permissions-then = Then
# $profile: its name
permissions-switch = Switch to { $profile }
permissions-at-once = It holds at once, for everybody, and is entered in the log
profile-standard = Standard
profile-client-page = Client page
profile-does-standard = Artists don't change clients; exporting clients needs the master code
profile-does-client-page = Artists change and export their own clients and own those they add; the desk exports without the code
grant-allow = Always
grant-own = Own only
grant-locked = With the master code
grant-deny = Never

## What was just done

done-corrected = Note corrected; what it said before is kept
done-sent = Sent to the desk
done-applied = Applied: the record says it now
done-declined = Declined: the record stays as it is
done-switched = The other permissions hold from now on

## The command line

cli-note-corrected = The note was corrected; what it said before is kept
cli-correction-sent = The correction was sent to the desk
# $what: applied or declined
cli-correction-decided = The correction is decided: { $what }
cli-service = Service
help-client-appointments = List a client's appointments
help-correction = Corrections of clients' records
help-correction-list = List what waits for a decision, or the corrections of one client
help-correction-send = Say what is wrong with a client's record; nothing changes until somebody decides
help-correction-apply = Put what a correction says into the record
help-correction-decline = Leave the record as it is
arg-session = The note is about this appointment of the client
arg-correct = Correct this own note, within a quarter of an hour after writing it
arg-find = Only notes in which all of these words stand
arg-field = What is wrong
arg-correction-send-value = What should stand there; of styles and placements with commas between them
arg-reason = How that is known
arg-correction = ID of the correction
