### Portafolios: fotos del trabajo de los artistas y la página para visitantes.

nav-portfolio = Portafolio

## The wall

# $name: an artist
portfolio-of = Portafolio de { $name }
portfolio-mine = Mis fotos
portfolio-page = Página pública
portfolio-preview = Vista previa
portfolio-add = Añadir fotos
# $name: an artist
portfolio-add-to = Añadir fotos de { $name }
portfolio-any-style = Todos los estilos
portfolio-any-placement = Todas las zonas
portfolio-any-colour = Con o sin color
portfolio-any-state = Recientes o curados
portfolio-public-all = Públicas o no
portfolio-arranged = En el orden del artista
portfolio-newest = Las nuevas primero
portfolio-oldest = Las antiguas primero
portfolio-group = Grupos
portfolio-group-none = Sin grupos
portfolio-further = Más filtros
portfolio-group-style = Por estilo
portfolio-group-colour = Por color
portfolio-no-style = Sin estilo
portfolio-no-colour = Color sin indicar
portfolio-none = Aquí no hay fotos
portfolio-none-yet = Todavía no hay fotos
portfolio-clear = Ver todas
portfolio-more = Más fotos
portfolio-removed = Fotos quitadas
portfolio-removed-what = Fotos quitadas. Se pueden recuperar durante treinta días
portfolio-drag = Para ordenarlas: arrastrarlas, o pulsar Alt y una flecha sobre una
portfolio-order-failed = El orden no se guardó: volver a intentarlo en un momento

## A picture

item-colour-color = Color
item-colour-black-and-grey = Negro y grises
item-state-fresh = Reciente
item-state-healed = Curado
item-title = Título
item-description = Descripción
item-style = Estilo
item-placement = Zona
item-size = Tamaño
item-technique = Técnica
item-hours = Horas, como 3:30
item-colour = Color
item-state = Reciente o curado
item-tags = Etiquetas, entre comas
item-made-on = Hecho el
item-session-of = Sesión
item-no-session = Sin sesión
# $id: number of an appointment
item-session = Sesión { $id }
item-client = Cliente
item-client-what = Una sesión dice de quién es; la foto de un cliente solo la ven las visitas mientras ese cliente quiera
# $name: an artist
item-by = Trabajo de { $name }
item-untitled = Sin título
item-public = Pública
item-not-public = No pública
item-held = Falta consentimiento
item-held-why = El cliente no ha dado su consentimiento para usar imágenes, o ya no: los visitantes no ven esta foto
item-featured = Destacada
# $count (number): pictures
item-stacked = { $count ->
    [one] { $count } más
   *[other] { $count } más
}
# $name: a picture
item-earlier = Mover { $name } un lugar adelante
# $name: a picture
item-later = Mover { $name } un lugar atrás
# $name: a picture
item-choose = Elegir { $name }
item-open = Abrir
item-original = Tamaño máximo
# $time: hours and minutes
item-took = Duró { $time } h
item-under = Está debajo de otra foto
item-more = Más fotos de la pieza
item-edit = Sobre esta foto
item-show = Mostrar a visitantes
item-first = Destacada: antes que las demás
item-show-what = Los visitantes la ven en la página pública del artista, si está activada
item-remove = Quitar foto
item-remove-what = Se puede recuperar durante treinta días
item-is-removed = Esta foto se quitó
item-undo = Recuperar
# $count (number): pictures
items-removed = { $count ->
    [one] { $count } foto quitada
   *[other] { $count } fotos quitadas
}
done-itemsaved = Guardado
done-itemback = La foto está de vuelta
done-itemssaved = Guardado
done-itemsadded = Fotos añadidas

## Many at once

