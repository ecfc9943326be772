# Le parole delle pagine intorno agli allegati.
search-title = Ricerca negli allegati
search-label = Parole da cercare
search-hint = Titoli, azioni, beneficiari, atti, importi. Ad esempio: sportelli informativi, 231.924,00
search-button = Cerca
search-results = Risultati
search-noscript = La ricerca ha bisogno di JavaScript, che qui non è attivo. Gli allegati si trovano anche per anno:
search-home = Tutti gli anni
search-empty = Scrivi almeno una parola.
search-searching = Ricerca in corso
search-one = 1 allegato trovato.
search-other = { $count } allegati trovati.
search-partial = Nessun allegato ha tutte le parole: questi ne hanno { $found } su { $asked }.
search-none = Nessun allegato trovato per “{ $query }”.
search-suggestion = Forse cercavi:
search-row = Riga:
search-more = Mostra altri risultati
search-failed = La ricerca non funziona: manca una parte del suo indice.
