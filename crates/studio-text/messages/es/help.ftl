### La ayuda de la línea de órdenes: help- describe una orden, arg- un argumento o una opción.

## El marco

help-heading-usage = Uso
help-heading-commands = Órdenes
help-heading-arguments = Argumentos
help-heading-options = Opciones
help-heading-global = Opciones de todas las órdenes
help-heading-examples = Ejemplos
help-command-word = ORDEN
help-choices = uno de: { $what }
help-default = si no se da: { $what }
help-variable = variable de entorno { $what }

## Órdenes

help-studio = Lleva un estudio de tatuaje desde la línea de órdenes
help-init = Crear un estudio; lo que no se dé se pregunta
help-client = Clientes, las personas que se tatúan
help-client-list = Buscar y listar clientes
help-client-show = Mostrar la ficha de un cliente
help-client-add = Añadir un cliente; antes se avisa de posibles duplicados
help-client-edit = Modificar un cliente; un valor vacío vacía el campo
help-client-archive = Ocultar un cliente de la lista habitual y de las reservas
help-client-restore = Recuperar un cliente archivado
help-client-consent = Listar los consentimientos de un cliente
help-client-health = Mostrar los cuestionarios de salud de un cliente; la lectura queda registrada
help-client-note = Escribir una nota sobre un cliente, listar las notas o poner la nota fijada
help-user = Cuentas que inician sesión
help-user-list = Listar las cuentas por nombre de usuario
help-user-show = Mostrar una cuenta
help-user-add = Añadir una cuenta, con invitación o con la contraseña en STUDIO_PASSWORD
help-user-edit = Modificar los datos de una persona; un valor vacío los quita
help-user-role = Cambiar rol y artista de una cuenta; se cierran sus sesiones
help-user-disable = Desactivar una cuenta; conserva su historia
help-user-enable = Activar de nuevo una cuenta
help-user-invite = Hacer otra invitación; la anterior deja de valer
help-user-password = Establecer la contraseña de una cuenta
help-user-sessions = Listar o cerrar las sesiones de una cuenta
help-artist = Artistas, con quienes se reserva
help-artist-list = Listar los artistas por nombre
help-artist-show = Mostrar un artista con horario y comisiones
help-artist-add = Añadir un artista sin cuenta
help-artist-edit = Modificar un artista; un valor vacío quita un dato
help-artist-rate = Establecer la comisión desde un día
help-artist-hours = Establecer el horario de trabajo
help-artist-disable = Que ya no se pueda reservar con un artista
help-artist-enable = Que se pueda reservar de nuevo con un artista
help-me = La cuenta propia de quien entra con --as
help-me-show = Mostrar la cuenta propia y lo que se le permite
help-me-edit = Modificar contacto, idioma y tema
help-me-password = Cambiar la contraseña propia; la nueva puede estar en STUDIO_NEW_PASSWORD
help-me-sessions = Listar o cerrar las sesiones propias
help-settings = Lo que se ha decidido para el estudio
help-settings-list = Listar todos los ajustes
help-settings-get = Mostrar el valor de un ajuste
help-settings-set = Cambiar un ajuste
help-code = El código maestro, con el que se abren acciones bloqueadas
help-code-set = Establecer el código maestro; puede estar en STUDIO_CODE
help-code-clear = Quitar el código maestro; nadie podrá usar acciones bloqueadas
help-policy = Quién puede hacer qué
help-policy-can = Preguntar si un rol puede hacer algo; responde 0 si puede y 1 si no
help-policy-matrix = Mostrar todos los permisos
help-policy-who = Listar los roles que pueden hacer algo
help-policy-diff = Comparar dos perfiles de permisos
help-policy-profile = Mostrar el perfil de permisos del estudio o cambiar a otro
help-audit = Lo que se hizo, se intentó y se rechazó
help-audit-list = Listar el registro de auditoría, lo más nuevo primero
help-audit-verify = Comprobar que ninguna entrada falte o haya cambiado
help-export = Sacar datos para otros programas
help-export-clients = Escribir clientes como CSV, JSON o XLSX, todos los de la vista
help-import = Traer datos de otros programas
help-import-clients = Crear clientes a partir de un archivo CSV, todas sus filas o ninguna
help-client-import = Crear clientes a partir de un archivo CSV, todas sus filas o ninguna
help-import-legacy = Llenar un estudio vacío con la carpeta o la base de datos de la aplicación de escritorio anterior
help-doctor = Comprobar los datos, su carpeta y el reloj; responde 3 si algo está mal
help-migrate = Poner los datos al día con esta versión del programa, con una copia
help-completions = Mostrar el guion de autocompletado de una shell
help-man = Escribir las páginas de manual en una carpeta

