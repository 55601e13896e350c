### Consents: what is said of them on pages and by the command line.

## What is wrong

error-text-changed = The text was changed meanwhile
hint-text-changed = Read the text as it is now and answer again; everything else is kept
rule-differs = The record says something else; put the record right first
form-signature = signature: draw it once more
form-text-hash = fingerprint of a text
kind-consent = consent
field-kind = Kind
field-act = Answer
field-manner = How it is answered
field-signer = Who answers
field-signer-name = Name of who signs
field-signature = Signature
field-text-hash = Fingerprint of the text
field-document = Document
field-validity = How long it holds
field-number = Version
field-informed-consent = Informed consent

## Where a consent stands

standing-not-asked = Not asked
standing-given = Given
standing-lapsed = Holds no longer
standing-declined = Declined
standing-withdrawn = Withdrawn
lapse-time = Its time is over
lapse-text = The text has changed
lapse-appointment = Given for another appointment
# $date: the last day
consent-until = Holds until { $date }
consent-by-guardian = By the guardian
consent-one-appointment = For one appointment
consent-signed = Signed

## What is missing to complete a session

consents-missing = Missing before the session can be completed
missing-informed-consent = The informed consent
missing-birth-date = The date of birth: without it nobody knows whether a guardian is needed
missing-guardian-name = The name of the guardian
missing-guardian-phone = The phone of the guardian
missing-guardian-consent = The consent of the guardian
flag-informed-consent = Informed consent missing
flag-birth-date = Date of birth unknown
flag-guardian-name = Guardian missing
flag-guardian-phone = Guardian's phone missing
flag-guardian-consent = Guardian's consent missing

## The tab

# $date: when the appointment is
consents-about-next = As it stands for the next appointment, { $date }
consents-about-today = As it stands today
consents-minor = A minor: a guardian has to agree before the session
consent-open = Open
consent-ask = Ask
consent-withdraw = Withdraw
withdraw-informed = Without informed consent no session is completed
withdraw-image-use = Images of this client are then no longer shown in any portfolio
withdraw-data-privacy = What the law asks to keep is kept; everything else can be asked to be erased
withdraw-reminders = No reminders are sent any more
withdraw-promotions = No offers are sent any more
consent-relationship = Relationship
guardian-save = Save guardian
age-title = Age checked on a document
age-check = Record a look at a document
age-which = Choose the document
age-says = Date of birth on the document
age-save = Record check
document-identity-card = Identity card
document-passport = Passport
document-driving-licence = Driving licence
document-residence-permit = Residence permit
document-other = Other document with a photo
signer-client = The client
signer-guardian = The guardian

## Asking

consent-language = Language of the text
consent-text = What is agreed to
consent-about = For which appointment
consent-about-all = For every appointment
sign-here = Sign here with finger, pen or mouse
sign-undo = Undo stroke
sign-clear = Clear
sign-otherwise = Who can't draw on the screen signs on paper or says it: choose so above and type the name
sign-no-script = Signing on the screen needs scripts, which this browser does not run. Choose paper or spoken
signer-name-what = Empty: the name in the record
consent-print-blank = Print the form to sign on paper
consent-give = Agrees
consent-decline = Declines
done-recorded = Recorded
done-recordedminor = Recorded. The client is a minor: without the guardian no session is completed
done-addedminor = Client added. The client is a minor: without the guardian's consent no session is completed
done-withdrawn = Withdrawn
first-answer-paper = Signed on paper
first-answer-paper-guardian = Signed on paper by the guardian
first-answer-screen = Sign on the screen next
first-answer-declined = Declined
first-answer-not-asked = Ask later

## On paper

page-print = Print
consent-client = Client
consent-client-number = Number in the studio's records
consent-answer = Answer
consent-when = When
consent-recorded-by = Recorded by
consent-number = Number of the entry
consent-signature = Signature
consent-no-text = No text was recorded with this answer
consent-text-version = Version
consent-text-hash = Fingerprint (BLAKE3)
consent-text-own = Text that comes with the program
consent-text-broken = The text is not the one that was agreed to: its fingerprint does not fit
# $what: what was said, and when
consent-later = Later answer: { $what }
# $name: the name in the record today
consent-name-now = In the record today: { $name }
consent-relationship-phone = Guardian: relationship and phone
consent-place-date = Place and date

## The texts

consent-texts-title = Consent texts
consent-texts-kinds = Kinds of consent
consent-texts-own = The text of the program says what is usual and is no legal advice: a lawyer should check it first
consent-texts-what = Clients read and sign this. Saving makes a new version; what was signed before keeps its own text
consent-texts-save = Save new version
consent-texts-versions = Versions
consent-texts-now = Used now
validity-title = How long it holds
validity-holds = Holds
validity-choose = As by default
validity-until-withdrawn = Until it is withdrawn
validity-one-appointment = For one appointment
validity-until-text-changes = Until the text changes
validity-months = For a number of months
validity-number = Number of months
validity-what = For one appointment: an answer that names no appointment holds on the day on which it was given
validity-save = Save

## Settings

setting-consents-informed-validity = How long an informed consent holds
setting-consents-image-use-validity = How long a consent to the use of images holds
setting-consents-data-privacy-validity = How long a consent to keeping data holds
setting-consents-reminders-validity = How long a consent to reminders holds
setting-consents-promotions-validity = How long a consent to offers holds

## The command line

cli-consent-recorded = The answer was recorded
cli-consent-minor = Warning: the client is a minor. Missing before a session is completed
cli-guardian-saved = The guardian was saved
cli-guardian-removed = The guardian was removed
cli-age-checked = The look at the document was recorded
# $id: version that is used now
cli-text-saved = Version { $id } is used now
cli-missing = Missing for the session
cli-text = Text
cli-text-version = Version
cli-text-language = Language
cli-text-check = Text of the program: have it checked by a lawyer
cli-signed = Signed on the screen
cli-text-whole = Text as it was

## Commands and options about consents

help-client-consent-state = Show where a client's consents stand, and what is missing to complete a session
help-client-consent-record = Record what a client or a guardian answered
help-client-consent-withdraw = Take a consent back
help-client-consent-show = Show one consent with everything that proves it
help-client-guardian = Set who answers for a minor; an empty name removes the guardian
help-client-age-check = Record that somebody looked at a document that says how old the client is
help-consent-text = Texts that clients are asked to agree to
help-consent-text-list = List the texts that are used now
help-consent-text-show = Print a text
help-consent-text-set = Save a new version of a text from a file; what was signed before keeps its own
arg-consent = ID of the consent
arg-kind = Kind: informed, image-use, data-privacy, reminders or promotions
arg-answer = The answer
arg-how = How it was answered
arg-by = Who answered
arg-signer = Name under which it was answered; without it the name in the record
arg-text-language = Language of the text, such as en or es
arg-appointment = ID of the one appointment that it is about
arg-client-consent-state-date = Day of the session; without it that of the appointment, else today
arg-signature = File into which the picture of the signature is written
arg-client-guardian-name = Name of the guardian
arg-relationship = Relationship to the client
arg-document = Document: identity-card, passport, driving-licence, residence-permit or other
arg-informed-consent = What was answered to the informed consent
arg-versions = List all versions, newest first
arg-file = File with the text
error-unreadable-file = The file can't be read
hint-unreadable-file = Check its name and who may read it
