# One message for each code. ".label" stands under the place marked; the other attributes are notes and helps.

not-utf8 = the file is not UTF-8 text
    .label = here is a byte that is no text: save the file with the UTF-8 encoding
toml-syntax = { $reason ->
    [duplicate-key] this key is there already
    [unquoted] a value is needed here, and a text goes between quotes
    [missing-comma] a comma is missing
    [missing-equals] after the key there is no =
    [missing-value] after the = there is no value
    [unclosed-bracket] a closing bracket is missing
    [unclosed-quote] the quotes are not in order
    [bare-amount] an amount goes between quotes
    [leading-zero] a number can't begin with 0
   *[other] here the file does not follow the rules of TOML
}
    .label = fix this
unknown-key = there is no key "{ $key }"
    .label = unknown key
    .nearest = perhaps "{ $nearest }"?
missing-key = the key "{ $key }" is missing
    .label = in here
wrong-type = the value of "{ $key }" is of the wrong type
    .label = { $expected ->
        [text] a text in quotes is needed
        [integer] a whole number is needed
        [boolean] true or false is needed
        [date] a date without quotes is needed, like 2009-06-16
        [table] a table is needed, like {"{"} key = "value" {"}"}
        [tables] a list in square brackets is needed
       *[cell] a text in quotes or a whole number is needed
    }, and here is { $found ->
        [string] a text
        [integer] a whole number
        [float] a number with decimals
        [boolean] true or false
        [datetime] a date or time
        [array] a list
       *[table] a table
    }
unknown-value = "{ $value }" is not a valid value for "{ $key }"
    .label = unknown value
    .possible = possible values are: { $possible }
    .nearest = perhaps "{ $nearest }"?
empty-text = "{ $key }" is empty
    .label = write a text, or take the key away if it is not needed
forbidden-character = the character { $character } can't stand in a text
    .label = not a sign that everybody can read: remove or replace it
unprintable-character = no font of the documents has the sign "{ $character }" ({ $code })
    .label = it would not be seen in the PDF
    .help = replace it, or take "pdf" out of formats in allegato.toml
unknown-format = there is no format { $format } of plans
    .label = so far there is only format = 1
year-out-of-range = { $year } is no possible year
    .label = a year of four digits is needed
no-annex = the plan has no annexes
    .label = add at least one [[annex]]
duplicate-label = there is an annex "{ $label }" already
    .label = change this label: two files would have the same name
    .first = here the first time
unusable-label = "{ $label }" can't be the label of an annex
    .label = letters or digits are needed, at most 60: they become the name of files
duplicate-id = the name "{ $id }" is there already
    .label = change this name: whoever refers to it would not know which of the two
    .first = here the first time
unusable-address = { $kind ->
    [base] "{ $address }" can't be the address of the site
    [mail] "{ $address }" is no mail address
   *[web] "{ $address }" is no web address
}
    .label = { $kind ->
        [base] it has to be the whole address that begins with https:// or http://, without blanks, "?" and "#"
        [mail] it has to be like "office@regione.example", without blanks and with no name before it
       *[web] it has to begin with https:// or http:// and have no blanks
    }
unusable-folder = "{ $folder }" can't be a folder that the program writes to
    .label = a folder inside the project is needed that is not of plans, templates or fonts, and not one for both documents and archive
unknown-colour = "{ $colour }" is no colour
    .label = a hash and six hexadecimal digits, like "#004a8f"
low-contrast = links in "{ $colour }" are hard to read: the contrast with the background is { $whole }.{ $tenths }:1
    .label = at least 4.5:1 is needed (WCAG 2.2); the nearest that has it is "{ $near }"
