### Health screenings, and the keys that seal their answers.

## The tab and its forms

health-record = Record a screening
health-changed = Something has changed
health-unchanged = Nothing has changed
# $name: of the client
health-title = Health screening of { $name }
health-new = Health screening, if it is answered now
health-new-what = It can be recorded later just as well. Answers are stored encrypted
health-sealed = Answers are stored encrypted, and every reading of them is in the log
# $date: of the newest screening
health-review-due = The last screening is from { $date }. Has anything changed since?
health-confirm-what = Records a new screening of today with the same answers
health-allergies = Allergies
health-conditions = Conditions
health-detail = Detail
health-detail-of = Detail: { $what }
health-yes = Yes
health-answered-no = No
health-answered-none = Not asked
health-nothing-yes = Nothing was answered with yes
health-observations = Further observations
health-changes = Changed since the one before
health-no-changes = The same as the one before
# $from, $to: answers
health-turned = Before: { $from } · Now: { $to }
# $what: what was said before
health-observations-before = Before: { $what }
health-observations-none-before = There were none before
health-earlier = Earlier screenings
health-older = Older screenings
health-shut-no-key = These answers stay shut: the key { $id } that they were sealed with is not here
health-shut-damaged = These answers stay shut: what is stored was changed, or was made by a newer version
health-save = Save screening
health-flag-yes = Health: there is a yes
health-flag-review = Health: to be reviewed
health-flag-short-yes = Health
health-flag-short-review = Review health
done-screened = Health screening recorded
done-unchanged = Recorded: nothing has changed

## Fields

field-answers = Answers
field-observations = Further observations
field-passphrase = Passphrase
field-screening = Health screening
field-question = Question
field-allergies = Other allergies
field-allergy-latex = Latex
field-allergy-lidocaine = Lidocaine
field-allergy-pigments = Pigments
field-allergy-antibiotics = Antibiotics
field-diabetes = Diabetes
field-coagulation = Coagulation
field-epilepsy = Epilepsy
field-cardiac = Cardiac condition
field-anticoagulants = Anticoagulants or Accutane
field-pregnancy = Pregnancy or breast-feeding
field-substances = Alcohol or drugs
field-skin = Skin

## What went wrong

error-key-missing = The key of the health answers is not here
hint-key-missing = Take a copy in with `studio key import`; if there is none any more: `studio key accept-loss`
error-key-damaged = The file of the keys of the health answers is damaged
hint-key-damaged = Take a copy in with `studio key import`; if there is none any more: `studio key accept-loss`
error-key-wrong = Health answers were sealed with another key than those that are here
hint-key-wrong = `studio key status` names it: `studio key import`, or `studio key accept-loss` if it is gone
error-key-file-foreign = This is no file of exported keys
hint-key-file-foreign = Choose the file that `studio key export` wrote
error-wrong-passphrase = The passphrase is wrong, or the file is damaged
hint-wrong-passphrase = Try again with the passphrase of the day on which the file was written

## Command line

help-key = The keys that seal health answers
help-key-status = List the keys, where they are and what they seal
help-key-rotate = Make a new key and seal every answer with it
help-key-export = Write the keys to a file that opens with a passphrase
help-key-import = Take in keys from such a file
help-key-drop-old = Remove keys that no answer needs any more
help-key-accept-loss = Give up keys that are gone for good, so that the rest works
arg-key-drop-old-yes = Without being asked
arg-key-accept-loss-yes = Without being asked
arg-key-export-file = New file; the passphrase is asked or in STUDIO_PASSPHRASE
arg-key-import-file = The file; the passphrase is asked or in STUDIO_PASSPHRASE
arg-client-health-answer = Answer that is recorded, such as allergy_latex=yes:gloves or diabetes=no; may be given several times
arg-client-health-others = Answer to all other questions: no or not_asked
arg-client-health-observations = Further observations that are recorded
arg-client-health-unchanged = Record that nothing has changed since the last screening
arg-client-health-seen = Only if this is still the newest screening; 0 for none
cli-key = Key
cli-key-place = Place
cli-key-seals = Screenings
cli-review-due = To be reviewed
cli-changed-since = Changed
key-place-current = In use
key-place-older = Only opens
key-place-missing = Missing
key-place-lost = Given up
cli-screening-recorded = The screening was recorded
cli-key-exported = The keys are in { $path }. Keep that file and its passphrase apart from the data and its copies
# $id: of the key
cli-key-rotated = Key { $id } seals everything now. Older copies of the data need the keys before: export them anew
cli-key-resumed = The rotation that was broken off is finished: key { $id } seals everything now
# $count (number): screenings
cli-key-left =
    { $count ->
        [one] One screening can't be opened and stays as it is
       *[other] { $count } screenings can't be opened and stay as they are
    }
# $what: ids
cli-key-taken-in = Taken in: { $what }
cli-key-known = All of these keys are here already
cli-key-dropped = Removed: { $what }. Older copies of the data now need an exported key file
# $what: ids
cli-key-would-drop = Would be removed: { $what }. Older copies of the data then need an exported key file: `studio key export`
cli-key-none-dropped = Every key in the file is needed
# $what: ids of keys
cli-key-would-give-up = Would be given up: { $what }. What they seal stays shut; meant for keys of which no copy is left
cli-key-given-up = Given up: { $what }. Their answers stay shut until the key is taken in again
cli-key-none-lost = No key is lost