## Opciones de todas las órdenes

arg-data = Carpeta del estudio
arg-as = Entrar con este usuario para la orden, con la contraseña preguntada o en STUDIO_PASSWORD
arg-elevate = Abrir acciones bloqueadas con el código maestro, preguntado o en STUDIO_CODE
arg-json = Mostrar JSON, también los errores
arg-quiet = Mostrar solo lo esencial, como los ID
arg-no-color = Mostrar sin colores; lo mismo que la variable NO_COLOR
arg-lang = Idioma de los mensajes; si no se da, el de la terminal o el del estudio
arg-help = Mostrar esta ayuda
arg-version = Mostrar la versión

## Listas

arg-limit = Mostrar tantas filas
arg-all = Mostrar todas las filas
arg-search = Solo donde esto sea parte del nombre
arg-status = Solo activos o solo inactivos
arg-after = Empezar detrás de este
arg-audit-list-before = Empezar detrás de la entrada con este número

## Cuentas

arg-user = Nombre de usuario o ID
arg-user-name = Nombre de usuario: letras, cifras, puntos, guiones y guiones bajos
arg-role = Rol
arg-user-list-role = Solo este rol
arg-artist = Nombre o ID del artista
arg-user-add-artist = Vincular a este artista, por nombre o ID
arg-user-role-artist = Vincular a este artista, por nombre o ID
arg-new-artist = Añadir un artista con este nombre y vincularlo
arg-user-add-address = Dirección del servidor para las personas, como https://studio.example: imprime el enlace completo
arg-user-invite-address = Dirección del servidor para las personas, como https://studio.example: imprime el enlace completo
arg-full-name = Nombre completo
arg-birth-date = Fecha de nacimiento, por ejemplo 1990-05-17
arg-email = Correo electrónico
arg-phone = Teléfono
arg-instagram = Nombre de Instagram
arg-language = Idioma de las páginas; vacío es el del estudio
arg-theme = Tema de las páginas: light, dark o system; vacío es el del estudio
arg-if-version = Solo si aún tiene esta versión
arg-user-sessions-end = Cerrarlas todas
arg-me-sessions-end = Cerrar la sesión con este ID
arg-end-others = Cerrar todas menos esta

## Artistas

arg-name = Nombre con el que trabaja el artista
arg-colour = Color en la agenda, por ejemplo #a1b2c3; si no se da, el siguiente libre
arg-bio = Texto de la página pública
arg-styles = Estilo; se puede dar varias veces
arg-hours = Horario, por ejemplo 'mon 10:00-14:00,16:00-20:00; tue-fri 11:00-19:00'
arg-percent = Parte de un pago en por ciento, por ejemplo 45 o 37.5
arg-artist-rate-from = Primer día en que vale; si no se da, hoy

## Clientes

