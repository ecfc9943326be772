# The words of the pages around annexes.
search-title = Search the annexes
search-label = Words to search for
search-hint = Titles, actions, beneficiaries, acts, amounts. For example: information desks, 231.924,00
search-button = Search
search-results = Results
search-noscript = The search needs JavaScript, which is off here. Annexes can also be found by year:
search-home = All years
search-empty = Enter at least one word.
search-searching = Searching
search-one = 1 annex found.
search-other = { $count } annexes found.
search-partial = No annex has all the words: these have { $found } of { $asked }.
search-none = No annex found for “{ $query }”.
search-suggestion = Did you mean:
search-row = Row:
search-more = Show more results
search-failed = The search does not work: a part of its index is missing.
