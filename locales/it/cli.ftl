# Le parole del terminale.
severity-error = errore
severity-warning = avviso
sheet-cell = cella { $address }
severity-help = suggerimento

help-about = Verifica al centesimo i piani di riparto scritti in TOML e ne ricava gli allegati: HTML, Markdown e PDF.
help-usage = Uso
help-commands = Comandi
help-arguments = Argomenti
help-options = Opzioni
help-folder = CARTELLA
help-plan-name = PIANO
help-build = Verifica i piani e scrive gli allegati nella cartella output
help-build-more =
    Gli allegati di plans/2009/migranti.toml vanno in output/2009/migranti/. Un piano con un errore non scrive
    nulla: i suoi file di prima restano come sono.
help-check = Verifica i piani senza scrivere nulla
help-schema = Stampa lo schema JSON dei piani, per gli editor di testo
help-schema-more =
    Un editor che conosce TOML (VS Code con "Even Better TOML", Zed, Helix …) completa e controlla un piano mentre si
    scrive, se la prima riga dice dov'è lo schema: #:schema ../plan.schema.json
help-more =
    "allegato build --help" spiega un comando. Il programma esce con 0 se tutto va bene, con 1 se un piano ha
    errori, con 2 se il comando è sbagliato o un file non si può leggere o scrivere.
help-plan = I piani: file .toml o cartelle. Se non indicati, tutti quelli di plans/
help-project = La cartella del progetto. Se non indicata, quella con allegato.toml a partire da qui verso l'alto
help-jobs = Quanti piani alla volta. Se non indicato, uno per processore
help-lang = La lingua dei messaggi
help-help = Mostra questo aiuto
help-version = Mostra la versione

built = { $documents ->
    [0] nessun documento scritto in { $folder }/
   *[other] { $plans ->
        [one] 1 piano
       *[other] { $plans } piani
    }: { $documents ->
        [one] 1 documento
       *[other] { $documents } documenti
    }{ $pages ->
        [0] {""}
        [one] {" "}e 1 file del sito
       *[other] {" "}e { $pages } file del sito
    } in { $folder }/, { $new ->
        [0] nessun file da riscrivere
        [one] 1 file scritto
       *[other] { $new } file scritti
    }
}
removed = { $files ->
    [one] tolto 1 file che nessun piano fa più
   *[other] tolti { $files } file che nessun piano fa più
}
left = { $files ->
    [one] 1 file che nessun piano fa più è stato cambiato da altri, e resta
   *[other] { $files } file che nessun piano fa più sono stati cambiati da altri, e restano
}: { $names }
no-site = il sito attorno ai documenti non è stato rifatto
not-built = { $plans ->
    [one] 1 piano ha errori: i suoi documenti non sono stati toccati
   *[other] { $plans } piani hanno errori: i loro documenti non sono stati toccati
}
checked = { $plans ->
    [one] 1 piano verificato
   *[other] { $plans } piani verificati
}: { $wrong ->
    [0] nessun errore{ $warnings ->
        [0] {""}
        [one] , 1 avviso
       *[other] , { $warnings } avvisi
    }
   *[other] { $errors ->
        [one] 1 errore
       *[other] { $errors } errori
    } in { $wrong ->
        [one] 1 piano
       *[other] { $wrong } piani
    }
}
more-problems = … e { $more ->
    [one] un altro problema
   *[other] altri { $more } problemi
} in questo piano
waiting = un'altra esecuzione sta scrivendo nella cartella: attendo che finisca

no-project =
    { $folder } non è in un progetto: manca un file allegato.toml qui o più in alto, e qui non c'è una cartella
    plans. Entra nella cartella del progetto, oppure indicala con --project
no-plans = nessun piano in { $folder }: scrivi lì un file con estensione .toml
cause = { $cause ->
    [not-found] non c'è
    [permission-denied] il permesso è negato
    [read-only] il disco è di sola lettura
    [storage-full] il disco è pieno
    [not-a-folder] una parte del percorso non è una cartella
    [is-a-folder] è una cartella
    [already-exists] c'è già
   *[other] il sistema ha rifiutato
}
error-read = non posso leggere { $path }: { $cause } ({ $detail })
error-write = non posso scrivere { $path }: { $cause } ({ $detail }). Nessun file è rimasto scritto a metà
error-remove = non posso togliere { $path }: { $cause } ({ $detail })
error-lock = non posso avere l'uso esclusivo di { $path }: { $cause } ({ $detail })
error-say = non posso scrivere il risultato: { $cause } ({ $detail })

