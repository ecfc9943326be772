# Le parole del sito attorno agli allegati.
site-title = Allegati agli atti
site-path = Percorso
site-home = Home
site-search = Cerca
site-feed = Aggiornamenti (Atom)
site-previous = Anno precedente:
site-next = Anno seguente:
site-neighbours = Altri anni
site-latest = Ultimi atti
site-years = Anni
site-year = Anno
site-year-heading = Allegati agli atti del { $year }
site-acts = Atti
site-annexes = Allegati
site-amount = Importo
site-all-years = Tutti gli anni
site-chart = Importi dal { $from } al { $to }
site-chart-about = Un grafico a barre orizzontali, una per anno: { $title }. Nel { $from }: { $first }; nel { $to }: { $last }.
site-more = { $count ->
    [one] e un altro allegato
   *[other] e altri { $count } allegati
}
site-pages = Pagine dell'elenco
site-first = Prima pagina
site-before = Pagina precedente
site-after = Pagina seguente
site-last = Ultima pagina
site-missing = Pagina non trovata
site-missing-help = A questo indirizzo non c'è nulla: forse la pagina è stata tolta, o l'indirizzo è sbagliato. Dalla pagina iniziale si arriva a tutti gli allegati.
size-bytes = { $size } byte
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
