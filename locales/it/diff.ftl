# Le differenze tra due edizioni di un allegato.
difference-title = Differenze tra due edizioni
difference-title-of = Differenze: { $name }
difference-since = Differenze dalla versione { $number }
difference-old = Prima
difference-new = Ora
difference-side = { $side }:
difference-edition = { $name }, { $act } ({ $year })
difference-version = versione { $number }
difference-none = Nessuna differenza.
difference-only-old = { $name }: c'era prima, ora non c'è più.
difference-only-new = { $name }: prima non c'era.
difference-nothing-old = non c'era
difference-nothing-new = non c'è più
difference-count-added = { $count ->
    [one] 1 riga aggiunta
   *[other] { $count } righe aggiunte
}
difference-count-removed = { $count ->
    [one] 1 riga tolta
   *[other] { $count } righe tolte
}
difference-count-renamed = { $count ->
    [one] 1 riga rinominata
   *[other] { $count } righe rinominate
}
difference-count-figures = { $count ->
    [one] 1 cifra diversa
   *[other] { $count } cifre diverse
}
difference-count-texts = { $count ->
    [one] 1 testo diverso
   *[other] { $count } testi diversi
}
difference-count-respelled = { $count ->
    [one] 1 riga ha lo stesso nome, scritto con altre maiuscole, accenti o segni.
   *[other] { $count } righe hanno lo stesso nome, scritto con altre maiuscole, accenti o segni.
}
difference-count-moved = { $count ->
    [one] 1 riga sta in un altro punto della tabella.
   *[other] { $count } righe stanno in un altro punto della tabella.
}
difference-texts = Testi e dati dell'atto
difference-table = Tabella { $number }
difference-table-added = Tutta la tabella è nuova.
difference-table-removed = La tabella non c'è più.
difference-row-added = Riga aggiunta: { $row }
difference-row-removed = Riga tolta: { $row }
difference-row-renamed = Riga rinominata
difference-row-regrouped = Gruppo della riga «{ $row }»
difference-row-role = Che cosa è la riga «{ $row }»
difference-no-group = nessun gruppo
difference-column-added = Colonna aggiunta: { $column }
difference-column-removed = Colonna tolta: { $column }
difference-column-renamed = Colonna rinominata
difference-column-counts = Che cosa conta la colonna «{ $column }»
difference-cell = { $row }, colonna «{ $column }»
difference-cell-note = { $row }, colonna «{ $column }», nota
difference-cell-print = { $row }, colonna «{ $column }», come è stampato l'importo
difference-heading-row = Voce
difference-heading-change = Differenza
difference-heading-percent = In %
difference-in-column = { $heading }, { $unit }
difference-unit-one = in { $currency }
difference-unit-thousand = in migliaia di { $currency }
difference-unit-million = in milioni di { $currency }
difference-unit-percent = percentuali
difference-unit-count = quantità
difference-unit-none = testo
difference-points = percentuali, differenze in punti
difference-note-added = aggiunta
difference-note-removed = tolta
difference-note-renamed = rinominata
difference-note-covers = importo unico per { $rows } righe
difference-note-covers-others = importo unico per { $new ->
    [one] 1 riga
   *[other] { $new } righe
}, prima per { $old }
difference-note-covers-more = in più: { $names }
difference-note-covers-less = in meno: { $names }
difference-more-rows = { $rows ->
    [one] un'altra riga
   *[other] altre { $rows } righe
}
difference-role-heading = intestazione
difference-role-group = titolo di gruppo
difference-role-item = voce
difference-role-subtotal = totale parziale
difference-role-total = totale
difference-role-of-which = già contata in un'altra voce
difference-role-memo = non sommata
difference-role-derived = ricavata da altre
difference-from-zero = da zero
difference-incomparable = Prima gli importi erano { $old }, ora { $new }: non si confrontano.
difference-converted = Prima gli importi erano { $old }, ora { $new }; qui sono tutti { $told }.
difference-agrees = { $total }: { $items ->
    [one] la differenza di 1 voce è { $sum }
   *[other] le differenze di { $items } voci sommano a { $sum }
}, quanto la differenza del totale.
difference-disagrees = { $total }: { $items ->
    [0] nessuna voce è cambiata
    [one] la differenza di 1 voce è { $sum }
   *[other] le differenze di { $items } voci sommano a { $sum }
}, ma quella del totale è { $difference }. Lo scarto di { $gap } viene dalle edizioni come sono pubblicate.
difference-above-old = Prima il totale superava di { $gap } la somma delle voci.
difference-below-old = Prima il totale era di { $gap } sotto la somma delle voci.
difference-above-new = Ora il totale supera di { $gap } la somma delle voci.
difference-below-new = Ora il totale è di { $gap } sotto la somma delle voci.
difference-place-act-title = Titolo dell'atto
difference-place-year = Anno
difference-place-authority = Ente
difference-place-citation = Atto
difference-place-registration = Registrazione
difference-place-bulletin = Pubblicazione
difference-place-name = Nome dell'allegato
difference-place-title = Titolo dell'allegato
difference-place-before = Testo prima
difference-place-after = Testo dopo
difference-place-footnote = Nota
difference-place-accounting = Dati contabili
difference-place-signing-place = Luogo della firma
difference-place-signing-date = Data della firma
difference-place-signature = Firma
difference-place-caption = Didascalia
difference-place-legend = Legenda
