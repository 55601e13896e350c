### Lo que imprime la línea de órdenes: cabeceras de columnas, palabras sueltas y lo que se hizo.

## Cabeceras de columnas

cli-id = ID
cli-name = Nombre
cli-role = Rol
cli-artist = Artista
cli-active = Activo
cli-last-sign-in = Último acceso
cli-user-name = Usuario
cli-email = Correo
cli-phone = Teléfono
cli-colour = Color
cli-rate = Porcentaje
cli-hours = Horario
cli-setting = Ajuste
cli-value = Valor
cli-when = Cuándo
cli-who = Quién
cli-action = Acción
cli-subject = Objeto
cli-outcome = Resultado
cli-reason = Motivo
cli-origin = Origen
cli-address = Dirección
cli-agent = Programa
cli-begun = Comienzo
cli-seen = Último uso
cli-ends = Final
cli-created = Creación
cli-number = Número
cli-detail = Detalle
cli-meaning = Significado
cli-grant = Permiso
cli-check = Comprobación
cli-verdict = Estado
cli-found = Encontrado
cli-invitation-link = Invitación
cli-invitation-where = El enlace va detrás de la dirección del servidor
cli-valid-until = Válido hasta
cli-may = Se permite
cli-needs-code = Con el código maestro

## Palabras

cli-yes = sí
cli-no = no
cli-never = nunca
cli-none = ninguno

## Lo que se hizo

cli-user-added = Se añadió la cuenta { $name }
cli-user-changed = Se modificó la cuenta { $name }
cli-user-disabled = Se desactivó la cuenta { $name } y se cerraron sus sesiones
cli-user-enabled = Se activó la cuenta { $name }
cli-password-set = Se estableció la contraseña de { $name } y se cerraron sus sesiones
cli-sessions-ended =
    { $count ->
        [0] No había ninguna sesión abierta
        [one] Se cerró una sesión
       *[other] Se cerraron { $count } sesiones
    }
cli-account-changed = Se modificó la cuenta
cli-own-password-set = Se cambió la contraseña y se cerraron las demás sesiones
cli-artist-added = Se añadió el artista { $name }
cli-artist-changed = Se modificó el artista { $name }
cli-artist-disabled = Ya no se puede reservar con { $name }
cli-artist-enabled = Se puede reservar de nuevo con { $name }
cli-code-set = Se estableció el código maestro; los permisos temporales en curso terminaron
cli-code-cleared = Se quitó el código maestro; nadie puede usar acciones bloqueadas hasta que haya otro
cli-setting-changed = Cambió de { $from } a { $to }
cli-studio-made = Se creó el estudio { $name } en { $path }
cli-profile-switched = El perfil de permisos es ahora { $profile }
cli-dry-run = Con esto se pasaría al perfil { $profile }; no se cambió nada
cli-no-difference = No hay ninguna diferencia
cli-nothing-to-do = No hay nada que hacer
cli-no-code = Aún no hay código maestro; hace falta para las acciones bloqueadas: `studio code set`
cli-migrated = Los datos pasaron del esquema { $from } al { $to }; hay una copia anterior en { $path }
cli-pages-written =
    { $count ->
        [one] Se escribió una página en { $path }
       *[other] Se escribieron { $count } páginas en { $path }
    }
# $count (number), $path
cli-exported =
    { $count ->
        [one] Se escribió una fila en { $path }
       *[other] Se escribieron { $count } filas en { $path }
    }
cli-doctor-warnings = Nada está roto; conviene mirar los avisos
cli-doctor-good = Todo está en orden
cli-doctor-bad = Algo está mal: conviene restaurar la última copia buena o pedir ayuda con esta lista
cli-chain-whole =
    { $count ->
        [one] Una entrada, y está íntegra
       *[other] { $count } entradas, ninguna falta ni cambió
    }
cli-chain-broken =
    { $count ->
        [one] El registro se rompe en la entrada { $at }, tras una íntegra: { $what }
       *[other] El registro se rompe en la entrada { $at }, tras { $count } íntegras: { $what }
    }
cli-session-open = La sesión no se pudo cerrar; caduca por sí sola

## Listas y preguntas

