# Les mots que le programme lui-même met dans les documents.
annex-name = Annexe « { $label } »
annex-title = « { $title } »
annex-heading = ANNEXE « { $label } »
page = Page { $page } sur { $pages }
date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
bulletin-name = Bulletin officiel
bulletin = { $name } n° { $number } du { $date }
bulletin-with-part = { $name } n° { $number } du { $date }, partie { $part }
published-in = Publication :
amount-covers = { $rows ->
    [one] montant unique pour cette ligne et la suivante
   *[other] montant unique pour cette ligne et les { $rows } suivantes
}
amount-continues = compris dans le montant ci-dessus
text-continues = comme ci-dessus
table-summary = Tableau de { $columns ->
    [one] 1 colonne
   *[other] { $columns } colonnes
} et { $rows ->
    [one] 1 ligne
   *[other] { $rows } lignes
}.
table-summary-merged = Tableau de { $columns ->
    [one] 1 colonne
   *[other] { $columns } colonnes
} et { $rows ->
    [one] 1 ligne
   *[other] { $rows } lignes
} ; un montant peut couvrir plusieurs lignes.
skip-to-content = Aller au contenu
downloads = Télécharger :
format-pdf = PDF
format-md = Markdown
format-html = page web
contact = Contact :
licence = Licence :
accessibility-statement = Déclaration d’accessibilité