standards-conflict = { $reason ->
    [nothing] no standard is chosen for PDFs
    [two-archival] "{ $first }" and "{ $second }" don't go together: a PDF for the archive is of one kind of PDF/A only
    [header-cells] "{ $first }" and "{ $second }" don't go together: "{ $first }" is written in PDF { $first-version }, which can't say whether a heading is of a row or of a column, as "{ $second }" wants
   *[versions] "{ $first }" and "{ $second }" don't go together: a file is written in one version of PDF only, and the first needs { $first-version }, the second { $second-version }
}
    .label = { $reason ->
        [nothing] write at least one, like ["a-2a", "ua-1"], or take the key away
        [two-archival] choose one; "a-2a" does for nearly everything, "a-3a" carries the data with it
        [header-cells] take one out; "a-2a" goes together with "{ $second }"
       *[versions] take one out
    }
catalogue-incomplete = { $missing ->
    [base-url] the catalogue of data needs the address of the site
    [title] the catalogue of data needs a title
    [licence] the licence "{ $written }" is not among those of AgID's vocabulary, which catalogues of data ask for
   *[authority] the catalogue of data does not know the IPA code of "{ $written }"
}
    .label = { $missing ->
        [base-url] write base_url = "https://…" under [site], or take this table away
        [title] write title = "…" at the head of the file, or take this table away
        [licence] choose, at the head of the file, licence = "CC-BY-4.0" or "CC0-1.0", say, or take this table away
       *[authority] write the name as it stands here and its code under [catalogue.rights_holders]: "{ $written }" = "…"
    }
unusable-ipa = "{ $code }" can't be the IPA code of "{ $name }"
    .label = an IPA code has letters, digits, "_" and "-" alone, like "r_basili"; it is found at indicepa.gov.it
authority-without-ipa = the catalogue of data does not know the IPA code of "{ $authority }", and leaves this plan out
    .label = write in allegato.toml, under [catalogue.rights_holders]: "{ $authority }" = "…"
metadata-incomplete = { $missing ->
    [administration] for the metadata for preservation it is not said which administration registers the documents
    [name] the metadata for preservation need the name of the administration
    [ipa] the metadata for preservation need the IPA code of "{ $of }"
    [aoo] the metadata for preservation need the "area organizzativa omogenea" of "{ $of }"
    [office] the metadata for preservation have only half of the office of "{ $of }"
    [address] the metadata for preservation need a mail address of "{ $of }"
    [author] for the metadata for preservation something is not said of "{ $of }", the authority of this plan
    [document-type] the metadata for preservation need the type of the documents
    [register] the metadata for preservation need the code of the register that the act is in
    [number] the metadata for preservation need the number of the act
    [date] the metadata for preservation need the date of the act
    [classification] the metadata for preservation need the classification
    [aggregation] the metadata for preservation need the dossier, or the series
    [operator] the metadata for preservation need whoever answers for the correction
   *[previous-version] the metadata for preservation can't say which version this one comes from: none was archived
}
    .label = { $missing ->
        [administration] write [preservation.administration] below, with name, ipa, aoo, aoo_name and addresses
        [name] write name = "…" below
        [ipa] write ipa = "…" below; it is found at indicepa.gov.it
        [aoo] write aoo = "…", the code, and aoo_name = "…", the name, below; they are found at indicepa.gov.it
        [office] both office = "…", the code, and office_name = "…", the name, are needed; or neither
        [address] write addresses = ["…"] below, such as the PEC address
        [author] complete [preservation.authorities."{ $of }"] in allegato.toml, with ipa, aoo, aoo_name and addresses
        [document-type] write document_type = "…" under [plan.preservation], or for all plans under [preservation] in allegato.toml
        [register] write register = "…" under [plan.preservation], or for all plans under [preservation] in allegato.toml
        [number] write number in act = {"{"} … {"}"} under [plan], or protocol under [plan.preservation]
        [date] write date in act = {"{"} … {"}"} under [plan], or protocol under [plan.preservation]
        [classification] write classification = {"{"} index = "…", description = "…", scheme = "…" {"}"} under [plan.preservation], or for all plans under [preservation] in allegato.toml
        [aggregation] write aggregation = {"{"} kind = "dossier", id = "…" {"}"} under [plan.preservation], or for all plans under [preservation] in allegato.toml
        [operator] write operator = {"{"} surname = "…", name = "…" {"}"} under [plan.preservation], or for all plans under [preservation] in allegato.toml
       *[previous-version] those of this document have to be written by hand
    }
