### Qué salió mal y, con el mismo nombre bajo hint-, qué ayuda. Ningún mensaje dice lo que alguien no debe saber.

## Valores y registros

error-invalid =
    { $count ->
        [one] Hay un valor que no se puede aceptar
       *[other] Hay { $count } valores que no se pueden aceptar
    }
hint-invalid = Basta con corregir lo marcado; lo demás se conserva como se escribió
error-invalid-field = { $field }: { $message }
error-not-found =
    { $kind ->
        [studio] No se encontró el estudio
        [user] No se encontró la cuenta de usuario
        [artist] No se encontró el artista
        [client] No se encontró el cliente
        [photo] Este cliente no tiene foto
        [appointment] No se encontró la cita
        [note] No se encontró esta nota
        [correction] No se encontró esta corrección
        [consent] No se encontró el consentimiento
        [screening] No se encontró ningún cuestionario de salud
        [session] No se encontró la sesión
        [setting] No existe ese ajuste
        [elevation] No se encontró el permiso temporal
        [audit_entry] No se encontró la entrada de auditoría
        [service] No se encontró este servicio
        [block] No se encontró este bloqueo
        [feed] No se encontró este calendario
        [paper] Este consentimiento no tiene escaneo
        [file] No se encontró este archivo
        [upload] Este archivo ya no se guarda aquí
        [portfolio_item] No se encontró esta foto
        [portfolio_page] No se encontró esta página pública
       *[other] No se encontró
    }
hint-not-found = Puede que se haya eliminado o que el número no sea correcto
error-stale = Esto se cambió en otro lugar mientras tanto
hint-stale = Conviene comparar con lo que hay ahora y guardar de nuevo; lo escrito se conserva

## Conflictos

error-conflict-user-name-taken = Este nombre de usuario ya está en uso
hint-conflict-user-name-taken = Hay que elegir otro; mayúsculas y minúsculas cuentan igual
error-conflict-artist-name-taken = Ya hay un artista con este nombre
hint-conflict-artist-name-taken = Se puede elegir otro nombre o cambiar el del otro artista
error-conflict-last-admin = Es la última cuenta de administración activa
hint-conflict-last-admin = Primero hay que dar el rol de administración a otra cuenta
error-conflict-artist-in-use = Este artista está vinculado a otra cuenta
hint-conflict-artist-in-use = Se puede elegir otro artista o quitar antes el otro vínculo
error-conflict-artist-taken = Este artista está vinculado a otra cuenta
hint-conflict-artist-taken = Se puede elegir otro artista o quitar antes el otro vínculo
error-conflict-already-set-up = El estudio ya está preparado
hint-conflict-already-set-up = Se entra con una cuenta del estudio
error-conflict-append-only = Lo que ya es historia no se puede cambiar
hint-conflict-append-only = Se corrige con un registro nuevo
error-conflict-token-spent = Este enlace ya se usó o caducó
hint-conflict-token-spent = Se puede pedir uno nuevo a administración
error-conflict-no-code = No hay código maestro
hint-conflict-no-code = Quien cuida el servidor lo pone en su terminal con `studio code set`
error-conflict-code-changed = El código maestro acaba de cambiar
hint-conflict-code-changed = Hay que escribir el código nuevo
error-conflict-conflict = No concuerda con lo que ya está guardado
hint-conflict-conflict = Conviene recargar la página y ver qué cambió

## Código maestro

error-code-not-set = No hay código maestro
hint-code-not-set = Quien cuida el servidor lo pone en su terminal con `studio code set`
error-code-wrong = El código no es correcto
hint-code-wrong = Se puede intentar de nuevo; tras cinco errores queda bloqueado un rato
error-code-locked =
    { $minutes ->
        [one] Demasiados códigos erróneos: bloqueado un minuto más
       *[other] Demasiados códigos erróneos: bloqueado { $minutes } minutos más
    }
hint-code-locked = Se puede esperar o pedirlo a administración
error-weak-code-too-short =
    { $min ->
        [one] El código necesita al menos un carácter; hay { $got }
       *[other] El código necesita al menos { $min } caracteres; hay { $got }
    }
