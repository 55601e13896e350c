### Said by the web server itself, before a use case was asked.

error-malformed = No se puede leer la petición
error-no-such-page = No hay nada en esta dirección
error-wrong-method = Esta dirección no admite este tipo de petición
error-too-large = La petición es más grande de lo que se acepta aquí
error-precondition-failed = Esto cambió desde que se leyó
error-wrong-type = La petición viene en una forma que no se acepta aquí
error-cross-site = La petición venía de otro sitio y no se llevó a cabo
error-too-slow = La respuesta tardó demasiado
error-failed = Algo falló en el programa

error-likely-duplicates = Puede que este cliente ya exista
hint-likely-duplicates = Conviene comparar con las fichas indicadas; al confirmar se guarda de todos modos