unusable-metadata = { $what ->
    [register] "{ $written }" can't be the code of a register
    [protocol] "{ $written }" can't be a protocol number
    [retention] documents can't be kept for { $written } years
    [sha256] "{ $written }" can't be a SHA-256 digest
   *[keywords] "{ $written }" is one keyword too many
}
    .label = { $what ->
        [register] only letters without accents, digits, "_", "." and "-" are allowed, at most 16 characters
        [protocol] only digits are allowed, like 45231
        [retention] a number from 1 to 9998 is needed, or 9999 for ever
        [sha256] 64 hexadecimal digits are needed, as sha256sum writes them
       *[keywords] there is room for five
    }
unusable-name = "{ $name }" can't be a name
    .label = letters without accents, digits or _ are needed, and a letter at the start
output-collision = the documents of this plan would have the same names as those of another
    .label = { $first } has those names already: rename one of the two files, or mend the year
archived-annex-changed = annex { $label } of { $year } is archived already, and the plan now says something else
    .label = { $reason ->
        [older] version { $version } is archived, and the plan names fewer corrections
       *[changed] it is archived as version { $version }
    }
    .help = what is archived never changes: if the annex was corrected, add a [[plan.correction]] to the plan with kind, date and reason; if not, put back what the plan said
no-table = the annex has no tables
    .label = add at least one [[annex.table]]
no-column = the table has no columns
    .label = add columns = [ … ]
no-row = the table has no rows
    .label = add at least one [[annex.table.row]]
reserved-key = "{ $key }" can't be the key of a column
    .label = in rows this word has a meaning already ({ $reserved })
unknown-currency = the currency "{ $code }" is not among the known ones
    .label = the three-letter code of the currency is needed
    .nearest = perhaps "{ $nearest }"?
too-many-decimals = a column can have at most { $most } decimals
    .label = a number from 0 to { $most } is needed
key-not-for-kind = "{ $key }" makes no sense in a column of kind "{ $kind }"
    .label = take the key away, or correct the kind of the column
missing-cell = in this row the cell "{ $key }" is missing
    .label = write { $key } = "…", or "^" if the cell above goes on, or "-" if there is no amount
row-without-cells = in this row all cells go on from those above
    .label = the row adds nothing: remove it, or write a cell of its own
span-above-first-row = "^" in the first row: there is no cell above to go on
    .label = write the value here
span-left-of-first-column = "<" in the first column: there is no cell to the left to go on
    .label = write the value here
span-crosses-total = a cell can't go on between rows that count differently
    .label = write the value here: items, parts, titles and totals stay apart
span-crosses-amount-column = a cell can't go on sideways across a column of amounts
    .label = write the value here: an amount belongs to one column only
span-not-rectangular = the merged cells are no rectangle
    .label = this cell breaks the merged cell
    .begins = the merged cell begins here
number-needs-quotes = in a text column a number with decimals goes between quotes
    .label = write "{ $number }"
amount-is-float = an amount can't be a TOML number with decimals: the computer would lose its cents
    .label = put it between quotes
    .suggestion = write { $suggestion }
    .either = write { $first } or { $second }, whichever you mean
amount-malformed = "{ $written }" is no amount
    .label = it can't be read as a number
    .help = an amount is written like this: "{ $example }"
amount-other-notation = "{ $written }" is not written like the amounts of this plan
    .label = points and commas mean something else here
    .suggestion = if this is what you mean, write "{ $suggestion }"
    .help = an amount is written like this: "{ $example }"
amount-other-currency = this amount is in { $found }, the table is in { $expected }
    .label = mend the currency, here or in currency
