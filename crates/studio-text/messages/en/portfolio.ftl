### Portfolios: pictures of artists' work, and the page for visitors.

nav-portfolio = Portfolio

## The wall

# $name: an artist
portfolio-of = Portfolio of { $name }
portfolio-mine = My pictures
portfolio-page = Public page
portfolio-preview = Preview
portfolio-add = Add pictures
# $name: an artist
portfolio-add-to = Add pictures for { $name }
portfolio-any-style = All styles
portfolio-any-placement = All placements
portfolio-any-colour = Colour or not
portfolio-any-state = Fresh or healed
portfolio-public-all = Public or not
portfolio-arranged = In the artist's order
portfolio-newest = Newest first
portfolio-oldest = Oldest first
portfolio-group = Groups
portfolio-group-none = No groups
portfolio-further = More filters
portfolio-group-style = By style
portfolio-group-colour = By colour
portfolio-no-style = No style
portfolio-no-colour = Colour not said
portfolio-none = No pictures here
portfolio-none-yet = No pictures yet
portfolio-clear = Show all
portfolio-more = More pictures
portfolio-removed = Removed pictures
portfolio-removed-what = Removed pictures. They can be brought back for thirty days
portfolio-drag = To put pictures in order: drag them, or press Alt and an arrow key on one
portfolio-order-failed = The order was not saved: try again in a moment

## A picture

item-colour-color = Colour
item-colour-black-and-grey = Black and grey
item-state-fresh = Fresh
item-state-healed = Healed
item-title = Title
item-description = Description
item-style = Style
item-placement = Placement
item-size = Size
item-technique = Technique
item-hours = Hours, such as 3:30
item-colour = Colour
item-state = Fresh or healed
item-tags = Tags, between commas
item-made-on = Made on
item-session-of = Session
item-no-session = No session
# $id: number of an appointment
item-session = Session { $id }
item-client = Client
item-client-what = A session says whose it is. A picture of a client is shown to visitors only while that client agrees
# $name: an artist
item-by = Work by { $name }
item-untitled = Untitled
item-public = Public
item-not-public = Not public
item-held = Waits for consent
item-held-why = The client has not agreed to the use of images, or no longer: visitors don't see this picture
item-featured = Featured
# $count (number): pictures
item-stacked = { $count ->
    [one] { $count } more
   *[other] { $count } more
}
# $name: a picture
item-earlier = Move { $name } one place forward
# $name: a picture
item-later = Move { $name } one place back
# $name: a picture
item-choose = Choose { $name }
item-open = Open
item-original = Largest size
# $time: hours and minutes
item-took = Took { $time } h
item-under = Lies under another picture
item-more = More pictures of it
item-edit = About this picture
item-show = Show to visitors
item-first = Featured: before the others
item-show-what = Visitors see it on the artist's public page, if that is on
item-remove = Remove picture
item-remove-what = It can be brought back for thirty days
item-is-removed = This picture was removed
item-undo = Bring back
# $count (number): pictures
items-removed = { $count ->
    [one] { $count } picture removed
   *[other] { $count } pictures removed
}
done-itemsaved = Saved
done-itemback = The picture is back
done-itemssaved = Saved
done-itemsadded = Pictures added

## Many at once

bulk-title = Choose and change several
bulk-none = No picture was chosen. Tick at least one
bulk-remove-sure = Remove the chosen pictures? They can be brought back for thirty days
bulk-what = Tick pictures, then say what happens to them
bulk-publish = Show to visitors
bulk-hide = Don't show
bulk-feature = Feature
bulk-plain = Don't feature
bulk-stack = Stack under the first
bulk-unstack = Take out of stacks
bulk-remove = Remove
bulk-restore = Bring back
bulk-set = Set
bulk-style = Style stays
bulk-placement = Placement stays
bulk-colour = Colour stays
bulk-state = Fresh or healed stays

## Adding

upload-pictures = Pictures
upload-about = About them
upload-about-what = For all of them; each can be changed later. A session fills in client and day
upload-drop = Drop pictures here, or choose them
upload-what = JPEG, PNG or WebP, up to 40 MB each. Places, dates and notes in the files are not kept
upload-send = Add pictures
upload-waiting = Waiting
upload-sign-in = Sign in
upload-drop-one = Take out
upload-working = Being sent and checked
upload-there = Added
upload-again = Try again
upload-finished = To the portfolio
upload-refused = Not taken
# $count (number): pictures
upload-added = { $count ->
    [one] { $count } picture added
   *[other] { $count } pictures added
}

## The lightbox

lightbox-title = Picture
lightbox-previous = Previous picture
lightbox-next = Next picture

## The public page

# $name: an artist
page-of = Public page of { $name }
page-is-open = Visitors see it at
page-is-off = The page is off: visitors don't see it
page-inactive = This artist no longer works here: visitors don't see the page
page-studio-off = The studio has no public pages
page-studio-how = To allow them: studio settings set portfolio.public on
page-switch = Show this page to visitors
page-what = It shows the artist's name, text, styles and Instagram name, and the pictures that are public
page-back = Back
done-pagesaved = Saved
preview-open = Preview: visitors see this page
preview-off = Preview: the page is off, visitors don't see it
public-none = Nothing to see here yet

