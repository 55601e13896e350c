### Consentimientos: lo que dicen de ellos las páginas y la línea de órdenes.

## Qué no está bien

error-text-changed = El texto se cambió mientras tanto
hint-text-changed = Hay que leer el texto como está ahora y responder de nuevo; todo lo demás se conserva
rule-differs = La ficha dice otra cosa; primero hay que corregir la ficha
form-signature = firma: hay que dibujarla otra vez
form-text-hash = huella de un texto
kind-consent = consentimiento
field-kind = Tipo
field-act = Respuesta
field-manner = Cómo se responde
field-signer = Quién responde
field-signer-name = Nombre de quien firma
field-signature = Firma
field-text-hash = Huella del texto
field-document = Documento
field-validity = Cuánto vale
field-number = Versión
field-informed-consent = Consentimiento informado

## En qué estado está

standing-not-asked = Sin preguntar
standing-given = Otorgado
standing-lapsed = Ya no vale
standing-declined = Rechazado
standing-withdrawn = Retirado
lapse-time = Pasó su plazo
lapse-text = El texto ha cambiado
lapse-appointment = Se dio para otra cita
# $date: the last day
consent-until = Vale hasta el { $date }
consent-by-guardian = Por quien tiene la tutela
consent-one-appointment = Para una cita
consent-signed = Con firma

## Qué falta para completar una sesión

consents-missing = Falta antes de poder completar la sesión
missing-informed-consent = El consentimiento informado
missing-birth-date = La fecha de nacimiento: sin ella no se sabe si hace falta tutor o tutora
missing-guardian-name = El nombre del tutor o tutora
missing-guardian-phone = El teléfono del tutor o tutora
missing-guardian-consent = El consentimiento del tutor o tutora
flag-informed-consent = Falta el consentimiento informado
flag-birth-date = Sin fecha de nacimiento
flag-guardian-name = Falta el tutor o tutora
flag-guardian-phone = Falta el teléfono del tutor o tutora
flag-guardian-consent = Falta el consentimiento de la tutela

## La pestaña

# $date: when the appointment is
consents-about-next = Como está para la próxima cita, { $date }
consents-about-today = Como está hoy
consents-minor = Menor de edad: antes de la sesión tiene que aceptar quien tiene la tutela
consent-open = Abrir
consent-ask = Preguntar
consent-withdraw = Retirar
withdraw-informed = Sin consentimiento informado no se completa ninguna sesión
withdraw-image-use = Las imágenes de este cliente dejan de mostrarse en cualquier portafolio
withdraw-data-privacy = Lo que la ley obliga a guardar se guarda; de lo demás se puede pedir que se borre
withdraw-reminders = Ya no se envían recordatorios
withdraw-promotions = Ya no se envían ofertas
consent-relationship = Relación
guardian-save = Guardar tutor o tutora
age-title = Edad comprobada en un documento
age-check = Registrar que se ha visto un documento
age-which = Elegir el documento
age-says = Fecha de nacimiento en el documento
age-save = Registrar comprobación
document-identity-card = Documento de identidad
document-passport = Pasaporte
document-driving-licence = Permiso de conducir
document-residence-permit = Permiso de residencia
document-other = Otro documento con foto
signer-client = La persona que se tatúa
signer-guardian = El tutor o la tutora

## Preguntar

consent-language = Idioma del texto
consent-text = Lo que se acepta
consent-about = Para qué cita
consent-about-all = Para todas las citas
sign-here = Firmar aquí con el dedo, un lápiz o el ratón
sign-undo = Deshacer trazo
sign-clear = Borrar
sign-otherwise = Quien no puede dibujar firma en papel o lo dice: se elige arriba y se escribe el nombre
sign-no-script = Firmar en la pantalla necesita guiones, que este navegador no ejecuta. Hay que elegir papel o de palabra
signer-name-what = Vacío: el nombre de la ficha
consent-print-blank = Imprimir el formulario para firmarlo en papel
consent-give = Acepta
consent-decline = No acepta
done-recorded = Registrado
done-recordedminor = Registrado. El cliente es menor de edad: sin su tutor o tutora no se completa ninguna sesión
done-addedminor = Cliente añadido. Es menor de edad: sin el consentimiento del tutor o tutora no se completa ninguna sesión
done-withdrawn = Retirado
first-answer-paper = Firmado en papel
first-answer-paper-guardian = Firmado en papel por quien tiene la tutela
first-answer-screen = Firmar en la pantalla a continuación
first-answer-declined = No acepta
first-answer-not-asked = Preguntar más tarde

## En papel

