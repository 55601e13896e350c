### Cuestionarios de salud, y las claves que sellan sus respuestas.

## La pestaña y sus formularios

health-record = Registrar cuestionario
health-changed = Algo ha cambiado
health-unchanged = Nada ha cambiado
health-title = Cuestionario de salud de { $name }
health-new = Cuestionario de salud, si se responde ahora
health-new-what = También se puede registrar más tarde. Las respuestas se guardan cifradas
health-sealed = Las respuestas se guardan cifradas, y cada lectura queda en el registro
health-review-due = El último cuestionario es de { $date }. ¿Ha cambiado algo desde entonces?
health-confirm-what = Registra un cuestionario nuevo de hoy con las mismas respuestas
health-allergies = Alergias
health-conditions = Afecciones
health-detail = Detalle
health-detail-of = Detalle: { $what }
health-yes = Sí
health-answered-no = Respondido que no
health-answered-none = Sin preguntar
health-nothing-yes = Nada se respondió con un sí
health-observations = Otras observaciones
health-changes = Cambios desde el anterior
health-no-changes = Igual que el anterior
health-turned = Antes: { $from } · Ahora: { $to }
health-observations-before = Antes: { $what }
health-observations-none-before = Antes no había
health-earlier = Cuestionarios anteriores
health-older = Cuestionarios más antiguos
health-shut-no-key = Estas respuestas quedan cerradas: falta la clave { $id } con la que se sellaron
health-shut-damaged = Estas respuestas quedan cerradas: lo guardado se alteró, o es de una versión más nueva
health-save = Guardar cuestionario
health-flag-yes = Salud: hay un sí
health-flag-review = Salud: por revisar
health-flag-short-yes = Salud
health-flag-short-review = Revisar salud
done-screened = Cuestionario de salud registrado
done-unchanged = Registrado: nada ha cambiado

## Campos

field-answers = Respuestas
field-observations = Otras observaciones
field-passphrase = Frase de paso
field-screening = Cuestionario de salud
field-question = Pregunta
field-allergies = Otras alergias
field-allergy-latex = Látex
field-allergy-lidocaine = Lidocaína
field-allergy-pigments = Pigmentos
field-allergy-antibiotics = Antibióticos
field-diabetes = Diabetes mellitus
field-coagulation = Coagulación
field-epilepsy = Epilepsia
field-cardiac = Afección cardiaca
field-anticoagulants = Anticoagulantes o isotretinoína
field-pregnancy = Embarazo o lactancia
field-substances = Alcohol o drogas
field-skin = Piel

## Lo que salió mal

error-key-missing = Falta la clave de las respuestas de salud
hint-key-missing = Se incorpora una copia con `studio key import`; si ya no existe ninguna: `studio key accept-loss`
error-key-damaged = El archivo de claves de las respuestas de salud está dañado
hint-key-damaged = Se incorpora una copia con `studio key import`; si ya no existe ninguna: `studio key accept-loss`
error-key-wrong = Hay respuestas de salud selladas con otra clave que las que están aquí
hint-key-wrong = `studio key status` dice cuál: `studio key import`, o `studio key accept-loss` si se perdió
error-key-file-foreign = Este no es un archivo de claves exportadas
hint-key-file-foreign = Es el archivo que escribió `studio key export`
error-wrong-passphrase = La frase de paso no es correcta, o el archivo está dañado
hint-wrong-passphrase = Conviene probar con la frase de paso del día en que se escribió el archivo

## Línea de órdenes

help-key = Las claves que sellan las respuestas de salud
help-key-status = Listar las claves, dónde están y qué sellan
help-key-rotate = Hacer una clave nueva y sellar con ella todas las respuestas
help-key-export = Escribir las claves en un archivo que se abre con una frase de paso
help-key-import = Incorporar claves de un archivo así
help-key-drop-old = Quitar las claves que ya no necesita ninguna respuesta
help-key-accept-loss = Dar por perdidas las claves que no volverán, para que lo demás funcione
arg-key-drop-old-yes = Sin preguntar
arg-key-accept-loss-yes = Sin preguntar
arg-key-export-file = Archivo nuevo; la frase de paso se pregunta o está en STUDIO_PASSPHRASE
arg-key-import-file = El archivo; la frase de paso se pregunta o está en STUDIO_PASSPHRASE
arg-client-health-answer = Respuesta que se registra, como allergy_latex=yes:guantes o diabetes=no; se puede dar varias veces
arg-client-health-others = Respuesta a las demás preguntas: no o not_asked
arg-client-health-observations = Otras observaciones que se registran
arg-client-health-unchanged = Registrar que nada ha cambiado desde el último cuestionario
arg-client-health-seen = Solo si este sigue siendo el cuestionario más nuevo; 0 si no hay ninguno
cli-key = Clave
cli-key-place = Lugar
cli-key-seals = Cuestionarios
cli-review-due = Por revisar
cli-changed-since = Cambios
key-place-current = En uso
key-place-older = Solo abre
key-place-missing = Falta
key-place-lost = Dada por perdida
cli-screening-recorded = El cuestionario quedó registrado
cli-key-exported = Las claves están en { $path }. Ese archivo y su frase de paso se guardan aparte de los datos y copias
cli-key-rotated = Todo está sellado con la clave { $id }. Las copias de antes necesitan las anteriores: exportar de nuevo
cli-key-resumed = El cambio de clave interrumpido está terminado: la clave { $id } sella todo
cli-key-left =
    { $count ->
        [one] Un cuestionario no se puede abrir y queda como está
       *[other] { $count } cuestionarios no se pueden abrir y quedan como están
    }
cli-key-taken-in = Incorporadas: { $what }
cli-key-known = Todas estas claves ya están aquí
cli-key-dropped = Quitadas: { $what }. Las copias de antes necesitan ahora un archivo de claves exportadas
# $what: ids
cli-key-would-drop = Se quitarían: { $what }. Las copias antiguas necesitarán un archivo de claves exportado: `studio key export`
cli-key-none-dropped = Hacen falta todas las claves del archivo
# $what: ids de claves
cli-key-would-give-up = Se darían por perdidas: { $what }. Lo que sellan queda cerrado; solo conviene si no queda ninguna copia
cli-key-given-up = Dadas por perdidas: { $what }. Sus respuestas quedan cerradas hasta que la clave vuelva
cli-key-none-lost = No se ha perdido ninguna clave