field-slug = Address
field-public = Public
field-work-time = Hours
field-made-on = Made on
field-title = Title
field-description = Description
field-size = Size
field-technique = Technique
field-tags = Tags
field-group = Groups
field-change = Changes
form-slug = address: small letters, digits and hyphens between them
kind-portfolio-item = picture
kind-portfolio-page = public page
error-conflict-slug-taken = Another artist has this address
hint-conflict-slug-taken = Choose another one
setting-portfolio-public = Public portfolio pages

## The command line

cli-done-before = Those after it were added before: { $what }
cli-item-added = Picture added
cli-item-saved = Saved
cli-item-removed = Removed; for thirty days it can be brought back
cli-item-restored = The picture is back
cli-items-ordered = In this order
cli-page-saved = Saved
cli-item-artist = Artist
cli-item-what = What
cli-item-marks = Marks
cli-item-made = Made on

help-portfolio = Pictures of artists' work, and the pages that show them
help-portfolio-list = List pictures
help-portfolio-show = Show one picture and what is said about it
help-portfolio-add = Add pictures to an artist's portfolio, from JPEG, PNG or WebP
help-portfolio-edit = Change what is said about a picture, publish or feature it
help-portfolio-remove = Remove a picture; for thirty days it can be brought back
help-portfolio-restore = Bring a removed picture back
help-portfolio-order = Put pictures into an order, on the places that they hold together
help-portfolio-stack = Lay pictures of one piece under a cover
help-portfolio-unstack = Take pictures out of their stack
help-portfolio-page = Show or switch an artist's public page
help-portfolio-save = Write a picture to a file
arg-portfolio-add-title = What it is called
arg-portfolio-add-description = What is said about it
arg-portfolio-add-style = Style
arg-portfolio-add-placement = Place on the body
arg-portfolio-add-size = How large, in own words
arg-portfolio-add-technique = How it was made
arg-portfolio-add-hours = Hours, such as 3:30
arg-portfolio-add-colour = One of color and black_and_grey
arg-portfolio-add-state = One of fresh and healed
arg-portfolio-add-tags = Tags, between commas
arg-portfolio-add-client = ID of the client whom it shows
arg-portfolio-add-appointment = ID of the artist's appointment in which it was made; it says client and day
arg-portfolio-add-made-on = Day on which it was made
arg-portfolio-add-public = Whether visitors are meant to see it
arg-portfolio-add-featured = Whether it stands before the others
arg-portfolio-edit-title = What it is called
arg-portfolio-edit-description = What is said about it
arg-portfolio-edit-style = Style
arg-portfolio-edit-placement = Place on the body
arg-portfolio-edit-size = How large, in own words
arg-portfolio-edit-technique = How it was made
arg-portfolio-edit-hours = Hours, such as 3:30
arg-portfolio-edit-colour = One of color and black_and_grey
arg-portfolio-edit-state = One of fresh and healed
arg-portfolio-edit-tags = Tags, between commas
arg-portfolio-edit-client = ID of the client whom it shows
arg-portfolio-edit-appointment = ID of the artist's appointment in which it was made; it says client and day
arg-portfolio-edit-made-on = Day on which it was made
arg-portfolio-edit-public = Whether visitors are meant to see it
arg-portfolio-edit-featured = Whether it stands before the others
arg-portfolio-list-style = Only of this style
arg-portfolio-list-placement = Only of this place on the body
arg-portfolio-list-colour = Only with or without colour
arg-portfolio-list-state = Only fresh or healed ones
arg-portfolio-list-public = Only those that visitors are meant to see, or the others
arg-portfolio-list-client = Only those that show this client
arg-portfolio-list-removed = Those that were removed and can be brought back
arg-portfolio-list-sort = In the artist's order, newest or oldest first
arg-portfolio-list-group = In groups
arg-portfolio-add-files = The pictures; the first comes first
arg-portfolio-show-item = ID of the picture
arg-portfolio-edit-item = ID of the picture
arg-portfolio-remove-item = ID of the picture
arg-portfolio-picture-item = ID of the picture
arg-portfolio-restore-item = ID of the picture
arg-portfolio-save-item = ID of the picture
arg-portfolio-order-items = IDs of pictures
arg-portfolio-stack-items = IDs of pictures
arg-portfolio-unstack-items = IDs of pictures
arg-portfolio-stack-cover = ID of the picture on top
arg-portfolio-page-public = Switch it on or off
arg-portfolio-page-slug = Last part of its address; without it the artist's name
arg-portfolio-save-file = Where to write it; - is standard output
arg-portfolio-save-size = Pixels of the longer side
item-no-picture = No picture
item-picture-add = Add the picture
item-picture-other = Another picture
item-picture-what = JPEG, PNG or WebP, up to 40 MB. What is said about the piece stays
item-picture-save = Use this picture
done-itempicture = The picture was set
help-portfolio-picture = Give a piece its picture, or another one
arg-portfolio-picture-file = The picture
cli-item-pictured = The picture was set
item-client-none = No client is called so: write more of the name, or leave it empty
item-client-several = Several clients are called so: choose one
