### Servicios, tiempo bloqueado, huecos libres, exportaciones y calendarios de la agenda, recordatorios, cuidados.

planning-places = En torno a la agenda

## Campos

field-services = Servicios
field-aftercare = Texto de cuidados
field-days = Días de la semana
field-part = Parte del día
field-privacy = Lo que revela
field-way = Cómo
field-until = Hasta
field-from-date = Primer día
field-to-date = Último día

## Servicios

services-title = Servicios
services-list = Lo que hace el estudio
services-which = Qué servicios se muestran
services-used = En uso
services-all = Todos
services-none = Todavía no hay servicios
usual-service-consultation = Consulta
usual-service-flash = Pieza de flash
usual-service-small = Tatuaje pequeño
usual-service-half-day = Sesión de medio día
usual-service-full-day = Sesión de día completo
usual-service-touch-up = Retoque
services-usual = Servicios habituales
services-usual-what = Lo que hace casi todo estudio, para empezar; precio, depósito y cuidados se añaden después
services-usual-add = Añadir los marcados
services-archived = Archivado
services-archive = Archivar
services-restore = Restaurar
services-new = Servicio nuevo
services-edit = Cambiar un servicio
services-add = Añadir
services-save = Guardar
# $what: el importe
services-with-deposit = Depósito { $what }
services-with-aftercare = Con texto de cuidados
# $what: código de la moneda
services-currency = Importes en { $what }; lo que depende se deja vacío
services-aftercare-what = Se muestra y se imprime al terminar el trabajo
error-conflict-service-name-taken = Un servicio en uso tiene este nombre
hint-conflict-service-name-taken = Elegir otro nombre, o archivar antes el otro servicio

## Tiempo bloqueado

block-vacation = Vacaciones
block-personal = Asunto personal
block-convention = Convención
block-break = Pausa
block-other = Otro
blocks-title = Tiempo bloqueado
blocks-one = Tiempo bloqueado de un artista
blocks-add = Bloquear tiempo
blocks-do = Bloquear
blocks-save = Guardar cambios
blocks-blocked = Bloqueado
blocks-new = Nuevo desde la última mirada
blocks-is-new = Nuevo
blocks-notice = Visto
blocks-coming = Lo que viene
blocks-none = No hay tiempo bloqueado
blocks-more = Más tarde
# $from, $to: momentos o días
blocks-from-to = { $from } a { $to }
# $date: un día
blocks-weekly-until = Cada semana hasta el { $date }
blocks-choose = Elegir
blocks-whole-days = Días enteros
blocks-from-date = Primer día
blocks-from-time = Desde
blocks-to-date = Último día
blocks-to-time = Hasta
blocks-time-needed = Indica la hora o marca días enteros
blocks-too-long = Un bloqueo dura como mucho un año
blocks-until-far = Un bloqueo se repite como mucho dos años
blocks-times-what = Sin último día es un solo día; los días enteros no llevan horas
blocks-until = Repetir cada semana hasta
blocks-note-what = El motivo y la nota los ven el artista, recepción y la dirección
blocks-which = Cuánto de la serie
blocks-which-one = Solo este
blocks-which-rest = Este y los que le siguen
blocks-remove = Quitar
blocks-remove-do = Quitar el bloqueo
# $count (number)
blocks-clashes =
    { $count ->
        [one] Hay una cita en ese tiempo
       *[other] Hay { $count } citas en ese tiempo
    }
# $count (number)
error-block-over-appointments =
    { $count ->
        [one] Hay una cita en ese tiempo
       *[other] Hay { $count } citas en ese tiempo
    }
hint-block-over-appointments = Hay que moverlas o cancelarlas antes; no se bloqueó nada
hint-conflict-block-over-appointments = Alguien reservó entretanto; conviene mirar la agenda y probar otra vez
error-blocked-so = Exactamente este tiempo ya está bloqueado
hint-blocked-so = Quizá el formulario se envió dos veces

## Buscar un hueco

part-morning = Mañana, antes de las 13:00
part-afternoon = Tarde, de 13:00 a 18:00
part-evening = Noche, desde las 18:00
find-title = Buscar un hueco
find-found = Huecos libres
find-ask = Con la duración se ven los diez siguientes
find-none = Nada encaja en el próximo medio año
find-no-service = Por su duración
find-any = Cualquier artista
find-any-part = Todo el día
find-from = No antes de
find-do = Buscar
find-walk-in = Sin cita, ahora
find-walk-in-what = Sin cita, ahora: el primer hueco de cada artista desde este minuto, sea el día que sea
find-book = Reservar

## Exportar la agenda

column-date = Fecha
column-time = Hora
column-end = Fin
column-client = Cliente
column-artist-name = Artista
column-service = Servicio
agenda-export-title = Exportar la agenda
agenda-export-range = Ambos días incluidos; vacío, sin límite
agenda-export-any = Cualquier estado
agenda-export-q = Cliente o servicio
agenda-export-ics = Calendario (iCalendar)
agenda-export-logged = El registro guarda quién sacó qué días

## Calendarios

privacy-busy-only = Que el tiempo está ocupado, nada más
privacy-first-name = El nombre de pila del cliente
privacy-full = Cliente, servicio, estado y por qué un tiempo está bloqueado
feed-busy = Ocupado
feeds-title = Calendarios externos
feeds-none = Todavía no hay ninguno
feeds-new = Calendario nuevo
feeds-make = Crear un calendario
feeds-what = Un programa lee un mes atrás y un año adelante; lo lee quien conozca la dirección
feeds-made = El calendario está listo
feeds-made-once = Conviene copiar la dirección ahora: solo se muestra esta vez
feeds-address = Dirección, tras la de este estudio
feeds-revoke = Revocar
feeds-revoked = Revocado
# $date: un momento
feeds-made-at = Creado { $date }
# $date: un momento
feeds-read = Leído por última vez { $date }
feeds-unread = Nunca leído

