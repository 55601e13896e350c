### Códigos del registro de auditoría, de las sesiones y de las comprobaciones, en palabras.

## Quién actuó cuando no fue una cuenta

actor-person = Persona
actor-operator = Operación técnica
actor-housekeeping = Mantenimiento
actor-setup = Puesta en marcha
actor-visitor = Visitante

## Por qué puerta

origin-web = Navegador
origin-api = Interfaz
origin-cli = Línea de órdenes
origin-system = Programa

## Cómo terminó un acto

outcome-done = Hecho
outcome-refused = Rechazado
outcome-failed = Fallido

## Dónde se rompe el registro

break-missing = Falta una entrada
break-changed = Una entrada no está como se escribió
break-cut-off = Faltan las últimas entradas
break-added = Se añadieron entradas al final
break-head = La marca del final no concuerda

## Cómo terminó una comprobación

verdict-good = Bien
verdict-warning = Aviso
verdict-bad = Mal

## Qué se sabe de una contraseña

password-state-open = Aún sin elegir
password-state-set = Establecida
password-state-short = Establecida, más corta de lo que hoy se pide