bulk-title = Elegir y cambiar varias
bulk-none = No se eligió ninguna foto. Hay que marcar al menos una
bulk-remove-sure = ¿Quitar las fotos elegidas? Se pueden recuperar durante treinta días
bulk-what = Marcar fotos y elegir qué pasa con ellas
bulk-publish = Mostrar a visitantes
bulk-hide = No mostrar
bulk-feature = Destacar
bulk-plain = No destacar
bulk-stack = Apilar bajo la primera
bulk-unstack = Sacar de las pilas
bulk-remove = Quitar
bulk-restore = Recuperar
bulk-set = Poner
bulk-style = El estilo queda
bulk-placement = La zona queda
bulk-colour = El color queda
bulk-state = Reciente o curado queda

## Adding

upload-pictures = Fotos
upload-about = Sobre ellas
upload-about-what = Vale para todas; cada una se puede cambiar después. Una sesión pone el cliente y el día
upload-drop = Soltar fotos aquí o elegirlas
upload-what = JPEG, PNG o WebP, hasta 40 MB cada una. No se guardan los lugares, fechas y notas de los archivos
upload-send = Añadir fotos
upload-waiting = En espera
upload-sign-in = Iniciar sesión
upload-drop-one = Sacar
upload-working = Enviando y revisando
upload-there = Añadida
upload-again = Otra vez
upload-finished = Al portafolio
upload-refused = No aceptadas
# $count (number): pictures
upload-added = { $count ->
    [one] { $count } foto añadida
   *[other] { $count } fotos añadidas
}

## The lightbox

lightbox-title = Foto
lightbox-previous = Foto anterior
lightbox-next = Foto siguiente

## The public page

# $name: an artist
page-of = Página pública de { $name }
page-is-open = Los visitantes la ven en
page-is-off = La página está desactivada: los visitantes no la ven
page-inactive = Este artista ya no trabaja aquí: los visitantes no ven la página
page-studio-off = El estudio no tiene páginas públicas
page-studio-how = Para permitirlas: studio settings set portfolio.public on
page-switch = Mostrar esta página a visitantes
page-what = Muestra el nombre, el texto, los estilos y el nombre de Instagram del artista, y las fotos que son públicas
page-back = Volver
done-pagesaved = Guardado
preview-open = Vista previa: los visitantes ven esta página
preview-off = Vista previa: la página está desactivada, los visitantes no la ven
public-none = Aquí no hay nada todavía

field-slug = Dirección
field-public = Pública
field-work-time = Horas
field-made-on = Hecho el
field-title = Título
field-description = Descripción
field-size = Tamaño
field-technique = Técnica
field-tags = Etiquetas
field-group = Grupos
field-change = Cambios
form-slug = dirección: letras minúsculas, cifras y guiones entre ellas
kind-portfolio-item = foto
kind-portfolio-page = página pública
error-conflict-slug-taken = Otro artista tiene esta dirección
hint-conflict-slug-taken = Elegir otra
setting-portfolio-public = Páginas públicas de portafolio

## The command line

cli-done-before = Las que siguen ya se habían añadido: { $what }
cli-item-added = Foto añadida
cli-item-saved = Guardado
cli-item-removed = Quitada; durante treinta días se puede recuperar
cli-item-restored = La foto está de vuelta
cli-items-ordered = En este orden
cli-page-saved = Guardado
cli-item-artist = Artista
cli-item-what = Qué
cli-item-marks = Marcas
cli-item-made = Hecho el

