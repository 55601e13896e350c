### Nombres de los ajustes.

setting-studio-name = Nombre del estudio
setting-studio-phone = Teléfono del estudio
setting-studio-email = Correo electrónico del estudio
setting-studio-address = Dirección del estudio
setting-studio-country = País de los teléfonos sin signo más
setting-studio-time-zone = Zona horaria
setting-studio-currency = Moneda
setting-studio-language = Idioma
setting-studio-first-weekday = Primer día de la semana
setting-studio-opening-hours = Horario de apertura
setting-agenda-grid-minutes = Pasos de la agenda en minutos
setting-security-elevation-minutes = Minutos que dura el código maestro
setting-security-session-idle-hours = Horas sin uso tras las que se inicia sesión de nuevo
setting-security-session-days = Días que dura una sesión como máximo
setting-security-auto-lock-minutes = Minutos sin uso tras los que se bloquea la pantalla; 0 es nunca
setting-clients-age-of-majority = Edad desde la que no hace falta tutor
setting-health-screening-days = Días tras los que se revisa un cuestionario de salud
setting-health-retention-months = Meses sin citas tras los que se eliminan las respuestas de salud al aplicar los plazos; 0 las conserva
setting-clients-styles = Estilos de tatuaje
setting-clients-placements = Zonas del cuerpo
setting-clients-sources = Cómo conocieron el estudio los clientes
setting-money-tax-name = Nombre del impuesto en los recibos; sin él no se muestra
setting-money-tax-rate = Tipo de ese impuesto en centésimas de punto
setting-policy-profile = Perfil de permisos
setting-look-theme = Tema
