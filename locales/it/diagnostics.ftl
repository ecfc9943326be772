# Un messaggio per ogni codice. ".label" sta sotto il punto segnato; gli altri attributi sono note e suggerimenti.

not-utf8 = il file non è un testo UTF-8
    .label = qui c'è un byte che non è testo: salva il file con la codifica UTF-8
toml-syntax = { $reason ->
    [duplicate-key] questa chiave c'è già
    [unquoted] qui serve un valore, e un testo va tra virgolette
    [missing-comma] manca una virgola
    [missing-equals] dopo la chiave manca il segno =
    [missing-value] dopo il segno = manca il valore
    [unclosed-bracket] manca una parentesi di chiusura
    [unclosed-quote] le virgolette non sono chiuse bene
    [bare-amount] un importo va tra virgolette
    [leading-zero] un numero non può cominciare con 0
   *[other] qui il file non segue le regole del TOML
}
    .label = da correggere qui
unknown-key = la chiave "{ $key }" non esiste
    .label = chiave sconosciuta
    .nearest = forse "{ $nearest }"?
missing-key = manca la chiave "{ $key }"
    .label = qui dentro
wrong-type = il valore di "{ $key }" è del tipo sbagliato
    .label = { $expected ->
        [text] serve un testo tra virgolette
        [integer] serve un numero intero
        [boolean] serve true o false
        [date] serve una data senza virgolette, come 2009-06-16
        [table] serve una tabella, come {"{"} chiave = "valore" {"}"}
        [tables] serve un elenco tra parentesi quadre
       *[cell] serve un testo tra virgolette o un numero intero
    }, e qui c'è { $found ->
        [string] un testo
        [integer] un numero intero
        [float] un numero con decimali
        [boolean] true o false
        [datetime] una data o un'ora
        [array] un elenco
       *[table] una tabella
    }
unknown-value = "{ $value }" non è un valore ammesso per "{ $key }"
    .label = valore sconosciuto
    .possible = i valori possibili sono: { $possible }
    .nearest = forse "{ $nearest }"?
empty-text = "{ $key }" è vuoto
    .label = scrivi un testo, o togli la chiave se non serve
forbidden-character = il carattere { $character } non può stare in un testo
    .label = non è un segno che tutti possono leggere: toglilo o sostituiscilo
unprintable-character = nessun carattere tipografico dei documenti ha il segno "{ $character }" ({ $code })
    .label = nel PDF non si vedrebbe
    .help = sostituiscilo, o togli "pdf" da formats in allegato.toml
unknown-format = il formato { $format } dei piani non esiste
    .label = per ora c'è solo format = 1
year-out-of-range = { $year } non è un anno possibile
    .label = serve un anno di quattro cifre
no-annex = il piano non ha allegati
    .label = aggiungi almeno un [[annex]]
duplicate-label = l'allegato "{ $label }" c'è già
    .label = cambia questa etichetta: due file avrebbero lo stesso nome
    .first = qui la prima volta
unusable-label = "{ $label }" non può essere l'etichetta di un allegato
    .label = servono lettere o cifre, al massimo 60: diventano il nome dei file
duplicate-id = il nome "{ $id }" c'è già
    .label = cambia questo nome: chi lo cita non saprebbe quale dei due
    .first = qui la prima volta
unusable-address = { $kind ->
    [base] "{ $address }" non può essere l'indirizzo del sito
    [mail] "{ $address }" non è un indirizzo di posta
   *[web] "{ $address }" non è un indirizzo web
}
    .label = { $kind ->
        [base] serve l'indirizzo intero, che comincia con https:// o http://, senza spazi, senza "?" e senza "#"
        [mail] deve essere come "ufficio@regione.example", senza spazi e senza nome davanti
       *[web] deve cominciare con https:// o http:// e non avere spazi
    }
unusable-folder = "{ $folder }" non può essere la cartella di ciò che il programma scrive
    .label = serve una cartella dentro il progetto che non sia di piani, modelli o caratteri, e diversa per documenti e archivio
unknown-colour = "{ $colour }" non è un colore
    .label = un cancelletto e sei cifre esadecimali, come "#004a8f"
low-contrast = in "{ $colour }" i collegamenti si leggono male: il contrasto con lo sfondo è { $whole },{ $tenths }:1
    .label = serve almeno 4,5:1 (WCAG 2.2); il più vicino che va bene è "{ $near }"