help-portfolio = Fotos del trabajo de los artistas y las páginas que las muestran
help-portfolio-list = Listar fotos
help-portfolio-show = Mostrar una foto y lo que se dice de ella
help-portfolio-add = Añadir fotos al portafolio de un artista, de JPEG, PNG o WebP
help-portfolio-edit = Cambiar lo que se dice de una foto, publicarla o destacarla
help-portfolio-remove = Quitar una foto; durante treinta días se puede recuperar
help-portfolio-restore = Recuperar una foto quitada
help-portfolio-order = Ordenar fotos, en los lugares que ocupan juntas
help-portfolio-stack = Poner fotos de una pieza bajo una portada
help-portfolio-unstack = Sacar fotos de su pila
help-portfolio-page = Mostrar o cambiar la página pública de un artista
help-portfolio-save = Escribir una foto en un archivo
arg-portfolio-add-title = Cómo se llama
arg-portfolio-add-description = Lo que se dice de ella
arg-portfolio-add-style = Estilo
arg-portfolio-add-placement = Zona del cuerpo
arg-portfolio-add-size = Cómo de grande, con palabras propias
arg-portfolio-add-technique = Cómo se hizo
arg-portfolio-add-hours = Horas, como 3:30
arg-portfolio-add-colour = Uno de color y black_and_grey
arg-portfolio-add-state = Uno de fresh y healed
arg-portfolio-add-tags = Etiquetas, entre comas
arg-portfolio-add-client = ID del cliente que muestra
arg-portfolio-add-appointment = ID de la cita del artista en que se hizo; dice el cliente y el día
arg-portfolio-add-made-on = Día en que se hizo
arg-portfolio-add-public = Si los visitantes han de verla
arg-portfolio-add-featured = Si va antes que las demás
arg-portfolio-edit-title = Cómo se llama
arg-portfolio-edit-description = Lo que se dice de ella
arg-portfolio-edit-style = Estilo
arg-portfolio-edit-placement = Zona del cuerpo
arg-portfolio-edit-size = Cómo de grande, con palabras propias
arg-portfolio-edit-technique = Cómo se hizo
arg-portfolio-edit-hours = Horas, como 3:30
arg-portfolio-edit-colour = Uno de color y black_and_grey
arg-portfolio-edit-state = Uno de fresh y healed
arg-portfolio-edit-tags = Etiquetas, entre comas
arg-portfolio-edit-client = ID del cliente que muestra
arg-portfolio-edit-appointment = ID de la cita del artista en que se hizo; dice el cliente y el día
arg-portfolio-edit-made-on = Día en que se hizo
arg-portfolio-edit-public = Si los visitantes han de verla
arg-portfolio-edit-featured = Si va antes que las demás
arg-portfolio-list-style = Solo de este estilo
arg-portfolio-list-placement = Solo de esta zona
arg-portfolio-list-colour = Solo con o sin color
arg-portfolio-list-state = Solo recientes o curados
arg-portfolio-list-public = Solo las que han de ver los visitantes, o las otras
arg-portfolio-list-client = Solo las que muestran a este cliente
arg-portfolio-list-removed = Las que se quitaron y se pueden recuperar
arg-portfolio-list-sort = En el orden del artista, las nuevas o las antiguas primero
arg-portfolio-list-group = En grupos
arg-portfolio-add-files = Las fotos; la primera va primero
arg-portfolio-show-item = ID de la foto
arg-portfolio-edit-item = ID de la foto
arg-portfolio-remove-item = ID de la foto
arg-portfolio-picture-item = ID de la foto
arg-portfolio-restore-item = ID de la foto
arg-portfolio-save-item = ID de la foto
arg-portfolio-order-items = IDs de fotos
arg-portfolio-stack-items = IDs de fotos
arg-portfolio-unstack-items = IDs de fotos
arg-portfolio-stack-cover = ID de la foto de encima
arg-portfolio-page-public = Activarla o desactivarla
arg-portfolio-page-slug = Última parte de su dirección; sin ella, el nombre del artista
arg-portfolio-save-file = Dónde escribirla; - es la salida estándar
arg-portfolio-save-size = Píxeles del lado más largo
item-no-picture = Sin imagen
item-picture-add = Añadir la imagen
item-picture-other = Otra imagen
item-picture-what = JPEG, PNG o WebP, hasta 40 MB. Lo que se dice del trabajo se queda
item-picture-save = Usar esta imagen
done-itempicture = La imagen se guardó
help-portfolio-picture = Dar a un trabajo su imagen, u otra
arg-portfolio-picture-file = La imagen
cli-item-pictured = La imagen se guardó
item-client-none = Ningún cliente se llama así: hay que escribir más del nombre o dejarlo vacío
item-client-several = Varios clientes se llaman así: hay que elegir uno
