# Die Wörter, die das Programm selbst in Dokumente setzt.
annex-name = Anlage „{ $label }“
annex-title = „{ $title }“
annex-heading = ANLAGE „{ $label }“
page = Seite { $page } von { $pages }
date = { $day }. { $month } { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
bulletin-name = Amtsblatt
bulletin-with-part = { $name }, Teil { $part }
bulletin-name-of = { $name } - { $authority }
running-head = Nr. { $number } - { $name } - { $date }
running-head-unnumbered = { $name } - { $date }
running-part = Teil { $part }
date-short = { $day }.{ $month }.{ $year }
published-in = Veröffentlicht:
number-and-date = Nr. { $number } vom { $date }
number-alone = Nr. { $number }
date-alone = vom { $date }
subject = Betreff: { $subject }
registered = Registriert: { $office }
registered-as = Registriert: { $office }, { $reference }
corrected-rectification = Berichtigt am { $date }
corrected-supplement = Ergänzt am { $date }
corrected-annulment = Aufgehoben am { $date }
corrections = Änderungen
corrections-link = Fassungen der Anlage und Gründe ihrer Änderung
correction-date = Datum:
correction-act = Rechtsakt:
correction-reason = Grund:
version-first = Fassung { $number }: Erstveröffentlichung
version-rectification = Fassung { $number }: Berichtigung
version-supplement = Fassung { $number }: Ergänzung
version-annulment = Fassung { $number }: Aufhebung
accounting-chapter = Haushaltskapitel { $chapter }
accounting-year = Haushaltsjahr { $year }
accounting-commitment = Zweckbindung { $commitment }
accounting-cup = CUP { $cup }
accounting-cig = CIG { $cig }
place-and-date = { $place }, { $date }
unit-one = Beträge in { $currency }
unit-thousand = Beträge in Tausend { $currency }
unit-million = Beträge in Millionen { $currency }
currency-EUR = Euro
    .one = Euro
    .many = Euro
currency-ITL = Lire
    .one = Lira
    .many = Lire
currency-USD = US-Dollar
    .one = US-Dollar
    .many = US-Dollar
currency-GBP = Pfund Sterling
    .one = Pfund Sterling
    .many = Pfund Sterling
currency-CHF = Schweizer Franken
    .one = Schweizer Franken
    .many = Schweizer Franken
footnotes = Anmerkungen
footnote-back = Zurück zum Verweis auf Anmerkung { $mark }
footnote-back-to = Zurück zum Verweis { $number } auf Anmerkung { $mark }
amount-covers = { $rows ->
    [one] ein Betrag für diese und die nächste Zeile
   *[other] ein Betrag für diese und die nächsten { $rows } Zeilen
}
part-of-rows = { $rows ->
    [one] { $label } und die nächste Zeile
   *[other] { $label } und die nächsten { $rows } Zeilen
}
amount-continues = im Betrag darüber enthalten
text-continues = wie oben
chart-title = Aufteilung von { $amount }
chart-about = Balkendiagramm mit { $count } Teilen. Der größte: { $label }, { $figure }.
chart-label = Posten
chart-figure = Betrag
chart-share = Anteil
chart-table = Die Zahlen des Diagramms
chart-others = { $count } weitere Posten
chart-largest = Gezeichnet sind die { $count } größten von { $all } Teilen.
chart-other-sum = Die Teile ergeben { $sum }; gedruckt ist als Summe { $total }.
table-summary = Tabelle mit { $columns ->
    [one] 1 Spalte
   *[other] { $columns } Spalten
} und { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}.
table-summary-merged = Tabelle mit { $columns ->
    [one] 1 Spalte
   *[other] { $columns } Spalten
} und { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}; ein Betrag kann für mehrere Zeilen gelten.
skip-to-content = Zum Inhalt
permalink = Link zu dieser Tabelle
downloads = Herunterladen:
format-pdf = PDF
format-md = Markdown
format-csv = CSV
format-json = JSON
format-package = Beschreibung der Daten
format-xlsx = Tabellenkalkulation (XLSX)
figure-printed = Gedruckt: { $printed }
figure-follows = Aus den übrigen Zahlen ergibt sich { $figure }
text-goes-on = […] Fortsetzung im Blatt { $sheet }
format-html = Webseite
contact = Kontakt:
licence = Lizenz:
accessibility-statement = Erklärung zur Barrierefreiheit
carry-forward = Übertrag
carried-forward = Übertrag
total-label = Summe
subtotal-label = Zwischensumme
minus = minus
in-words = { $words } { $currency } und { $fraction }/{ $denominator }
in-words-whole = { $words } { $currency }
amount-thousand = { $number } Tausend { $currency }
amount-million = { $number } Millionen { $currency }
unit-of-column = (in { $unit ->
    [thousand] Tausend
   *[million] Millionen
} { $currency })
attached-plan = Der Plan, aus dem dieses Dokument gemacht ist, wie er gelesen wurde
attached-rows = Zeilen des Plans, wie sie gelesen wurden
attached-csv = Die Tabellen von { $annex } als CSV, für Tabellenprogramme und andere Programme
attached-json = { $annex } als JSON, für Programme
package-about = Die Anlagen des Aktes als Daten: die Tabellen als CSV, die ganzen Anlagen als JSON.
field-table = Tabelle
    .about = Name der Tabelle im Plan, sonst ihre Nummer in der Anlage
field-row = Zeile
    .about = Nummer der Zeile unter denen der Tabelle, die in der Datei stehen
field-role = Rolle
    .about = item: ein Posten; of-which: Teil eines Postens darüber, dort mitgezählt; memo: gedruckt, nicht gezählt; derived: aus anderen Zeilen errechnet
field-group = Gruppe
    .about = Titel der Gruppen der Zeile, die äußerste zuerst
field-rows = { $column }: Zeilen
    .about = Die Zeilen, für die der Betrag gilt; er steht in der ersten: 2..6
field-mark = { $column }: Zeichen
    .about = Was anstelle der Zahl steht
field-unit = { $column }: Einheit
    .about = Die Währung der Zahlen; davor thousand (Tausend) oder million (Millionen)
field-note = Anmerkungen
    .about = Die Anmerkungen der Zeile
field-percent = Prozentsätze, wie sie gedruckt sind: 12.5 sind 12,5 %
