# Les mots des pages autour des annexes.
search-title = Recherche dans les annexes
search-label = Mots à rechercher
search-hint = Titres, actions, bénéficiaires, actes, montants. Par exemple : guichets d’information, 231.924,00
search-button = Rechercher
search-results = Résultats
search-noscript = La recherche a besoin de JavaScript, qui n’est pas actif ici. Les annexes se trouvent aussi par année :
search-home = Toutes les années
search-empty = Saisissez au moins un mot.
search-searching = Recherche en cours
search-one = 1 annexe trouvée.
search-other = { $count } annexes trouvées.
search-partial = Aucune annexe n’a tous les mots : celles-ci en ont { $found } sur { $asked }.
search-none = Aucune annexe trouvée pour « { $query } ».
search-suggestion = Vouliez-vous dire :
search-row = Ligne :
search-more = Afficher plus de résultats
search-failed = La recherche ne fonctionne pas : une partie de son index manque.
