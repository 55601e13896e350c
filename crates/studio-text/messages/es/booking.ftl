### Páginas en torno a una cita: el formulario, la página de la cita, terminarla, cancelarla, y Hoy.

## El formulario

booking-new-title = Nueva cita
# $name: of the client
booking-edit-title = Cita de { $name }
booking-book = Reservar
booking-anyway = Reservar de todos modos
booking-save-anyway = Guardar de todos modos
booking-who = Quién
booking-when = Cuándo
booking-what = Qué
booking-none = Sin indicar
booking-no-artist = Elige artista
booking-no-service = Ninguno de la lista
booking-deposit = Anticipo pedido
booking-commission = Comisión solo para esta, en porcentaje
booking-status-usual = Pendiente
booking-continues-none = Un trabajo nuevo
booking-end-date = Termina el
booking-which-none = El reloj la marca una vez
booking-which-first = La primera, antes del cambio de hora
booking-which-second = La segunda, después del cambio de hora
booking-length-how = Escribe el final o la duración: lo otro se calcula
booking-notes-how = Sobre la reserva. Los datos médicos van en Salud
booking-new-client = Un cliente nuevo
booking-new-client-what = La ficha se crea junto con la cita; lo demás se completa después
# $name: as it was typed
booking-new-client-named = Cliente nuevo: { $name }
booking-new-anyway = Es otra persona: crear la ficha y reservar
booking-take = Reservar para esta persona
booking-choose-client = Elige el cliente
booking-choose-client-how = Aún no hay nadie elegido: elige a alguien de aquí, busca otra vez o crea un cliente nuevo

## Lo que se diría

booking-check = ¿Cabe?
booking-check-later = Hacen falta cliente, artista, hora y duración para saberlo
booking-free = La hora está libre
booking-clash = No se puede reservar
booking-clash-how = No se guardó nada. Elige otra hora u otro artista
booking-look = Verla
booking-warnings-ahead = Se te preguntará por esto
booking-confirm = Confírmalo antes de guardar

## La cita

booking-act-confirm = Confirmar
booking-act-unconfirm = Volver a pendiente
booking-act-arrive = Llegó
booking-act-not-arrived = Al final no llegó
booking-act-start = Empezar
booking-act-not-started = Al final no empezó
booking-act-complete = Terminar
booking-act-no-show = No vino
booking-act-reopen = Recuperar
booking-act-edit = Cambiar
booking-act-cancel = Cancelar la cita
booking-act-follow-up = Repaso
booking-act-continue = Próxima sesión
booking-reopen-anyway = Recuperar de todos modos
# $number, $of: numbers of sessions
booking-session = Sesión { $number } de { $of }
booking-chain = Sesiones de este trabajo
booking-history = Qué pasó
booking-remains = Queda por hacer
booking-remaining-complete = Terminar
booking-remaining-aftercare = Entregar los cuidados
booking-remaining-note = Escribir una nota
booking-remaining-photos = Añadir una foto
booking-remaining-follow-up = Planear el repaso
booking-price-open = Sin acordar
booking-arrived = Llegó
booking-started = Empezó
booking-completed = Terminó
booking-aftercare = Cuidados entregados
booking-called-off = La canceló
booking-late = Tarde
booking-imported = Traída de otro programa
booking-made = Reservada
booking-others = Qué se hace y a qué precio lo ven su artista y la recepción
booking-notes = Notas de esta sesión
booking-note-new = Nota de esta sesión
booking-note-save = Guardar la nota
booking-flag-late = Con retraso
booking-flag-first = Primera visita
booking-flag-deposit = Anticipo pedido

## Terminar

booking-complete-title = Terminar la cita
booking-complete-do = Terminar
booking-missing-how = Cada uno se abre en otra pestaña. Vuelve y termina entonces; lo escrito aquí se queda
booking-price-how = Lo que costó la sesión; una cita terminada conserva su precio
# $amount: money
booking-deposit-asked = Se pidió un anticipo de { $amount }
booking-free-rest = Terminó antes: el resto de su tiempo vuelve a quedar libre
booking-then = Y después
booking-then-nothing = Nada por ahora

## Cancelar

booking-cancel-title = Cancelar la cita
booking-cancel-do = Cancelar la cita
booking-keep = Mantenerla
booking-who-cancels = ¿Quién la canceló?
booking-cancel-what = La hora queda libre. Se puede recuperar mientras lo esté
# $count: hours
booking-notice = { $count ->
    [one] Empieza en menos de una hora: cuenta como cancelación tardía
   *[other] Empieza en menos de { $count } horas: cuenta como cancelación tardía
}
# $amount: money
booking-forfeit = El anticipo de { $amount } que se pidió se puede retener

## Hoy

today-acts = Lo más usado
today-book = Nueva cita
today-own = Mi día
today-pictures = Imágenes de sesiones anteriores
today-studio = El día
today-free = Hoy no hay citas
today-place-late = Con retraso
today-place-here = Ya están aquí
today-place-next = Lo que viene
today-place-over = Pasadas: ¿qué fue de ellas?
today-place-done = Hecho
today-to-confirm = Por confirmar
today-overdue = Pendientes de otros días
today-overdue-what = Termínalas, o indica que nadie vino

## Hecho

done-booked = Reservada
done-confirmed = Confirmada
done-arrived = Ya llegó
done-started = Empezada
done-undone = Deshecho
done-missed = Anotado: no vino. La hora queda libre
done-reopened = Recuperada: la cita vuelve a estar confirmada
done-cancelled = Cancelada. La hora queda libre
done-completed = Terminada

## Desde el cliente

client-book = Reservar una cita
client-save-and-book = Guardar y reservar
field-new-name = Nombre del cliente nuevo
field-new-phone = Teléfono del cliente nuevo
field-new-email = Correo del cliente nuevo
