### Names of fields, as labels of forms and in front of what is wrong with a value.

field-id = ID
field-name = Name
field-user-name = User name
field-full-name = Full name
field-phone = Phone
field-email = Email
field-instagram = Instagram
field-birth-date = Date of birth
field-password = Password
field-password-again = Password once more
field-code = Master code
field-role = Role
field-artist = Artist
field-colour = Colour
field-bio = About
field-styles = Styles
field-hours = Working hours
field-rate = Commission rate
field-language = Language
field-theme = Theme
field-time-zone = Time zone
field-currency = Currency
field-setting = Setting
field-value = Value
field-reason = Reason
field-city = City
field-state = State
field-gender = Gender
field-note = Note
field-from = From
field-to = To
field-date = Date
field-time = Time
field-weekday = Day of the week
field-country = Country
field-action = Action
field-subject = Subject
field-profile = Permission profile
field-limit = Rows per page
field-cursor = Place in the list

## Clients

field-address = Address
field-placements = Placements
field-source = Source
field-source-detail = Source, in detail
field-preferred-artist-id = Preferred artist
field-appointment-id = Appointment
field-field = What is wrong
field-answer = Answer
field-pinned-note = Pinned note
field-text = Text
field-q = Search
field-sort = Sort
field-order = Order
field-status = Status
field-artist-id = Artist ID
field-emergency-name = Name of the emergency contact
field-emergency-relationship = Relationship of the emergency contact
field-emergency-phone = Phone of the emergency contact
field-guardian-name = Name of the guardian
field-guardian-relationship = Relationship of the guardian
field-guardian-phone = Phone of the guardian

## Columns of exported files

column-id = ID
column-name = Name
column-phone = Phone
column-email = Email
column-instagram = Instagram
column-artist = Assigned artist
column-next-appointment = Next appointment
column-last-appointment = Last appointment
column-created-at = Registered
column-status = Status
