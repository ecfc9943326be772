# Las diferencias entre dos ediciones de un anexo.
difference-title = Diferencias entre dos ediciones
difference-title-of = Diferencias: { $name }
difference-since = Diferencias desde la versión { $number }
difference-old = Antes
difference-new = Ahora
difference-side = { $side }:
difference-edition = { $name }, { $act } ({ $year })
difference-version = versión { $number }
difference-none = Ninguna diferencia.
difference-only-old = { $name }: estaba antes, ahora ya no.
difference-only-new = { $name }: antes no estaba.
difference-nothing-old = no estaba
difference-nothing-new = ya no está
difference-count-added = { $count ->
    [one] 1 fila añadida
   *[other] { $count } filas añadidas
}
difference-count-removed = { $count ->
    [one] 1 fila suprimida
   *[other] { $count } filas suprimidas
}
difference-count-renamed = { $count ->
    [one] 1 fila con otro nombre
   *[other] { $count } filas con otro nombre
}
difference-count-figures = { $count ->
    [one] 1 cifra distinta
   *[other] { $count } cifras distintas
}
difference-count-texts = { $count ->
    [one] 1 texto distinto
   *[other] { $count } textos distintos
}
difference-count-respelled = { $count ->
    [one] 1 fila tiene el mismo nombre, escrito con otras mayúsculas, acentos o signos.
   *[other] { $count } filas tienen el mismo nombre, escrito con otras mayúsculas, acentos o signos.
}
difference-count-moved = { $count ->
    [one] 1 fila está en otro lugar de la tabla.
   *[other] { $count } filas están en otro lugar de la tabla.
}
difference-texts = Textos y datos del acto
difference-table = Tabla { $number }
difference-table-added = Toda la tabla es nueva.
difference-table-removed = La tabla ya no está.
difference-row-added = Fila añadida: { $row }
difference-row-removed = Fila suprimida: { $row }
difference-row-renamed = Fila con otro nombre
difference-row-regrouped = Grupo de la fila «{ $row }»
difference-row-role = Qué es la fila «{ $row }»
difference-no-group = ningún grupo
difference-column-added = Columna añadida: { $column }
difference-column-removed = Columna suprimida: { $column }
difference-column-renamed = Columna con otro nombre
difference-column-counts = Qué cuenta la columna «{ $column }»
difference-cell = { $row }, columna «{ $column }»
difference-cell-note = { $row }, columna «{ $column }», nota
difference-cell-print = { $row }, columna «{ $column }», cómo se imprime el importe
difference-heading-row = Partida
difference-heading-change = Diferencia
difference-heading-percent = En %
difference-in-column = { $heading }, { $unit }
difference-unit-one = en { $currency }
difference-unit-thousand = en miles de { $currency }
difference-unit-million = en millones de { $currency }
difference-unit-percent = porcentajes
difference-unit-count = cantidades
difference-unit-none = texto
difference-points = porcentajes, diferencias en puntos
difference-note-added = añadida
difference-note-removed = suprimida
difference-note-renamed = con otro nombre
difference-note-covers = importe único para { $rows } filas
difference-note-covers-others = importe único para { $new ->
    [one] 1 fila
   *[other] { $new } filas
}, antes para { $old }
difference-note-covers-more = además: { $names }
difference-note-covers-less = ya no: { $names }
difference-more-rows = { $rows ->
    [one] 1 fila más
   *[other] { $rows } filas más
}
difference-role-heading = encabezado
difference-role-group = título de grupo
difference-role-item = partida
difference-role-subtotal = subtotal
difference-role-total = total
difference-role-of-which = ya contada en otra partida
difference-role-memo = no sumada
difference-role-derived = calculada a partir de otras
difference-from-zero = desde cero
difference-incomparable = Antes los importes estaban { $old }, ahora { $new }: no se pueden comparar.
difference-converted = Antes los importes estaban { $old }, ahora { $new }; aquí todos están { $told }.
difference-agrees = { $total }: { $items ->
    [one] la diferencia de 1 partida es { $sum }
   *[other] las diferencias de { $items } partidas suman { $sum }
}, lo mismo que la del total.
difference-disagrees = { $total }: { $items ->
    [0] ninguna partida es distinta
    [one] la diferencia de 1 partida es { $sum }
   *[other] las diferencias de { $items } partidas suman { $sum }
}, pero la del total es { $difference }. El desajuste de { $gap } viene de las ediciones tal como se publicaron.
difference-above-old = Antes el total superaba en { $gap } la suma de las partidas.
difference-below-old = Antes el total estaba { $gap } por debajo de la suma de las partidas.
difference-above-new = Ahora el total supera en { $gap } la suma de las partidas.
difference-below-new = Ahora el total está { $gap } por debajo de la suma de las partidas.
difference-place-act-title = Título del acto
difference-place-year = Año
difference-place-authority = Autoridad
difference-place-citation = Acto
difference-place-registration = Registro
difference-place-bulletin = Publicación
difference-place-name = Nombre del anexo
difference-place-title = Título del anexo
difference-place-before = Texto anterior
difference-place-after = Texto posterior
difference-place-footnote = Nota
difference-place-accounting = Datos contables
difference-place-signing-place = Lugar de la firma
difference-place-signing-date = Fecha de la firma
difference-place-signature = Firma
difference-place-caption = Título de la tabla
difference-place-legend = Leyenda
