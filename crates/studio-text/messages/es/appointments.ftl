### Citas: lo que impide una reserva, lo que hay que confirmar, pasos, historial.

## Lo que lo impide

# $artist, $client: nombres; $date; $from, $to: horas del día
clash-artist-booked = { $artist } tiene a { $client } el { $date } de { $from } a { $to }
# $kind: código de la clase de bloqueo; $from, $to: con sus fechas
clash-artist-blocked = { $kind ->
    [vacation] { $artist } está de vacaciones del { $from } al { $to }
    [personal] { $artist } se ha tomado el tiempo del { $from } al { $to }
    [convention] { $artist } está en una convención del { $from } al { $to }
    [break] { $artist } tiene un descanso del { $from } al { $to }
   *[other] { $artist } no está disponible del { $from } al { $to }
}
clash-client-booked = { $client } está con { $artist } el { $date } de { $from } a { $to }
clash-artist-inactive = No se puede reservar con { $artist }: el perfil está desactivado
clash-client-archived = { $client } está archivado: restaure antes la ficha

## Lo que hay que confirmar

warning-outside-opening = El estudio está cerrado a esa hora
warning-outside-hours = Está fuera del horario del artista
warning-in-past = Está en el pasado
warning-minor-without-guardian = El cliente será menor de edad y no consta un tutor con teléfono
warning-screening-missing = Al cliente aún no se le ha preguntado por su salud
warning-screening-stale = El cuestionario de salud será demasiado antiguo para entonces

## Errores

# $count: cuántos avisos
error-needs-confirmation = { $count ->
    [one] Confirme una cosa antes de reservar
   *[other] Confirme { $count } cosas antes de reservar
}
hint-needs-confirmation = Confirme los avisos para continuar
error-missing-to-complete = Falta algo para poder completarla
hint-missing-to-complete = Firme el consentimiento o rellene la ficha y complétela después
# $step: código del paso; $status: código del estado
error-wrong-status = { $status ->
    [pending] Esto no se puede hacer con una cita pendiente
    [confirmed] Esto no se puede hacer con una cita confirmada
    [completed] Esto no se puede hacer con una cita completada
    [no_show] Esto no se puede hacer con una cita a la que el cliente no vino
   *[cancelled] Esto no se puede hacer con una cita cancelada
}
hint-wrong-status = Conviene mirar otra vez la cita: puede que alguien se haya adelantado
error-appointment-final = Una cita completada conserva su hora, su precio y su servicio
hint-appointment-final = Lo que se pagó se corrige con un reembolso
error-appointment-closed = Esta cita se canceló o el cliente no vino; reábrala antes de cambiarla
hint-appointment-closed = Primero hay que reabrirla, si su hora sigue libre
error-late-change = Con tan poca antelación solo la recepción mueve o cancela la cita
hint-late-change = Conviene pedirlo en recepción
error-conflict-artist-booked = El artista tiene otra cita a esa hora
hint-conflict-artist-booked = Conviene elegir otra hora u otro artista
error-conflict-artist-blocked = El artista tiene bloqueado ese tiempo
hint-conflict-artist-blocked = Conviene elegir otra hora o pedir que se quite el bloqueo
error-conflict-client-booked = El cliente tiene otra cita a esa hora
hint-conflict-client-booked = Conviene elegir otra hora o mover antes la otra cita
error-conflict-appointment-length = Una cita dura de 5 minutos a 12 horas
hint-conflict-appointment-length = Un trabajo más largo se reparte en varias sesiones
error-conflict-appointment-final = Una cita completada sigue completada
hint-conflict-appointment-final = Lo que se pagó se corrige con un reembolso
error-conflict-appointment-status = El estado de la cita ha cambiado entretanto
hint-conflict-appointment-status = Conviene abrir otra vez la cita y ver cómo está ahora
error-conflict-appointment-continued = Otra cita continúa ya esa sesión
hint-conflict-appointment-continued = Conviene continuar la última sesión del trabajo
error-conflict-block-over-appointments = Hay citas en ese tiempo
error-conflict-key-reused = Esta clave se usó para otra petición
hint-conflict-key-reused = Envíe cada petición nueva con una clave nueva

## Reglas de los valores

# $min_minutes, $max_hours: números
rule-duration = Una cita dura de { $min_minutes } minutos a { $max_hours } horas
rule-never-happens = Los relojes se adelantan y se saltan esta hora: elija otra
rule-happens-twice = Los relojes se atrasan y muestran esta hora dos veces: diga cuál es

## Campos