## Recordatorios

way-call = Llamada
way-whatsapp = Mensaje de WhatsApp
way-mail = Correo
way-other = De otro modo
remind-title = Por recordar
remind-none = Ese día no hay nadie a quien recordar
remind-done = Recordado
remind-mark = Marcar como recordado
# $count (number)
remind-without =
    { $count ->
        [one] Otro cliente de ese día no aceptó recordatorios
       *[other] Otros { $count } clientes de ese día no aceptaron recordatorios
    }
error-not-to-remind = A este cliente no se le recuerda
hint-not-to-remind = La cita no está abierta o ya empezó, o el cliente no aceptó recordatorios

## Cuidados

aftercare-title = Cuidados posteriores
aftercare-none = El servicio de esta cita no tiene texto de cuidados
aftercare-read = Leer o imprimir
aftercare-code = Cuidados como código QR
aftercare-scan = El cliente lo lee con su teléfono y lo guarda ahí; no se envía nada
aftercare-too-long = El texto es demasiado largo para un código QR: imprímelo o acórtalo en Servicios
aftercare-print = Imprimir
aftercare-give = Se entregó
# $date: un momento
aftercare-given = Entregado { $date }
error-no-aftercare = No hay cuidados que entregar
hint-no-aftercare = El servicio no tiene texto, o la sesión no está confirmada

change-aftercare-given = Texto de cuidados entregado

## Ajustes

setting-agenda-reminder-en = Texto del recordatorio en inglés
setting-agenda-reminder-es = Texto del recordatorio en español

## Lo que se hizo

done-services-added = Se añadieron los servicios
done-noticed = Visto
done-blocked = El tiempo está bloqueado
done-unblocked = El bloqueo se quitó
done-revoked = Revocado: la dirección ya no funciona
done-reminded = Marcado como recordado
done-given = Anotado: se entregó el texto de cuidados
done-taken = Archivado: ya no se ofrece

## En la línea de órdenes

cli-agenda-exported = Se exportaron { $count } citas a { $path }
cli-service-added = El servicio se añadió
cli-services-added = Se añadieron los servicios
cli-service-saved = El servicio se guardó
cli-block-added = El tiempo quedó bloqueado
cli-block-saved = El bloqueo se guardó
cli-block-removed = Se quitó el bloqueo
cli-feed-added = El calendario está listo; su dirección solo se muestra esta vez
cli-feed-revoked = El calendario se revocó
cli-feed-read = Última lectura
cli-reminded = Anotado como recordado
cli-aftercare-given = Anotado: se entregaron los cuidados
help-service = Servicios: lo que hace el estudio, cuánto dura y cuánto cuesta
help-service-list = Listar los servicios
help-service-add = Añadir un servicio
help-service-usual = Añadir servicios habituales para empezar; sin nombres, todos
help-service-edit = Cambiar un servicio; un valor vacío vacía un importe o el texto
help-service-archive = Dejar de ofrecer un servicio, o volver a hacerlo con --undo
help-block = Tiempo en que un artista no admite reservas
help-block-list = Listar los bloqueos que no han pasado
help-block-add = Bloquear tiempo, una vez o cada semana; se rechaza donde hay citas
help-block-edit = Mover o cambiar un bloqueo, o ese y el resto de su serie
help-block-remove = Quitar un bloqueo, o ese y el resto de su serie
help-feed = Calendarios externos de la agenda de un artista
help-feed-list = Listar los calendarios de un artista
help-feed-add = Crear un calendario; su dirección solo se muestra esta vez
help-feed-revoke = Revocar un calendario: su dirección deja de funcionar
help-export-agenda = Exportar citas como CSV, libro de cálculo o calendario
help-appointment-find = Buscar los diez próximos huecos en que encaja una cita
help-appointment-remind = Listar a quién recordar, o anotar que se hizo
help-appointment-aftercare = Mostrar el texto de cuidados de una cita
arg-archived = También los que ya no se ofrecen
arg-service-edit-service = ID del servicio
arg-service-usual-services = Códigos de los servicios
arg-service-archive-service = ID del servicio
arg-aftercare = Lo que se dice al cliente después
arg-block = ID del bloqueo
arg-block-from = Primer día, o inicio según el reloj del estudio
arg-block-to = Último día, o fin
arg-whole-days = Del inicio del primer día al final del último
arg-block-add-kind = Para qué es
arg-block-edit-kind = Para qué es
arg-until = Repetir cada semana, la última vez ese día o antes
arg-rest = También los de su serie que le siguen
arg-feed = ID del calendario
arg-privacy = Lo que lee quien conoce la dirección
arg-days = En este día de la semana; puede repetirse
arg-part = En esta parte del día
arg-not-before = No antes de este día
arg-walk-in = El primer hueco de cada artista desde este minuto
arg-reminded = ID de la cita cuyo cliente fue avisado
arg-way = Cómo se le avisó
arg-date = El día de las citas; sin él, mañana
arg-given = Anotar que se entregó
arg-agenda-status = Estados separados por comas
arg-block-list-from = Primer día que se lista; sin él, hoy
arg-block-list-to = Último día que se lista; sin él, todo lo que viene
arg-block-add-note = Lo que se anota, para quien puede ver detalles
arg-block-edit-note = Lo que se anota, para quien puede ver detalles
arg-export-agenda-from = Primer día, o momento; sin él no hay límite
arg-export-agenda-to = Último día, o momento; sin él no hay límite
arg-export-agenda-q = Palabras del nombre del cliente o del servicio
arg-export-agenda-format = Forma del archivo