standards-conflict = { $reason ->
    [nothing] nessuno standard è scelto per i PDF
    [two-archival] "{ $first }" e "{ $second }" non stanno insieme: un PDF da archivio è di un solo tipo di PDF/A
    [header-cells] "{ $first }" e "{ $second }" non stanno insieme: "{ $first }" è scritto in PDF { $first-version }, che non può dire se un'intestazione vale per una riga o per una colonna, come "{ $second }" vuole
   *[versions] "{ $first }" e "{ $second }" non stanno insieme: un file è scritto in una sola versione di PDF, e al primo serve la { $first-version }, al secondo la { $second-version }
}
    .label = { $reason ->
        [nothing] scrivine almeno uno, come ["a-2a", "ua-1"], o togli la chiave
        [two-archival] scegline uno; "a-2a" va bene per quasi tutto, "a-3a" porta con sé i dati
        [header-cells] togline uno; "a-2a" sta insieme a "{ $second }"
       *[versions] togline uno
    }
catalogue-incomplete = { $missing ->
    [base-url] il catalogo dei dati ha bisogno dell'indirizzo del sito
    [title] il catalogo dei dati ha bisogno di un titolo
    [licence] la licenza "{ $written }" non è tra quelle del vocabolario di AgID, che i cataloghi dei dati vogliono
   *[authority] il catalogo dei dati non sa il codice IPA di "{ $written }"
}
    .label = { $missing ->
        [base-url] scrivi base_url = "https://…" sotto [site], oppure togli questa tabella
        [title] scrivi title = "…" in cima al file, oppure togli questa tabella
        [licence] scegli in cima al file, per esempio, licence = "CC-BY-4.0" o "CC0-1.0", oppure togli questa tabella
       *[authority] scrivi sotto [catalogue.rights_holders] il nome come sta qui e il suo codice: "{ $written }" = "…"
    }
unusable-ipa = "{ $code }" non può essere il codice IPA di "{ $name }"
    .label = un codice IPA ha solo lettere, cifre, "_" e "-", come "r_basili"; si cerca su indicepa.gov.it
authority-without-ipa = il catalogo dei dati non sa il codice IPA di "{ $authority }", e lascia fuori questo piano
    .label = scrivi in allegato.toml, sotto [catalogue.rights_holders]: "{ $authority }" = "…"
metadata-incomplete = { $missing ->
    [administration] per i metadati di conservazione manca l'amministrazione che registra i documenti
    [name] i metadati per la conservazione hanno bisogno del nome dell'amministrazione
    [ipa] i metadati per la conservazione hanno bisogno del codice IPA di "{ $of }"
    [aoo] i metadati per la conservazione hanno bisogno dell'area organizzativa omogenea di "{ $of }"
    [office] i metadati per la conservazione hanno solo metà dell'ufficio di "{ $of }"
    [address] i metadati per la conservazione hanno bisogno di un indirizzo di posta di "{ $of }"
    [author] per i metadati di conservazione manca qualcosa di "{ $of }", l'autorità di questo piano
    [document-type] i metadati per la conservazione hanno bisogno della tipologia dei documenti
    [register] i metadati per la conservazione hanno bisogno del codice del registro in cui è l'atto
    [number] i metadati per la conservazione hanno bisogno del numero dell'atto
    [date] i metadati per la conservazione hanno bisogno della data dell'atto
    [classification] i metadati per la conservazione hanno bisogno della classificazione
    [aggregation] i metadati per la conservazione hanno bisogno del fascicolo, o della serie
    [operator] i metadati per la conservazione hanno bisogno di chi risponde della correzione
   *[previous-version] i metadati per la conservazione non possono dire da quale versione viene questa: nessuna è stata archiviata
}
    .label = { $missing ->
        [administration] scrivi qui sotto [preservation.administration], con name, ipa, aoo, aoo_name e addresses
        [name] scrivi qui sotto name = "…"
        [ipa] scrivi qui sotto ipa = "…"; si cerca su indicepa.gov.it
        [aoo] scrivi qui sotto aoo = "…", il codice, e aoo_name = "…", il nome; si cercano su indicepa.gov.it
        [office] servono sia office = "…", il codice, sia office_name = "…", il nome; oppure nessuno dei due
        [address] scrivi qui sotto addresses = ["…"], per esempio l'indirizzo PEC
        [author] completa in allegato.toml [preservation.authorities."{ $of }"], con ipa, aoo, aoo_name e addresses
        [document-type] scrivi document_type = "…" sotto [plan.preservation], o per tutti i piani sotto [preservation] in allegato.toml
        [register] scrivi register = "…" sotto [plan.preservation], o per tutti i piani sotto [preservation] in allegato.toml
        [number] scrivi number in act = {"{"} … {"}"} sotto [plan], oppure protocol sotto [plan.preservation]
        [date] scrivi date in act = {"{"} … {"}"} sotto [plan], oppure protocol sotto [plan.preservation]
        [classification] scrivi classification = {"{"} index = "…", description = "…", scheme = "…" {"}"} sotto [plan.preservation], o per tutti i piani sotto [preservation] in allegato.toml
        [aggregation] scrivi aggregation = {"{"} kind = "dossier", id = "…" {"}"} sotto [plan.preservation], o per tutti i piani sotto [preservation] in allegato.toml
        [operator] scrivi operator = {"{"} surname = "…", name = "…" {"}"} sotto [plan.preservation], o per tutti i piani sotto [preservation] in allegato.toml
       *[previous-version] di questo documento vanno compilati a mano
    }
