### La agenda tal como se mira, las teclas de las páginas y el buscador de órdenes.

nav-agenda = Agenda

## Vistas

agenda-day = Día
agenda-week = Semana
agenda-month = Mes
agenda-list = Lista
agenda-views = Vistas
agenda-move = Moverse en el tiempo
agenda-today = Hoy
agenda-before = Antes
agenda-behind = Después
agenda-month-before = Mes anterior
agenda-month-behind = Mes siguiente
agenda-calendar = Calendario
agenda-filters = Filtros
agenda-artists = Artistas
agenda-search = Cliente o servicio
agenda-narrowed = Los filtros ocultan parte de la agenda
agenda-show-all = Ver todo
agenda-new = Nueva cita
agenda-board = Agenda: las flechas mueven, Intro abre
agenda-no-artists = Todavía no hay ningún artista a quien reservar
agenda-nothing = No hay nada reservado en estas fechas
agenda-arrived = Ha llegado
agenda-count = { $count ->
    [0] Sin citas
    [one] { $count } cita
   *[other] { $count } citas
}
agenda-pending = { $count ->
    [one] { $count } por confirmar
   *[other] { $count } por confirmar
}
agenda-away = { $count ->
    [one] { $count } artista fuera
   *[other] { $count } artistas fuera
}
agenda-more = { $count ->
    [one] { $count } más
   *[other] { $count } más
}
agenda-from = Del
agenda-to = Al
agenda-show = Ver
agenda-when = Cuándo
agenda-service = Servicio
agenda-first = Primera página

## Tiempo bloqueado

agenda-block-vacation = Vacaciones
agenda-block-personal = Personal
agenda-block-convention = Convención
agenda-block-break = Pausa
agenda-block-other = Bloqueado
agenda-block-unsaid = Bloqueado

## Lo que se dice mientras algo se mueve

agenda-say-slot = Tiempo libre
agenda-say-move = Intro la mueve ahí, Escape la deja
agenda-say-left = Se queda donde estaba

## Fechas

date-whole = { $weekday }, { $day } de { $month } de { $year }
date-month = { $month } de { $year }
date-days = { $from } – { $to }

## Teclas

keys-title = Teclas
keys-everywhere = En todas las páginas
keys-help = Esta ayuda
keys-tab = Siguiente control
keys-today = Hoy
keys-views = Día, semana, mes, lista
keys-new = Nueva cita
keys-step = Antes, después
keys-search = Buscar
keys-cursor = Moverse por la agenda
keys-select = Elegir una duración
keys-enter = Abrir, o reservar el tiempo elegido
keys-move = Mover la cita
keys-resize = Alargarla o acortarla
keys-cancel = Dejarla como estaba

## Buscador de órdenes

palette-people = Clientes
palette-artist-week = Semana
palette-pages = Lugares
palette-acts = Acciones
palette-week = Agenda: semana
palette-month = Agenda: mes
palette-list = Agenda: lista

## La lista, muchas a la vez

agenda-more-places = Más de la agenda
agenda-print = Imprimir
agenda-bulk-all = Todas las de esta página
agenda-bulk-picked = Citas marcadas:
agenda-bulk-confirm = Confirmar
agenda-bulk-cancel = Cancelar
agenda-bulk-cancel-do = Cancelarlas
agenda-bulk-cancel-title = { $count ->
    [one] Cancelar una cita
   *[other] Cancelar { $count } citas
}
agenda-bulk-reason = Motivo, si lo hay
agenda-bulk-back = Volver a la lista
agenda-bulk-one = Cita { $id }
agenda-bulk-confirmed = { $count ->
    [one] { $count } cita confirmada
   *[other] { $count } citas confirmadas
}
agenda-bulk-cancelled = { $count ->
    [one] { $count } cita cancelada
   *[other] { $count } citas canceladas
}
agenda-bulk-left = { $count ->
    [one] { $count } se quedó como estaba
   *[other] { $count } se quedaron como estaban
}
palette-block = Bloquear tiempo