amount-too-many-decimals = "{ $written }" has too many decimals
    .label = { $decimals ->
        [0] this column has no decimals
        [one] this column has 1 decimal
       *[other] this column has { $decimals } decimals
    }
amount-too-large = "{ $written }" is too large
    .label = an amount has at most 20 digits before the decimals
sum-too-large = the numbers of this column are too large to be added up
    .label = sums and differences have at most 20 digits before the decimals
total-mismatch = the declared total is not the sum
    .label = declared { $declared }
    .sum = { $count ->
        [0] no amounts to add up: { $sum }
        [one] sum of 1 amount: { $sum } (line { $lines })
       *[other] sum of { $count } amounts: { $sum } (lines { $lines })
    }
    .over = difference: the declared total has { $difference } too much
    .under = difference: the declared total has { $difference } too little
    .subtotals-agree = it is the sum of the subtotals as they are written
    .subtotals-over = the subtotals as they are written make { $subtotals }: the total has { $apart } more
    .subtotals-under = the subtotals as they are written make { $subtotals }: the total has { $apart } less
    .addend = one of the rows of the sum
key-not-for-role = "{ $key }" has no meaning in a row of the role "{ $role }"
    .label = remove the key, or correct the row's role
level-out-of-range = there is no such level
    .label = a number from 1 (the outermost group) to { $most } is needed
empty-group = this subtotal has no rows to sum
    .label = its group is empty: move the row, or correct level and over
of-which-without-whole = this "of which" row has no row that it is a part of
    .label = put it below the row that contains it
carry-without-total = this table does not end with the total that its carried sums lead to
    .label = its last row has to be a total (role = "total") of what is above it, and at least one column has to be summed
unusable-display = "{ $display }" does not say how to print a number
    .label = it needs # in place of the number and words on one side only that suit the column: "€ #", "euro #", "# %", "#"
rows-file-unreadable = { $reason ->
    [missing] the file "{ $file }" is not there, or can't be read
    [outside] the file "{ $file }" is outside the project
    [empty] the file "{ $file }" is empty
    [hidden] the sheet "{ $file }" has values hidden under merged cells
    [no-rows] the file "{ $file }" has no rows
    [merged] the sheet "{ $file }" has merged cells
    [unknown-kind] no way is known to read rows from "{ $file }"
    [no-sheet] the workbook "{ $file }" has no sheets
    [too-large] the file "{ $file }" has too many cells
   *[broken] the file "{ $file }" is damaged
}
    .label = { $reason ->
        [missing] the path starts at the plan's folder
        [outside] put it beside the plan
        [empty] it needs a first line with the keys of the columns
        [hidden] split the merged cells at { $cell } and delete what is not seen
        [no-rows] after the first line, with the keys of the columns, it needs at least one row
        [merged] those of an ODS file can't be read: split them, or save the sheet as XLSX
        [no-sheet] it needs a sheet of cells, not only charts
        [unknown-kind] its name must end in .csv, .tsv, .txt, .xlsx, .xlsm, .xlsb, .xls or .ods
        [too-large] 5 million at most
       *[other] save it again, or use a CSV file
    }
    .detail = technical detail: { $detail }
rows-file-cell = { $reason ->
    [beyond] this line has more fields than the first
    [boolean] here is true or false, and no text or amount
    [date] here is a date, and no text or amount
    [error] here the spreadsheet has an error
    [continued] this cell goes on from the one above or to the left, and has no words of its own
    [level] a level is a number from 1 to 9
    [uncalculated] this formula has no stored result
    [stray-quote] there are quotes inside the field
    [unclosed-quote] the quotes that open here are never closed
    [percent] here nobody knows whether 0.12 means 12% or 0.12%
   *[number] here is a number with decimals, and the column "{ $key }" is one of text
}
    .label = { $reason ->
        [beyond] this field has no column
        [continued] write the words beside the cell that begins, in its row
        [level] write a number from 1 to 9, or leave the cell empty
        [uncalculated] open the sheet, recalculate and save
        [stray-quote] double them: ""so""
        [unclosed-quote] double the quotes that are part of the text, and close those of the field
        [error] correct the formula in the sheet
        [percent] write rows_from = {"{"} file = "…", percents = "fractions" {"}"} (0.12 is 12%), or "hundredths" (12 is 12%)
       *[other] write the cell as text
    }
