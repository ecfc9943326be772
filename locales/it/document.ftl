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
bulletin-with-part = { $name }, parte { $part }
bulletin-name-of = { $name } - { $authority }
running-head = N. { $number } - { $name } - { $date }
running-head-unnumbered = { $name } - { $date }
running-part = Parte { $part }
date-short = { $day }-{ $month }-{ $year }
published-in = Pubblicazione:
number-and-date = n. { $number } del { $date }
number-alone = n. { $number }
date-alone = del { $date }
subject = Oggetto: { $subject }
registered = Registrato: { $office }
registered-as = Registrato: { $office }, { $reference }
corrected-rectification = Rettificato il { $date }
corrected-supplement = Integrato il { $date }
corrected-annulment = Annullato il { $date }
corrections = Correzioni
corrections-link = Versioni dell'allegato e motivi delle correzioni
correction-date = Data:
correction-act = Atto:
correction-reason = Motivo:
version-first = Versione { $number }: prima edizione
version-rectification = Versione { $number }: rettifica
version-supplement = Versione { $number }: integrazione
version-annulment = Versione { $number }: annullamento
accounting-chapter = capitolo di bilancio { $chapter }
accounting-year = esercizio { $year }
accounting-commitment = impegno { $commitment }
accounting-cup = CUP { $cup }
accounting-cig = CIG { $cig }
place-and-date = { $place }, { $date }
unit-one = Importi in { $currency }
unit-thousand = Importi in migliaia di { $currency }
unit-million = Importi in milioni di { $currency }
currency-EUR = euro
    .one = euro
    .many = euro
currency-ITL = lire
    .one = lira
    .many = lire
currency-USD = dollari
    .one = dollaro
    .many = dollari
currency-GBP = sterline
    .one = sterlina
    .many = sterline
currency-CHF = franchi svizzeri
    .one = franco svizzero
    .many = franchi svizzeri
footnotes = Note
footnote-back = Torna al rimando alla nota { $mark }
footnote-back-to = Torna al rimando { $number } alla nota { $mark }
amount-covers = { $rows ->
    [one] importo unico per questa riga e la seguente
   *[other] importo unico per questa riga e le { $rows } seguenti
}
part-of-rows = { $rows ->
    [one] { $label } e la riga seguente
   *[other] { $label } e le { $rows } righe seguenti
}
amount-continues = compreso nell'importo qui sopra
text-continues = come sopra
chart-title = Riparto di { $amount }
chart-about = Diagramma a barre di { $count } parti. La più grande: { $label }, { $figure }.
chart-label = Voce
chart-figure = Importo
chart-share = Quota
chart-table = Le cifre del diagramma
chart-others = Altre { $count } voci
chart-largest = Sono disegnate le { $count } parti più grandi su { $all }.
chart-other-sum = Le parti sommano a { $sum }; il totale stampato è { $total }.
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
permalink = Collegamento a questa tabella
downloads = Scarica:
format-pdf = PDF
format-md = Markdown
format-csv = CSV
format-json = JSON
format-package = descrizione dei dati
format-xlsx = foglio di calcolo (XLSX)
figure-printed = Stampato: { $printed }
figure-follows = Dalle altre cifre risulta { $figure }
text-goes-on = […] Continua nel foglio { $sheet }
format-html = pagina web
contact = Contatti:
licence = Licenza:
accessibility-statement = Dichiarazione di accessibilità
carry-forward = A riportare
carried-forward = Riporto
total-label = Totale
subtotal-label = Totale parziale
minus = meno
in-words = { $currency } { $words }/{ $fraction }
in-words-whole = { $currency } { $words }
amount-thousand = { $number } migliaia di { $currency }
amount-million = { $number } milioni di { $currency }
unit-of-column = (in { $unit ->
    [thousand] migliaia
   *[million] milioni
} di { $currency })
attached-plan = Il piano da cui è fatto questo documento, come è stato letto
attached-rows = Righe del piano, come sono state lette
attached-csv = Le tabelle di { $annex } in CSV, per fogli di calcolo e programmi
attached-json = { $annex } in JSON, per i programmi
package-about = Gli allegati dell'atto come dati: le tabelle in CSV, gli allegati interi in JSON.
field-table = Tabella
    .about = Nome della tabella nel piano, altrimenti il suo numero nell'allegato
field-row = Riga
    .about = Numero della riga tra quelle della tabella che stanno nel file
field-role = Ruolo
    .about = item: una voce; of-which: parte di una voce che precede, già compresa in quella; memo: stampata, non contata; derived: calcolata da altre righe
field-group = Gruppo
    .about = Titoli dei gruppi della riga, dal più esterno
field-rows = { $column }: righe
    .about = Le righe a cui vale l'importo, che sta nella prima di esse: 2..6
field-mark = { $column }: segno
    .about = Che cosa sta al posto della cifra
field-unit = { $column }: unità
    .about = La valuta delle cifre; davanti thousand (migliaia) o million (milioni)
field-note = Note
    .about = Le note della riga
field-percent = Percentuali come sono stampate: 12.5 vale 12,5%
