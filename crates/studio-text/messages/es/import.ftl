### El resultado de importar los datos de la aplicación de escritorio.

## El informe

import-done = Los datos se importaron
import-rehearsed = Esto es lo que haría la importación; no se cambió nada
import-head-table = Tabla
import-head-read = Leídas
import-head-imported = Importadas
import-head-skipped = Omitidas
import-head-already-here = De ellas ya estaban
import-head-made = También se creó
import-head-count = Cantidad
import-head-sum = Importe
import-head-sums = Importes comparados
import-head-source = En el archivo
import-head-left = Sin importar, porque esta versión aún no puede
import-head-row = Fila
import-head-column = Columna
import-head-what = Qué es
import-head-found = Encontrado
# $count (number)
import-issues =
    { $count ->
        [0] Todo se tomó tal como estaba
        [one] Una cosa no se pudo tomar tal como estaba:
       *[other] { $count } cosas no se pudieron tomar tal como estaban:
    }
# $what: nombre de una tabla
import-progress = Importación: { $what }

## Tablas de la otra aplicación

table-clients = Clientes
table-artists = Artistas
table-users = Cuentas
table-sessions = Citas
table-settings = Ajustes

## Lo que se crea además de las filas del mismo tipo

made-appointments-pending = Citas por confirmar
made-appointments-confirmed = Citas confirmadas
made-appointments-completed = Citas completadas
made-appointments-no-show = Citas a las que no se presentó el cliente
made-appointments-cancelled = Citas canceladas
made-consents = Consentimientos
made-contacts = Contactos de emergencia
made-notes = Notas
made-rates = Porcentajes de comisión
made-screenings = Cuestionarios de salud
made-settings = Ajustes cambiados

## Importes

sum-sessions-price = Precios de las citas

## Lo que se queda donde está

left-transactions = Pagos
left-transactions-deleted = Pagos borrados
left-products = Productos
left-portfolio-items = Trabajos del portafolio
left-portfolio-images = Imágenes de trabajos
left-portfolio-images-missing = Trabajos cuya imagen falta
left-avatars = Fotos de cuentas

## Lo que no se pudo tomar tal como estaba

issue-table-missing = El archivo no tiene esta tabla: es de una versión anterior
issue-table-unknown = No se conoce esta tabla; no se leyó
issue-column-missing = El archivo no tiene esta columna: es de una versión anterior
issue-column-unknown = No se conoce esta columna; no se leyó
issue-file-unreadable = No se puede leer el archivo que está junto a la base de datos; se dejó fuera
issue-id-unreadable = La fila no tiene un número legible; se omitió
issue-id-repeated = Una fila anterior tiene el mismo número; esta se omitió
issue-name-missing = No hay nombre; otra cosa ocupa su lugar
issue-phone-missing = El cliente no tiene teléfono
issue-date-missing = No hay fecha; se tomó la de hoy
issue-date-in-future = La fecha está en el futuro; se conservó
issue-time-skipped = Los relojes se saltaron esta hora; se tomó el momento siguiente
issue-time-twice = Los relojes pasaron dos veces por esta hora; se tomó la primera
issue-too-long = El texto es demasiado largo; se acortó y está entero en una nota o aquí
issue-control-characters = Se quitaron caracteres invisibles
issue-not-unicode = Se sustituyeron caracteres ilegibles
issue-unreadable = No se puede leer el valor; se dejó fuera y está en una nota o aquí
issue-preference-unknown = No se conoce esta preferencia; está en una nota
issue-artist-unknown = El artista preferido no está en el archivo
issue-rate-as-percent = El porcentaje es mayor que uno; se tomó como tanto por ciento
issue-user-name-changed = El nombre de usuario tiene una forma que aquí no se permite; se cambió
issue-user-name-taken = El nombre de usuario está ocupado; recibió un número
issue-role-unknown = No se conoce el rol; la cuenta está desactivada
issue-artist-needed = Es una cuenta de artista sin artista; está desactivada
issue-artist-taken = El artista pertenece a otra cuenta; esta está desactivada
issue-link-dropped = Solo las cuentas de artistas tienen artista; se dejó fuera el enlace
issue-password-unusable = La contraseña no se puede comprobar aquí; hace falta una invitación
issue-client-missing = El cliente no está en el archivo; la cita se omitió
issue-artist-missing = El artista no está en el archivo; la cita se omitió
issue-start-missing = No se sabe cuándo empieza; la cita se omitió
issue-end-missing = No se sabe cuándo termina; se supuso una hora
issue-status-unknown = No se conoce el estado; ahora está por confirmar
issue-price-negative = El precio es menor que cero; se conservó
issue-overlap-artist = El artista tiene otra cita a esta hora; se conservaron ambas
issue-overlap-client = El cliente tiene otra cita a esta hora; se conservaron ambas
issue-overlap-block = El artista tiene bloqueada aquí esta hora; se conservó
issue-end-before-start = Termina antes de empezar; se conservó
issue-length-unusual = Dura menos de cinco minutos o más de doce horas; se conservó
issue-master-code = El código maestro no se tomó: se pone uno nuevo con `studio code set`
issue-setting-unknown = Este ajuste no existe aquí
issue-setting-kept = Este ajuste ya se cambió aquí; así se queda
