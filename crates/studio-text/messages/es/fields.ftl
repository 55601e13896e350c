### Nombres de los campos, como etiquetas de formularios y delante de lo que le pasa a un valor.

field-id = ID
field-name = Nombre
field-user-name = Nombre de usuario
field-full-name = Nombre completo
field-phone = Teléfono
field-email = Correo electrónico
field-instagram = Instagram
field-birth-date = Fecha de nacimiento
field-password = Contraseña
field-password-again = La contraseña otra vez
field-code = Código maestro
field-role = Rol
field-artist = Artista
field-colour = Color
field-bio = Presentación
field-styles = Estilos
field-hours = Horario de trabajo
field-rate = Porcentaje de comisión
field-language = Idioma
field-theme = Tema
field-time-zone = Zona horaria
field-currency = Moneda
field-setting = Ajuste
field-value = Valor
field-reason = Motivo
field-city = Ciudad
field-state = Estado o provincia
field-gender = Género
field-note = Nota
field-from = Desde
field-to = Hasta
field-date = Fecha
field-time = Hora
field-weekday = Día de la semana
field-country = País
field-action = Acción
field-subject = Objeto
field-profile = Perfil de permisos
field-limit = Filas por página
field-cursor = Lugar en la lista

## Clientes

field-address = Dirección
field-placements = Zonas del cuerpo
field-source = Procedencia
field-source-detail = Procedencia, en detalle
field-preferred-artist-id = Artista preferido
field-appointment-id = Cita
field-field = Qué está mal
field-answer = Respuesta
field-pinned-note = Nota fijada
field-text = Texto
field-q = Búsqueda
field-sort = Orden por
field-order = Sentido del orden
field-status = Estado de la ficha
field-artist-id = ID del artista
field-emergency-name = Nombre del contacto de emergencia
field-emergency-relationship = Parentesco del contacto de emergencia
field-emergency-phone = Teléfono del contacto de emergencia
field-guardian-name = Nombre del tutor
field-guardian-relationship = Parentesco del tutor
field-guardian-phone = Teléfono del tutor

## Columnas de los archivos exportados

column-id = ID
column-name = Nombre
column-phone = Teléfono
column-email = Correo
column-instagram = Instagram
column-artist = Artista asignado
column-next-appointment = Próxima cita
column-last-appointment = Última cita
column-created-at = Fecha de registro
column-status = Estado
