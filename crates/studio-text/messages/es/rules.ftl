### Qué le pasa a un valor, dicho junto a su campo. Los nombres de las variables son los mismos en cada idioma.

## Reglas de los valores

rule-empty = No puede quedar vacío
rule-too-short =
    { $min ->
        [one] Hace falta al menos un carácter; hay { $got }
       *[other] Hacen falta al menos { $min } caracteres; hay { $got }
    }
rule-too-long =
    { $max ->
        [one] Cabe un carácter como máximo; hay { $got }
       *[other] Caben { $max } caracteres como máximo; hay { $got }
    }
rule-control-character = El carácter { $at } no se admite aquí: no muestra nada y cambia la línea o la dirección de la escritura
rule-form = No es válido como { $what }
rule-out-of-range = Debe estar entre { $min } y { $max }
rule-unknown = «{ $given }» no está entre los valores posibles
# $given: what was typed
rule-not-on-list = «{ $given }» no está en la lista del estudio; hay que elegir una de sus entradas o pedir que se añada en los ajustes
rule-end-before-start = El final debe ser posterior al comienzo
rule-overlap = Se cruza con otro registro
rule-in-future = No puede estar en el futuro
rule-same-record = Es la misma ficha; hay que indicar la otra ficha de la misma persona
rule-required = Este dato es necesario
rule-not-allowed = Este dato no corresponde aquí
rule-common = Es de lo primero que cualquiera intentaría adivinar
rule-contains-name = Es el nombre de usuario; conviene elegir otra cosa
rule-unanswered = Hay un detalle sin respuesta: falta elegir sí o no

## Formas: lo que se esperaba de un texto; continúan «No es válido como…»

form-email = correo electrónico, por ejemplo nombre@example.com
form-phone = teléfono, por ejemplo +52 55 1234 5678
form-instagram = nombre de Instagram: letras, cifras, puntos y guiones bajos
form-date = fecha, por ejemplo 2026-03-14
form-time = hora, por ejemplo 16:30
form-time-zone = zona horaria, por ejemplo America/Mexico_City
form-currency = moneda, por ejemplo MXN o EUR
form-country = país, por ejemplo MX o ES
form-colour = color, por ejemplo #a1b2c3
form-user-name = nombre de usuario: letras, cifras, puntos, guiones y guiones bajos
form-money = importe, por ejemplo 1250.00
form-number = número
form-id = ID: un número entero
form-cursor = lugar de una página en una lista
form-boolean = respuesta: sí o no
form-language = idioma, por ejemplo en o es
form-theme = tema: light, dark o system
form-weekday = día de la semana, por ejemplo mon
form-hours = horario, por ejemplo 10:00-19:00
