### Archivos adjuntos: el escaneo de un consentimiento en papel, las imágenes y papeles de una cita, la galería de un cliente.

## Campos, tipos, conflictos

field-paper = Escaneo de la hoja
field-year = Año
kind-paper = escaneo
kind-file = archivo
error-conflict-paper-there = Este consentimiento ya tiene un escaneo
hint-conflict-paper-there = Se queda como está. Para otra hoja hay que registrar la respuesta de nuevo
error-conflict-not-on-paper = Este consentimiento no se respondió en papel
hint-conflict-not-on-paper = Un escaneo pertenece a una respuesta en papel
error-conflict-too-many-files = Esta cita tiene 50 archivos
hint-conflict-too-many-files = Hay que quitar alguno antes de añadir más
file-again = Hay que elegir { $name } otra vez: un navegador no guarda un archivo en un formulario que vuelve
file-sending = Se está enviando el archivo
file-failed = El archivo no llegó: se puede intentar de nuevo en un momento
file-untitled = Sin título

## El escaneo de una hoja

consent-scanned = Con escaneo
paper-title = Escaneo de la hoja
paper-add = Adjuntar el escaneo
paper-what = JPEG, PNG, WebP o PDF, hasta 40 MB. Se queda con el consentimiento
paper-attach = Adjuntar escaneo
paper-save = Guardar el PDF
paper-failed = El escaneo no llegó: se puede intentar de nuevo en un momento
done-scanned = Escaneo adjuntado
done-noscan = Registrado sin el escaneo, que se perdió por el camino: se puede adjuntar aquí

## La foto de un cliente nuevo

client-photo = Foto
client-photo-what = JPEG, PNG o WebP, hasta 20 MB. Se guarda el centro como cuadrado, sin los lugares, fechas y notas del archivo
done-nophoto = Cliente añadido, sin la foto que se había elegido

## Imágenes y papeles de una cita

files-title = Imágenes y papeles
files-none = Nada todavía: aquí van las imágenes de referencia y los papeles
files-add = Añadir imágenes o papeles
files-what = JPEG, PNG, WebP o PDF, hasta 40 MB cada uno. Los ve quien puede ver los detalles de la cita
files-attach = Adjuntar
file-remove = Quitar
file-remove-sure = Desaparece para siempre
done-attached = Adjuntado
done-detached = Quitado

## La galería

image-portfolio = Trabajo
image-appointment = Imagen de una sesión
image-photo = Foto
gallery-open = Abrir la galería
# $count (number)
gallery-all = { $count ->
    [one] Ver la única imagen
   *[other] Ver las { $count } imágenes
}
# $count (number)
gallery-count = { $count ->
    [one] Una imagen
   *[other] { $count } imágenes
}
gallery-any = Todo
gallery-narrow = Mostrar
gallery-none-such = Ninguna imagen es así
gallery-more = Mostrar más
gallery-session = Sesión

## Lo que desaparece con un cliente

# $count (number)
count-photos = { $count ->
    [one] la foto
   *[other] { $count } fotos
}
# $count (number)
count-corrections = { $count ->
    [one] una corrección de la ficha
   *[other] { $count } correcciones de la ficha
}
# $count (number)
count-age-checks = { $count ->
    [one] una comprobación de edad
   *[other] { $count } comprobaciones de edad
}

## La línea de órdenes

help-client-consent-paper = Adjuntar el escaneo de una hoja a un consentimiento que se respondió en papel
help-appointment-attach = Adjuntar imágenes o PDF a una cita
help-appointment-files = Mostrar las imágenes y papeles de una cita, o guardar uno
help-appointment-detach = Quitar una imagen o un papel de una cita
help-client-gallery = Mostrar todas las imágenes de un cliente
arg-client-add-photo = Foto del cliente: un JPEG, PNG o WebP
arg-client-consent-record-paper = Escaneo de la hoja: un JPEG, PNG, WebP o PDF
arg-client-consent-show-paper = Escribir el escaneo de la hoja en este archivo
arg-client-consent-paper-file = El escaneo: un JPEG, PNG, WebP o PDF
arg-appointment-attach-appointment = ID de la cita
arg-appointment-attach-files = Los archivos: JPEG, PNG, WebP o PDF
arg-appointment-attach-title = Cómo se llama; sin él, el nombre del archivo
arg-appointment-files-appointment = ID de la cita
arg-appointment-files-save = Guardar este archivo
arg-appointment-files-to = Dónde escribirlo; - es la salida estándar
arg-appointment-files-size = Qué tamaño de una imagen
arg-appointment-detach-appointment = ID de la cita
arg-appointment-detach-file-id = ID del archivo
arg-client-gallery-kind = Solo trabajos, imágenes de sesiones o la foto
arg-client-gallery-artist = Solo de este artista, por nombre o ID
arg-client-gallery-year = Solo de este año
arg-client-gallery-cursor = Dónde terminó la página anterior
cli-paper-attached = Se adjuntó el escaneo
cli-file-attached = Se adjuntó el archivo
cli-file-detached = Se quitó el archivo
cli-file-saved = El archivo se escribió en { $path }
cli-scan = Escaneo de la hoja
# $count (number)
cli-would-import-none =
    { $count ->
        [one] No se añadiría nada mientras una fila tenga errores; no se cambió nada
       *[other] No se añadiría nada mientras { $count } filas tengan errores; no se cambió nada
    }
cli-hint-no-screening = Primero hay que registrar uno: `studio client health`, con una respuesta a cada pregunta

## La importación de las imágenes de la aplicación anterior

table-client-photos = Fotos de clientes
table-avatars = Fotos de cuentas
table-portfolio-items = Trabajos del portafolio
table-portfolio-images = Imágenes de trabajos
issue-file-missing = El archivo no está
issue-picture-refused = La imagen no se acepta
issue-photo-kept = Ya hay una foto; se queda
issue-owner-unknown = No se sabe quién la subió; la foto es del estudio
issue-file-of-nobody = El archivo no es de nadie que esté aquí
issue-picture-missing = Falta la imagen o no se puede usar: el trabajo se guardó sin ella
issue-client-dropped = El cliente no está en el archivo: el trabajo se guardó sin cliente
issue-session-dropped = La sesión no está en el archivo, o es de otro artista u otro cliente: el trabajo se guardó sin ella
