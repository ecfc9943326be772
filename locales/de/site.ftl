# Die Wörter der Seiten um die Anlagen.
search-title = Suche in den Anlagen
search-label = Suchwörter
search-hint = Titel, Maßnahmen, Begünstigte, Rechtsakte, Beträge. Zum Beispiel: Beratungsstellen, 231.924,00
search-button = Suchen
search-results = Ergebnisse
search-noscript = Die Suche braucht JavaScript, das hier nicht aktiv ist. Die Anlagen sind auch nach Jahren zu finden:
search-home = Alle Jahre
search-empty = Bitte mindestens ein Wort eingeben.
search-searching = Suche läuft
search-one = 1 Anlage gefunden.
search-other = { $count } Anlagen gefunden.
search-partial = Keine Anlage enthält alle Wörter: Diese enthalten { $found } von { $asked }.
search-none = Keine Anlage gefunden für „{ $query }“.
search-suggestion = Meinten Sie:
search-row = Zeile:
search-more = Weitere Ergebnisse anzeigen
search-failed = Die Suche funktioniert nicht: Ein Teil ihres Verzeichnisses fehlt.
