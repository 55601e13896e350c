### Trabajar en la ficha de un cliente: editar en el sitio, notas de sesiones, correcciones, citas y el perfil de permisos.

## En el sitio

tab-edit = Editar aquí
emergency-nobody = Si no hay a quién llamar, los tres quedan vacíos

## Cabecera y paneles

client-no-shows = { $count ->
    [one] Una ausencia
   *[other] { $count } ausencias
}
client-gallery = Galería
gallery-none = Todavía no hay imágenes: aquí aparecerán las piezas de portafolio de este cliente
appointments-all = Todas las citas, primero las nuevas
appointments-older = Anteriores
appointments-newest = Las últimas
appointment-minutes = { $count ->
    [one] Un minuto
   *[other] { $count } minutos
}
appointment-pending = Pendiente
appointment-confirmed = Confirmada
appointment-completed = Hecha
appointment-no-show = Ausencia
appointment-cancelled = Cancelada

## Notas

note-health = Los datos médicos van en Salud
note-prompts = Líneas para una nota de sesión
prompt-work = Trabajo hecho
prompt-areas = Zonas
prompt-borne = Cómo se llevó
prompt-breaks = Pausas
prompt-aftercare = Cuidados explicados
prompt-next = Próxima sesión
note-about-client = El cliente en general
# $what: date and artist
note-session = Sesión del { $what }
note-corrected = Corregida
note-correct = Corregir
note-correct-text = Texto corregido
note-correct-what = Durante un cuarto de hora tras escribirla; lo que decía antes sigue a la vista
note-correct-save = Guardar la corrección
note-earlier = Lo que decía antes
# $time: a moment
note-until = Hasta { $time }
notes-search = Buscar en estas notas
notes-all = Todas las notas
notes-not-found = Ninguna nota tiene todas estas palabras
error-note-of-another = Solo quien la escribió corrige una nota
hint-note-of-another = Mejor escribir otra nota
error-note-closed = Esta nota ya es historia: pasó su cuarto de hora
hint-note-closed = La corrige otra nota nueva; lo escrito se conserva

## Correcciones

correction-send = Enviar una corrección
correction-send-do = Enviar a recepción
correction-why = Recepción la ve en Hoy y la aplica o la rechaza. Hasta entonces nada cambia
correction-choose = Elegir un campo
correction-value = Debería ser
correction-value-what = Tal como debe figurar; estilos y zonas separados por comas. Vacío: nada
correction-reason = ¿Cómo se sabe?
correction-title = Corrección
correction-was = Decía
correction-now = Dice ahora
correction-sent = Enviada
correction-waits = Espera a recepción
correction-decide = Decidir
correction-apply = Aplicar
correction-decline = Rechazar
correction-answer = Respuesta a quien la envió
correction-applied = Aplicada
correction-declined = Rechazada
corrections-open = Correcciones que esperan una decisión
corrections-decided = Correcciones ya decididas
error-correction-decided = Esta corrección ya está decidida
hint-correction-decided = Conviene mirar qué fue de ella

## El perfil de permisos

permissions-title = Permisos
# $profile: its name
permissions-now = En vigor: { $profile }
permissions-changes = Lo que cambiaría
permissions-today = Hoy
permissions-then = Después
# $profile: its name
permissions-switch = Cambiar a { $profile }
permissions-at-once = Vale al momento, para todo el mundo, y queda en el registro
profile-standard = Estándar
profile-client-page = Página de clientes
profile-does-standard = Artistas no cambian clientes; exportarlos pide el código maestro
profile-does-client-page = Artistas cambian y exportan sus clientes y son suyos los que añaden; recepción exporta sin código
grant-allow = Siempre
grant-own = Solo lo propio
grant-locked = Con el código maestro
grant-deny = Nunca

## Lo que se acaba de hacer

done-corrected = Nota corregida; se conserva lo que decía antes
done-sent = Enviada a recepción
done-applied = Aplicada: la ficha ya lo dice
done-declined = Rechazada: la ficha queda como está
done-switched = Los otros permisos valen desde ahora

## La línea de órdenes

cli-note-corrected = Nota corregida; se conserva lo que decía antes
cli-correction-sent = La corrección llegó a recepción
# $what: applied or declined
cli-correction-decided = La corrección está decidida: { $what }
cli-service = Servicio
help-client-appointments = Lista las citas de un cliente
help-correction = Correcciones de las fichas de clientes
help-correction-list = Lista lo que espera una decisión, o las correcciones de un cliente
help-correction-send = Dice qué está mal en una ficha; nada cambia hasta que alguien decida
help-correction-apply = Pone en la ficha lo que dice una corrección
help-correction-decline = Deja la ficha como está
arg-session = La nota trata de esta cita del cliente
arg-correct = Corrige esta nota propia, durante un cuarto de hora tras escribirla
arg-find = Solo notas en las que estén todas estas palabras
arg-field = Lo que está mal
arg-correction-send-value = Lo que debe figurar; estilos y zonas separados por comas
arg-reason = Cómo se sabe
arg-correction = ID de la corrección
