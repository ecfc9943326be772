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
bulletin = { $name } Nr. { $number } vom { $date }
bulletin-with-part = { $name } Nr. { $number } vom { $date }, Teil { $part }
published-in = Veröffentlicht:
amount-covers = { $rows ->
    [one] ein Betrag für diese und die nächste Zeile
   *[other] ein Betrag für diese und die nächsten { $rows } Zeilen
}
amount-continues = im Betrag darüber enthalten
text-continues = wie oben
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
downloads = Herunterladen:
format-pdf = PDF
format-md = Markdown
format-html = Webseite
contact = Kontakt:
licence = Lizenz:
accessibility-statement = Erklärung zur Barrierefreiheit
