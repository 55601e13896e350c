### Lo que el servidor imprime al arrancar, para quien lo arrancó.

server-demo = Un estudio inventado, hecho ahora en { $path }: nadie en él existe
server-demo-again = El próximo arranque hace otro nuevo con otra contraseña
server-demo-slow = Inventando un estudio, un momento
server-demo-user = Entrar como
server-demo-role = Rol
server-demo-password = Contraseña
server-demo-code = Código maestro
server-setup = El estudio todavía no está preparado. Abrir este enlace en un navegador
server-setup-once = Sirve una vez, hasta que el servidor pare. `studio init` hace lo mismo en una terminal
# $given
server-listen-taken = Otro programa ya escucha en { $given }
server-listen-taken-hint = Hay que detenerlo, o elegir otra dirección con `--listen`
# $given
server-listen-failed = No se puede escuchar en { $given }
server-listen-failed-hint = Se elige otra dirección con `--listen`; los puertos por debajo de 1024 pueden necesitar un permiso
