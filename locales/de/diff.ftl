# Die Unterschiede zwischen zwei Ausgaben einer Anlage.
difference-title = Unterschiede zwischen zwei Ausgaben
difference-title-of = Unterschiede: { $name }
difference-since = Unterschiede zur Fassung { $number }
difference-old = Vorher
difference-new = Jetzt
difference-side = { $side }:
difference-edition = { $name }, { $act } ({ $year })
difference-version = Fassung { $number }
difference-none = Kein Unterschied.
difference-only-old = { $name }: war vorher da, jetzt nicht mehr.
difference-only-new = { $name }: war vorher nicht da.
difference-nothing-old = war nicht da
difference-nothing-new = nicht mehr da
difference-count-added = { $count ->
    [one] 1 Zeile hinzugefügt
   *[other] { $count } Zeilen hinzugefügt
}
difference-count-removed = { $count ->
    [one] 1 Zeile gestrichen
   *[other] { $count } Zeilen gestrichen
}
difference-count-renamed = { $count ->
    [one] 1 Zeile umbenannt
   *[other] { $count } Zeilen umbenannt
}
difference-count-figures = { $count ->
    [one] 1 Zahl geändert
   *[other] { $count } Zahlen geändert
}
difference-count-texts = { $count ->
    [one] 1 Text geändert
   *[other] { $count } Texte geändert
}
difference-count-respelled = { $count ->
    [one] 1 Zeile heißt gleich, ist aber mit anderen Großbuchstaben, Akzenten oder Zeichen geschrieben.
   *[other] { $count } Zeilen heißen gleich, sind aber mit anderen Großbuchstaben, Akzenten oder Zeichen geschrieben.
}
difference-count-moved = { $count ->
    [one] 1 Zeile steht an anderer Stelle der Tabelle.
   *[other] { $count } Zeilen stehen an anderer Stelle der Tabelle.
}
difference-texts = Texte und Angaben des Akts
difference-table = Tabelle { $number }
difference-table-added = Die ganze Tabelle ist neu.
difference-table-removed = Die Tabelle gibt es nicht mehr.
difference-row-added = Zeile hinzugefügt: { $row }
difference-row-removed = Zeile gestrichen: { $row }
difference-row-renamed = Zeile umbenannt
difference-row-regrouped = Gruppe der Zeile „{ $row }“
difference-row-role = Was die Zeile „{ $row }“ ist
difference-no-group = keine Gruppe
difference-column-added = Spalte hinzugefügt: { $column }
difference-column-removed = Spalte gestrichen: { $column }
difference-column-renamed = Spalte umbenannt
difference-column-counts = Was die Spalte „{ $column }“ zählt
difference-cell = { $row }, Spalte „{ $column }“
difference-cell-note = { $row }, Spalte „{ $column }“, Anmerkung
difference-cell-print = { $row }, Spalte „{ $column }“, Druckbild des Betrags
difference-heading-row = Posten
difference-heading-change = Unterschied
difference-heading-percent = In %
difference-in-column = { $heading }, { $unit }
difference-unit-one = in { $currency }
difference-unit-thousand = in Tausend { $currency }
difference-unit-million = in Millionen { $currency }
difference-unit-percent = Prozentsätze
difference-unit-count = Anzahlen
difference-unit-none = Text
difference-points = Prozentsätze, Unterschiede in Punkten
difference-note-added = hinzugefügt
difference-note-removed = gestrichen
difference-note-renamed = umbenannt
difference-note-covers = ein Betrag für { $rows } Zeilen
difference-note-covers-others = ein Betrag für { $new ->
    [one] 1 Zeile
   *[other] { $new } Zeilen
}, vorher für { $old }
difference-note-covers-more = dazu: { $names }
difference-note-covers-less = nicht mehr: { $names }
difference-more-rows = { $rows ->
    [one] 1 weitere Zeile
   *[other] { $rows } weitere Zeilen
}
difference-role-heading = Überschrift
difference-role-group = Titel einer Gruppe
difference-role-item = Posten
difference-role-subtotal = Zwischensumme
difference-role-total = Summe
difference-role-of-which = schon in einem anderen Posten gezählt
difference-role-memo = nicht mitgezählt
difference-role-derived = aus anderen errechnet
difference-from-zero = von null
difference-incomparable = Vorher waren die Beträge { $old }, jetzt { $new }: Sie lassen sich nicht vergleichen.
difference-converted = Vorher waren die Beträge { $old }, jetzt { $new }; hier sind alle { $told }.
difference-agrees = { $total }: { $items ->
    [one] der Unterschied von 1 Posten ist { $sum }
   *[other] die Unterschiede von { $items } Posten ergeben { $sum }
}, wie der Unterschied der Summe.
difference-disagrees = { $total }: { $items ->
    [0] kein Posten ist anders
    [one] der Unterschied von 1 Posten ist { $sum }
   *[other] die Unterschiede von { $items } Posten ergeben { $sum }
}, jener der Summe ist aber { $difference }. Die Abweichung von { $gap } kommt aus den Ausgaben, wie sie veröffentlicht sind.
difference-above-old = Vorher lag die Summe um { $gap } über den Posten.
difference-below-old = Vorher lag die Summe um { $gap } unter den Posten.
difference-above-new = Jetzt liegt die Summe um { $gap } über den Posten.
difference-below-new = Jetzt liegt die Summe um { $gap } unter den Posten.
difference-place-act-title = Titel des Akts
difference-place-year = Jahr
difference-place-authority = Behörde
difference-place-citation = Akt
difference-place-registration = Registrierung
difference-place-bulletin = Veröffentlichung
difference-place-name = Name der Anlage
difference-place-title = Titel der Anlage
difference-place-before = Text davor
difference-place-after = Text danach
difference-place-footnote = Anmerkung
difference-place-accounting = Buchungsangaben
difference-place-signing-place = Ort der Unterschrift
difference-place-signing-date = Datum der Unterschrift
difference-place-signature = Unterschrift
difference-place-caption = Beschriftung
difference-place-legend = Legende