unusable-metadata = { $what ->
    [register] "{ $written }" non può essere il codice di un registro
    [protocol] "{ $written }" non può essere un numero di protocollo
    [retention] i documenti non si possono conservare per { $written } anni
    [sha256] "{ $written }" non può essere un'impronta SHA-256
   *[keywords] "{ $written }" è una parola chiave di troppo
}
    .label = { $what ->
        [register] sono ammesse solo lettere senza accento, cifre, "_", "." e "-", al massimo 16 caratteri
        [protocol] sono ammesse solo cifre, come 45231
        [retention] serve un numero da 1 a 9998, o 9999 per sempre
        [sha256] servono 64 cifre esadecimali, come le scrive sha256sum
       *[keywords] ce ne stanno al massimo cinque
    }
unusable-name = "{ $name }" non può essere un nome
    .label = servono lettere senza accento, cifre o _, e una lettera all'inizio
output-collision = i documenti di questo piano avrebbero gli stessi nomi di quelli di un altro
    .label = { $first } ha già quei nomi: rinomina uno dei due file, o correggi l'anno
archived-annex-changed = l'allegato { $label } del { $year } è già archiviato, e il piano ora dice altro
    .label = { $reason ->
        [older] è archiviata la versione { $version }, e il piano nomina meno correzioni
       *[changed] è archiviato come versione { $version }
    }
    .help = ciò che è archiviato non cambia: se l'allegato è stato corretto, aggiungi al piano una [[plan.correction]] con kind, date e reason; se no, rimetti ciò che il piano diceva
no-table = l'allegato non ha tabelle
    .label = aggiungi almeno una [[annex.table]]
no-column = la tabella non ha colonne
    .label = aggiungi columns = [ … ]
no-row = la tabella non ha righe
    .label = aggiungi almeno una [[annex.table.row]]
reserved-key = "{ $key }" non può essere la chiave di una colonna
    .label = nelle righe questa parola ha già un significato ({ $reserved })
unknown-currency = la valuta "{ $code }" non è tra quelle conosciute
    .label = serve il codice di tre lettere della valuta
    .nearest = forse "{ $nearest }"?
too-many-decimals = una colonna può avere al massimo { $most } decimali
    .label = serve un numero da 0 a { $most }
key-not-for-kind = "{ $key }" non ha senso in una colonna di tipo "{ $kind }"
    .label = togli la chiave, o correggi il tipo della colonna (kind)
missing-cell = in questa riga manca la cella "{ $key }"
    .label = scrivi { $key } = "…", o "^" se continua la cella di sopra, o "-" se non c'è un importo
row-without-cells = in questa riga tutte le celle continuano quelle di sopra
    .label = la riga non aggiunge nulla: toglila, o scrivi una cella sua
span-above-first-row = "^" nella prima riga: sopra non c'è una cella da continuare
    .label = scrivi qui il valore
span-left-of-first-column = "<" nella prima colonna: a sinistra non c'è una cella da continuare
    .label = scrivi qui il valore
span-crosses-total = una cella non può continuare tra righe che contano in modo diverso
    .label = scrivi qui il valore: voci, di cui, titoli e totali restano separati
span-crosses-amount-column = una cella non può continuare di lato attraverso una colonna di importi
    .label = scrivi qui il valore: un importo appartiene a una colonna sola
span-not-rectangular = le celle unite non formano un rettangolo
    .label = questa cella spezza la cella unita
    .begins = la cella unita comincia qui
number-needs-quotes = in una colonna di testo un numero con decimali va tra virgolette
    .label = scrivi "{ $number }"
amount-is-float = un importo non può essere un numero TOML con decimali: il computer ne perderebbe i centesimi
    .label = mettilo tra virgolette
    .suggestion = scrivi { $suggestion }
    .either = scrivi { $first } oppure { $second }, secondo ciò che intendi
amount-malformed = "{ $written }" non è un importo
    .label = non si legge come un numero
    .help = un importo si scrive così: "{ $example }"
amount-other-notation = "{ $written }" non è scritto come gli importi di questo piano
    .label = qui punti e virgole dicono un'altra cosa
    .suggestion = se intendi questo, scrivi "{ $suggestion }"
    .help = un importo si scrive così: "{ $example }"
