### Photos of clients, the files behind them, and why a file is not taken.

## On the page

# $name: the client
photo-of = Photo of { $name }
photo-add = Add a photo
photo-change = Change the photo
photo-file = Picture
photo-what = JPEG, PNG or WebP, up to 20 MB
photo-kept = The middle is kept as a square, without the places, dates and notes of the file
photo-save = Save photo
photo-remove = Remove photo
photo-sending = The photo is being sent
photo-failed = The photo did not arrive: try again in a moment
# $name: who uploaded it, $date: when
photo-by = Uploaded by { $name }, { $date }
# $date: when
photo-by-house = Uploaded { $date }
done-photo = Photo saved
done-photogone = Photo removed

## A photo of somebody else

# $name: who uploaded it
error-photo-of = This photo was uploaded by { $name }
hint-photo-of = Ask that person or an admin to change it
error-photo-of-house = This photo was put there by the studio
hint-photo-of-house = Ask an admin to change it

## Files that are not taken

error-no-such-part = There is no such part of this picture
error-file-empty = The file is empty
hint-file-empty = Choose another one
# $max (number): the most
error-file-too-big = The file has more than { $max } MB
hint-file-too-big = Save it smaller, or take the picture anew
error-file-unknown = This file is not a picture
hint-file-unknown = Choose a JPEG, PNG or WebP
error-file-gif = This is a GIF, which is not taken
hint-file-gif = Save it as JPEG or PNG
error-file-heic = This is a HEIC picture, which browsers can't show
hint-file-heic = Save it as JPEG. On an iPhone: Settings, Camera, Formats, Most Compatible
# $kind: name of a format
error-file-other-kind = This is a file of the kind { $kind }, which is not taken
hint-file-other-kind = Save it as JPEG, PNG or WebP
error-file-animated = This picture moves
hint-file-animated = Save one of its pictures as JPEG or PNG
# $max (number): the most
error-file-too-many-pixels = The picture has more than { $max } megapixels
hint-file-too-many-pixels = Save it smaller
# $max (number): the most of a side
error-file-too-long = A side of the picture has more than { $max } pixels
hint-file-too-long = Cut it, or save it smaller
error-file-too-heavy = The picture is packed in a way that takes too much memory to open
hint-file-too-heavy = Save it as JPEG or PNG
error-file-damaged = The file is damaged or was cut off on its way
hint-file-damaged = Send it again, or open it and save it anew
error-file-two-in-one = Something else hangs behind the picture
hint-file-two-in-one = Open the picture and save it anew

## Commands

help-client-photo = A client's photo: set, remove or save it
help-client-photo-set = Set or replace the photo from a JPEG, PNG or WebP
help-client-photo-remove = Remove the photo
help-client-photo-save = Write the photo to a file
help-media = The files behind photos and papers
help-media-check = Look for every file; answers 3 when one is missing or changed
help-media-sweep = Take away files that nothing has referred to for an hour
arg-client-photo-set-file = The picture
arg-client-photo-save-file = Where to write it; - is standard output
arg-client-photo-save-size = Pixels a side
arg-media-check-quick = Compare sizes only, instead of reading every byte
cli-photo-set = The photo was set
cli-photo-removed = The photo was removed
# $path: where
cli-photo-saved = The photo was written to { $path }
cli-photo = Photo
# $count (number): files looked at
cli-media-good =
    { $count ->
        [one] One file, and it is whole
       *[other] { $count } files, none missing or changed
    }
cli-media-bad = Files are missing or changed: take them from the last good backup, or upload those pictures again
# $count (number): files taken away
cli-media-swept =
    { $count ->
        [one] One file was taken away
       *[other] { $count } files were taken away
    }
cli-media-missing = Missing
cli-media-changed = Changed
cli-media-looked-at = Files
me-photo-title = Your picture
me-photo-what = People of the house see it beside your name; visitors see it on your public page while that is on
help-user-photo = A person's picture: set, remove or save it
help-user-photo-set = Set or replace the picture from a JPEG, PNG or WebP
help-user-photo-remove = Remove the picture
help-user-photo-save = Write the picture to a file
help-me-photo = Your own picture: set or remove it
help-me-photo-set = Set or replace your picture from a JPEG, PNG or WebP
help-me-photo-remove = Remove your picture
arg-user-photo-set-file = The picture
arg-user-photo-save-file = Where to write it; - is standard output
arg-user-photo-save-size = Pixels a side
arg-me-photo-set-file = The picture
