### Kinds of records, as a word in a sentence or in front of a number: “client 12”.

kind-studio = studio
kind-user = user
kind-artist = artist
kind-client = client
kind-photo = photo
kind-appointment = appointment
kind-note = note
kind-correction = correction
kind-screening = health screening
kind-session = session
kind-setting = setting
kind-elevation = elevation
kind-audit-entry = audit entry
kind-service = service
kind-block = block
kind-feed = feed