amount-other-currency = questo importo è in { $found }, la tabella è in { $expected }
    .label = correggi la valuta, qui o in currency
amount-too-many-decimals = "{ $written }" ha troppi decimali
    .label = { $decimals ->
        [0] questa colonna non ha decimali
        [one] questa colonna ha 1 decimale
       *[other] questa colonna ha { $decimals } decimali
    }
amount-too-large = "{ $written }" è troppo grande
    .label = un importo ha al massimo 20 cifre prima della virgola
sum-too-large = i numeri di questa colonna sono troppo grandi da sommare
    .label = somme e differenze hanno al massimo 20 cifre prima della virgola
total-mismatch = il totale dichiarato non corrisponde alla somma
    .label = dichiarato { $declared }
    .sum = { $count ->
        [0] nessun importo da sommare: { $sum }
        [one] somma di 1 importo: { $sum } (riga { $lines })
       *[other] somma di { $count } importi: { $sum } (righe { $lines })
    }
    .over = differenza: il totale dichiarato ha { $difference } in più
    .under = differenza: il totale dichiarato ha { $difference } in meno
    .subtotals-agree = è la somma dei subtotali come sono scritti
    .subtotals-over = i subtotali come sono scritti fanno { $subtotals }: il totale ha { $apart } in più
    .subtotals-under = i subtotali come sono scritti fanno { $subtotals }: il totale ha { $apart } in meno
    .addend = una delle righe sommate
key-not-for-role = "{ $key }" non ha senso in una riga di ruolo "{ $role }"
    .label = togli la chiave, o correggi il ruolo della riga
level-out-of-range = questo livello non esiste
    .label = serve un numero da 1 (il gruppo più esterno) a { $most }
empty-group = questo subtotale non ha righe da sommare
    .label = il suo gruppo è vuoto: sposta la riga, o correggi level e over
of-which-without-whole = questa riga "di cui" non ha una riga di cui è parte
    .label = mettila sotto la riga che la contiene
carry-without-total = questa tabella non finisce con il totale a cui i riporti arrivano
    .label = serve come ultima riga un totale (role = "total") di ciò che sta sopra, e almeno una colonna sommata
unusable-display = "{ $display }" non dice come stampare un numero
    .label = serve # al posto del numero e parole da una parte sola, che vadano bene per la colonna: "€ #", "euro #", "# %", "#"
rows-file-unreadable = { $reason ->
    [missing] il file "{ $file }" non c'è, o non si può leggere
    [outside] il file "{ $file }" è fuori dal progetto
    [empty] il file "{ $file }" è vuoto
    [hidden] il foglio "{ $file }" ha valori nascosti sotto celle unite
    [no-rows] il file "{ $file }" non ha righe
    [merged] il foglio "{ $file }" ha celle unite
    [unknown-kind] non so leggere le righe da "{ $file }"
    [no-sheet] la cartella di lavoro "{ $file }" non ha fogli
    [too-large] il file "{ $file }" ha troppe celle
   *[broken] il file "{ $file }" è danneggiato
}
    .label = { $reason ->
        [missing] il percorso parte dalla cartella del piano
        [outside] mettilo accanto al piano
        [empty] serve una prima riga con le chiavi delle colonne
        [hidden] dividi le celle unite in { $cell } e cancella ciò che non si vede
        [no-rows] dopo la prima, con le chiavi delle colonne, serve almeno una riga
        [merged] di un file ODS non si leggono: dividile, o salva il foglio come XLSX
        [no-sheet] serve almeno un foglio di celle, non solo grafici
        [unknown-kind] il nome deve finire in .csv, .tsv, .txt, .xlsx, .xlsm, .xlsb, .xls o .ods
        [too-large] al massimo 5 milioni
       *[other] salvalo di nuovo, o usa un file CSV
    }
    .detail = dettaglio tecnico: { $detail }
rows-file-cell = { $reason ->
    [beyond] questa riga ha più campi della prima
    [boolean] qui c'è vero o falso, e non un testo o un importo
    [date] qui c'è una data, e non un testo o un importo
    [error] qui il foglio di calcolo ha un errore
    [continued] questa cella continua quella sopra o quella a sinistra, e non ha parole sue
    [level] un livello è un numero da 1 a 9
    [uncalculated] questa formula non ha un risultato salvato
    [stray-quote] in mezzo al campo ci sono virgolette
    [unclosed-quote] le virgolette aperte qui non sono mai chiuse
    [percent] qui non si sa se 0,12 vuol dire 12 % o 0,12 %
   *[number] qui c'è un numero con decimali, e la colonna "{ $key }" è di testo
}
    .label = { $reason ->
        [beyond] questo campo non ha una colonna
        [continued] scrivi le parole accanto alla cella che comincia, nella sua riga
        [level] scrivi un numero da 1 a 9, o lascia vuota la cella
        [uncalculated] apri il foglio, ricalcola e salva
        [stray-quote] raddoppiale: ""così""
        [unclosed-quote] raddoppia le virgolette che fanno parte del testo, e chiudi quelle del campo
        [error] correggi la formula nel foglio
        [percent] scrivi rows_from = {"{"} file = "…", percents = "fractions" {"}"} (0,12 è 12 %), o "hundredths" (12 è 12 %)
       *[other] scrivi la cella come testo
    }
