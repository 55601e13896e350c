### Codes of the audit log, of sessions and of the checks, as words.

## Who acted, when no account did

actor-person = Person
actor-operator = Operator
actor-housekeeping = Housekeeping
actor-setup = Setup
actor-visitor = Visitor

## Which door was used

origin-web = Browser
origin-api = Interface
origin-cli = Command line
origin-system = Program

## How an act ended

outcome-done = Done
outcome-refused = Refused
outcome-failed = Failed

## Where the log breaks

break-missing = An entry is missing
break-changed = An entry is not as it was written
break-cut-off = The last entries are missing
break-added = Entries were added at the end
break-head = The mark of its end does not fit

## How a check ended

verdict-good = Good
verdict-warning = Warning
verdict-bad = Bad

## What is known of a password

password-state-open = Not chosen yet
password-state-set = Set
password-state-short = Set, shorter than is asked for today
