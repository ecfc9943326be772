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
unusable-address = "{ $address }" is no web address
    .label = it has to begin with https:// and have no blanks
unusable-folder = "{ $folder }" can't be the folder of the documents
    .label = a folder inside the project is needed that is not of plans or templates, like "output"
unusable-name = "{ $name }" can't be a name
    .label = letters without accents, digits or _ are needed, and a letter at the start
output-collision = the documents of this plan would have the same names as those of another
    .label = { $first } has those names already: rename one of the two files, or mend the year
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
    .known = known currencies: { $known }
too-many-decimals = a column can have at most { $most } decimals
    .label = a number from 0 to { $most } is needed
key-not-for-kind = "{ $key }" makes no sense in a column of kind "{ $kind }"
    .label = take the key away, or add kind = "money"
missing-cell = in this row the cell "{ $key }" is missing
    .label = write { $key } = "…", or "^" if the cell above goes on, or "-" if there is no amount
row-without-cells = in this row all cells go on from those above
    .label = the row adds nothing: remove it, or write a cell of its own
span-above-first-row = "^" in the first row: there is no cell above to go on
    .label = write the value here
span-left-of-first-column = "<" in the first column: there is no cell to the left to go on
    .label = write the value here
span-crosses-total = a cell can't go on across a total row
    .label = write the value here: rows and total stay apart
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
template-error = the template fails: { $reason }
    .label = here
    .plan = with the plan { $plan }
table-too-wide = the table is wider than a page, even sideways and in small type
    .label = split the table, or take columns out
rendering-failed = annex "{ $label }" can't be set in { $format }: { $reason }
    .label = in this plan