number-inexact = il numero { $number } del foglio di calcolo { $decimals ->
    [0] non è intero
    [one] ha più di 1 decimale
   *[other] ha più di { $decimals } decimali
}
    .label = arrotondalo nel foglio, o scrivilo come testo: il programma non lo fa al posto tuo, e un foglio tiene 15 cifre
unknown-footnote = la nota "{ $name }" non esiste
    .label = aggiungila sotto [annex.footnotes]
    .nearest = forse "{ $nearest }"?
unusable-mark = { $reason ->
    [long] il segno di questa nota è troppo lungo
   *[taken] il segno { $mark } è già di un'altra nota
}
    .label = { $reason ->
        [long] al massimo { $most } caratteri, come "(*)"
       *[taken] cambialo: i numeri tra parentesi li mette il programma
    }
    .first = qui la prima volta
unused-footnote = nessun testo richiama la nota "{ $name }"
    .label = richiamala con [^{ $name }], o toglila: altrimenti non si stamperebbe
text-reference = questo richiamo non si capisce
    .label = si scrive così: {"{{"} amount("tabella.riga.colonna") {"}}"} o {"{{"} in_words("tabella.riga.colonna") {"}}"}
no-figure-to-say = "{ $name }" non ha un numero da scrivere { $function ->
    [in_words] in lettere
   *[amount] in cifre
}
    .label = richiama un'altra cella{ $function ->
        [in_words] ; le percentuali non si scrivono in lettere
       *[amount] {""}
    }
amount-not-expected = { $reason ->
    [heading] una riga di titolo non ha importi
   *[none] questa colonna non ha totali
}
    .label = { $reason ->
        [heading] togli l'importo, o correggi il ruolo della riga
       *[none] togli l'importo, o total = "none" dalla colonna: nessuno lo verificherebbe
    }
printed-differs = "{ $printed }" non è un altro modo di scrivere { $amount }
    .label = le cifre sono diverse
    .help = printed cambia solo la forma; se l'importo pubblicato è sbagliato, scrivilo in amount e spiegalo con as_published
printed-without-amount = printed senza un importo
    .label = scrivi in amount il valore; dove non c'è un importo, printed non serve
formula-syntax = la formula non si capisce
    .label = { $of ->
        [check] da qui; servono due formule (nomi, numeri, + - * / e parentesi) e tra loro uno di = < > <= >=
       *[formula] da qui; una formula ha nomi, numeri, + - * / e parentesi
    }
unknown-name = "{ $name }" non esiste
    .label = nessuna colonna, riga o tabella ha questo nome
    .nearest = forse "{ $nearest }"?
not-a-number = "{ $name }" non è un numero
    .label = in una formula stanno solo importi, percentuali e quantità
formula-cycle = il valore di "{ $key }" dipende da sé stesso
    .label = scrivi almeno uno dei valori da cui dipende
formula-over-merged = la formula userebbe solo una parte di un importo unico
    .label = qui la formula vale per meno righe dell'importo
    .merged = questo importo vale per più righe
    .help = unisci anche queste celle con "^", o dividi l'importo
divides-by-zero = la formula divide per zero
    .label = in "{ $key }" il divisore è zero: scrivi "-" se qui non c'è un valore
mixed-currencies = la formula mescola importi e altro
    .label = in "{ $key }" si sommano valute diverse, o un importo finisce in una colonna che non è di quella valuta
needs-rounding = la formula dà più decimali della colonna
    .label = aggiungi rounding alla colonna, per esempio rounding = "half-up"
subtotal-mismatch = il subtotale dichiarato non corrisponde alla somma
    .label = dichiarato { $declared }
    .sum = { total-mismatch.sum }
    .over = differenza: il subtotale dichiarato ha { $difference } in più
    .under = differenza: il subtotale dichiarato ha { $difference } in meno
    .addend = { total-mismatch.addend }
