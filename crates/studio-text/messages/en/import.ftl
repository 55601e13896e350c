### What an import from the desktop application came to.

## The report

import-done = The data was imported
import-rehearsed = This is what the import would do; nothing was changed
import-head-table = Table
import-head-read = Read
import-head-imported = Imported
import-head-skipped = Skipped
import-head-already-here = Of these here before
import-head-made = Also made
import-head-count = Count
import-head-sum = Amount
import-head-sums = Amounts compared
import-head-source = In the file
import-head-left = Not imported, because this version can't yet
import-head-row = Row
import-head-column = Column
import-head-what = What it is
import-head-found = Found
# $count (number)
import-issues =
    { $count ->
        [0] Everything was taken as it was
        [one] One thing could not be taken as it was:
       *[other] { $count } things could not be taken as they were:
    }
# $what: name of a table
import-progress = Import: { $what }

## Tables of the other application

table-clients = Clients
table-artists = Artists
table-users = Accounts
table-sessions = Appointments
table-settings = Settings

## What is made besides rows of the same kind

made-appointments-pending = Appointments, awaiting confirmation
made-appointments-confirmed = Appointments, confirmed
made-appointments-completed = Appointments, completed
made-appointments-no-show = Appointments, client did not come
made-appointments-cancelled = Appointments, cancelled
made-consents = Consents
made-contacts = Emergency contacts
made-notes = Notes
made-rates = Commission rates
made-screenings = Health screenings
made-settings = Changed settings

## Amounts

sum-sessions-price = Prices of appointments

## What stays where it is

left-transactions = Payments
left-transactions-deleted = Deleted payments
left-products = Products
left-portfolio-items = Portfolio items
left-portfolio-images = Images of portfolio items
left-portfolio-images-missing = Portfolio items whose image is missing
left-avatars = Photos of accounts

## What could not be taken as it was

issue-table-missing = The file does not have this table: it is of an older version
issue-table-unknown = Nothing is known of this table; it was not read
issue-column-missing = The file does not have this column: it is of an older version
issue-column-unknown = Nothing is known of this column; it was not read
issue-file-unreadable = The file beside the database can't be read; it was left out
issue-id-unreadable = The row has no number that can be read; it was skipped
issue-id-repeated = An earlier row has the same number; this one was skipped
issue-name-missing = There is no name; something else stands in for it
issue-phone-missing = The client has no phone number
issue-date-missing = There is no date; today was taken
issue-date-in-future = The date lies in the future; it was kept
issue-time-skipped = The clocks skipped this time; the next moment was taken
issue-time-twice = The clocks went through this time twice; the first was taken
issue-too-long = The text is too long; it was shortened, and kept whole in a note or here
issue-control-characters = Invisible characters were taken out
issue-not-unicode = Characters that can't be read were replaced
issue-unreadable = The value can't be read; it was left out, and kept in a note or here
issue-preference-unknown = Nothing is known of this preference; it was kept in a note
issue-artist-unknown = The preferred artist is not in the file
issue-rate-as-percent = The rate is above one; it was taken for percent
issue-user-name-changed = The user name has a form that is not allowed here; it was changed
issue-user-name-taken = The user name is taken; it got a number
issue-role-unknown = The role is not known; the account is disabled
issue-artist-needed = An artist's account without artist; it is disabled
issue-artist-taken = The artist belongs to another account; this one is disabled
issue-link-dropped = Only accounts of artists have an artist; the link was left out
issue-password-unusable = The password can't be checked here; send an invitation
issue-client-missing = The client is not in the file; the appointment was skipped
issue-artist-missing = The artist is not in the file; the appointment was skipped
issue-start-missing = Nobody knows when it starts; the appointment was skipped
issue-end-missing = Nobody knows when it ends; one hour was assumed
issue-status-unknown = The status is not known; it awaits confirmation now
issue-price-negative = The price is below zero; it was kept
issue-overlap-artist = The artist has another appointment at this time; both were kept
issue-overlap-client = The client has another appointment at this time; both were kept
issue-overlap-block = The artist has blocked this time here; it was kept
issue-end-before-start = It ends before it starts; it was kept
issue-length-unusual = It lasts less than five minutes or more than twelve hours; it was kept
issue-master-code = The master code was not taken: set a new one with `studio code set`
issue-setting-unknown = This setting has no counterpart here
issue-setting-kept = This setting was changed here already; that stays
