### Fotos de los clientes, los archivos detrás de ellas y por qué un archivo no se acepta.

## En la página

photo-of = Foto de { $name }
photo-add = Añadir una foto
photo-change = Cambiar la foto
photo-file = Imagen
photo-what = JPEG, PNG o WebP, hasta 20 MB
photo-kept = Se guarda el centro como cuadrado, sin los lugares, fechas y notas del archivo
photo-save = Guardar la foto
photo-remove = Quitar la foto
photo-sending = Se está enviando la foto
photo-failed = La foto no llegó: se puede intentar de nuevo en un momento
photo-by = Subida por { $name }, { $date }
photo-by-house = Subida el { $date }
done-photo = Foto guardada
done-photogone = Foto quitada

## Una foto de otra persona

error-photo-of = Esta foto la subió { $name }
hint-photo-of = Se puede pedir el cambio a esa persona o a un administrador
error-photo-of-house = Esta foto la puso el estudio
hint-photo-of-house = Se puede pedir el cambio a un administrador

## Archivos que no se aceptan

error-no-such-part = Esta imagen no tiene esa parte
error-file-empty = El archivo está vacío
hint-file-empty = Hace falta elegir otro
error-file-too-big = El archivo tiene más de { $max } MB
hint-file-too-big = Se puede guardar más pequeño o tomar la foto de nuevo
error-file-unknown = Este archivo no es una imagen
hint-file-unknown = Hace falta un JPEG, PNG o WebP
error-file-gif = Esto es un GIF, y no se acepta
hint-file-gif = Se puede guardar como JPEG o PNG
error-file-heic = Esto es una imagen HEIC, que los navegadores no muestran
hint-file-heic = Se puede guardar como JPEG. En un iPhone: Ajustes, Cámara, Formatos, Más compatible
error-file-other-kind = Este archivo es de tipo { $kind }, y no se acepta
hint-file-other-kind = Se puede guardar como JPEG, PNG o WebP
error-file-animated = Esta imagen se mueve
hint-file-animated = Se puede guardar una de sus imágenes como JPEG o PNG
error-file-too-many-pixels = La imagen tiene más de { $max } megapíxeles
hint-file-too-many-pixels = Se puede guardar más pequeña
error-file-too-long = Un lado de la imagen tiene más de { $max } píxeles
hint-file-too-long = Se puede recortar o guardar más pequeña
error-file-too-heavy = La imagen está comprimida de un modo que pide demasiada memoria para abrirla
hint-file-too-heavy = Se puede guardar como JPEG o PNG
error-file-damaged = El archivo está dañado o se cortó en el camino
hint-file-damaged = Se puede enviar otra vez, o abrirlo y guardarlo de nuevo
error-file-two-in-one = Detrás de la imagen hay otra cosa
hint-file-two-in-one = Se puede abrir la imagen y guardarla de nuevo

## Órdenes

help-client-photo = La foto de un cliente: ponerla, quitarla o guardarla
help-client-photo-set = Poner o cambiar la foto desde un JPEG, PNG o WebP
help-client-photo-remove = Quitar la foto
help-client-photo-save = Escribir la foto en un archivo
help-media = Los archivos detrás de fotos y papeles
help-media-check = Buscar cada archivo; responde 3 si alguno falta o cambió
help-media-sweep = Retirar los archivos a los que nada remite desde hace una hora
arg-client-photo-set-file = La imagen
arg-client-photo-save-file = Dónde escribirla; - es la salida estándar
arg-client-photo-save-size = Píxeles por lado
arg-media-check-quick = Comparar solo tamaños, en vez de leer cada byte
cli-photo-set = Se puso la foto
cli-photo-removed = Se quitó la foto
cli-photo-saved = Se escribió la foto en { $path }
cli-photo = Foto
cli-media-good =
    { $count ->
        [one] Un archivo, y está íntegro
       *[other] { $count } archivos, ninguno falta ni cambió
    }
cli-media-bad = Faltan archivos o cambiaron: conviene tomarlos de la última copia buena o subir esas imágenes de nuevo
cli-media-swept =
    { $count ->
        [one] Se retiró un archivo
       *[other] Se retiraron { $count } archivos
    }
cli-media-missing = Faltan
cli-media-changed = Cambiaron
cli-media-looked-at = Archivos
me-photo-title = Foto propia
me-photo-what = La gente de la casa la ve junto al nombre; las visitas, en la página pública mientras esté abierta
help-user-photo = La foto de una persona: ponerla, quitarla o guardarla
help-user-photo-set = Poner o cambiar la foto con un JPEG, PNG o WebP
help-user-photo-remove = Quitar la foto
help-user-photo-save = Escribir la foto en un archivo
help-me-photo = La foto propia: ponerla o quitarla
help-me-photo-set = Poner o cambiar la foto propia con un JPEG, PNG o WebP
help-me-photo-remove = Quitar la foto propia
arg-user-photo-set-file = La foto
arg-user-photo-save-file = Dónde escribirla; - es la salida estándar
arg-user-photo-save-size = Píxeles por lado
arg-me-photo-set-file = La foto