average-mismatch = il valore dichiarato non è la media
    .label = dichiarato { $declared }
    .average = media di { $count ->
        [one] 1 valore: { $sum } (riga { $lines })
       *[other] { $count } valori: { $sum } (righe { $lines })
    }
    .over = differenza: il valore dichiarato ha { $difference } in più
    .under = differenza: il valore dichiarato ha { $difference } in meno
    .addend = una delle righe della media
formula-mismatch = il valore dichiarato non corrisponde alla formula
    .label = dichiarato { $declared }
    .formula = { $formula } = { $sum }
    .values = con { $values }
    .over = differenza: il valore dichiarato ha { $difference } in più
    .under = differenza: il valore dichiarato ha { $difference } in meno
share-mismatch = la quota dichiarata non corrisponde agli importi
    .label = dichiarata { $declared }
    .share = sul totale di { $whole } risulta { $sum }
    .over = differenza: la quota dichiarata è più alta di { $difference }
    .under = differenza: la quota dichiarata è più bassa di { $difference }
of-which-exceeds = le parti superano l'intero
    .label = { $count ->
        [one] questa parte è { $parts }
       *[other] le { $count } parti fanno insieme { $parts }
    }
    .whole = l'intero è { $whole }
    .part = una delle parti
as-published = come pubblicato, ma i conti non tornano
    .label = pubblicato { $declared }
    .sum = { total-mismatch.sum }
    .average = { average-mismatch.average }
    .formula = { formula-mismatch.formula }
    .values = { formula-mismatch.values }
    .share = { share-mismatch.share }
    .over = differenza: il valore pubblicato ha { $difference } in più
    .under = differenza: il valore pubblicato ha { $difference } in meno
    .subtotals-agree = { total-mismatch.subtotals-agree }
    .subtotals-over = { total-mismatch.subtotals-over }
    .subtotals-under = { total-mismatch.subtotals-under }
    .whole = l'intero è { $whole }
    .reason = motivo: { $reason }
    .addend = { total-mismatch.addend }
    .part = { of-which-exceeds.part }
    .apart = { check-mismatch.apart }
    .figure = { check-mismatch.figure }
as-published-agrees = "as_published", ma nessun conto smentisce questo importo
    .label = togli as_published: i conti tornano, o qui non se ne fanno
link-outside = il file "{ $file }" è un collegamento che porta fuori dal progetto
    .label = al suo posto metti una copia del file
unknown-font = il carattere "{ $family }" non c'è
    .label = carattere sconosciuto
    .families = ci sono: { $families }
    .nearest = forse "{ $nearest }"?
    .folder = metti i suoi file (.ttf o .otf) nella cartella fonts del progetto
font-unreadable = { $reason ->
    [web] "{ $file }" è un carattere per il web, che nei PDF non si può usare
   *[broken] "{ $file }" non è un carattere, o il file è danneggiato
}
    .label = { $reason ->
        [web] al suo posto serve il file .ttf o .otf dello stesso carattere
       *[broken] scarica di nuovo il file, o toglilo dalla cartella
    }
font-licence = la licenza di "{ $file }" non permette di metterlo nei documenti
    .label = { $reason ->
        [restricted] il carattere vieta di incorporarlo (fsType 0x0002): togli il file, o usa un altro carattere
        [subset] il carattere vieta di incorporarne una parte (fsType 0x0100): togli il file, o usa un altro carattere
       *[bitmap] il carattere vieta di incorporarne i contorni (fsType 0x0200): togli il file, o usa un altro carattere
    }
font-without-bold = il carattere "{ $family }" non ha il neretto
    .label = totali e intestazioni non si distingueranno dal resto
    .help = metti nella cartella fonts anche il file del neretto, o scegli un altro carattere
unusable-image = { $reason ->
    [missing] l'immagine "{ $file }" non c'è, o non si può leggere
    [outside] l'immagine "{ $file }" è fuori dal progetto
    [too-large] l'immagine "{ $file }" è troppo grande
    [unknown-kind] "{ $file }" non è un'immagine SVG o PNG
    [linked] l'immagine "{ $file }" ne richiama un'altra
    [transparent] l'immagine "{ $file }" è trasparente, e lo standard scelto per i PDF non lo ammette
   *[broken] l'immagine "{ $file }" non si può mettere in un PDF: { $detail }
}
    .label = { $reason ->
        [missing] il percorso parte dalla cartella del progetto
        [outside] copiala dentro il progetto
        [too-large] al massimo 4 MB, e 5000 punti per lato
        [unknown-kind] esporta lo stemma come SVG o PNG
        [linked] esporta di nuovo lo stemma con le immagini incorporate
        [transparent] salva lo stemma su fondo bianco, senza trasparenza
       *[broken] esporta di nuovo lo stemma come SVG o PNG
    }
