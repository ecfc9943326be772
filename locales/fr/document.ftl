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
bulletin-with-part = { $name }, partie { $part }
bulletin-name-of = { $name } - { $authority }
running-head = N° { $number } - { $name } - { $date }
running-head-unnumbered = { $name } - { $date }
running-part = Partie { $part }
date-short = { $day }/{ $month }/{ $year }
published-in = Publication :
number-and-date = n° { $number } du { $date }
number-alone = n° { $number }
date-alone = du { $date }
subject = Objet : { $subject }
registered = Enregistrement : { $office }
registered-as = Enregistrement : { $office }, { $reference }
corrected-rectification = Rectifiée le { $date }
corrected-supplement = Complétée le { $date }
corrected-annulment = Annulée le { $date }
corrections = Corrections
corrections-link = Versions de l’annexe et motifs des corrections
correction-date = Date :
correction-act = Acte :
correction-reason = Motif :
version-first = Version { $number } : première publication
version-rectification = Version { $number } : rectificatif
version-supplement = Version { $number } : complément
version-annulment = Version { $number } : annulation
accounting-chapter = chapitre budgétaire { $chapter }
accounting-year = exercice { $year }
accounting-commitment = engagement { $commitment }
accounting-cup = CUP { $cup }
accounting-cig = CIG { $cig }
place-and-date = { $place }, le { $date }
unit-one = Montants en { $currency }
unit-thousand = { $currency ->
    [euros] Montants en milliers d’euros
   *[other] Montants en milliers de { $currency }
}
unit-million = { $currency ->
    [euros] Montants en millions d’euros
   *[other] Montants en millions de { $currency }
}
currency-EUR = euros
    .one = euro
    .many = euros
currency-ITL = lires
    .one = lire
    .many = lires
currency-USD = dollars
    .one = dollar
    .many = dollars
currency-GBP = livres sterling
    .one = livre sterling
    .many = livres sterling
currency-CHF = francs suisses
    .one = franc suisse
    .many = francs suisses
footnotes = Notes
footnote-back = Retour à l’appel de la note { $mark }
footnote-back-to = Retour à l’appel { $number } de la note { $mark }
amount-covers = { $rows ->
    [one] montant unique pour cette ligne et la suivante
   *[other] montant unique pour cette ligne et les { $rows } suivantes
}
part-of-rows = { $rows ->
    [one] { $label } et la ligne suivante
   *[other] { $label } et les { $rows } lignes suivantes
}
amount-continues = compris dans le montant ci-dessus
text-continues = comme ci-dessus
chart-title = Répartition de { $amount }
chart-about = Diagramme à barres de { $count } parts. La plus grande : { $label }, { $figure }.
chart-label = Poste
chart-figure = Montant
chart-share = Part
chart-table = Les chiffres du diagramme
chart-others = { $count } autres postes
chart-largest = Sont représentées les { $count } plus grandes des { $all } parts.
chart-other-sum = La somme des parts est { $sum } ; le total imprimé est { $total }.
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
permalink = Lien vers ce tableau
downloads = Télécharger :
format-pdf = PDF
format-md = Markdown
format-csv = CSV
format-json = JSON
format-package = description des données
format-xlsx = feuille de calcul (XLSX)
figure-printed = Imprimé : { $printed }
figure-follows = Les autres chiffres donnent { $figure }
text-goes-on = […] Suite dans la feuille { $sheet }
format-html = page web
contact = Contact :
licence = Licence :
accessibility-statement = Déclaration d’accessibilité
carry-forward = À reporter
carried-forward = Report
total-label = Total
subtotal-label = Sous-total
minus = moins
in-words = { $words } { $round ->
    [yes] { $currency ->
        [euros] d’euros
       *[other] de { $currency }
    }
   *[no] { $currency }
} et { $fraction }/{ $denominator }
in-words-whole = { $words } { $round ->
    [yes] { $currency ->
        [euros] d’euros
       *[other] de { $currency }
    }
   *[no] { $currency }
}
amount-thousand = { $number } milliers { $currency ->
    [euros] d’euros
   *[other] de { $currency }
}
amount-million = { $number } millions { $currency ->
    [euros] d’euros
   *[other] de { $currency }
}
unit-of-column = (en { $unit ->
    [thousand] milliers
   *[million] millions
} { $currency ->
    [euros] d’euros
   *[other] de { $currency }
})
attached-plan = Le plan dont ce document est tiré, tel qu'il a été lu
attached-rows = Lignes du plan, telles qu'elles ont été lues
attached-csv = Les tableaux du document « { $annex } » en CSV, pour tableurs et programmes
attached-json = Le document « { $annex } » en JSON, pour les programmes
package-about = Les annexes de l'acte sous forme de données : les tableaux en CSV, les annexes entières en JSON.
field-table = Tableau
    .about = Nom du tableau dans le plan, sinon son numéro dans l'annexe
field-row = Ligne
    .about = Numéro de la ligne parmi celles du tableau qui sont dans le fichier
field-role = Rôle
    .about = item : un poste ; of-which : partie d'un poste qui précède, déjà comptée ; memo : imprimée, non comptée ; derived : calculée d'après d'autres lignes
field-group = Groupe
    .about = Titres des groupes de la ligne, le plus extérieur d'abord
field-rows = { $column } : lignes
    .about = Les lignes que couvre le montant, inscrit dans la première : 2..6
field-mark = { $column } : signe
    .about = Ce qui tient lieu de chiffre
field-unit = { $column } : unité
    .about = La monnaie des chiffres, précédée de thousand (milliers) ou de million (millions)
field-note = Notes
    .about = Les notes de la ligne
field-percent = Pourcentages tels qu'ils sont imprimés : 12.5 vaut 12,5 %
