### What the command line prints: heads of columns, single words and what was done.

## Heads of columns

cli-id = ID
cli-name = Name
cli-role = Role
cli-artist = Artist
cli-active = Active
cli-last-sign-in = Last sign-in
cli-user-name = User name
cli-email = Email
cli-phone = Phone
cli-colour = Colour
cli-rate = Rate
cli-hours = Hours
cli-setting = Setting
cli-value = Value
cli-default = Default
cli-when = When
cli-who = Who
cli-action = Action
cli-subject = Subject
cli-outcome = Outcome
cli-reason = Reason
cli-session = Session
cli-origin = Origin
cli-address = Address

## Words

cli-yes = yes
cli-no = no
cli-never = never
cli-none = none
cli-done = Done

## What was done

# $name
cli-user-added = User { $name } was added
cli-user-changed = User { $name } was changed
cli-user-disabled = User { $name } was disabled; their sessions have ended
cli-user-enabled = User { $name } was enabled
# $hours (number)
cli-invitation =
    { $hours ->
        [one] Invitation link, good once and for one hour:
       *[other] Invitation link, good once and for { $hours } hours:
    }
cli-artist-added = Artist { $name } was added
cli-artist-changed = Artist { $name } was changed
cli-code-set = The master code was set; running elevations have ended
cli-code-cleared = The master code was cleared; nobody can elevate until a new one is set
# $from, $to: values as they are shown
cli-setting-changed = Changed from { $from } to { $to }
# $name: of the studio, $path: of its folder
cli-studio-made = Studio { $name } was made in { $path }
# $profile
cli-profile-switched = The policy profile is now { $profile }
cli-nothing-to-do = Nothing to do
