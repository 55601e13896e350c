### Lo que imprime la línea de órdenes: cabeceras de columnas, palabras sueltas y lo que se hizo.

## Cabeceras de columnas

cli-id = ID
cli-name = Nombre
cli-role = Rol
cli-artist = Artista
cli-active = Activo
cli-last-sign-in = Último acceso
cli-user-name = Usuario
cli-email = Correo
cli-phone = Teléfono
cli-colour = Color
cli-rate = Porcentaje
cli-hours = Horario
cli-setting = Ajuste
cli-value = Valor
cli-default = Predeterminado
cli-when = Cuándo
cli-who = Quién
cli-action = Acción
cli-subject = Objeto
cli-outcome = Resultado
cli-reason = Motivo
cli-session = Sesión
cli-origin = Origen
cli-address = Dirección

## Palabras

cli-yes = sí
cli-no = no
cli-never = nunca
cli-none = ninguno
cli-done = Hecho

## Lo que se hizo

cli-user-added = Se añadió la cuenta { $name }
cli-user-changed = Se modificó la cuenta { $name }
cli-user-disabled = Se desactivó la cuenta { $name } y se cerraron sus sesiones
cli-user-enabled = Se activó la cuenta { $name }
cli-invitation =
    { $hours ->
        [one] Enlace de invitación, válido una vez y durante una hora:
       *[other] Enlace de invitación, válido una vez y durante { $hours } horas:
    }
cli-artist-added = Se añadió el artista { $name }
cli-artist-changed = Se modificó el artista { $name }
cli-code-set = Se estableció el código maestro; los permisos temporales en curso terminaron
cli-code-cleared = Se quitó el código maestro; nadie puede usar acciones bloqueadas hasta que haya otro
cli-setting-changed = Cambió de { $from } a { $to }
cli-studio-made = Se creó el estudio { $name } en { $path }
cli-profile-switched = El perfil de permisos es ahora { $profile }
cli-nothing-to-do = No hay nada que hacer
