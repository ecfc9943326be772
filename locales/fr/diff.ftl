# Les différences entre deux éditions d'une annexe.
difference-title = Différences entre deux éditions
difference-title-of = Différences : { $name }
difference-since = Différences depuis la version { $number }
difference-old = Avant
difference-new = Maintenant
difference-side = { $side } :
difference-edition = { $name }, { $act } ({ $year })
difference-version = version { $number }
difference-none = Aucune différence.
difference-only-old = { $name } : existait avant, n'existe plus.
difference-only-new = { $name } : n'existait pas avant.
difference-nothing-old = n'y était pas
difference-nothing-new = n'y est plus
difference-count-added = { $count ->
    [one] 1 ligne ajoutée
   *[other] { $count } lignes ajoutées
}
difference-count-removed = { $count ->
    [one] 1 ligne supprimée
   *[other] { $count } lignes supprimées
}
difference-count-renamed = { $count ->
    [one] 1 ligne renommée
   *[other] { $count } lignes renommées
}
difference-count-figures = { $count ->
    [one] 1 chiffre différent
   *[other] { $count } chiffres différents
}
difference-count-texts = { $count ->
    [one] 1 texte différent
   *[other] { $count } textes différents
}
difference-count-respelled = { $count ->
    [one] 1 ligne a le même nom, écrit avec d'autres majuscules, accents ou signes.
   *[other] { $count } lignes ont le même nom, écrit avec d'autres majuscules, accents ou signes.
}
difference-count-moved = { $count ->
    [one] 1 ligne se trouve ailleurs dans le tableau.
   *[other] { $count } lignes se trouvent ailleurs dans le tableau.
}
difference-texts = Textes et données de l'acte
difference-table = Tableau { $number }
difference-table-added = Tout le tableau est nouveau.
difference-table-removed = Le tableau n'existe plus.
difference-row-added = Ligne ajoutée : { $row }
difference-row-removed = Ligne supprimée : { $row }
difference-row-renamed = Ligne renommée
difference-row-regrouped = Groupe de la ligne « { $row } »
difference-row-role = Ce qu'est la ligne « { $row } »
difference-no-group = aucun groupe
difference-column-added = Colonne ajoutée : { $column }
difference-column-removed = Colonne supprimée : { $column }
difference-column-renamed = Colonne renommée
difference-column-counts = Ce que compte la colonne « { $column } »
difference-cell = { $row }, colonne « { $column } »
difference-cell-note = { $row }, colonne « { $column } », note
difference-cell-print = { $row }, colonne « { $column } », montant tel qu'imprimé
difference-heading-row = Poste
difference-heading-change = Différence
difference-heading-percent = En %
difference-in-column = { $heading }, { $unit }
difference-unit-one = en { $currency }
difference-unit-thousand = en milliers de { $currency }
difference-unit-million = en millions de { $currency }
difference-unit-percent = pourcentages
difference-unit-count = quantités
difference-unit-none = texte
difference-points = pourcentages, différences en points
difference-note-added = ajoutée
difference-note-removed = supprimée
difference-note-renamed = renommée
difference-note-covers = montant unique pour { $rows } lignes
difference-note-covers-others = montant unique pour { $new ->
    [one] 1 ligne
   *[other] { $new } lignes
}, avant pour { $old }
difference-note-covers-more = en plus : { $names }
difference-note-covers-less = en moins : { $names }
difference-more-rows = { $rows ->
    [one] 1 autre ligne
   *[other] { $rows } autres lignes
}
difference-role-heading = en-tête
difference-role-group = titre de groupe
difference-role-item = poste
difference-role-subtotal = sous-total
difference-role-total = total
difference-role-of-which = déjà comptée dans un autre poste
difference-role-memo = non additionnée
difference-role-derived = calculée à partir d'autres
difference-from-zero = de zéro
difference-incomparable = Avant, les montants étaient { $old }, maintenant { $new } : ils ne se comparent pas.
difference-converted = Avant, les montants étaient { $old }, maintenant { $new } ; ici tous sont { $told }.
difference-agrees = { $total } : { $items ->
    [one] la différence de 1 poste est de { $sum }
   *[other] les différences de { $items } postes font { $sum }
}, autant que la différence du total.
difference-disagrees = { $total } : { $items ->
    [0] aucun poste ne diffère
    [one] la différence de 1 poste est de { $sum }
   *[other] les différences de { $items } postes font { $sum }
}, mais celle du total est de { $difference }. L'écart de { $gap } vient des éditions telles que publiées.
difference-above-old = Avant, le total dépassait de { $gap } la somme des postes.
difference-below-old = Avant, le total était inférieur de { $gap } à la somme des postes.
difference-above-new = Maintenant, le total dépasse de { $gap } la somme des postes.
difference-below-new = Maintenant, le total est inférieur de { $gap } à la somme des postes.
difference-place-act-title = Titre de l'acte
difference-place-year = Année
difference-place-authority = Autorité
difference-place-citation = Acte
difference-place-registration = Enregistrement
difference-place-bulletin = Publication
difference-place-name = Nom de l'annexe
difference-place-title = Titre de l'annexe
difference-place-before = Texte avant
difference-place-after = Texte après
difference-place-footnote = Note
difference-place-accounting = Données comptables
difference-place-signing-place = Lieu de la signature
difference-place-signing-date = Date de la signature
difference-place-signature = Signature
difference-place-caption = Légende du tableau
difference-place-legend = Signification des codes