no-stylesheet = { $reason ->
    [outside] la cartella "{ $folder }" è fuori dal progetto
   *[missing] nella cartella "{ $folder }" non c'è il foglio di stile di Bootstrap Italia, "{ $file }"
}
    .label = { $reason ->
        [outside] copiala dentro il progetto
       *[missing] di solito è la cartella dist; il percorso parte dalla cartella del progetto
    }
profile-without-bulletin = un profilo da bollettino richiede il bollettino
    .label = il piano non dice in quale bollettino esce
    .help = aggiungi [plan.bulletin] con date e, se ci sono, number e part; oppure togli profile
page-out-of-range = { $page } non può essere il numero di una pagina
    .label = serve un numero intero da 1 a 999999
template-error = il modello non funziona: { $reason }
    .label = qui
    .plan = con il piano { $plan }
    .files = un modello vede soltanto i file che sono in templates
template-warning = il modello ha qualcosa di strano: { $reason }
    .label = qui
    .plan = con il piano { $plan }
table-too-wide = la tabella è più larga di una pagina, anche in caratteri piccoli
    .label = dividi la tabella, togli delle colonne o, dove c'è, orientation = "portrait"
rendering-failed = l'allegato "{ $label }" non si può comporre in { $format }: { $cause ->
    [transparency] contiene qualcosa di trasparente, che lo standard { $standards } non ammette
    [description] contiene un'immagine o una formula senza descrizione, che lo standard { $standards } vuole per chi non vede
    [title] manca il titolo del documento, che lo standard { $standards } vuole
    [date] manca la data del documento, che lo standard { $standards } vuole
    [attachment] il modello allega un file, che lo standard { $standards } non ammette: con "a-3a" si può
    [same-name] il modello allega un file che si chiama come uno di quelli che il programma allega: dagli un altro nome
    [sign] contiene un segno che lo standard { $standards } non ammette o che nessun carattere tipografico ha
    [licence] la licenza di un carattere tipografico non permette di incorporarlo, come lo standard { $standards } vuole
    [restless] le righe non trovano mai la loro pagina, e le somme di "A riportare" potrebbero essere sbagliate: togli carry_forward, o quello che nel modello dipende dal proprio posto
   *[other] { $reason }
}
    .label = in questo piano
    .template = qui, nel modello
    .typesetter = con le parole del compositore: { $reason }
date-out-of-order = { $what ->
    [registration] la registrazione è anteriore all'atto
    [correction] la correzione è anteriore all'atto
    [correcting-act] l'atto che corregge è anteriore a quello che è corretto
    [corrections] le correzioni non sono in ordine di data
   *[bulletin] il bollettino è anteriore all'atto
}
    .label = { $what ->
        [corrections] questa data viene prima di quella della correzione che precede
       *[other] questa data viene prima di quella dell'atto
    }
    .act = l'atto è di questa data
    .previous = la correzione che precede è di questa data
correction-after-annulment = l'allegato "{ $label }" è annullato: non si corregge più
    .label = togli questa correzione, o scrivi un allegato nuovo
    .annulment = qui è annullato
    .annexes = se riguarda altri allegati, nominali: annexes = ["B"]
code-malformed = "{ $code }" non ha la forma di { $scheme ->
    [codice-fiscale] un codice fiscale
    [partita-iva] una partita IVA
    [iban] un IBAN
    [cig] un CIG
    [cup] un CUP
   *[istat-comune] un codice ISTAT di comune
}
    .label = { $reason ->
        [length] ha { $found ->
            [one] 1 carattere
           *[other] { $found } caratteri
        }, ne servono { $expected }
        [lowercase] servono lettere maiuscole
        [date] non esiste una data di nascita così
        [country] nessun paese ha queste prime lettere
        [blank] si scrive senza spazi
        [zeros] non può essere fatto di soli zeri
        [name] nessun cognome o nome dà queste lettere
        [early] alla data dell'atto non ce n'erano ancora di questa forma: cominciano il { $since }
       *[character] questo carattere non può stare qui
    }
code-control = i caratteri di controllo di "{ $code }" non tornano
    .label = qui c'è { $found }, il resto darebbe { $expected }: un carattere è sbagliato, qui o altrove
check-mismatch = una verifica chiesta dal piano non torna
    .label = { $declared }
    .values = con { $values }
    .apart = differenza: { $difference }
    .reason = a che serve: { $reason }
    .figure = una delle cifre
other-plan = l'altro piano "{ $file }" non si può usare
    .label = { $reason ->
        [missing] non c'è o non si può leggere: il percorso parte dalla cartella di questo piano
        [outside] è fuori dal progetto
       *[wrong] ha errori suoi: correggili prima (li elenca allegato check)
    }