arg-client = ID del cliente
arg-q = Cualquier parte del nombre, teléfono, correo o Instagram; si son varias palabras, todas
arg-client-list-status = Activos, archivados o todos; sin indicarlo, activos
arg-client-list-artist = Solo los de este artista asignado, por nombre o ID
arg-upcoming = Solo con una cita por delante
arg-sort = Por nombre, próxima o última cita, o fecha de registro
arg-order = Qué extremo va primero; las fechas que faltan van al final
arg-cursor = Empezar donde terminó la página anterior
arg-client-add-name = Nombre completo
arg-client-edit-name = Nombre completo
arg-anyway = Guardar aunque el cliente quizá ya exista
arg-address = Calle y número
arg-city = Ciudad
arg-state = Estado o provincia
arg-gender = Género
arg-preferred-artist = Artista preferido, por nombre o ID
arg-placements = Zona del cuerpo de interés; se puede repetir
arg-source = Cómo conoció el estudio
arg-source-detail = Más detalle sobre ello
arg-emergency = A quién llamar en una emergencia: nombre, parentesco y teléfono
arg-guardian = Quién responde por un menor: nombre, parentesco y teléfono
arg-text = Texto de la nota; sin él se listan las notas
arg-pin = La línea que siempre se ve; un valor vacío la quita

## Puesta en marcha

arg-init-name = Nombre del estudio
arg-init-language = Idioma del estudio: en o es
arg-time-zone = Zona horaria, por ejemplo America/Mexico_City
arg-country = País de los teléfonos sin signo más, como MX o ES; si falta, el de la zona horaria
arg-currency = Moneda, por ejemplo MXN o EUR
arg-admin = Usuario de la primera cuenta de administración; contraseña preguntada o en STUDIO_PASSWORD

## Ajustes

arg-setting = Código del ajuste, de `studio settings list`
arg-value = Valor nuevo; las entradas de una lista se separan con |, un valor vacío la vacía

## Permisos

arg-action = Código de la acción, de `studio policy matrix`
arg-mine = Sobre algo que pertenece al artista que pregunta
arg-theirs = Sobre algo que pertenece a otro artista; sin ninguno, a nadie
arg-unlinked = Para una cuenta de artista sin perfil de artista
arg-elevated = Mientras vale el código maestro
arg-profile = Con este perfil de permisos
arg-format = Cómo escribirlo; markdown es la página de la documentación
arg-policy-diff-from = Un perfil
arg-policy-diff-to = El otro perfil
arg-policy-profile-name = Cambiar a este perfil, mostrando antes lo que cambia
arg-dry-run = Solo mostrar lo que cambiaría

## Registro de auditoría

arg-audit-list-user = Solo actos de este usuario
arg-audit-list-action = Solo actos con este código, por ejemplo session.sign_in
arg-subject = Solo actos sobre este tipo de registro, o sobre uno: user o user:3
arg-outcome = Solo con este resultado
arg-audit-list-from = No antes de este día u hora del estudio, por ejemplo 2026-03-14 o '2026-03-14 16:30'
arg-audit-list-to = No después de este día, o antes de esta hora

## Otras órdenes

arg-quick = Sin comprobar cada página de los datos
arg-shell = La shell
arg-folder = Dónde escribirlas; se crea si no existe

## Exportación

arg-export-clients-all = Todos los clientes, también los archivados
arg-export-clients-format = Forma del archivo
arg-output = Dónde escribirlo; - es la salida estándar
arg-headers = Idioma de los encabezados de un CSV
arg-export-clients-status = Activos, archivados o todos; sin indicarlo, activos
arg-export-clients-artist = Solo los de este artista asignado, por nombre o ID

## Importación

arg-import-legacy-path = Carpeta de la aplicación o su base de datos
arg-import-legacy-dry-run = Hacerlo todo, decir qué resulta y deshacerlo
arg-into-nonempty = Seguir aunque aquí ya haya datos; lo que vino con una importación anterior se omite
arg-csv-file = El archivo CSV
arg-map = Qué contiene una columna, como COLUMNA=CAMPO; sin campo se omite; se puede repetir
arg-duplicates = Qué hacer con los clientes que quizá ya están