number-inexact = the spreadsheet's number { $number } { $decimals ->
    [0] is not whole
    [one] has more than 1 decimal
   *[other] has more than { $decimals } decimals
}
    .label = round it in the sheet, or write it as text: the program does not do it for you, and a sheet keeps 15 digits
unknown-footnote = there is no footnote "{ $name }"
    .label = add it below [annex.footnotes]
    .nearest = perhaps "{ $nearest }"?
unusable-mark = { $reason ->
    [long] the mark of this footnote is too long
   *[taken] the mark { $mark } is another footnote's already
}
    .label = { $reason ->
        [long] { $most } characters at most, such as "(*)"
       *[taken] change it: numbers in parentheses are given by the program
    }
    .first = here the first time
unused-footnote = no text refers to the footnote "{ $name }"
    .label = refer to it with [^{ $name }], or remove it: it would not be printed
text-reference = this reference can't be understood
    .label = it is written so: {"{{"} amount("table.row.column") {"}}"} or {"{{"} in_words("table.row.column") {"}}"}
no-figure-to-say = "{ $name }" has no number to write { $function ->
    [in_words] in words
   *[amount] in figures
}
    .label = refer to another cell{ $function ->
        [in_words] ; percentages are not written in words
       *[amount] {""}
    }
amount-not-expected = { $reason ->
    [heading] a title row has no amounts
   *[none] this column has no totals
}
    .label = { $reason ->
        [heading] remove the amount, or correct the row's role
       *[none] remove the amount, or total = "none" from the column: nobody would check it
    }
printed-differs = "{ $printed }" is no other way to write { $amount }
    .label = the digits differ
    .help = printed changes the form alone; where the published figure is wrong, write it as amount and explain it with as_published
printed-without-amount = printed without an amount
    .label = write the value in amount; where there is none, leave printed out
formula-syntax = the formula can't be understood
    .label = { $of ->
        [check] from here; two formulas are needed (names, numbers, + - * / and parentheses) and between them one of = < > <= >=
       *[formula] from here; a formula has names, numbers, + - * / and parentheses
    }
unknown-name = there is no "{ $name }"
    .label = no column, row or table has this name
    .nearest = perhaps "{ $nearest }"?
not-a-number = "{ $name }" is not a number
    .label = formulas are made of amounts, percentages and counts
formula-cycle = the figure of "{ $key }" follows from itself
    .label = write at least one of the figures that it follows from
formula-over-merged = the formula would use only a part of a single amount
    .label = here the formula covers fewer rows than the amount
    .merged = this amount covers more rows
    .help = merge these cells too with "^", or split the amount
divides-by-zero = the formula divides by zero
    .label = in "{ $key }" the divisor is zero: write "-" if there is no figure here
mixed-currencies = the formula mixes amounts and other things
    .label = in "{ $key }" different currencies are added, or an amount ends in a column that is not of its currency
needs-rounding = the formula gives more decimals than the column has
    .label = add rounding to the column, such as rounding = "half-up"
subtotal-mismatch = the declared subtotal is not the sum
    .label = declared { $declared }
    .sum = { total-mismatch.sum }
    .over = difference: the declared subtotal is { $difference } too high
    .under = difference: the declared subtotal is { $difference } too low
    .addend = { total-mismatch.addend }
average-mismatch = the declared figure is not the average
    .label = declared { $declared }
    .average = average of { $count ->
        [one] 1 figure: { $sum } (line { $lines })
       *[other] { $count } figures: { $sum } (lines { $lines })
    }
    .over = difference: the declared figure is { $difference } too high
    .under = difference: the declared figure is { $difference } too low
    .addend = one of the rows of the average
