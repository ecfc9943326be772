# Las palabras del sitio alrededor de los anexos.
site-title = Anexos a los actos
site-path = Ruta
site-home = Inicio
site-search = Buscar
site-feed = Novedades (Atom)
site-previous = Año anterior:
site-next = Año siguiente:
site-neighbours = Otros años
site-latest = Últimos actos
site-years = Años
site-year = Año
site-year-heading = Anexos a los actos de { $year }
site-acts = Actos
site-annexes = Anexos
site-amount = Importe
site-all-years = Todos los años
site-chart = Importes de { $from } a { $to }
site-chart-about = Un gráfico de barras horizontales, una por año: { $title }. En { $from }: { $first }; en { $to }: { $last }.
site-more = { $count ->
    [one] y un anexo más
   *[other] y { $count } anexos más
}
site-pages = Páginas de la lista
site-first = Primera página
site-before = Página anterior
site-after = Página siguiente
site-last = Última página
site-missing = Página no encontrada
site-missing-help = En esta dirección no hay nada: quizá la página se retiró, o la dirección es errónea. La página de inicio lleva a todos los anexos.
size-bytes = { $size } bytes
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
