### Two records of one person made one, and records that are deleted.

## Fields and rules

field-merge-field = Field
field-side = Whose value is kept
field-other-id = The other client
field-confirm-name = Name, to confirm
field-emergency = Emergency contact
field-guardian = Guardian
rule-other-name = This is not the name of this client

## Conflicts

error-conflict-client-merged = This record was merged into another one
hint-conflict-client-merged = Go on with the record that is kept; the old number leads there
error-conflict-client-in-use = This client has what must be kept
hint-conflict-client-in-use = Archive the client: hidden from the list and from booking, and nothing is lost

## How much hangs on a record

# $count (number)
count-appointments = { $count ->
    [one] one appointment
   *[other] { $count } appointments
}
# $count (number)
count-screenings = { $count ->
    [one] one health screening
   *[other] { $count } health screenings
}
# $count (number)
count-consents = { $count ->
    [one] one consent
   *[other] { $count } consents
}
# $count (number)
count-notes = { $count ->
    [one] one note
   *[other] { $count } notes
}
# $count (number)
count-merged = { $count ->
    [one] one record merged before
   *[other] { $count } records merged before
}
# $count (number)
count-portfolio-items = { $count ->
    [one] one picture of a portfolio
   *[other] { $count } pictures of portfolios
}
count-nothing = nothing else

## Possible duplicates

duplicates-possible = Possible duplicates
duplicates-none = No other record has this phone, email, Instagram name, or name and birth date
merge-compare = Compare
merge-merged-title = Merged records
# $count (number)
merge-holds = { $count ->
    [one] One older record was merged into this one; its links lead here
   *[other] { $count } older records were merged into this one; their links lead here
}

## Merging

merge-more-acts = More acts
merge-open = Merge with another record
merge-title = Merge two records
# $name: a client
merge-choose = Which record is also { $name }?
merge-search = Look for another record
merge-find = Search
merge-both-records = Both records
merge-side-kept = Kept
merge-side-other = Merged into it
merge-of-kept = Of the kept record
merge-of-other = Of the merged record
merge-of-both = Of both
merge-both = All of them
# $id: number of a client
merge-number = No. { $id }
merge-swap = Keep the other one instead
merge-choices = Where they differ
# $count (number)
merge-same = { $count ->
    [one] One field is the same in both
   *[other] { $count } fields are the same in both
}
merge-doubts = Are these really one person?
merge-doubt-nothing-in-common = Neither name, phone, email nor Instagram name is the same
merge-doubt-born-apart = The dates of birth are different
merge-after = What happens
merge-has-nothing = Nothing hangs on it
merge-after-no-rows = Nothing hangs on the merged record: of it only what is chosen is kept
# $what: how much there is
merge-after-rows = What hangs on the merged record is read on the kept one from now on: { $what }
merge-after-links = A search for what it said, and its old links, lead to the kept record; both histories stay
merge-after-active = The kept record is archived and the other one is not: it becomes active
merge-after-undo = There is no button to undo this
merge-do = Merge

## Deleting

delete-open = Delete
delete-title = Delete a client
# $name: a client
delete-name = Delete { $name }?
delete-what = The record goes for good. Nobody can bring it back
# $what: how much there is
delete-goes = With it goes: { $what }
# $name: a client
delete-type = Type the name to confirm: { $name }
delete-do = Delete for good
# $name: a client
delete-not = { $name } can't be deleted
# $what: how much there is
delete-held = There is what must be kept: { $what }
delete-archive = Archiving hides the client from the list and from booking, and nothing is lost
delete-archived = The client is archived already: hidden from the list and from booking
delete-back = Back to the client

## What was done

done-merged = Merged. Everything is read on this record now
done-led = This is the record that is kept; the one you asked for was merged into it
done-deleted = Deleted

## The command line

help-client-duplicates = List records that may be the same person, of one client or of the whole studio
help-client-merge = Merge another record of the same person into a client
help-client-delete = Delete a client on whom nothing hangs that must be kept
arg-client-duplicates-client = ID of the client; without it the whole studio
arg-client-merge-other = ID of the record that is merged into it
arg-client-merge-take = Keep the other record's value of this field; “field=both” for styles and placements
arg-client-merge-keep = Keep the client's own value of this field, even if it is empty
arg-client-merge-if-other-version = Only if the other record is still at this version
arg-client-merge-yes = Without being asked
arg-client-merge-dry-run = Show both side by side and merge nothing
arg-client-delete-confirm-name = The client's name, to confirm
cli-same-by = The same
cli-clients = Clients
cli-merge-kept = Kept
cli-merge-other = Merged into it
cli-merge-field = Field
cli-merge-usual = Stays
# $given, $name: clients with their numbers
cli-client-would-merge = { $given } would be merged into { $name }, and nothing takes it back. `--dry-run` shows both
# $given, $name: numbers of clients
cli-client-merged = Client { $given } was merged into client { $name }
# $given, $name: numbers of clients
cli-client-merged-already = Client { $given } had been merged into client { $name } before
# $given, $name: numbers of clients
cli-client-led = Client { $given } was merged into client { $name }, which stands for both
# $name: number of a client, $what: what went with it
cli-client-deleted = Client { $name } was deleted; with it went: { $what }
cli-hint-conflict-client-in-use = `studio client archive` hides the client from the list and from booking
