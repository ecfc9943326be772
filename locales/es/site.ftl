# Las palabras de las páginas en torno a los anexos.
search-title = Búsqueda en los anexos
search-label = Palabras que buscar
search-hint = Títulos, acciones, beneficiarios, actos, importes. Por ejemplo: oficinas de información, 231.924,00
search-button = Buscar
search-results = Resultados
search-noscript = La búsqueda necesita JavaScript, que aquí no está activo. Los anexos se encuentran también por año:
search-home = Todos los años
search-empty = Escriba al menos una palabra.
search-searching = Buscando
search-one = 1 anexo encontrado.
search-other = { $count } anexos encontrados.
search-partial = Ningún anexo tiene todas las palabras: estos tienen { $found } de { $asked }.
search-none = Ningún anexo encontrado para «{ $query }».
search-suggestion = Quizás buscaba:
search-row = Fila:
search-more = Mostrar más resultados
search-failed = La búsqueda no funciona: falta una parte de su índice.