cli-more = Hay más: con `{ $command }` o con `--all`
cli-nothing-found = No hay nada
cli-ask = { $field }:
# $what: the word for yes
cli-ask-sure = Esto no se puede deshacer. Para seguir hay que escribir { $what }:
cli-ask-default = { $field } [{ $what }]:
cli-ask-new = { $field } (a elegir):
cli-ask-again = { $field } (otra vez):
cli-not-the-same = Lo escrito no coincide; las dos veces de nuevo
cli-ask-optional = { $field } (vacío para ponerlo más tarde):

## Explicar una decisión

cli-can-cell = { $action } para { $role }: { $what }
cli-can-owner = el artista a quien pertenece
cli-can-nothing = No hace falta nada
cli-can-enter-code = El código maestro lo permite
cli-can-link-profile = Administración puede vincular la cuenta a un artista
cli-can-ask-owner = Lo puede hacer: { $what }
cli-can-ask-other = Lo puede hacer: { $what }
cli-can-operator-only = Solo lo puede hacer la operación técnica

## Errores y ayudas donde la terminal necesita otras palabras que una página

cli-named = { $message }: `{ $given }`
cli-hint-list = `{ $command }` muestra lo que hay
cli-usage-near = Quizá se trate de `{ $what }`
cli-usage-one-of = Se puede elegir entre: { $what }
cli-hint-damaged = Conviene guardar una copia de la carpeta y restaurar la última copia buena
cli-hint-invalid = `{ $command } --help` dice qué se admite
cli-hint-stale = Conviene mirarlo de nuevo y repetir la orden con su versión nueva
cli-hint-busy = Conviene intentarlo de nuevo en unos segundos
cli-hint-conflict-conflict = Conviene ver qué hay ahora e intentarlo de nuevo
cli-hint-conflict-already-set-up = Se puede elegir otra carpeta con `--data` o seguir con este estudio
cli-hint-not-empty = Se crea un estudio nuevo con `studio --data CARPETA init`, o se añade `--into-nonempty`
cli-hint-not-set-up = Se prepara con `studio init`
cli-hint-not-signed-in = La cuenta se indica con `--as`
cli-hint-session-ended = Basta con repetir la orden
cli-hint-password-by-operator = `studio user invite` da un enlace con el que cada persona elige la suya
cli-hint-operator-only = Basta con quitar `--as`: solo lo hace la operación técnica
cli-refused-needs-elevation-hint = Con `--elevate`, el código maestro lo permite para esta orden

## Clientes

cli-client = Cliente
cli-contact = Contacto
cli-status = Estado
cli-next-appointment = Próxima cita
cli-last-appointment = Última cita
cli-emergency = En una emergencia
cli-guardian = Tutor
cli-legacy-id = Número anterior a la mudanza
cli-client-added = Se añadió el cliente { $name }
cli-client-changed = Se modificó el cliente { $name }
cli-client-same = Nada cambió en el cliente { $name }
cli-client-archived = Se archivó el cliente { $name }
cli-client-restored = El cliente { $name } vuelve a estar activo
cli-note-added = Se escribió la nota
cli-hint-likely-duplicates = Conviene mirar las fichas indicadas; con --anyway se guarda de todos modos
client-status-active = Activo
client-status-archived = Archivado
cli-consent = Consentimiento
cli-said = Respuesta
cli-how = Cómo
cli-answered-yes = Respondido con sí
cli-observations = Observaciones
consent-informed = Consentimiento informado
consent-image-use = Uso de imágenes
consent-data-privacy = Tratamiento de datos
consent-reminders = Recordatorios
consent-promotions = Promociones
consent-act-given = Otorgado
consent-act-declined = Rechazado
consent-act-withdrawn = Retirado
consent-manner-paper = En papel
consent-manner-screen = En pantalla
consent-manner-spoken = De palabra
consent-manner-before-move = Antes de la mudanza
question-allergies = Otra alergia
question-allergy-latex = Alergia al látex
question-allergy-lidocaine = Alergia a la lidocaína
question-allergy-pigments = Alergia a los pigmentos
question-allergy-antibiotics = Alergia a los antibióticos
question-diabetes = Diabetes mellitus
question-coagulation = Trastorno de coagulación o hemofilia
question-epilepsy = Epilepsia
question-cardiac = Afección cardiaca
question-anticoagulants = Anticoagulantes o isotretinoína en los últimos 12 meses
question-pregnancy = Embarazo o lactancia
question-substances = Alcohol o drogas en las últimas 24 a 48 horas
question-skin = Afección de la piel en la zona
