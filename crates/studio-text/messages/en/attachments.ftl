### Files that are attached to something: the scan of a consent on paper, the pictures and papers of an appointment, a client's gallery.

## Fields, kinds, conflicts

field-paper = Scan of the form
field-year = Year
kind-paper = scan
kind-file = file
error-conflict-paper-there = This consent has a scan already
hint-conflict-paper-there = It stays. For another form, record the answer anew
error-conflict-not-on-paper = This consent was not answered on paper
hint-conflict-not-on-paper = A scan belongs to an answer on paper
error-conflict-too-many-files = This appointment has 50 files
hint-conflict-too-many-files = Remove some before you add more
# $name: a file
file-again = { $name } has to be chosen once more: a browser does not keep a file in a form that comes back
file-sending = The file is being sent
file-failed = The file did not arrive: try again in a moment
file-untitled = Without a title

## The scan of a form

consent-scanned = With scan
paper-title = Scan of the form
paper-add = Attach the scan
paper-what = JPEG, PNG, WebP or PDF, up to 40 MB. It stays with the consent
paper-attach = Attach scan
paper-save = Save the PDF
paper-failed = The scan did not arrive: try again in a moment
done-scanned = Scan attached
done-noscan = Recorded without the scan, which was lost on the way: attach it here

## The photo of a new client

client-photo = Photo
client-photo-what = JPEG, PNG or WebP, up to 20 MB; the middle is kept as a square, without places, dates and notes
done-nophoto = Client added, without the photo that was chosen before

## Pictures and papers of an appointment

files-title = Pictures and papers
files-none = Nothing yet: reference pictures and papers stand here
files-add = Add pictures or papers
files-what = JPEG, PNG, WebP or PDF, up to 40 MB each. Who may see the appointment's details sees them
files-attach = Attach
file-remove = Remove
file-remove-sure = It goes for good
done-attached = Attached
done-detached = Removed

## The gallery

image-portfolio = Work
image-appointment = Picture of a session
image-photo = Photo
gallery-open = Open the gallery
# $count (number)
gallery-all = { $count ->
    [one] Show the one picture
   *[other] Show all { $count } pictures
}
# $count (number)
gallery-count = { $count ->
    [one] One picture
   *[other] { $count } pictures
}
gallery-any = All
gallery-narrow = Show
gallery-none-such = No picture is like that
gallery-more = Show more
gallery-session = Session

## What goes with a deleted client

# $count (number)
count-photos = { $count ->
    [one] the photo
   *[other] { $count } photos
}
# $count (number)
count-corrections = { $count ->
    [one] one correction of the record
   *[other] { $count } corrections of the record
}
# $count (number)
count-age-checks = { $count ->
    [one] one age check
   *[other] { $count } age checks
}

## The command line

help-client-consent-paper = Attach the scan of a form to a consent that was answered on paper
help-appointment-attach = Attach pictures or PDFs to an appointment
help-appointment-files = List the pictures and papers of an appointment, or save one
help-appointment-detach = Take a picture or paper from an appointment
help-client-gallery = List all pictures of a client
arg-client-add-photo = The client's photo: a JPEG, PNG or WebP
arg-client-consent-record-paper = Scan of the form: a JPEG, PNG, WebP or PDF
arg-client-consent-show-paper = Write the scan of the form to this file
arg-client-consent-paper-file = The scan: a JPEG, PNG, WebP or PDF
arg-appointment-attach-appointment = ID of the appointment
arg-appointment-attach-files = The files: JPEG, PNG, WebP or PDF
arg-appointment-attach-title = What people call it; without it the name of the file
arg-appointment-files-appointment = ID of the appointment
arg-appointment-files-save = Save this file
arg-appointment-files-to = Where to write it; - is standard output
arg-appointment-files-size = Which size of a picture
arg-appointment-detach-appointment = ID of the appointment
arg-appointment-detach-file-id = ID of the file
arg-client-gallery-kind = Only works, pictures of sessions, or the photo
arg-client-gallery-artist = Only of this artist, by name or ID
arg-client-gallery-year = Only of this year
arg-client-gallery-cursor = Where the page before ended
cli-paper-attached = The scan was attached
cli-file-attached = The file was attached
cli-file-detached = The file was removed
# $path: where
cli-file-saved = The file was written to { $path }
cli-scan = Scan of the form
# $count (number): wrong rows
cli-would-import-none =
    { $count ->
        [one] Nothing would be added as long as one row is wrong; nothing was changed
       *[other] Nothing would be added as long as { $count } rows are wrong; nothing was changed
    }
cli-hint-no-screening = Record one first: `studio client health`, with an answer for each question

## The import of the old application's pictures

table-client-photos = Client photos
table-avatars = Photos of accounts
table-portfolio-items = Portfolio items
table-portfolio-images = Images of portfolio items
issue-file-missing = The file is not there
issue-picture-refused = The picture is not taken
issue-photo-kept = There is a photo already; that stays
issue-owner-unknown = Whoever uploaded it is not known; the photo is the studio's
issue-file-of-nobody = The file belongs to nobody who is here
issue-picture-missing = The picture is missing or can't be taken: the piece was kept without it
issue-client-dropped = The client is not in the file: the piece was kept, linked to nobody
issue-session-dropped = The session is not in the file, or is another artist's or client's: the piece was kept without it