error-weak-code-too-long =
    { $max ->
        [one] El código admite un carácter como máximo
       *[other] El código admite { $max } caracteres como máximo
    }
error-weak-code-one-character = El código repite un solo carácter
error-weak-code-run = El código es una simple serie, como 123456
error-weak-code-control-character = El código contiene un carácter que no se puede escribir en todas partes
hint-weak-code = Seis caracteres o más, que no sean una serie ni uno solo repetido
error-elevation-for-assistants = Solo quien tiene el rol de asistente usa el código maestro
hint-elevation-for-assistants = Ningún otro rol tiene acciones que se abran con él

## Inicio de sesión

error-sign-in-wrong = El nombre de usuario o la contraseña no son correctos
hint-sign-in-wrong = Conviene revisar las mayúsculas; administración puede enviar otra invitación
error-sign-in-locked =
    { $minutes ->
        [one] Demasiados intentos: se puede volver a probar en un minuto
       *[other] Demasiados intentos: se puede volver a probar en { $minutes } minutos
    }
hint-sign-in-locked = Basta con esperar; no se ha perdido nada
error-session-ended = La sesión ha terminado
hint-session-ended = Hay que iniciar sesión de nuevo; lo escrito se conserva
error-not-signed-in = Nadie ha iniciado sesión
hint-not-signed-in = Primero hay que iniciar sesión
error-account-disabled = Esta cuenta está desactivada
hint-account-disabled = Administración puede activarla de nuevo
error-password-by-operator = Nadie establece la contraseña de otra persona
hint-password-by-operator = Con una invitación, cada persona elige su propia contraseña
error-weak-password-too-short =
    { $min ->
        [one] La contraseña necesita al menos un carácter; hay { $got }
       *[other] La contraseña necesita al menos { $min } caracteres; hay { $got }
    }
error-weak-password-too-long =
    { $max ->
        [one] La contraseña admite un carácter como máximo
       *[other] La contraseña admite { $max } caracteres como máximo
    }
error-weak-password-common = Esta contraseña es de las primeras que se intentarían adivinar
error-weak-password-contains-name = La contraseña es el nombre de usuario
error-weak-password-control-character = La contraseña contiene un carácter que no se puede escribir en todas partes
hint-weak-password = Bastan tres o cuatro palabras que nadie relacione entre sí

## El estudio y sus datos

error-not-set-up = El estudio aún no está preparado
hint-not-set-up = Se abre con el enlace que mostró el servidor o con `studio init`
error-not-a-folder = Lo indicado como carpeta de datos no es una carpeta
hint-not-a-folder = Con `--data` se indica la carpeta del estudio, no un archivo
error-foreign-folder = La carpeta no tiene ningún estudio y no está vacía
hint-foreign-folder = El estudio necesita una carpeta propia, que se indica con `--data`; no se cambió nada
error-read-only = El estudio está donde no se puede escribir
hint-read-only = Se copia su carpeta a un lugar donde se pueda escribir y se indica la copia con `--data`
error-no-studio = No hay ningún estudio en { $path }
hint-no-studio = Se crea uno con `studio init`, o se indica su carpeta con `--data`
error-not-a-studio = Estos no son los datos de un estudio
hint-not-a-studio = Conviene revisar la carpeta indicada con `--data`; no se cambió nada
error-newer-schema = Una versión más nueva del programa ha usado este estudio
hint-newer-schema = Hay que instalar esa versión o una posterior; no se cambió nada
error-older-schema = Los datos de este estudio son de una versión anterior del programa
hint-older-schema = `studio migrate` los pone al día y guarda una copia
error-no-access = La carpeta de datos no se puede leer o escribir
hint-no-access = Conviene revisar que la carpeta exista y quién puede leerla y escribirla
error-damaged = Los datos del estudio están dañados
hint-damaged = Primero `studio doctor`; después, restaurar la última copia buena
error-locked-by-other = Otro servidor está usando este estudio
hint-locked-by-other = Hay que detenerlo antes, o elegir otra carpeta con `--data`
error-busy = El estudio está ocupado en este momento
hint-busy = Conviene intentarlo de nuevo en unos segundos; lo escrito se conserva
error-unavailable = Los datos no se pueden leer o guardar en este momento
hint-unavailable = Conviene revisar el espacio libre y los permisos de la carpeta de datos
error-internal = Algo falló en el programa (petición { $request })
hint-internal = Se puede intentar de nuevo; si se repite, este número ayuda a quien atiende el sistema

