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
bulletin-with-part = { $name }, parte { $part }
bulletin-name-of = { $name } - { $authority }
running-head = N.º { $number } - { $name } - { $date }
running-head-unnumbered = { $name } - { $date }
running-part = Parte { $part }
date-short = { $day }-{ $month }-{ $year }
published-in = Publicación:
number-and-date = n.º { $number } de { $date }
number-alone = n.º { $number }
date-alone = de { $date }
subject = Asunto: { $subject }
registered = Registro: { $office }
registered-as = Registro: { $office }, { $reference }
corrected-rectification = Rectificado el { $date }
corrected-supplement = Complementado el { $date }
corrected-annulment = Anulado el { $date }
corrections = Correcciones
corrections-link = Versiones del anexo y motivos de las correcciones
correction-date = Fecha:
correction-act = Acto:
correction-reason = Motivo:
version-first = Versión { $number }: primera publicación
version-rectification = Versión { $number }: rectificación
version-supplement = Versión { $number }: complemento
version-annulment = Versión { $number }: anulación
accounting-chapter = capítulo presupuestario { $chapter }
accounting-year = ejercicio { $year }
accounting-commitment = compromiso { $commitment }
accounting-cup = CUP { $cup }
accounting-cig = CIG { $cig }
place-and-date = { $place }, { $date }
unit-one = Importes en { $currency }
unit-thousand = Importes en miles de { $currency }
unit-million = Importes en millones de { $currency }
currency-EUR = euros
    .one = euro
    .many = euros
currency-ITL = liras
    .one = lira
    .many = liras
currency-USD = dólares
    .one = dólar
    .many = dólares
currency-GBP = libras esterlinas
    .one = libra esterlina
    .many = libras esterlinas
currency-CHF = francos suizos
    .one = franco suizo
    .many = francos suizos
footnotes = Notas
footnote-back = Volver a la llamada de la nota { $mark }
footnote-back-to = Volver a la llamada { $number } de la nota { $mark }
amount-covers = { $rows ->
    [one] importe único para esta fila y la siguiente
   *[other] importe único para esta fila y las { $rows } siguientes
}
part-of-rows = { $rows ->
    [one] { $label } y la fila siguiente
   *[other] { $label } y las { $rows } filas siguientes
}
amount-continues = incluido en el importe de arriba
text-continues = como arriba
chart-title = Reparto de { $amount }
chart-about = Diagrama de barras de { $count } partes. La mayor: { $label }, { $figure }.
chart-label = Concepto
chart-figure = Importe
chart-share = Cuota
chart-table = Las cifras del diagrama
chart-others = Otros { $count } conceptos
chart-largest = Se dibujan las { $count } mayores de { $all } partes.
chart-other-sum = Las partes suman { $sum }; el total impreso es { $total }.
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
permalink = Enlace a esta tabla
downloads = Descargar:
format-pdf = PDF
format-md = Markdown
format-csv = CSV
format-json = JSON
format-package = descripción de los datos
format-xlsx = hoja de cálculo (XLSX)
figure-printed = Impreso: { $printed }
figure-follows = De las demás cifras resulta { $figure }
text-goes-on = […] Continúa en la hoja { $sheet }
format-html = página web
contact = Contacto:
licence = Licencia:
accessibility-statement = Declaración de accesibilidad
carry-forward = Suma y sigue
carried-forward = Suma anterior
total-label = Total
subtotal-label = Subtotal
minus = menos
in-words = { $words } { $round ->
    [yes] de { $currency }
   *[no] { $currency }
} con { $fraction }/{ $denominator }
in-words-whole = { $words } { $round ->
    [yes] de { $currency }
   *[no] { $currency }
}
amount-thousand = { $number } miles de { $currency }
amount-million = { $number } millones de { $currency }
unit-of-column = (en { $unit ->
    [thousand] miles
   *[million] millones
} de { $currency })
attached-plan = El plan del que procede este documento, tal como se leyó
attached-rows = Filas del plan, tal como se leyeron
attached-csv = Las tablas de { $annex } en CSV, para hojas de cálculo y programas
attached-json = { $annex } en JSON, para programas
package-about = Los anexos del acto como datos: las tablas en CSV, los anexos enteros en JSON.
field-table = Tabla
    .about = Nombre de la tabla en el plan o, si no, su número en el anexo
field-row = Fila
    .about = Número de la fila entre las de la tabla que están en el archivo
field-role = Papel
    .about = item: una partida; of-which: parte de una partida anterior, ya contada en ella; memo: impresa, no contada; derived: calculada a partir de otras filas
field-group = Grupo
    .about = Títulos de los grupos de la fila, el más exterior primero
field-rows = { $column }: filas
    .about = Las filas que abarca el importe, que está en la primera: 2..6
field-mark = { $column }: signo
    .about = Lo que está en lugar de la cifra
field-unit = { $column }: unidad
    .about = La moneda de las cifras, precedida de thousand (miles) o million (millones)
field-note = Notas
    .about = Las notas de la fila
field-percent = Porcentajes como están impresos: 12.5 es 12,5 %
