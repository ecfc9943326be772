# The words of the site around the annexes.
site-title = Annexes to acts
site-path = Breadcrumb
site-home = Home
site-search = Search
site-feed = Updates (Atom)
site-previous = Previous year:
site-next = Next year:
site-neighbours = Other years
site-latest = Latest acts
site-years = Years
site-year = Year
site-year-heading = Annexes to the acts of { $year }
site-acts = Acts
site-annexes = Annexes
site-amount = Amount
site-all-years = All years
site-chart = Amounts from { $from } to { $to }
site-chart-about = A chart of horizontal bars, one for each year: { $title }. In { $from }: { $first }; in { $to }: { $last }.
site-more = { $count ->
    [one] and one more annex
   *[other] and { $count } more annexes
}
site-pages = Pages of the list
site-first = First page
site-before = Previous page
site-after = Next page
site-last = Last page
site-missing = Page not found
site-missing-help = There is nothing at this address: perhaps the page was taken away, or the address is wrong. The home page leads to all annexes.
size-bytes = { $size } bytes
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