page-print = Imprimir
consent-client = Persona
consent-client-number = Número en los registros del estudio
consent-answer = Respuesta
consent-when = Cuándo
consent-recorded-by = Registrado por
consent-number = Número de la entrada
consent-signature = Firma
consent-no-text = Con esta respuesta no se registró ningún texto
consent-text-version = Versión
consent-text-hash = Huella (BLAKE3)
consent-text-own = Texto que trae el programa
consent-text-broken = El texto no es el que se aceptó: su huella no coincide
# $what: what was said, and when
consent-later = Respuesta posterior: { $what }
# $name: the name in the record today
consent-name-now = En la ficha hoy: { $name }
consent-relationship-phone = Tutela: relación y teléfono
consent-place-date = Lugar y fecha

## Los textos

consent-texts-title = Textos de consentimiento
consent-texts-kinds = Tipos de consentimiento
consent-texts-own = El texto del programa dice lo habitual y no es asesoramiento legal: conviene que lo revise antes un abogado
consent-texts-what = Es lo que se lee y se firma. Guardar crea una versión nueva; lo firmado antes conserva su texto
consent-texts-save = Guardar versión nueva
consent-texts-versions = Versiones
consent-texts-now = En uso
validity-title = Cuánto vale
validity-holds = Vale
validity-choose = Como viene de serie
validity-until-withdrawn = Hasta que se retire
validity-one-appointment = Para una cita
validity-until-text-changes = Hasta que cambie el texto
validity-months = Un número de meses
validity-number = Número de meses
validity-what = Para una cita: una respuesta que no nombra ninguna vale el día en que se dio
validity-save = Guardar

## Ajustes

setting-consents-informed-validity = Cuánto vale un consentimiento informado
setting-consents-image-use-validity = Cuánto vale un permiso de uso de imágenes
setting-consents-data-privacy-validity = Cuánto vale un consentimiento de guardar los datos
setting-consents-reminders-validity = Cuánto vale un permiso de recordatorios
setting-consents-promotions-validity = Cuánto vale un permiso de ofertas

## La línea de órdenes

cli-consent-recorded = Se registró la respuesta
cli-consent-minor = Atención: el cliente es menor de edad. Falta antes de completar una sesión
cli-guardian-saved = Se guardó el tutor o la tutora
cli-guardian-removed = Se quitó el tutor o la tutora
cli-age-checked = Se registró que se vio el documento
# $id: version that is used now
cli-text-saved = Ahora se usa la versión { $id }
cli-missing = Falta para la sesión
cli-text = Texto
cli-text-version = Versión
cli-text-language = Idioma
cli-text-check = Texto del programa: conviene que lo revise un abogado o una abogada
cli-signed = Firmado en la pantalla
cli-text-whole = El texto sigue como era

## Órdenes y opciones sobre consentimientos

help-client-consent-state = Mostrar cómo están los consentimientos de un cliente y qué falta para completar una sesión
help-client-consent-record = Registrar lo que respondió un cliente o quien tiene la tutela
help-client-consent-withdraw = Retirar un consentimiento
help-client-consent-show = Mostrar un consentimiento con todo lo que lo prueba
help-client-guardian = Poner quién responde por un menor; un nombre vacío lo quita
help-client-age-check = Registrar que alguien vio un documento que dice la edad del cliente
help-consent-text = Textos que se pide aceptar
help-consent-text-list = Listar los textos en uso
help-consent-text-show = Imprimir un texto
help-consent-text-set = Guardar una versión nueva de un texto desde un archivo; lo firmado antes conserva el suyo
arg-consent = ID del consentimiento
arg-kind = Tipo: informed, image-use, data-privacy, reminders o promotions
arg-answer = La respuesta
arg-how = Cómo se respondió
arg-by = Quién respondió
arg-signer = Nombre con el que se respondió; sin él, el de la ficha
arg-text-language = Idioma del texto, como en o es
arg-appointment = ID de la única cita a la que se refiere
arg-client-consent-state-date = Día de la sesión; sin él, el de la cita o, si no, hoy
arg-signature = Archivo en el que se escribe la imagen de la firma
arg-client-guardian-name = Nombre del tutor o tutora
arg-relationship = Relación con el cliente
arg-document = Documento: identity-card, passport, driving-licence, residence-permit u other
arg-informed-consent = Qué se respondió al consentimiento informado
arg-versions = Listar todas las versiones, primero la más nueva
arg-file = Archivo con el texto
error-unreadable-file = No se puede leer el archivo
hint-unreadable-file = Hay que revisar su nombre y quién puede leerlo
