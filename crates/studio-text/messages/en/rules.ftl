### What is wrong with a value, said beside its field. Names of variables are part of the contract with the callers.

## Rules of the values

# $min (number), $got (number): characters
rule-empty = This can't be empty
rule-too-short =
    { $min ->
        [one] At least one character is needed; { $got } given
       *[other] At least { $min } characters are needed; { $got } given
    }
# $max (number), $got (number): characters
rule-too-long =
    { $max ->
        [one] At most one character fits; { $got } given
       *[other] At most { $max } characters fit; { $got } given
    }
# $at (number): position of the character, from one
rule-control-character = Character { $at } can't be used here: it controls something, a line or the direction of writing, and shows nothing
# $what: one of the forms below
rule-form = Not a valid { $what }
# $min, $max: as the field writes its values
rule-out-of-range = Choose a value from { $min } to { $max }
# $given: what was typed
rule-unknown = “{ $given }” is not one of the possible values
# $given: what was typed
rule-not-on-list = “{ $given }” is not on the studio's list; choose one of it, or have it added in the settings
rule-end-before-start = The end must come after the start
rule-overlap = This overlaps another entry
rule-in-future = This can't lie in the future
rule-same-record = This is the record itself; name the other record of the same person
rule-required = This is needed
rule-not-allowed = This can't be given here
rule-common = This is one of the first that anybody would guess
rule-contains-name = This is the user name; choose something else
rule-unanswered = There is a detail but no answer: choose yes or no

## Forms: what a text was expected to be, continuing “Not a valid …”

form-email = email address, such as name@example.com
form-phone = phone number, such as +52 55 1234 5678
form-instagram = Instagram name: letters, digits, dots and underscores
form-date = date, such as 2026-03-14
form-time = time, such as 16:30
form-time-zone = time zone, such as America/Mexico_City
form-currency = currency, such as MXN or EUR
form-country = country, such as MX or ES
form-colour = colour, such as #a1b2c3
form-user-name = user name: letters, digits, dots, hyphens and underscores
form-money = amount of money, such as 1250.00
form-number = number
form-id = ID: a whole number
form-cursor = place of a page in a list
form-boolean = answer: yes or no
form-language = language, such as en or es
form-theme = theme: light, dark or system
form-weekday = day of the week, such as mon
form-hours = range of hours, such as 10:00-19:00
