# The differences between two editions of an annex.
difference-title = Differences between two editions
difference-title-of = Differences: { $name }
difference-since = Differences since version { $number }
difference-old = Before
difference-new = Now
difference-side = { $side }:
difference-edition = { $name }, { $act } ({ $year })
difference-version = version { $number }
difference-none = No difference.
difference-only-old = { $name }: was there before, is no longer there.
difference-only-new = { $name }: was not there before.
difference-nothing-old = was not there
difference-nothing-new = is no longer there
difference-count-added = { $count ->
    [one] 1 row added
   *[other] { $count } rows added
}
difference-count-removed = { $count ->
    [one] 1 row removed
   *[other] { $count } rows removed
}
difference-count-renamed = { $count ->
    [one] 1 row renamed
   *[other] { $count } rows renamed
}
difference-count-figures = { $count ->
    [one] 1 figure differs
   *[other] { $count } figures differ
}
difference-count-texts = { $count ->
    [one] 1 text differs
   *[other] { $count } texts differ
}
difference-count-respelled = { $count ->
    [one] 1 row has the same name with other capitals, accents or signs.
   *[other] { $count } rows have the same names with other capitals, accents or signs.
}
difference-count-moved = { $count ->
    [one] 1 row stands elsewhere in the table.
   *[other] { $count } rows stand elsewhere in the table.
}
difference-texts = Texts and data of the act
difference-table = Table { $number }
difference-table-added = The whole table is new.
difference-table-removed = The table is no longer there.
difference-row-added = Row added: { $row }
difference-row-removed = Row removed: { $row }
difference-row-renamed = Row renamed
difference-row-regrouped = Group of the row “{ $row }”
difference-row-role = What the row “{ $row }” is
difference-no-group = no group
difference-column-added = Column added: { $column }
difference-column-removed = Column removed: { $column }
difference-column-renamed = Column renamed
difference-column-counts = What the column “{ $column }” counts
difference-cell = { $row }, column “{ $column }”
difference-cell-note = { $row }, column “{ $column }”, note
difference-cell-print = { $row }, column “{ $column }”, how the amount is printed
difference-heading-row = Item
difference-heading-change = Difference
difference-heading-percent = In %
difference-in-column = { $heading }, { $unit }
difference-unit-one = in { $currency }
difference-unit-thousand = in thousands of { $currency }
difference-unit-million = in millions of { $currency }
difference-unit-percent = percentages
difference-unit-count = quantities
difference-unit-none = text
difference-points = percentages, differences in points
difference-note-added = added
difference-note-removed = removed
difference-note-renamed = renamed
difference-note-covers = one amount for { $rows } rows
difference-note-covers-others = one amount for { $new ->
    [one] 1 row
   *[other] { $new } rows
}, before for { $old }
difference-note-covers-more = also: { $names }
difference-note-covers-less = no longer: { $names }
difference-more-rows = { $rows ->
    [one] 1 more row
   *[other] { $rows } more rows
}
difference-role-heading = heading
difference-role-group = title of a group
difference-role-item = item
difference-role-subtotal = subtotal
difference-role-total = total
difference-role-of-which = counted in another item already
difference-role-memo = not added up
difference-role-derived = worked out from others
difference-from-zero = from zero
difference-incomparable = Before, the amounts were { $old }; now they are { $new }: they can't be compared.
difference-converted = Before, the amounts were { $old }; now they are { $new }. Here all are { $told }.
difference-agrees = { $total }: { $items ->
    [one] the difference of 1 item is { $sum }
   *[other] the differences of { $items } items add up to { $sum }
}, which is the difference of the total.
difference-disagrees = { $total }: { $items ->
    [0] no item differs
    [one] the difference of 1 item is { $sum }
   *[other] the differences of { $items } items add up to { $sum }
}, but the total’s is { $difference }. The gap of { $gap } comes from the editions as they were published.
difference-above-old = Before, the total was { $gap } above the sum of its items.
difference-below-old = Before, the total was { $gap } below the sum of its items.
difference-above-new = Now the total is { $gap } above the sum of its items.
difference-below-new = Now the total is { $gap } below the sum of its items.
difference-place-act-title = Title of the act
difference-place-year = Year
difference-place-authority = Authority
difference-place-citation = Act
difference-place-registration = Registration
difference-place-bulletin = Publication
difference-place-name = Name of the annex
difference-place-title = Title of the annex
difference-place-before = Text before
difference-place-after = Text after
difference-place-footnote = Note
difference-place-accounting = Accounting data
difference-place-signing-place = Place of signing
difference-place-signing-date = Date of signing
difference-place-signature = Signature
difference-place-caption = Caption
difference-place-legend = Legend
