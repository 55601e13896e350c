### Clients as files: taking them out, bringing them in.

csv-export = Export
csv-import = Import
csv-stop = Stop

## Export

csv-export-title = Export clients
csv-export-what = Which clients
csv-export-view = The list as it was shown
# $what: what is searched for
csv-export-search = Search: { $what }
csv-export-all = All clients, archived ones too
csv-export-format = Form of the file
csv-export-csv = CSV, for any spreadsheet
csv-export-xlsx = Excel workbook (XLSX)
csv-export-headers = Language of the column heads
csv-export-locked = The master code is asked for
csv-export-logged = The log keeps who took out how many clients
csv-export-go = Export
csv-export-running = Reading: #
csv-export-saved = Saved as #
csv-export-stopped = Stopped; nothing was saved
csv-export-broken = The export broke off; nothing was saved

## Import: the file

csv-import-title = Import clients
csv-import-why = Save the spreadsheet as CSV; what becomes of each row is shown before anything is saved
# $count (number): rows
csv-import-limits = Up to 8 MB and { $count } rows; comma, semicolon or tab between the columns
csv-import-look = Look at the file
csv-other-file = Another file

## Import: what would become of it

csv-missing = Say which columns these are: without them nobody can be added
# $count (number)
csv-wrong-rows =
    { $count ->
        [one] One row can't be imported as it is
       *[other] { $count } rows can't be imported as they are
    }
csv-wrong-help = Nothing was saved; correct the file and choose it again, or take the column out below
csv-guessed = Read as Windows-1252, since the file does not say how it is written: look at the accents
csv-to-add = To be added
csv-to-skip = Left out
csv-to-correct = To be corrected
csv-columns = What the columns are
csv-column = Column
csv-sample = For example
csv-is = Is taken for
csv-no-head = No head
csv-ignore = Not imported
csv-duplicates = Clients who may be there already
csv-duplicates-skip = Leave out
csv-duplicates-add = Add all the same
csv-look-again = Look again
csv-rows = Rows
csv-rows-to-see = Rows to look at
csv-rows-first = The first rows
csv-line = Line
csv-fate = What becomes of it
csv-why = Why
csv-will-added = Is added
csv-will-skipped = Is left out
csv-will-wrong = To be corrected
csv-was-added = Added
csv-was-skipped = Left out
csv-was-wrong = Wrong
csv-alike = May be the same as
# $id: number of a line of the file
csv-alike-line = May be the same as line { $id }
csv-left-out = Without
# $count (number): rows
csv-more-rows =
    { $count ->
        [one] One more row
       *[other] { $count } more rows
    }
# $count (number): clients
csv-import-go =
    { $count ->
        [one] Import one client
       *[other] Import { $count } clients
    }
csv-import-running = Importing: #
csv-import-broken = The connection broke off; loaded again, this page says whether they were imported

## Import: what came of it

csv-done-title = Import
# $what: date and time
csv-done-before = This file was imported already: { $what }; nothing was added now
csv-added = Added
csv-skipped = Left out
csv-see-clients = See the clients

## A file that can't be read

# $max (number): bytes, rows or columns
error-sheet-empty = No file was chosen, or it is empty
hint-sheet-empty = Choose the file with the clients
error-sheet-too-large = The file is too large
hint-sheet-too-large = Up to 8 MB; divide it and import the parts one after the other
error-sheet-workbook = This is a workbook, not a CSV file
hint-sheet-workbook = In the spreadsheet choose “Save as” and CSV, then take that file
error-sheet-binary = This is not a text file
hint-sheet-binary = In the spreadsheet choose “Save as” and CSV (UTF-8), then take that file
error-sheet-no-rows = There is no row below the heads
hint-sheet-no-rows = The first row names the columns; each further row is one client
error-sheet-too-many-rows = The file has more than { $max } rows
hint-sheet-too-many-rows = Divide it and import the parts one after the other
error-sheet-too-many-columns = The file has more than { $max } columns
hint-sheet-too-many-columns = Delete the columns that are not needed
error-rows-wrong = Rows of the file can't be imported as they are; nothing was saved
hint-rows-wrong = Each is listed with what is wrong; correct them and send the file again

## Fields

field-file = File
field-row = Row
field-columns = Columns
field-duplicates = Duplicates
field-format = Form of the file
form-row = row of this file: it has more cells than the heads
form-columns = choice of columns: each field comes from one column

## The command line

# $count (number): clients
cli-export-progress =
    { $count ->
        [one] One client
       *[other] { $count } clients
    }
# $count (number)
cli-imported =
    { $count ->
        [one] One client was added
       *[other] { $count } clients were added
    }
# $count (number)
cli-would-import =
    { $count ->
        [one] One client would be added; nothing was changed
       *[other] { $count } clients would be added; nothing was changed
    }
# $count (number)
cli-import-skipped =
    { $count ->
        [one] One row is left out: the client may be there already
       *[other] { $count } rows are left out: the clients may be there already
    }
# $what: names of fields
cli-import-missing = No column holds: { $what }
error-no-source = The file can't be read
hint-no-source = Check its name and who may read it
