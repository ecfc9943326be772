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
bulletin = { $name } no. { $number } of { $date }
bulletin-with-part = { $name } no. { $number } of { $date }, part { $part }
published-in = Published in:
amount-covers = { $rows ->
    [one] one amount for this row and the next
   *[other] one amount for this row and the next { $rows }
}
amount-continues = included in the amount above
text-continues = as above
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
downloads = Download:
format-pdf = PDF
format-md = Markdown
format-html = web page
contact = Contact:
licence = Licence:
accessibility-statement = Accessibility statement