field-client-id = Cliente
field-starts-at = Comienzo
field-starts-which = Cuál de los dos comienzos
field-ends-at = Fin
field-ends-which = Cuál de los dos finales
field-minutes = Duración en minutos
field-service-id = Servicio
field-service = Qué se hace
field-placement = Zona
field-style = Estilo
field-price = Precio
field-deposit = Anticipo
field-commission = Comisión
field-notes = Notas
field-continues-id = Sesión anterior
field-by = Cancelada por
field-cancelled-by = Cancelada por
field-which = Cuál de las dos
field-ids = Lo marcado

## Pasos, y quién cancela

step-confirm = Confirmar
step-unconfirm = Volver a pendiente
step-arrive = Ha llegado
step-start = Empezar
step-complete = Completar
step-no-show = No vino
step-cancel = Cancelar
step-reopen = Reabrir
cancelled-by-client = El cliente
cancelled-by-artist = El artista
cancelled-by-studio = El estudio

## Historial

change-booked = Reservada
change-moved = Movida
change-edited = Cambiada
change-confirmed = Confirmada
change-unconfirmed = Otra vez pendiente
change-arrived = Llegó
change-not-arrived = Al final no había llegado
change-started = Empezada
change-not-started = Al final no había empezado
change-completed = Completada
change-no-show = No vino
change-cancelled = Cancelada
change-reopened = Reabierta

## Ajustes y cabecera del cliente

setting-agenda-notice-hours = Horas antes de una cita en las que cancelar es tarde
setting-agenda-artists-change-late = Los artistas pueden mover y cancelar en ese tiempo
client-late-cancellations = { $count ->
    [one] Una cancelación tardía
   *[other] { $count } cancelaciones tardías
}

## La línea de órdenes

cli-appointment-booked = La cita está reservada
# $id: su ID; $status: cómo está
cli-appointment-changed = Cita { $id }: { $status }
cli-appointment-same = No ha cambiado nada. Cita { $id }: { $status }
cli-no-shows = Veces que no vino
cli-late-cancellations = Cancelaciones tardías
cli-session-of = Sesión
cli-steps = Se puede
cli-what = Qué
cli-changed-field = Campo
cli-hint-needs-confirmation = Añada --anyway para continuar tras los avisos
help-appointment = Citas: reservar, mover, completar
help-appointment-list = Muestra las citas por orden de comienzo
help-appointment-show = Muestra una cita
help-appointment-book = Reserva una cita
help-appointment-edit = Cambia de qué trata una cita; un valor vacío lo vacía
help-appointment-move = Mueve una cita a otra hora, duración o artista
help-appointment-confirm = Confirma una cita
help-appointment-unconfirm = Devuelve una cita a pendiente
help-appointment-arrive = Anota que el cliente está aquí
help-appointment-start = Anota que el trabajo ha empezado
help-appointment-complete = Completa una cita; después es definitiva
help-appointment-cancel = Cancela una cita
help-appointment-no-show = Anota que el cliente no vino
help-appointment-reopen = Deshace que una cita se cancelara o se perdiera
help-appointment-history = Muestra lo que pasó con una cita
arg-appointment-book-client = ID del cliente
arg-appointment-book-artist = Nombre o ID del artista
arg-appointment-move-artist = Nombre o ID del artista que la asume
arg-appointment-list-artist = Solo las de este artista: nombre o ID
arg-appointment-list-client = Solo las de este cliente: ID
arg-appointment-list-status = Solo las de este estado; se puede repetir
arg-appointment-list-from = Solo las que empiezan en esta fecha o después
arg-appointment-list-to = Solo las que empiezan en esta fecha o antes
arg-appointment-list-q = Palabras del nombre del cliente o del servicio
arg-start = Cuándo empieza: 2026-03-14T16:30 por el reloj del estudio, o RFC 3339
arg-end = Cuándo termina, como el comienzo
arg-minutes = Cuántos minutos dura
arg-which = Qué comienzo es, si el reloj lo muestra dos veces
arg-end-which = Qué final es, si el reloj lo muestra dos veces
arg-service-id = ID de un servicio de la lista; rellena lo que se omite
arg-service = Qué se hace
arg-appointment-book-style = Estilo
arg-appointment-edit-style = Estilo
arg-appointment-book-placement = En qué parte del cuerpo
arg-appointment-edit-placement = En qué parte del cuerpo
arg-price = Precio en la moneda del estudio
arg-deposit = Anticipo que se pide
arg-commission = Comisión en porcentaje solo para esta cita
arg-notes = Sobre la reserva
arg-continues = ID de la sesión anterior
arg-confirmed = Ya está acordada
arg-appointment-book-anyway = Continuar tras los avisos
arg-appointment-move-anyway = Continuar tras los avisos
arg-appointment-reopen-anyway = Continuar tras los avisos
arg-undo = Deshacerlo
arg-free-rest = El resto de su tiempo queda libre
arg-appointment-cancel-by = Quién la canceló
arg-appointment-cancel-reason = Por qué
