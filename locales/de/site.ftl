# Die Wörter der Website um die Anlagen herum.
site-title = Anlagen zu Rechtsakten
site-path = Pfad
site-home = Startseite
site-search = Suche
site-feed = Neuigkeiten (Atom)
site-previous = Voriges Jahr:
site-next = Nächstes Jahr:
site-neighbours = Andere Jahre
site-latest = Neueste Akte
site-years = Jahre
site-year = Jahr
site-year-heading = Anlagen zu den Akten des Jahres { $year }
site-acts = Akte
site-annexes = Anlagen
site-amount = Betrag
site-all-years = Alle Jahre
site-chart = Beträge von { $from } bis { $to }
site-chart-about = Ein Diagramm mit waagerechten Balken, einer für jedes Jahr: { $title }. { $from }: { $first }; { $to }: { $last }.
site-more = { $count ->
    [one] und eine weitere Anlage
   *[other] und { $count } weitere Anlagen
}
site-pages = Seiten der Liste
site-first = Erste Seite
site-before = Vorige Seite
site-after = Nächste Seite
site-last = Letzte Seite
site-missing = Seite nicht gefunden
site-missing-help = Unter dieser Adresse gibt es nichts: Vielleicht wurde die Seite entfernt, oder die Adresse ist falsch. Von der Startseite aus sind alle Anlagen zu erreichen.
size-bytes = { $size } Byte
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
