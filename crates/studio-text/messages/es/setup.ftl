### El primer arranque en el navegador.

setup-title = Preparar el estudio
setup-why = Se pregunta una sola vez. Todo se puede cambiar más tarde
setup-choose = Elegir
setup-country-of-zone = El de la zona horaria
setup-country-why = Los teléfonos sin + son de este país
setup-usual = Habituales
setup-others = De la A a la Z
setup-account = La cuenta que administra
setup-account-why = Lleva el estudio: personas, ajustes, copias
setup-password-again = La contraseña otra vez
setup-differs = Las dos contraseñas no son iguales
setup-code = Código maestro, opcional
setup-code-why = Abre por poco tiempo acciones bloqueadas en recepción; se puede poner más tarde
setup-do = Crear el estudio
setup-waiting = Este estudio se está preparando
setup-waiting-where = El enlace para prepararlo está en la terminal o en el registro del servidor
setup-waiting-again = Cada arranque del servidor hace un enlace nuevo. «studio init» en una terminal hace lo mismo
setup-wrong = Este enlace no es el del servidor en marcha
