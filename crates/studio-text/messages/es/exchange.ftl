### Clientes como archivos: sacarlos y traerlos.

csv-export = Exportar
csv-import = Importar
csv-stop = Parar

## Exportar

csv-export-title = Exportar clientes
csv-export-what = Qué clientes
csv-export-view = La lista como se mostraba
# $what: what is searched for
csv-export-search = Búsqueda: { $what }
csv-export-all = Todos los clientes, también los archivados
csv-export-format = Forma del archivo
csv-export-csv = CSV, para cualquier hoja de cálculo
csv-export-xlsx = Libro de Excel (XLSX)
csv-export-headers = Idioma de los encabezados
csv-export-locked = Se pide el código maestro
csv-export-logged = El registro guarda quién sacó cuántos clientes
csv-export-go = Exportar
csv-export-running = Leyendo: #
csv-export-saved = Guardado como #
csv-export-stopped = Parado; no se guardó nada
csv-export-broken = La exportación se interrumpió; no se guardó nada

## Importar: el archivo

csv-import-title = Importar clientes
csv-import-why = Hay que guardar la hoja como CSV; antes de guardar nada se muestra qué será de cada fila
# $count (number): rows
csv-import-limits = Hasta 8 MB y { $count } filas; coma, punto y coma o tabulador entre las columnas
csv-import-look = Mirar el archivo
csv-other-file = Otro archivo

## Importar: qué sería de él

csv-missing = Falta decir qué columnas son: sin ellas no se puede añadir a nadie
# $count (number)
csv-wrong-rows =
    { $count ->
        [one] Una fila no se puede importar tal como está
       *[other] { $count } filas no se pueden importar tal como están
    }
csv-wrong-help = No se guardó nada; conviene corregir el archivo y elegirlo otra vez, o quitar la columna abajo
csv-guessed = Leído como Windows-1252, pues el archivo no dice cómo está escrito: conviene mirar los acentos
csv-to-add = Se añaden
csv-to-skip = Se omiten
csv-to-correct = Por corregir
csv-columns = Qué son las columnas
csv-column = Columna
csv-sample = Por ejemplo
csv-is = Se toma por
csv-no-head = Sin encabezado
csv-ignore = No se importa
csv-duplicates = Clientes que quizá ya están
csv-duplicates-skip = Omitir
csv-duplicates-add = Añadir de todos modos
csv-look-again = Mirar otra vez
csv-rows = Filas
csv-rows-to-see = Filas que mirar
csv-rows-first = Las primeras filas
csv-line = Línea
csv-fate = Qué será de ella
csv-why = Por qué
csv-will-added = Se añade
csv-will-skipped = Se omite
csv-will-wrong = Por corregir
csv-was-added = Añadida
csv-was-skipped = Omitida
csv-was-wrong = Con errores
csv-alike = Quizá la misma persona que
# $id: number of a line of the file
csv-alike-line = Quizá la misma persona que la línea { $id }
csv-left-out = Sin
# $count (number): rows
csv-more-rows =
    { $count ->
        [one] Una fila más
       *[other] { $count } filas más
    }
# $count (number): clients
csv-import-go =
    { $count ->
        [one] Importar un cliente
       *[other] Importar { $count } clientes
    }
csv-import-running = Importando: #
csv-import-broken = Se cortó la conexión; al cargar la página otra vez se ve si se importaron

## Importar: qué fue de él

csv-done-title = Importación
# $what: date and time
csv-done-before = Este archivo ya se importó: { $what }; ahora no se añadió nada
csv-added = Añadidos
csv-skipped = Omitidos
csv-see-clients = Ver los clientes

## Un archivo que no se puede leer

# $max (number): bytes, rows or columns
error-sheet-empty = No se eligió ningún archivo, o está vacío
hint-sheet-empty = Hay que elegir el archivo con los clientes
error-sheet-too-large = El archivo es demasiado grande
hint-sheet-too-large = Hasta 8 MB; se puede dividir e importar las partes una tras otra
error-sheet-workbook = Esto es un libro de hoja de cálculo, no un archivo CSV
hint-sheet-workbook = En la hoja de cálculo: «Guardar como», CSV, y elegir ese archivo
error-sheet-binary = Esto no es un archivo de texto
hint-sheet-binary = En la hoja de cálculo: «Guardar como», CSV (UTF-8), y elegir ese archivo
error-sheet-no-rows = No hay ninguna fila debajo de los encabezados
hint-sheet-no-rows = La primera fila nombra las columnas; cada fila más es un cliente
error-sheet-too-many-rows = El archivo tiene más de { $max } filas
hint-sheet-too-many-rows = Se puede dividir e importar las partes una tras otra
error-sheet-too-many-columns = El archivo tiene más de { $max } columnas
hint-sheet-too-many-columns = Conviene borrar las columnas que no hacen falta
error-rows-wrong = Hay filas del archivo que no se pueden importar tal como están; no se guardó nada
hint-rows-wrong = Cada una está en la lista con lo que le pasa; una vez corregidas se envía el archivo otra vez

## Campos

field-file = Archivo
field-row = Fila
field-columns = Columnas
field-duplicates = Duplicados
field-format = Forma del archivo
form-row = fila de este archivo: tiene más celdas que encabezados
form-columns = elección de columnas: cada campo viene de una columna

## La línea de comandos

# $count (number): clients
cli-export-progress =
    { $count ->
        [one] Un cliente
       *[other] { $count } clientes
    }
# $count (number)
cli-imported =
    { $count ->
        [one] Se añadió un cliente
       *[other] Se añadieron { $count } clientes
    }
# $count (number)
cli-would-import =
    { $count ->
        [one] Se añadiría un cliente; no se cambió nada
       *[other] Se añadirían { $count } clientes; no se cambió nada
    }
# $count (number)
cli-import-skipped =
    { $count ->
        [one] Se omite una fila: el cliente quizá ya está
       *[other] Se omiten { $count } filas: los clientes quizá ya están
    }
# $what: names of fields
cli-import-missing = Ninguna columna contiene: { $what }
error-no-source = No se puede leer el archivo
hint-no-source = Conviene comprobar el nombre y quién puede leerlo
