# Le parole che il programma stesso mette nei documenti.
annex-name = Allegato "{ $label }"
annex-title = "{ $title }"
annex-heading = ALLEGATO "{ $label }"
page = Pagina { $page } di { $pages }
date = { $day ->
    [1] 1º
   *[other] { $day }
} { $month } { $year }
month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre
bulletin-name = Bollettino Ufficiale
bulletin = { $name } n. { $number } del { $date }
bulletin-with-part = { $name } n. { $number } del { $date }, parte { $part }
published-in = Pubblicazione:
amount-covers = { $rows ->
    [one] importo unico per questa riga e la seguente
   *[other] importo unico per questa riga e le { $rows } seguenti
}
amount-continues = compreso nell'importo qui sopra
text-continues = come sopra
table-summary = Tabella di { $columns ->
    [one] 1 colonna
   *[other] { $columns } colonne
} e { $rows ->
    [one] 1 riga
   *[other] { $rows } righe
}.
table-summary-merged = Tabella di { $columns ->
    [one] 1 colonna
   *[other] { $columns } colonne
} e { $rows ->
    [one] 1 riga
   *[other] { $rows } righe
}; un importo può valere per più righe.
skip-to-content = Vai al contenuto
downloads = Scarica:
format-pdf = PDF
format-md = Markdown
format-html = pagina web
contact = Contatti:
licence = Licenza:
accessibility-statement = Dichiarazione di accessibilità