formula-mismatch = the declared figure is not what the formula gives
    .label = declared { $declared }
    .formula = { $formula } = { $sum }
    .values = with { $values }
    .over = difference: the declared figure is { $difference } too high
    .under = difference: the declared figure is { $difference } too low
share-mismatch = the declared share is not that of the amounts
    .label = declared { $declared }
    .share = of the total of { $whole } it is { $sum }
    .over = difference: the declared share is { $difference } too high
    .under = difference: the declared share is { $difference } too low
of-which-exceeds = the parts exceed the whole
    .label = { $count ->
        [one] this part is { $parts }
       *[other] the { $count } parts together are { $parts }
    }
    .whole = the whole is { $whole }
    .part = one of the parts
as-published = as published, but it does not add up
    .label = published { $declared }
    .sum = { total-mismatch.sum }
    .average = { average-mismatch.average }
    .formula = { formula-mismatch.formula }
    .values = { formula-mismatch.values }
    .share = { share-mismatch.share }
    .over = difference: the published figure is { $difference } too high
    .under = difference: the published figure is { $difference } too low
    .subtotals-agree = { total-mismatch.subtotals-agree }
    .subtotals-over = { total-mismatch.subtotals-over }
    .subtotals-under = { total-mismatch.subtotals-under }
    .whole = the whole is { $whole }
    .reason = reason: { $reason }
    .addend = { total-mismatch.addend }
    .part = { of-which-exceeds.part }
    .apart = { check-mismatch.apart }
    .figure = { check-mismatch.figure }
as-published-agrees = "as_published", but nothing contradicts this figure
    .label = remove as_published: the figures agree, or none is worked out here
link-outside = the file "{ $file }" is a link that leads out of the project
    .label = put a copy of the file in its place
unknown-font = there is no font "{ $family }"
    .label = unknown font
    .families = there are: { $families }
    .nearest = perhaps "{ $nearest }"?
    .folder = put its files (.ttf or .otf) into the project's folder fonts
font-unreadable = { $reason ->
    [web] "{ $file }" is a font for the web, which can't be used in PDFs
   *[broken] "{ $file }" is no font, or the file is damaged
}
    .label = { $reason ->
        [web] the .ttf or .otf file of the same font is needed in its place
       *[broken] download the file again, or take it out of the folder
    }
font-licence = the licence of "{ $file }" does not let it be part of documents
    .label = { $reason ->
        [restricted] the font forbids embedding (fsType 0x0002): take the file out, or use another font
        [subset] the font forbids embedding a part of it (fsType 0x0100): take the file out, or use another font
       *[bitmap] the font forbids embedding its outlines (fsType 0x0200): take the file out, or use another font
    }
font-without-bold = the font "{ $family }" has no bold face
    .label = totals and headings will look like all the rest
    .help = put the file of the bold face into the folder fonts too, or choose another font
unusable-image = { $reason ->
    [missing] the image "{ $file }" is not there, or can't be read
    [outside] the image "{ $file }" is outside of the project
    [too-large] the image "{ $file }" is too large
    [unknown-kind] "{ $file }" is no SVG or PNG image
    [linked] the image "{ $file }" refers to another one
    [transparent] the image "{ $file }" is transparent, which the chosen standard of PDF does not allow
   *[broken] the image "{ $file }" can't be put into a PDF: { $detail }
}
    .label = { $reason ->
        [missing] the path starts from the project's folder
        [outside] copy it into the project
        [too-large] at most 4 MB, and 5000 pixels along a side
        [unknown-kind] export the coat of arms as SVG or PNG
        [linked] export the coat of arms again with images embedded
        [transparent] save the coat of arms on white, without transparency
       *[broken] export the coat of arms again as SVG or PNG
    }
