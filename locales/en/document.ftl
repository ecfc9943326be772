# The words that the program itself puts into documents.
annex-name = Annex "{ $label }"
annex-title = "{ $title }"
annex-heading = ANNEX "{ $label }"
page = Page { $page } of { $pages }
date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
bulletin-name = Official Bulletin
bulletin-with-part = { $name }, part { $part }
bulletin-name-of = { $name } - { $authority }
running-head = No. { $number } - { $name } - { $date }
running-head-unnumbered = { $name } - { $date }
running-part = Part { $part }
date-short = { $day }/{ $month }/{ $year }
published-in = Published in:
number-and-date = no. { $number } of { $date }
number-alone = no. { $number }
date-alone = of { $date }
subject = Subject: { $subject }
registered = Registered: { $office }
registered-as = Registered: { $office }, { $reference }
corrected-rectification = Rectified on { $date }
corrected-supplement = Supplemented on { $date }
corrected-annulment = Annulled on { $date }
corrections = Corrections
corrections-link = Versions of the annex and reasons for its corrections
correction-date = Date:
correction-act = Act:
correction-reason = Reason:
version-first = Version { $number }: first edition
version-rectification = Version { $number }: rectification
version-supplement = Version { $number }: supplement
version-annulment = Version { $number }: annulment
accounting-chapter = budget chapter { $chapter }
accounting-year = financial year { $year }
accounting-commitment = commitment { $commitment }
accounting-cup = CUP { $cup }
accounting-cig = CIG { $cig }
place-and-date = { $place }, { $date }
unit-one = Amounts in { $currency }
unit-thousand = Amounts in thousands of { $currency }
unit-million = Amounts in millions of { $currency }
currency-EUR = euros
    .one = euro
    .many = euros
currency-ITL = lire
    .one = lira
    .many = lire
currency-USD = US dollars
    .one = US dollar
    .many = US dollars
currency-GBP = pounds sterling
    .one = pound sterling
    .many = pounds sterling
currency-CHF = Swiss francs
    .one = Swiss franc
    .many = Swiss francs
footnotes = Notes
footnote-back = Back to the reference to note { $mark }
footnote-back-to = Back to reference { $number } to note { $mark }
amount-covers = { $rows ->
    [one] one amount for this row and the next
   *[other] one amount for this row and the next { $rows }
}
part-of-rows = { $rows ->
    [one] { $label } and the next row
   *[other] { $label } and the next { $rows } rows
}
amount-continues = included in the amount above
text-continues = as above
chart-title = How { $amount } is divided
chart-about = Bar chart of { $count } parts. The largest: { $label }, { $figure }.
chart-label = Item
chart-figure = Amount
chart-share = Share
chart-table = The figures of the chart
chart-others = { $count } other items
chart-largest = Drawn are the { $count } largest of { $all } parts.
chart-other-sum = The parts add up to { $sum }; the printed total is { $total }.
table-summary = Table of { $columns ->
    [one] 1 column
   *[other] { $columns } columns
} and { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}.
table-summary-merged = Table of { $columns ->
    [one] 1 column
   *[other] { $columns } columns
} and { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}; an amount may cover several rows.
skip-to-content = Skip to content
permalink = Link to this table
downloads = Download:
format-pdf = PDF
format-md = Markdown
format-csv = CSV
format-json = JSON
format-package = description of the data
format-xlsx = spreadsheet (XLSX)
figure-printed = Printed: { $printed }
figure-follows = The other figures give { $figure }
text-goes-on = […] Goes on in the sheet { $sheet }
format-html = web page
contact = Contact:
licence = Licence:
accessibility-statement = Accessibility statement
carry-forward = Carried forward
carried-forward = Brought forward
total-label = Total
subtotal-label = Subtotal
minus = minus
in-words = { $words } { $currency } and { $fraction }/{ $denominator }
in-words-whole = { $words } { $currency }
amount-thousand = { $number } thousand { $currency }
amount-million = { $number } million { $currency }
unit-of-column = (in { $unit ->
    [thousand] thousands
   *[million] millions
} of { $currency })
attached-plan = The plan that this document is made of, as it was read
attached-rows = Rows of the plan, as they were read
attached-csv = The tables of { $annex } as CSV, for spreadsheets and programs
attached-json = { $annex } as JSON, for programs
package-about = The annexes of the act as data: the tables as CSV, the whole annexes as JSON.
field-table = Table
    .about = Name of the table in the plan, else its number in the annex
field-row = Row
    .about = Number of the row among those of the table that are in the file
field-role = Role
    .about = item: a row of its own; of-which: part of a row above, counted there; memo: printed, not counted; derived: worked out from other rows
field-group = Group
    .about = Titles of the groups of the row, the outermost first
field-rows = { $column }: rows
    .about = The rows that the amount covers; it stands in the first of them: 2..6
field-mark = { $column }: mark
    .about = What stands in place of the figure
field-unit = { $column }: unit
    .about = The currency of the figures, after thousand or million where they are in these
field-note = Notes
    .about = The notes of the row
field-percent = Percentages as they are printed: 12.5 is 12.5%
