"""Made-up annexes for comparisons: as many plans of one annex each as are asked for, no two alike.

Each has two sentences before its table, a table of four columns (code, action, place, amount) with 20 rows, three subtotals
and the total, a footnote and a signature: what an annex of an act usually has. The same number makes the same text on every
machine. Words are those of `tests/conformance/large-site`.
"""

import importlib.machinery
import importlib.util
import pathlib

ROWS_OF_PARTS = (7, 7, 6)
YEAR = 2024


def load_words():
    """The module that `large-site` is, though its file has no ending."""
    path = pathlib.Path(__file__).parents[2] / "tests/conformance/large-site"
    loader = importlib.machinery.SourceFileLoader("large_site", str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("large_site", loader))
    loader.exec_module(module)
    return module


words = load_words()


def plan(number):
    """The text of a plan by its number."""
    subject, place = words.pick(words.SUBJECTS, number, 1), words.pick(words.PLACES, number, 2)
    authority = words.pick(words.AUTHORITIES, number, 3)
    parts = [part(number, index, rows) for index, rows in enumerate(ROWS_OF_PARTS)]
    lines = [line for lines, _ in parts for line in lines]
    total = sum(amount for _, amount in parts)
    return "\n".join(
        [
            "format = 1",
            "[plan]",
            f'title = "Piano n. {number} per {subject} {place}"',
            f"year = {YEAR}",
            f'authority = "{authority}"',
            "[plan.act]",
            'kind = "D.G.R."',
            f'number = "{number + 1}"',
            f"date = {YEAR}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "[plan.signing]",
            'place = "Potenza"',
            f"date = {YEAR}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            f'signatures = [{{ office = "Il dirigente dell\'ufficio {number % 90 + 10}" }}]',
            "[[annex]]",
            'label = "A"',
            f'title = "Riparto delle risorse per {subject}, lotto {number}"',
            f'before = "{before(number, subject, place)}"',
            "[annex.footnotes]",
            f'quota = "Quota di cofinanziamento della {authority}, capitolo {30_000 + number}."',
            "[[annex.table]]",
            "columns = [",
            '  { key = "code", heading = "Codice", kind = "code" },',
            '  { key = "action", heading = "Azione", header = true },',
            '  { key = "place", heading = "Territorio[^quota]" },',
            '  { key = "amount", heading = "Importo", kind = "money" },',
            "]",
            "row = [",
            *lines,
            f'  {{ role = "total", code = "", action = "TOTALE", place = "", amount = "{words.money(total)}" }},',
            "]",
            "",
        ]
    )


def before(number, subject, place):
    return (
        f"Le risorse del piano n. {number} per {subject} {place} sono ripartite come segue. Gli importi sono erogati in "
        f"{number % 4 + 2} rate, previa rendicontazione all'ufficio {number % 90 + 10} della spesa sostenuta."
    )


def part(number, index, rows):
    """The lines of a part of the table, its subtotal the last, and the sum in euros."""
    lines, total = [], 0
    for row in range(rows):
        amount = 1_000 + (number * 7_919 + index * 31_337 + row * 104_729) % 900_000
        total += amount
        action = f"{words.pick(words.ACTIONS, number, index, row)} per {words.pick(words.SUBJECTS, row, number, index)}"
        lines.append(
            f'  {{ code = "{number}.{index + 1}.{row + 1}", action = "{action} (lotto {row + 1})", '
            f'place = "Comuni {words.pick(words.PLACES, number, row, index)}", amount = "{words.money(amount)}" }},'
        )
    lines.append(
        f'  {{ role = "subtotal", code = "", action = "Totale della parte {index + 1}", place = "", amount = "{words.money(total)}" }},'
    )
    return lines, total


def write_project(project, count, settings):
    """Writes so many plans, and the text of `allegato.toml`."""
    plans = project / "plans"
    plans.mkdir(parents=True)
    (project / "allegato.toml").write_text(settings)
    for number in range(count):
        (plans / f"piano-{number:04}.toml").write_text(plan(number))