misuse-command = il comando "{ $subject }" non esiste
misuse-argument = l'argomento "{ $subject }" non esiste
misuse-value = "{ $value }" non è un valore ammesso per { $subject }
misuse-no-value = a { $subject } manca il valore
misuse-twice = { $subject } si può indicare una volta sola
misuse-no-command = manca il comando
misuse-other = gli argomenti non vanno bene
misuse-nearest = forse { $nearest }?
misuse-possible = i valori possibili sono: { $possible }
misuse-help = "allegato --help" mostra che cosa si può scrivere

help-file = FILE
help-strict = Tratta ogni avviso come un errore
help-standards = Gli standard dei PDF, separati da virgole, al posto di quelli del progetto: 1.7, a-1a, a-2a, a-2u, a-3a, a-4, ua-1
help-standards-value = STANDARD
help-fragment = Scrive anche ogni allegato senza pagina intorno (.fragment.html), da incollare in un gestore di contenuti: plain, per pagine con Bootstrap Italia, o styled, con i propri stili
help-message-format = Come dire i problemi: alle persone, o come righe JSON o SARIF sullo standard output
help-report = Scrive in FILE (.md o .json) il verbale della verifica, con ogni uguaglianza verificata
help-explain = Spiega un messaggio, con un esempio e il rimedio
help-code = CODICE
help-code-more = Il suo codice: total-mismatch. Se non indicato, tutti
help-subject = Di che cosa è lo schema: dei piani (se non indicato), di allegato.toml, degli allegati in JSON, dei messaggi in JSON, dei verbali di verifica
explain-unknown = il messaggio "{ $code }" non esiste
explain-list = "allegato explain" li elenca tutti
explain-hint = { $codes ->
    [one] "allegato explain { $code }" spiega di più
   *[other] "allegato explain CODICE" spiega di più su ciascuno, per esempio "allegato explain { $code }"
}
record-unknown-kind = un verbale si scrive in un file il cui nome finisce in .md o .json, non in { $path }
record-title = Verbale di verifica
record-intro =
    Fatto da allegato { $version }. Ogni cifra che segue da altre è stata ricalcolata con numeri esatti e confrontata
    fino all'ultimo decimale.
record-verified = Verificato: { $agrees ->
    [one] 1 uguaglianza torna
   *[other] { $agrees } uguaglianze tornano
}, { $computed ->
    [one] 1 cifra è stata calcolata
   *[other] { $computed } cifre sono state calcolate
}, { $tolerated } entro la tolleranza, { $published ->
    [one] 1 come pubblicata
   *[other] { $published } come pubblicate
}.
record-not-verified = NON VERIFICATO: { $errors ->
    [one] 1 errore
   *[other] { $errors } errori
}.
record-annex = Allegato { $label }
record-checks = Verifiche chieste
record-line = { $equation }{ $rounded ->
    [yes] { " " }(arrotondato)
   *[no] {""}
} — { $kind ->
    [check] riga { $line }
   *[other] { $row }, { $column } (tabella { $table }, riga { $line }{ $elsewhere ->
        [yes] { " " }di { $file }
       *[no] {""}
    })
}{ $outcome ->
    [agrees] {""}
    [computed] : calcolato
    [within-tolerance] : entro la tolleranza, differenza { $gap }
   *[as-published] : come pubblicato, differenza { $gap }
}{ $because ->
    [yes] . { $reason }
   *[no] {""}
}

help-diff = Dice che cosa cambia da un piano a un altro, o da un'edizione di un allegato all'altra
help-diff-old = L'edizione di prima: un piano (plans/2017/fsn.toml), o un suo allegato (plans/2017/fsn.toml#b)
help-diff-new = L'edizione di ora
help-diff-output = Scrive le differenze in FILE (.txt, .md, .html o .json)
help-diff-format = Il formato. Se non indicato, quello del nome di FILE, altrimenti testo
help-diff-annex = Solo l'allegato con questa sigla. Se non indicata, tutti, a due a due secondo la sigla
help-diff-exit-code = Esce con 1 se c'è qualche differenza
help-diff-project = La cartella del progetto. Se non indicata, per ogni piano quella in cui si trova
help-diff-more =
    Due allegati che sono soli nel loro piano si confrontano anche se hanno sigle diverse. Il programma esce con 0 se
    il confronto è riuscito, che ci siano differenze o no; con "--exit-code", con 1 se ce ne sono.
help-label = SIGLA
diff-unknown-kind = le differenze si scrivono in un file il cui nome finisce in .txt, .md, .html o .json, non in { $path }; oppure indica il formato con --format
diff-no-plan = { $path } non è un piano: indica un file .toml
diff-no-annex = in { $plan } non c'è un allegato "{ $label }": ci sono { $labels }
diff-written = differenze scritte in { $path }
