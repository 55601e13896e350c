### Clases de registros, como palabra de una frase o delante de un número: «cliente 12».

kind-studio = estudio
kind-user = cuenta de usuario
kind-artist = artista
kind-client = cliente
kind-photo = foto
kind-appointment = cita
kind-note = nota
kind-correction = corrección
kind-screening = cuestionario de salud
kind-session = sesión
kind-setting = ajuste
kind-elevation = permiso temporal
kind-audit-entry = entrada de auditoría
kind-service = servicio
kind-block = bloqueo
kind-feed = calendario
