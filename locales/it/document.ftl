# Le parole che il programma stesso mette nei documenti.
annex-name = Allegato "{ $label }"
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
published-in = Pubblicato nel
amount-covers = { $rows ->
    [one] importo unico per questa riga e la seguente
   *[other] importo unico per questa riga e le { $rows } seguenti
}
amount-continues = compreso nell'importo sopra
text-continues = come sopra
table-summary = Tabella di { $columns } colonne e { $rows } righe.
table-summary-merged = Tabella di { $columns } colonne e { $rows } righe; un importo può valere per più righe.
skip-to-content = Vai al contenuto
downloads = Scarica:
format-pdf = PDF
format-md = Markdown
format-html = pagina web
contact = Contatti:
licence = Licenza:
accessibility-statement = Dichiarazione di accessibilità