no-stylesheet = { $reason ->
    [outside] the folder "{ $folder }" is outside of the project
   *[missing] the stylesheet of Bootstrap Italia, "{ $file }", is not in the folder "{ $folder }"
}
    .label = { $reason ->
        [outside] copy it into the project
       *[missing] it usually is the folder dist; the path starts from the project's folder
    }
profile-without-bulletin = the profile of a bulletin needs the bulletin
    .label = the plan does not say in which bulletin it appears
    .help = add [plan.bulletin] with date and, where there are, number and part; or take profile out
page-out-of-range = { $page } can't be the number of a page
    .label = a whole number from 1 to 999999 is needed
template-error = the template fails: { $reason }
    .label = here
    .plan = with the plan { $plan }
    .files = a template sees only the files in templates
template-warning = there is something odd in the template: { $reason }
    .label = here
    .plan = with the plan { $plan }
table-too-wide = the table is wider than a page, even in small type
    .label = split the table, take columns out or, where it is there, orientation = "portrait"
rendering-failed = annex "{ $label }" can't be set in { $format }: { $cause ->
    [transparency] it has something transparent, which the standard { $standards } does not allow
    [description] it has a picture or a formula without a description, which the standard { $standards } wants for those who can't see it
    [title] the document has no title, which the standard { $standards } wants
    [date] the document has no date, which the standard { $standards } wants
    [attachment] the template attaches a file, which the standard { $standards } does not allow: "a-3a" does
    [same-name] the template attaches a file that has the name of one that the program attaches: give it another one
    [sign] it has a sign that the standard { $standards } does not allow or that no font has
    [licence] the licence of a font does not let it be embedded, as the standard { $standards } wants
    [restless] its rows never find their pages, and the sums carried forward could be wrong: take carry_forward out, or what in the template depends on its own place
   *[other] { $reason }
}
    .label = in this plan
    .template = here, in the template
    .typesetter = in the typesetter's words: { $reason }
date-out-of-order = { $what ->
    [registration] the registration is older than the act
    [correction] the correction is older than the act
    [correcting-act] the act that corrects is older than the one that is corrected
    [corrections] the corrections are not in the order of their dates
   *[bulletin] the bulletin is older than the act
}
    .label = { $what ->
        [corrections] this date comes before that of the correction above it
       *[other] this date comes before that of the act
    }
    .act = the act is of this date
    .previous = the correction above it is of this date
correction-after-annulment = the annex "{ $label }" is annulled: it is not corrected any more
    .label = take this correction away, or write a new annex
    .annulment = annulled here
    .annexes = if it is of other annexes, name them: annexes = ["B"]
code-malformed = "{ $code }" does not have the form of { $scheme ->
    [codice-fiscale] a codice fiscale
    [partita-iva] a partita IVA
    [iban] an IBAN
    [cig] a CIG
    [cup] a CUP
   *[istat-comune] an ISTAT code of a municipality
}
    .label = { $reason ->
        [length] it has { $found ->
            [one] 1 character
           *[other] { $found } characters
        }, and { $expected } are needed
        [lowercase] capital letters are needed
        [date] there is no such date of birth
        [country] no country has these first letters
        [blank] it is written without blanks
        [zeros] not all of it can be zeros
        [name] no surname or name gives these letters
        [early] on the day of the act there were none of this form yet: they begin on { $since }
       *[character] this character can't stand here
    }
code-control = the control characters of "{ $code }" do not agree
    .label = here is { $found }, the rest would give { $expected }: a character is wrong, here or elsewhere
check-mismatch = a check that the plan asks for does not hold
    .label = { $declared }
    .values = with { $values }
    .apart = difference: { $difference }
    .reason = what for: { $reason }
    .figure = one of the figures
other-plan = the other plan "{ $file }" can't be used
    .label = { $reason ->
        [missing] it is not there, or can't be read: the path starts at this plan's folder
        [outside] it is outside the project
       *[wrong] it has errors itself: correct them first (allegato check names them)
    }
