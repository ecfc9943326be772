# Las palabras que el propio programa pone en los documentos.
annex-name = Anexo «{ $label }»
annex-title = «{ $title }»
annex-heading = ANEXO «{ $label }»
page = Página { $page } de { $pages }
date = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
bulletin-name = Boletín Oficial
bulletin = { $name } n.º { $number } de { $date }
bulletin-with-part = { $name } n.º { $number } de { $date }, parte { $part }
published-in = Publicación:
amount-covers = { $rows ->
    [one] importe único para esta fila y la siguiente
   *[other] importe único para esta fila y las { $rows } siguientes
}
amount-continues = incluido en el importe de arriba
text-continues = como arriba
table-summary = Tabla de { $columns ->
    [one] 1 columna
   *[other] { $columns } columnas
} y { $rows ->
    [one] 1 fila
   *[other] { $rows } filas
}.
table-summary-merged = Tabla de { $columns ->
    [one] 1 columna
   *[other] { $columns } columnas
} y { $rows ->
    [one] 1 fila
   *[other] { $rows } filas
}; un importe puede valer para varias filas.
skip-to-content = Ir al contenido
downloads = Descargar:
format-pdf = PDF
format-md = Markdown
format-html = página web
contact = Contacto:
licence = Licencia:
accessibility-statement = Declaración de accesibilidad
