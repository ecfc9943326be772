# Les mots du site autour des annexes.
site-title = Annexes aux actes
site-path = Fil d’Ariane
site-home = Accueil
site-search = Recherche
site-feed = Nouveautés (Atom)
site-previous = Année précédente :
site-next = Année suivante :
site-neighbours = Autres années
site-latest = Derniers actes
site-years = Années
site-year = Année
site-year-heading = Annexes aux actes de { $year }
site-acts = Actes
site-annexes = Annexes
site-amount = Montant
site-all-years = Toutes les années
site-chart = Montants de { $from } à { $to }
site-chart-about = Un graphique à barres horizontales, une par année : { $title }. En { $from } : { $first } ; en { $to } : { $last }.
site-more = { $count ->
    [one] et une autre annexe
   *[other] et { $count } autres annexes
}
site-pages = Pages de la liste
site-first = Première page
site-before = Page précédente
site-after = Page suivante
site-last = Dernière page
site-missing = Page introuvable
site-missing-help = Il n’y a rien à cette adresse : la page a peut-être été retirée, ou l’adresse est erronée. La page d’accueil mène à toutes les annexes.
size-bytes = { $size } octets
size-kilobytes = { $size } ko
size-megabytes = { $size } Mo
