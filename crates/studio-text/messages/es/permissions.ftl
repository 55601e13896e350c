### Quién puede hacer qué: roles, acciones y por qué algo se permitió o se rechazó.

## Roles, de las cuentas y de quienes actúan sin cuenta

role-admin = Administración
role-assistant = Asistente
role-artist = Artista
role-operator = Operación técnica
role-housekeeping = Mantenimiento
role-setup = Puesta en marcha

## Rechazos

refused-no-grant = Este rol no lo permite: { $action }
refused-no-grant-hint = Lo puede hacer alguien de administración, o cambiar el rol de la cuenta
refused-not-owner = Solo se permite con registros propios: { $action }
refused-not-owner-hint = Lo puede hacer el artista a quien pertenece, o alguien de administración
refused-not-linked = Solo se permite con un perfil de artista: { $action }
refused-not-linked-hint = Alguien de administración puede vincular esta cuenta a un artista
refused-needs-elevation = Hace falta el código maestro: { $action }
refused-needs-elevation-hint = Al escribir el código maestro queda permitido durante unos minutos

## Por qué algo se permitió

permitted-granted = El rol lo permite
permitted-owner = Pertenece al propio artista
permitted-elevated = Se introdujo el código maestro

## Acciones: su código con guiones en lugar de puntos y guiones bajos

action-agenda-view = Ver la agenda
action-agenda-details = Ver los detalles de una cita
action-agenda-create = Reservar una cita
action-agenda-edit = Modificar una cita
action-agenda-cancel = Cancelar una cita
action-agenda-complete = Completar una cita
action-agenda-no-show = Marcar una inasistencia
action-agenda-block = Bloquear tiempo de un artista
action-agenda-export = Exportar una agenda
action-clients-view = Ver clientes
action-clients-create = Dar de alta un cliente
action-clients-edit = Modificar, archivar o restaurar un cliente
action-clients-delete = Eliminar un cliente para siempre
action-clients-consent = Ver y registrar consentimientos
action-clients-notes = Leer y escribir notas de un cliente
action-clients-photo = Poner la foto de un cliente
action-clients-health-view = Leer un cuestionario de salud
action-clients-health-record = Registrar un cuestionario de salud
action-clients-import = Importar clientes
action-clients-merge = Unir clientes duplicados
action-clients-export = Exportar la lista de clientes
action-staff-view = Ver el directorio del personal
action-staff-edit-profile = Modificar el perfil de un artista
action-staff-manage-users = Gestionar cuentas, roles y porcentajes
action-staff-toggle-active = Activar o desactivar una cuenta
action-portfolio-view = Ver portafolios
action-portfolio-edit = Modificar un portafolio
action-portfolio-upload = Subir imágenes a un portafolio
action-reports-view = Ver ingresos e informes
action-reports-view-tx = Ver movimientos sueltos
action-reports-take-payment = Cobrar un pago
action-reports-refund-void = Devolver o anular un cobro
action-reports-cash-open = Abrir la caja
action-reports-cash-move = Meter o sacar efectivo de la caja
action-reports-cash-close = Cerrar la caja
action-reports-payout = Pagar una comisión
action-reports-export = Exportar datos financieros
action-inventory-view = Ver existencias y costos
action-inventory-create-item = Dar de alta productos
action-inventory-edit-item = Modificar o archivar un producto
action-inventory-stock-in = Recibir mercancía
action-inventory-stock-adj = Ajustar existencias
action-inventory-cycle-count = Hacer un recuento
action-inventory-consume = Registrar el material usado
action-inventory-request = Pedir un ajuste o una reposición
action-inventory-recall = Rastrear un lote
action-inventory-export = Exportar el inventario
action-security-settings = Cambiar los ajustes
action-security-audit = Leer el registro de auditoría
action-security-backup = Hacer y restaurar copias de seguridad
action-security-rotate-code = Establecer el código maestro
action-security-privacy = Exportar o borrar los datos de un cliente
action-security-integrations = Gestionar los tokens de API
action-system-setup = Poner en marcha el estudio
action-system-import-legacy = Importar desde la aplicación anterior
action-system-migrate = Actualizar la base de datos
action-system-sweep = Limpiar los archivos de imágenes
action-system-tick = Mantener al día la próxima y la última cita
