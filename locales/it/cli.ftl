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
help-shard = Scrive solo i documenti della parte K di N, senza il sito: una parte per macchina, poi --index. Il percorso di un piano decide in quale parte sta
help-index = Fa il sito attorno ai documenti delle parti, quando ci sono tutte
help-timings = Alla fine dice dove è andato il tempo, e i documenti più lenti
help-check = Verifica i piani senza scrivere nulla
help-schema = Stampa lo schema JSON dei piani, per gli editor di testo
help-schema-more =
    Un editor che conosce TOML (VS Code con "Even Better TOML", Zed, Helix …) completa e controlla un piano mentre si
    scrive, se la prima riga dice dov'è lo schema: #:schema ../plan.schema.json
help-more =
    "allegato build --help" spiega un comando. Il programma esce con 0 se tutto va bene, con 1 se un piano ha
    errori, con 2 se il comando è sbagliato o un file non si può leggere o scrivere; "verify" ha codici di uscita suoi.
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
built-share = parte { $share } di { $shares }: { $plans ->
    [0] nessun piano
    [one] 1 piano
   *[other] { $plans } piani
}, { $documents ->
    [0] nessun documento
    [one] 1 documento
   *[other] { $documents } documenti
} in { $folder }/, { $new ->
    [0] nessun file da riscrivere
    [one] 1 file scritto
   *[other] { $new } file scritti
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
not-joined = { $plans ->
    [one] 1 piano non ha documenti aggiornati da nessuna parte: rifare la sua parte
   *[other] { $plans } piani non hanno documenti aggiornati da nessuna parte: rifare le loro parti
} ({ $names })
shares-none = nella cartella non c'è nessuna parte: "allegato build --shard 1/4", "… 2/4" e così via le fanno
shares-divided = nella cartella ci sono parti di divisioni diverse (in { $ways }): togliere da .allegato/ i file made-…-of-… di quelle vecchie
shares-missing = { $count ->
    [one] manca una parte
   *[other] mancano { $count } parti
}, "--shard" { $shares }: senza, il sito non sarebbe intero
shares-other = { $count ->
    [one] una parte è stata fatta
   *[other] { $count } parti sono state fatte
} con altre impostazioni, altri modelli, altre opzioni o un'altra versione del programma: rifare "--shard" { $shares }
timings = Dove sono andati { $seconds } s:
timing = { $stage ->
    [open] impostazioni, modelli, caratteri
    [recall] che cosa fu fatto prima
    [compare] quali piani sono cambiati
    [check] lettura e verifica
    [draw] documenti { $format }
    [write] scrittura dei documenti
    [site] sito
   *[record] che cosa è stato fatto ora
}
timings-shared = { $threads ->
    [one] * piano per piano
   *[other] * somma di { $threads } thread, che lavorano insieme
}
timings-documents = I documenti più lenti:
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
    [altered] non è più come fu archiviato
    [no-file] non è un file
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
misuse-conflict = { $subject } non va insieme a { $other }
misuse-missing = manca { $subject }
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
help-subject = Di che cosa è lo schema: dei piani (se non indicato), di allegato.toml, degli allegati in JSON, delle differenze, dei messaggi in JSON, dei verbali di verifica, degli archivi
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

help-archive = Archivia gli allegati di un anno, una volta per sempre
help-archive-more =
    Gli allegati del 2009 vanno in archive/2009/, con i piani da cui vengono, le impronte SHA-256 di ogni file e
    quanto serve a verificarli fra decenni. Ciò che è archiviato non cambia più: un allegato che [[plan.correction]]
    dice corretto diventa la versione 2, accanto alla 1.
help-year-name = ANNO
help-year = L'anno dei piani: 2009
help-bagit = Dispone i file in un "bag" secondo BagIt (RFC 8493)
help-pack = Scrive l'archivio anche in un solo FILE, .zip o .tar.zst
help-verify = Verifica un archivio, o un PDF che ne viene
help-verify-more =
    Esce con 0 se tutto è come fu archiviato, con 1 se non tornano le cifre, con 3 se non torna un file, con 4 se
    solo il motore dà altri byte per le stesse cifre, con 2 se il comando è sbagliato o un file non si può leggere. Un PDF
    firmato dopo l'archiviazione è riconosciuto; la firma non è giudicata.
help-what-name = ANNO|CARTELLA|FILE.pdf
help-what = Un anno, la cartella di uno o più anni, o un documento. Se non indicato, tutti gli anni
help-archives = La cartella degli archivi. Se non indicata, quella del progetto
help-digest = L'impronta dell'archivio, annotata quando fu fatto

package-inside = { $path } è dentro l'archivio, dove nulla si aggiunge: scrivi il file altrove
digest-of-which = un'impronta è di un solo anno: indica quale, "allegato verify 2009 --digest …"
package-unknown-kind = l'archivio si scrive in un file il cui nome finisce in .zip o .tar.zst, non in { $path }
no-plans-of-year = nessun piano è dell'anno { $year }
archived-otherwise = il { $year } è già archiviato e non come "bag": com'è disposto un archivio non cambia più
archive-damaged = l'archivio del { $year } non è integro: non vi aggiungo nulla. "allegato verify { $year }" dice di più
not-archived = { $plans ->
    [one] 1 piano ha errori: non ho archiviato nulla
   *[other] { $plans } piani hanno errori: non ho archiviato nulla
}
archived = { $new ->
    [yes] anno { $year }: { $annexes ->
        [0] nessun allegato nuovo
        [one] 1 allegato archiviato
       *[other] { $annexes } allegati archiviati
    }{ $versions ->
        [0] {""}
        [one] , 1 nuova versione
       *[other] , { $versions } nuove versioni
    }{ $metadata ->
        [0] {""}
        [one] , 1 scheda di metadati
       *[other] , { $metadata } schede di metadati
    }, { $unchanged } già archiviati, in { $folder }/
   *[no] anno { $year }: già archiviato in { $folder }/, nulla è cambiato ({ $unchanged ->
        [one] 1 allegato
       *[other] { $unchanged } allegati
    })
}
    {"  "}impronta dell'archivio (SHA-256): { $digest }
archived-set-otherwise = { $annexes ->
    [one] 1 allegato archiviato è stato composto con altre impostazioni, altri modelli o un altro programma: resta com'è
   *[other] { $annexes } allegati archiviati sono stati composti con altre impostazioni, altri modelli o un altro programma: restano come sono
}
archived-gone = { $folder } è archiviato e nessun piano lo ha più: resta. Se non vale più, rimettilo nel piano e annullalo con [[plan.correction]]
packed = scritto { $path } (SHA-256 { $digest })
archive-readme =
    ARCHIVIO DEGLI ALLEGATI, ANNO { $year }
    
    annexes/   gli allegati: per ciascuno una cartella, e in essa una per ogni versione (v1 è la prima pubblicata; le
               successive vengono da rettifiche, integrazioni o annullamenti, e la precedente resta)
    sources/   i piani da cui gli allegati furono ricavati, e i file che i piani leggono
    records/   i verbali della verifica, con ogni uguaglianza controllata
    project/   impostazioni, modelli e caratteri con cui gli allegati furono composti
    manifest.json   che cosa c'è, da che cosa fu fatto e con quale programma; dimensione e SHA-256 di ogni file
    SHA256SUMS      le stesse impronte per il comando sha256sum
    
    Verificare senza il programma, da questa cartella:
        sha256sum -c SHA256SUMS
    L'impronta di tutto l'archivio è quella di manifest.json senza il valore di "digest":
        sed 's/^  "digest": "[0-9a-f]*"/  "digest": ""/' manifest.json | sha256sum
    Verificare anche cifre e documenti, con il programma "allegato":
        allegato verify CARTELLA
    
    Nulla qui va cambiato, tolto o aggiunto.

no-archive = { $path } non è un archivio: non c'è un manifest.json{ $pending ->
    [yes] . Un'archiviazione è stata interrotta: ripeti "allegato archive"
   *[no] {""}
}
nothing-archived = nessun anno è archiviato
verified-skipped = { $path }: il suo manifest.json non è integro, e non prova nulla
verified-recoverable = { $path }: ricomposto dal piano archiviato è identico a com'era, e si può recuperare
verified-part = { $part ->
    [figures] cifre
    [file] file
   *[engine] motore
}
flaw-other-year = { $path } è l'archivio del { $year }, non dell'anno della sua cartella
flaw-not-proved = { $path }: le cifre non si possono più ricalcolare da ciò che è danneggiato
flaw-checked-otherwise = { $path }: questo programma vi trova { $errors ->
    [one] 1 errore
   *[other] { $errors } errori
} che quello che lo archiviò non trovava; nessuno riguarda i conti
flaw-missing = { $path } manca
flaw-missing-here = { $path } manca; ciò che conteneva è in { $other }, che non fu archiviato
flaw-added = { $path } non fa parte dell'archivio: è stato aggiunto dopo
flaw-not-a-file = { $path } non è un file: al suo posto c'è un collegamento o altro
flaw-not-read = { $path } non si può leggere ({ $detail })
flaw-altered = { $path } non è più come fu archiviato: i suoi byte sono cambiati
flaw-swapped = { $path } contiene ora ciò che fu archiviato come { $other }
flaw-unreadable = { $path } non è scritto come dovrebbe ({ $detail })
flaw-later = { $path } è di un programma più recente (formato { $format }): serve quello
flaw-inconsistent = { $path } non è coerente: nomina ciò che non c'è
flaw-other-digest = l'impronta dell'archivio non è quella annotata: ora è { $digest }
flaw-unfinished = { $path }: un'archiviazione è stata interrotta a metà. Ripeti "allegato archive" per completarla
flaw-wrong-plan = { $path }: il piano archiviato ha errori ({ $errors ->
    [one] 1 errore
   *[other] { $errors } errori
})
flaw-no-source = { $path }: da qui non si può più ricavare l'allegato
flaw-other-equations = { $path }: fu verificato "{ $recorded }", ora il piano archiviato dà "{ $found }"
flaw-other-facts = { $path } non dice di { $other } ciò che dice il piano archiviato
flaw-other-data = { $path }: ciò che se ne ricava non è ciò che dice { $other }
flaw-other-figure = { $path }: alla riga "{ $row }", colonna "{ $column }", il piano archiviato dice { $source }, il PDF { $document }
flaw-unreadable-pdf = { $path }: il PDF non si può leggere ({ $detail })
flaw-drawn-otherwise = { $path }: ricomposto dallo stesso motore ha altri byte, con le stesse cifre
flaw-not-drawn = { $path }: non si può più ricomporre ({ $detail })
verified = { $path }: { $outcome ->
    [whole] l'archivio del { $year } è come fu fatto
    [figures] NON TORNANO LE CIFRE dell'archivio
    [file] NON TORNANO I FILE dell'archivio
   *[engine] file e cifre tornano; solo il motore dà altri byte
}
    {"  "}file: { $wrong-files ->
    [0] tutti e { $files } integri
    [one] 1 problema
   *[other] { $wrong-files } problemi
}
    {"  "}cifre: { $wrong-figures ->
    [0] { $equations ->
        [0] { $sealed ->
            [no] non ricalcolate
           *[yes] nessuna uguaglianza da ricalcolare
        }
        [one] ricalcolata 1 uguaglianza, torna
       *[other] ricalcolate { $equations } uguaglianze, tutte tornano
    }
    [one] 1 problema
   *[other] { $wrong-figures } problemi
}
    {"  "}motore: { $engine }; { $wrong-engine ->
    [0] {""}
    [one] 1 problema,{" "}
   *[other] { $wrong-engine } problemi,{" "}
}{ $sealed ->
    [no] nulla è stato ricomposto
   *[yes] { $identical ->
        [one] ricomposto identico byte per byte 1 allegato
       *[other] ricomposti identici byte per byte { $identical } allegati
    } su { $versions }
}{ $alike ->
    [0] {""}
   *[other] , con altri byte e le stesse cifre { $alike }
}{ $sealed ->
    [no] {""}
   *[yes] {""}
    {"  "}impronta dell'archivio (SHA-256): { $digest }
}
verified-file = { $path }: { $outcome ->
    [archived] è il documento archiviato
    [signed] è il documento archiviato, con firme aggiunte dopo (qui non giudicate)
    [changed] NON è più il documento archiviato: è stato cambiato
   *[unknown] non è un documento archiviato, né uno con firme aggiunte{ $years ->
        [0] . Non c'è nessun archivio in cui cercarlo
        [one] {" "}(cercato in 1 anno)
       *[other] {" "}(cercato in { $years } anni)
    }
}{ $outcome ->
    [unknown] {""}
   *[other] {""}
    {"  "}{ $plan }, anno { $year }, allegato { $annex }, versione { $version }{ $holds ->
        [yes] {""}
       *[no] { $annulled ->
            [yes] {": "}l'allegato è stato annullato
           *[no] {": "}l'ultima versione è la { $latest }
        }
    }
    {"  "}archiviato come { $archived }, SHA-256 { $sha256 }
    {"  "}{ $proof ->
        [whole] l'originale, ricalcolato e ricomposto dal piano archiviato: tutto torna
        [figures] NON TORNANO LE CIFRE dell'archivio da cui viene
        [file] NON TORNANO I FILE dell'archivio da cui viene
       *[engine] file e cifre tornano; solo il motore dà altri byte
    }
}
verified-signature = { $kind ->
    [signature] firma
    [time-stamp] marca temporale
   *[unsigned] campo di firma ancora vuoto
} "{ $field }"{ $named ->
    [yes] , a nome di { $name }
   *[no] {""}
}{ $dated ->
    [yes] , del { $time }
   *[no] {""}
}{ $shown ->
    [yes] . Si vede a pagina { $pages }: lì potrebbe coprire una cifra, confronta con il documento archiviato
   *[no] {""}
}
verified-change = aggiunta { $update }: { $touches ->
    [page] cambia la pagina { $page }
    [content] cambia ciò che è scritto a pagina { $page }
    [resources] cambia caratteri o immagini di pagina { $page }
    [annotation] a pagina { $page } c'è un'annotazione che non è di una firma
    [page-tree] le pagine non sono più quelle
    [structure-tree] cambia ciò che leggono gli screen reader
    [outline] cambia l'indice
    [names] cambiano nomi o file allegati
    [output-intents] cambia la resa dei colori
    [catalog] cambia il comportamento del documento ({ $detail })
    [trailer] cambia l'intestazione tecnica del file ({ $detail })
    [information] cambia una proprietà del documento ({ $detail })
    [metadata] cambiano i metadati{ $detailed ->
        [yes] {" "}({ $detail })
       *[no] {""}
    }
    [form] cambia il modulo ({ $detail })
    [field] c'è un campo che non è di una firma ({ $detail })
    [signature] la firma "{ $detail }" non è di questo documento
    [removed] qualcosa che c'era non c'è più
    [filled-in] c'è qualcosa che prima mancava
    [unreferenced] c'è qualcosa che per ora non si vede
    [without-signature] ciò che è stato aggiunto non è firmato
    [unreadable] non è scritta come dovrebbe: { $detail }
   *[other] cambia una parte del documento
}
verified-unreadable = il documento archiviato non si può leggere: { $detail }
unreadable-pdf = { $why ->
    [header] l'intestazione del PDF non è la prima cosa, o c'è due volte
    [key-twice] la stessa chiave c'è due volte
    [generation] un oggetto non è della prima generazione
    [too-deep] troppi livelli, l'uno nell'altro
    [too-many] c'è più di quanto serve a qualunque firma
    [too-large] dati troppo grandi
    [stream-length] un flusso non finisce dove dice
    [filter] un flusso non si può decodificare
    [references] un oggetto non è dove dice la tabella dei riferimenti
    [unlisted] un oggetto manca nella tabella dei riferimenti
    [hybrid] due tabelle dei riferimenti, per due generi di programmi
    [chain] una tabella dei riferimenti non porta a quella di prima
    [end] la fine non è la fine di un PDF
    [encrypted] è cifrato
    [pages] le pagine non si trovano
   *[syntax] qualcosa non è scritto come in un PDF
} (byte { $at })
help-diff = Dice che cosa cambia da un piano a un altro, o da un'edizione di un allegato all'altra
help-diff-old = L'edizione di prima: un piano (plans/2017/fsn.toml), un suo allegato (plans/2017/fsn.toml#b), o il PDF o la cartella di una versione archiviata
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
diff-no-plan = { $path } non è un piano né un documento archiviato: indica un file .toml, o il PDF o la cartella di una versione archiviata
diff-no-annex = in { $plan } non c'è un allegato "{ $label }": ci sono { $labels }
diff-written = differenze scritte in { $path }
verified-envelope = { $envelopes ->
    [one] è in una busta firmata (.p7m)
   *[other] è in { $envelopes } buste firmate (.p7m), l'una nell'altra
}