unusable-tolerance = "{ $written }" can't be a tolerance or a step
    .label = an amount above zero is needed, written as the others are: "{ $example }"
within-tolerance = it does not add up, within the tolerance
    .label = declared { $declared }
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
    .tolerance = the tolerance is { $tolerance }
    .addend = { total-mismatch.addend }
    .part = { of-which-exceeds.part }
    .figure = { check-mismatch.figure }

# What probably happened.
hint-merged-repeated = perhaps the merged amount of { $amount } was counted for each of its rows (line { $lines })
hint-subtotal-counted = { $count ->
    [one] perhaps the subtotal of { $amount } was counted as an item (line { $lines })
   *[other] { $among ->
        [one] perhaps the subtotals were counted as items (lines { $lines })
       *[other] perhaps one of the subtotals was counted as an item (lines { $lines })
    }
}
hint-part-counted = { $count ->
    [one] perhaps { $amount } was counted, which is not counted by itself (line { $lines })
   *[other] { $among ->
        [one] perhaps rows were counted that are not counted by themselves (lines { $lines })
       *[other] perhaps a row was counted that is not counted by itself: one of { $amount } (lines { $lines })
    }
}
hint-left-out = { $count ->
    [one] perhaps { $amount } was left out (line { $lines })
   *[other] perhaps one of the amounts of { $amount } was left out (lines { $lines })
}
hint-counted-twice = { $count ->
    [one] perhaps { $amount } was counted twice (line { $lines })
   *[other] perhaps one of the amounts of { $amount } was counted twice (lines { $lines })
}
hint-rounded = { $rounding ->
    [each] it is the sum of the rounded figures
    [once] it is what the unrounded figures add up to, rounded once
    [down] perhaps it was cut off instead of rounded (rounding = "down")
    [up] perhaps it was rounded up (rounding = "up")
    [half-even] perhaps a five was rounded to the even digit (rounding = "half-even")
    [half-down] perhaps a five was rounded down (rounding = "half-down")
   *[half-up] perhaps it was rounded to the nearest (rounding = "half-up")
}
hint-separator = { $where ->
    [declared] perhaps a separator at the wrong place: { $right } written { $written }, { $factor } times { $size ->
        [larger] as much
       *[smaller] less
    }{ $count ->
        [0] {""}
        [one] { " " }(or the same slip in line { $lines })
       *[other] { " " }(or the same slip in one of the lines { $lines })
    }
    [between] all that parts the two amounts: a separator at the wrong place: { $right } and { $written }
   *[row] { $among ->
        [one] perhaps a separator at the wrong place in line { $lines }: { $right } written { $written }
       *[other] perhaps a separator at the wrong place in one of these amounts: lines { $lines }
    }
}
hint-sign = { $where ->
    [declared] perhaps a wrong sign: { $right } written { $written }{ $count ->
        [0] {""}
        [one] { " " }(or the same slip in line { $lines })
       *[other] { " " }(or the same slip in one of the lines { $lines })
    }
    [between] all that parts the two amounts: a wrong sign: { $right } and { $written }
   *[row] { $among ->
        [one] perhaps a wrong sign in line { $lines }: { $right } written { $written }
       *[other] perhaps a wrong sign in one of these amounts: lines { $lines }
    }
}
hint-transposed = { $where ->
    [declared] perhaps two neighbouring digits swapped: { $right } written { $written }{ $count ->
        [0] {""}
        [one] { " " }(or the same slip in line { $lines })
       *[other] { " " }(or the same slip in one of the lines { $lines })
    }
    [between] all that parts the two amounts: two neighbouring digits swapped: { $right } and { $written }
   *[row] { $among ->
        [one] perhaps two neighbouring digits swapped in line { $lines }: { $right } written { $written }
       *[other] perhaps two neighbouring digits swapped in one of these amounts: lines { $lines }
    }
}
hint-template = { $hint }
