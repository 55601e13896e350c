### Printed by the server at its start, to whoever started it.

server-demo = An invented studio, made now in { $path }: nobody in it exists
server-demo-again = The next start makes a fresh one with another password
server-demo-slow = Inventing a studio, one moment
server-demo-user = Sign in as
server-demo-role = Role
server-demo-password = Password
server-demo-code = Master code
server-setup = The studio is not set up yet. Open this link in a browser
server-setup-once = It works once, until the server stops. `studio init` does the same in a terminal
# $given
server-listen-taken = Another program listens on { $given } already
server-listen-taken-hint = Stop it, or choose another address with `--listen`
# $given
server-listen-failed = Nobody can listen on { $given } here
server-listen-failed-hint = Choose another address with `--listen`; ports below 1024 may need a permission