## La línea de órdenes

error-secret-needed = { $field }: aquí no hay a quién preguntar
hint-secret-needed = Se puede poner en la variable { $name } o usar una terminal
# $what: what would be done
error-unsure = No se hizo nada, porque nadie dijo que fuera en serio. { $what }
hint-unsure = Se confirma con `--yes`, o en una terminal, donde se pregunta
error-no-answer = La terminal no respondió
hint-no-answer = Se puede dar todo con opciones y variables, o usar otra terminal
error-ambiguous =
    { $kind ->
        [artist] Hay varios artistas con este nombre: `{ $given }`
       *[other] Hay varios con este nombre: `{ $given }`
    }
hint-ambiguous = Mejor con el ID: { $what }
error-file-exists = Ya hay un archivo con este nombre, y no se sobrescribe
hint-file-exists = Hay que elegir otro nombre
error-no-file = No se puede escribir el archivo
hint-no-file = Conviene revisar el espacio libre y quién puede escribir allí
error-no-output = No se puede escribir la salida
hint-no-output = Conviene revisar el espacio libre en su destino
error-usage-option = No existe la opción `{ $given }`
error-usage-command = No existe la orden `{ $given }`
error-usage-too-much = Aquí sobra `{ $given }`
error-usage-value = `{ $what }` no admite `{ $given }`
error-usage-no-value = `{ $what }` necesita un valor
error-usage-missing = Falta: { $what }
error-usage-no-command = ¿Qué hay que hacer?
error-usage-clash = `{ $given }` y `{ $what }` no se pueden dar a la vez
error-usage-twice = `{ $what }` solo se puede dar una vez
error-usage-not-text = Lo escrito no es texto legible
error-usage-other = No se puede leer la orden: { $message }
error-usage-elevate = Debe quedar claro quién usa el código maestro
hint-usage-elevate = La cuenta se indica con `--as`
error-usage-nobody-yet = Antes de la puesta en marcha nadie puede iniciar sesión
hint-usage-nobody-yet = Sin `--as`: el estudio lo crea la operación técnica
hint-usage = `{ $command } --help` dice lo que hay

## Mudarse desde otra aplicación

error-not-empty = Este estudio ya tiene clientes, artistas o citas propios
hint-not-empty = La importación va a un estudio nuevo: `studio --data CARPETA init`
error-stopped = Se detuvo; no se cambió nada
hint-stopped = Se puede empezar de nuevo en cualquier momento
error-source-missing = Aquí no hay ningún archivo que importar
hint-source-missing = Se indica el archivo mismo o la carpeta en la que está
error-source-empty = El archivo está vacío
hint-source-empty = Conviene copiarlo de nuevo, con la otra aplicación cerrada
error-source-not-a-database = Este archivo no es una base de datos
hint-source-not-a-database = El que hace falta suele llamarse dev.db
error-source-foreign = Esta base de datos es de otra aplicación
hint-source-foreign = La que hace falta suele llamarse dev.db
error-source-damaged = Esta base de datos está dañada
hint-source-damaged = Conviene copiarla de nuevo con la otra aplicación cerrada, o usar una copia anterior
error-source-locked = Otro programa está escribiendo en este archivo
hint-source-locked = Hay que cerrar la otra aplicación e intentarlo de nuevo
error-source-no-access = Este archivo no se puede leer, o no hay sitio para copiarlo
hint-source-no-access = Conviene revisar quién puede leerlo y el espacio libre
