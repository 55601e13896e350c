### The agenda as people look at it, the keys of the pages, and the command box.

nav-agenda = Agenda

## Views

agenda-day = Day
agenda-week = Week
agenda-month = Month
agenda-list = List
agenda-views = Views
agenda-move = Move in time
agenda-today = Today
agenda-before = Earlier
agenda-behind = Later
agenda-month-before = Month before
agenda-month-behind = Month after
agenda-calendar = Calendar
agenda-filters = Filters
agenda-artists = Artists
agenda-search = Client or service
agenda-narrowed = Filters hide part of the agenda
agenda-show-all = Show everything
agenda-new = New appointment
agenda-board = Agenda: arrow keys move, Enter opens
agenda-no-artists = There is no artist yet who could be booked
agenda-nothing = Nothing is booked in this time
agenda-arrived = Arrived
agenda-count = { $count ->
    [0] No appointments
    [one] { $count } appointment
   *[other] { $count } appointments
}
agenda-pending = { $count ->
    [one] { $count } awaiting confirmation
   *[other] { $count } awaiting confirmation
}
agenda-away = { $count ->
    [one] { $count } artist away
   *[other] { $count } artists away
}
agenda-more = { $count ->
    [one] { $count } more
   *[other] { $count } more
}
agenda-from = From
agenda-to = To
agenda-show = Show
agenda-when = When
agenda-service = Service
agenda-first = First page

## Blocked time

agenda-block-vacation = Vacation
agenda-block-personal = Personal
agenda-block-convention = Convention
agenda-block-break = Break
agenda-block-other = Blocked
agenda-block-unsaid = Blocked

## Said while something is moved

agenda-say-slot = Free time
agenda-say-move = Enter moves it there, Escape leaves it
agenda-say-left = Left where it was

## Dates

date-whole = { $weekday }, { $day } { $month } { $year }
date-month = { $month } { $year }
date-days = { $from } – { $to }

## Keys

keys-title = Keys
keys-everywhere = On every page
keys-help = This help
keys-tab = Next control
keys-today = Today
keys-views = Day, week, month, list
keys-new = New appointment
keys-step = Earlier, later
keys-search = Search
keys-cursor = Move through the agenda
keys-select = Choose a length
keys-enter = Open, or book the chosen time
keys-move = Move the appointment
keys-resize = Make it longer or shorter
keys-cancel = Leave it as it was

## Command box

palette-people = Clients
palette-artist-week = Week
palette-pages = Places
palette-acts = Actions
palette-week = Agenda: week
palette-month = Agenda: month
palette-list = Agenda: list

## The list, many at once

agenda-more-places = More of the agenda
agenda-print = Print
agenda-bulk-all = All of this page
agenda-bulk-picked = Ticked appointments:
agenda-bulk-confirm = Confirm
agenda-bulk-cancel = Cancel
agenda-bulk-cancel-do = Cancel them
agenda-bulk-cancel-title = { $count ->
    [one] Cancel one appointment
   *[other] Cancel { $count } appointments
}
agenda-bulk-reason = Reason, if there is one
agenda-bulk-back = Back to the list
agenda-bulk-one = Appointment { $id }
agenda-bulk-confirmed = { $count ->
    [one] { $count } appointment confirmed
   *[other] { $count } appointments confirmed
}
agenda-bulk-cancelled = { $count ->
    [one] { $count } appointment cancelled
   *[other] { $count } appointments cancelled
}
agenda-bulk-left = { $count ->
    [one] { $count } was left as it was
   *[other] { $count } were left as they were
}
palette-block = Block time
