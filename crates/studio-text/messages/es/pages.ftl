### Las páginas.

## Alrededor de cada página

nav-today = Hoy
nav-clients = Clientes
page-skip = Ir al contenido
page-navigation = Secciones
page-fold = Plegar la barra lateral
page-search = Buscar personas y páginas
page-find = Buscar
page-new = Nuevo
page-new-client = Nuevo cliente
page-account = Cuenta de { $name }
page-language = Idioma
page-theme = Tema
page-as-studio = Como el estudio
page-apply = Aplicar
page-cancel = Cancelar
page-sign-out = Cerrar sesión
page-locked = Requiere el código maestro
page-nothing = Nada
page-short-password = La contraseña es más corta que la regla para las nuevas: conviene elegir pronto una más larga
theme-light = Claro
theme-dark = Oscuro
theme-system = Como el dispositivo
keys-choose = Elegir
keys-open = Abrir
keys-close = Cerrar
palette-placeholder = Nombre, teléfono, @usuario o página
palette-found = Resultados
palette-nothing = Sin resultados

## Fechas y horas

date-at = { $date }, { $time }
date-today = { $weekday }, { $day } de { $month }
date-plain = { $day } de { $month } de { $year }
date-short = { $weekday } { $day } { $month }
date-short-year = { $weekday } { $day } { $month } { $year }
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
weekday-short-1 = lun
weekday-short-2 = mar
weekday-short-3 = mié
weekday-short-4 = jue
weekday-short-5 = vie
weekday-short-6 = sáb
weekday-short-7 = dom
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sept
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic

## Lo que se acaba de hacer

done-saved = Guardado
done-same = No cambió nada
done-added = Cliente añadido
done-leftout = Una parte de la dirección no se entendió y se dejó fuera
done-archived = Archivado. La ficha se conserva y se puede restaurar aquí
done-restored = Restaurado
done-noted = Nota escrita
done-elevated = Las acciones bloqueadas están abiertas por poco tiempo
done-lowered = Las acciones bloqueadas están cerradas de nuevo
done-invited = La contraseña está puesta. Ya se puede entrar con ella
done-setup = El estudio está listo. Ya se puede entrar

## Problemas

problem-home = Ir a Hoy
problem-number = Con el número { $id } hay más en el registro

## Entrar

sign-in-title = Entrar
sign-in-do = Entrar
sign-in-again = La sesión terminó. Lo escrito se conserva: al entrar se puede continuar
carry-on-title = Continuar
carry-on-why = Lo que se escribió antes de entrar sigue aquí y aún no se ha guardado
carry-on-client = Ficha de { $name }
done-dropped = Lo escrito antes era de otra cuenta y se descartó
carry-on-drawn = Dibujada
carry-on-chosen = Elegido
carry-on-do = Guardarlo ahora
carry-on-drop = Descartarlo
invitation-title = Invitación
invitation-welcome = Invitación para { $name }
invitation-why = Falta elegir la contraseña de esta cuenta. Nadie más la conocerá
invitation-rule = Al menos 10 caracteres; unas palabras sin relación entre sí van bien
invitation-do = Poner la contraseña
invitation-password = Contraseña nueva

## Código maestro

code-empty = El código maestro está vacío
elevation-begin = Desbloquear
elevation-title = Código maestro
elevation-why = El código maestro abre las acciones bloqueadas por poco tiempo y solo en esta sesión
elevation-for = Esto requiere el código maestro: { $action }
elevation-enter = Desbloquear
elevation-enter-save = Desbloquear y guardar
elevation-on = Desbloqueado
elevation-left = Desbloqueado
elevation-end = Bloquear de nuevo ahora

## Hoy

today-next = Próximas citas
today-next-own = Próximas citas propias
today-nobody = Nadie tiene una cita por delante
today-all-next = Todos los que tienen cita
today-newest = Clientes nuevos
today-all-newest = Todos por fecha de alta

## La lista de clientes

clients-search = Nombre, teléfono, correo o @usuario
clients-search-short = Nombre, teléfono o @
clients-status = Estado
clients-sort = Ordenar
clients-any-artist = Todos los artistas
clients-upcoming = Con cita por delante
clients-own = Propio
clients-own-why = Cliente propio: artista preferido, o con una cita no cancelada
clients-last = Última:
clients-menu = Acciones para { $name }
clients-shown = { $count ->
    [one] Se muestra un cliente
   *[other] Se muestran { $count } clientes
}
clients-none = No se encuentra a nadie
clients-none-yet = Todavía no hay clientes
clients-clear = Quitar búsqueda y filtros
clients-more = Mostrar más
status-active = Activo
status-archived = Archivado
status-active-many = Activos
status-archived-many = Archivados
status-all = Todos
list-client = Cliente
list-contact = Contacto
list-acts = Acciones
list-registered = Alta
sort-name = De la A a la Z
sort-name-desc = De la Z a la A
sort-next = Próxima cita primero
sort-next-desc = Próxima cita al final
sort-last = Última cita, reciente primero
sort-last-asc = Última cita, antigua primero
sort-registered = Alta, reciente primero
sort-registered-asc = Alta, antigua primero
menu-open = Abrir
menu-copy-phone = Copiar teléfono
menu-copy-email = Copiar correo
menu-instagram = Abrir Instagram
menu-copied = Copiado

## Un cliente

client-age = { $count ->
    [one] Un año
   *[other] { $count } años
}
client-minor = Menor de edad
client-edit = Editar
client-archive = Archivar
client-restore = Restaurar
client-is-archived = Este cliente está archivado: no sale en la lista ni al reservar hasta que se restaure
client-parts = Partes de la ficha
client-appointments = Citas
client-no-next = Ninguna por delante
client-no-last = Ninguna todavía
client-new-title = Nuevo cliente
client-edit-title = Editar a { $name }
client-add = Añadir cliente
client-save = Guardar
tab-notes = Notas
tab-preferences = Preferencias
tab-health = Salud
tab-consents = Consentimientos
tab-emergency = Emergencia
note-new = Nota nueva
note-what = Lo que se hizo y lo que importa la próxima vez; nada médico
note-write = Escribir nota
note-imported = Importada
notes-none = Todavía no hay notas
notes-older = Notas anteriores
pin-edit = Nota fijada
pin-what = Una línea, siempre visible junto al nombre
pin-save = Fijar
health-none = Todavía no se ha registrado ningún cuestionario de salud
consents-history = Historial
record-guardian-is = Tutor o tutora
reply-yes = Sí
reply-no = No
reply-not-asked = Sin preguntar

## El formulario de un cliente

record-needed = Necesario
record-restored = Ha vuelto lo que se escribió aquí antes sin guardar
record-discard = Empezar de nuevo
page-offline = No se llega al servidor. Lo escrito sigue aquí: conviene intentarlo en un momento
record-basics = Datos básicos
record-guardian = Tutor o tutora, si es menor
record-no-artist = Sin preferencia
record-not-known = No se sabe
likeness-phone = mismo teléfono
likeness-email = mismo correo
likeness-instagram = mismo Instagram
likeness-name-and-birth = mismo nombre y fecha de nacimiento
duplicates-compare = Conviene mirar las fichas nombradas. Si es otra persona, se puede guardar igualmente
duplicates-anyway = Guardar igualmente
# $what: what the record has
stale-now = Guardado ahora: { $what }