unusable-tolerance = "{ $written }" non può essere una tolleranza o un passo
    .label = serve un importo sopra lo zero, scritto come gli altri: "{ $example }"
within-tolerance = non torna, ma entro la tolleranza
    .label = dichiarato { $declared }
    .sum = { total-mismatch.sum }
    .average = { average-mismatch.average }
    .formula = { formula-mismatch.formula }
    .values = { formula-mismatch.values }
    .share = { share-mismatch.share }
    .over = { total-mismatch.over }
    .under = { total-mismatch.under }
    .subtotals-agree = { total-mismatch.subtotals-agree }
    .subtotals-over = { total-mismatch.subtotals-over }
    .subtotals-under = { total-mismatch.subtotals-under }
    .whole = { as-published.whole }
    .apart = { check-mismatch.apart }
    .reason = { check-mismatch.reason }
    .tolerance = la tolleranza è { $tolerance }
    .addend = { total-mismatch.addend }
    .part = { of-which-exceeds.part }
    .figure = { check-mismatch.figure }

# Che cosa è probabilmente successo.
hint-merged-repeated = forse l'importo unito di { $amount } è stato contato per ogni sua riga (riga { $lines })
hint-subtotal-counted = { $count ->
    [one] forse il subtotale di { $amount } è stato contato come una voce (riga { $lines })
   *[other] { $among ->
        [one] forse i subtotali sono stati contati come voci (righe { $lines })
       *[other] forse uno dei subtotali è stato contato come una voce (righe { $lines })
    }
}
hint-part-counted = { $count ->
    [one] forse è stato contato { $amount }, che da solo non conta (riga { $lines })
   *[other] { $among ->
        [one] forse sono state contate righe che da sole non contano (righe { $lines })
       *[other] forse è stata contata una riga che da sola non conta: una di { $amount } (righe { $lines })
    }
}
hint-left-out = { $count ->
    [one] forse è stato dimenticato { $amount } (riga { $lines })
   *[other] forse è stato dimenticato uno degli importi di { $amount } (righe { $lines })
}
hint-counted-twice = { $count ->
    [one] forse { $amount } è stato contato due volte (riga { $lines })
   *[other] forse uno degli importi di { $amount } è stato contato due volte (righe { $lines })
}
hint-rounded = { $rounding ->
    [each] è la somma delle cifre arrotondate
    [once] è la somma delle cifre non arrotondate, arrotondata una volta sola
    [down] forse è stato troncato e non arrotondato (rounding = "down")
    [up] forse è stato arrotondato per eccesso (rounding = "up")
    [half-even] forse un cinque è stato arrotondato alla cifra pari (rounding = "half-even")
    [half-down] forse un cinque è stato arrotondato per difetto (rounding = "half-down")
   *[half-up] forse è stato arrotondato al più vicino (rounding = "half-up")
}
hint-separator = { $where ->
    [declared] forse un separatore fuori posto: { $right } scritto { $written }, { $factor } volte { $size ->
        [larger] tanto
       *[smaller] meno
    }{ $count ->
        [0] {""}
        [one] { " " }(o la stessa svista alla riga { $lines })
       *[other] { " " }(o la stessa svista in una delle righe { $lines })
    }
    [between] tra i due importi c'è solo un separatore fuori posto: { $right } e { $written }
   *[row] { $among ->
        [one] forse un separatore fuori posto alla riga { $lines }: { $right } scritto { $written }
       *[other] forse un separatore fuori posto in uno di questi importi: righe { $lines }
    }
}
hint-sign = { $where ->
    [declared] forse un segno sbagliato: { $right } scritto { $written }{ $count ->
        [0] {""}
        [one] { " " }(o la stessa svista alla riga { $lines })
       *[other] { " " }(o la stessa svista in una delle righe { $lines })
    }
    [between] tra i due importi c'è solo un segno sbagliato: { $right } e { $written }
   *[row] { $among ->
        [one] forse un segno sbagliato alla riga { $lines }: { $right } scritto { $written }
       *[other] forse un segno sbagliato in uno di questi importi: righe { $lines }
    }
}
hint-transposed = { $where ->
    [declared] forse due cifre vicine invertite: { $right } scritto { $written }{ $count ->
        [0] {""}
        [one] { " " }(o la stessa svista alla riga { $lines })
       *[other] { " " }(o la stessa svista in una delle righe { $lines })
    }
    [between] tra i due importi ci sono solo due cifre vicine invertite: { $right } e { $written }
   *[row] { $among ->
        [one] forse due cifre vicine invertite alla riga { $lines }: { $right } scritto { $written }
       *[other] forse due cifre vicine invertite in uno di questi importi: righe { $lines }
    }
}
hint-template = { $hint }
