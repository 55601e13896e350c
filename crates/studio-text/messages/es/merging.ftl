### Dos fichas de una misma persona unidas en una, y fichas que se borran.

## Campos y reglas

field-merge-field = Campo
field-side = De quién es el valor que queda
field-other-id = El otro cliente
field-confirm-name = Nombre, para confirmar
field-emergency = Contacto de emergencia
field-guardian = Tutor
rule-other-name = Este no es el nombre de este cliente

## Conflictos

error-conflict-client-merged = Esta ficha se unió con otra
hint-conflict-client-merged = Seguir con la ficha que queda; el número antiguo lleva a ella
error-conflict-client-in-use = Este cliente tiene algo que hay que conservar
hint-conflict-client-in-use = Archivar al cliente: queda fuera de la lista y de las reservas, y no se pierde nada

## Cuánto hay en una ficha

# $count (number)
count-appointments = { $count ->
    [one] una cita
   *[other] { $count } citas
}
# $count (number)
count-screenings = { $count ->
    [one] un cuestionario de salud
   *[other] { $count } cuestionarios de salud
}
# $count (number)
count-consents = { $count ->
    [one] un consentimiento
   *[other] { $count } consentimientos
}
# $count (number)
count-notes = { $count ->
    [one] una nota
   *[other] { $count } notas
}
# $count (number)
count-merged = { $count ->
    [one] una ficha unida antes
   *[other] { $count } fichas unidas antes
}
# $count (number)
count-portfolio-items = { $count ->
    [one] una imagen de un portafolio
   *[other] { $count } imágenes de portafolios
}
count-nothing = nada más

## Posibles duplicados

duplicates-possible = Posibles duplicados
duplicates-none = Ninguna otra ficha tiene este teléfono, correo, Instagram, o nombre y fecha de nacimiento
merge-compare = Comparar
merge-merged-title = Fichas unidas
# $count (number)
merge-holds = { $count ->
    [one] Una ficha anterior se unió con esta; sus enlaces llevan aquí
   *[other] { $count } fichas anteriores se unieron con esta; sus enlaces llevan aquí
}

## Unir

merge-more-acts = Más acciones
merge-open = Unir con otra ficha
merge-title = Unir dos fichas
# $name: un cliente
merge-choose = ¿Qué ficha es también { $name }?
merge-search = Buscar otra ficha
merge-find = Buscar
merge-both-records = Las dos fichas
merge-side-kept = Queda
merge-side-other = Se une a ella
merge-of-kept = De la ficha que queda
merge-of-other = De la ficha unida
merge-of-both = De ambas
merge-both = Todo lo de ambas
# $id: número de un cliente
merge-number = N.º { $id }
merge-swap = Que quede la otra
merge-choices = En qué difieren
# $count (number)
merge-same = { $count ->
    [one] Un campo es igual en ambas
   *[other] { $count } campos son iguales en ambas
}
merge-doubts = ¿Es de verdad la misma persona?
merge-doubt-nothing-in-common = No coincide ni el nombre, ni el teléfono, ni el correo, ni el Instagram
merge-doubt-born-apart = Las fechas de nacimiento son distintas
merge-after = Qué pasa
merge-has-nothing = No tiene nada vinculado
merge-after-no-rows = La otra ficha no tiene nada vinculado: de ella solo queda lo que se elija
# $what: cuánto hay
merge-after-rows = Lo que hay en la ficha unida se lee desde ahora en la que queda: { $what }
merge-after-links = Lo que decía se sigue encontrando, y sus enlaces llevan a la que queda; ambos historiales se conservan
merge-after-active = La ficha que queda está archivada y la otra no: vuelve a estar activa
merge-after-undo = No hay ningún botón para deshacerlo
merge-do = Unir

## Borrar

delete-open = Borrar
delete-title = Borrar un cliente
# $name: un cliente
delete-name = ¿Borrar a { $name }?
delete-what = La ficha desaparece para siempre. Nadie puede recuperarla
# $what: cuánto hay
delete-goes = Con ella desaparece: { $what }
# $name: un cliente
delete-type = Para confirmar, escribir el nombre: { $name }
delete-do = Borrar para siempre
# $name: un cliente
delete-not = { $name } no se puede borrar
# $what: cuánto hay
delete-held = Hay algo que conservar: { $what }
delete-archive = Archivar deja al cliente fuera de la lista y de las reservas, y no se pierde nada
delete-archived = El cliente ya está archivado: fuera de la lista y de las reservas
delete-back = Volver al cliente

## Lo que se hizo

done-merged = Unidas. Todo se lee ahora en esta ficha
done-led = Esta es la ficha que queda; la que se buscaba se unió con ella
done-deleted = Borrado

## La línea de órdenes

help-client-duplicates = Mostrar las fichas que pueden ser la misma persona, de un cliente o de todo el estudio
help-client-merge = Unir con un cliente otra ficha de la misma persona
help-client-delete = Borrar un cliente que no tiene nada que conservar
arg-client-duplicates-client = ID del cliente; sin él, todo el estudio
arg-client-merge-other = ID de la ficha que se une con él
arg-client-merge-take = Conservar de este campo el valor de la otra ficha; «campo=both» para estilos y zonas
arg-client-merge-keep = Conservar de este campo el valor propio, aunque esté vacío
arg-client-merge-if-other-version = Solo si la otra ficha sigue en esta versión
arg-client-merge-yes = Sin preguntar
arg-client-merge-dry-run = Mostrar ambas lado a lado sin unir nada
arg-client-delete-confirm-name = El nombre del cliente, para confirmar
cli-same-by = Lo mismo
cli-clients = Clientes
cli-merge-kept = Queda
cli-merge-other = Se une a ella
cli-merge-field = Campo
cli-merge-usual = Se conserva
# $given, $name: clientes con sus números
cli-client-would-merge = { $given } se uniría con { $name }, y nada lo deshace. `--dry-run` muestra las dos fichas
# $given, $name: números de clientes
cli-client-merged = El cliente { $given } se unió con el cliente { $name }
# $given, $name: números de clientes
cli-client-merged-already = El cliente { $given } ya se había unido con el cliente { $name }
# $given, $name: números de clientes
cli-client-led = El cliente { $given } se unió con el cliente { $name }, que vale por ambos
# $name: número de un cliente, $what: lo que desapareció con él
cli-client-deleted = Se borró el cliente { $name }; con él desapareció: { $what }
cli-hint-conflict-client-in-use = `studio client archive` deja al cliente fuera de la lista y de las reservas
