"""Compares the formulas of workbooks with what another program worked them out to.

Usage: recalculated.py WRITTEN AFRESH [WRITTEN AFRESH]...
       recalculated.py --spoil WRITTEN SPOILT

Each pair is a workbook as the program wrote it and the same after a hard recalculation. The result of every
formula has to be the figure that was written with it, to the last bit, and every other cell has to have kept its value.
A workbook without any formula may pass, all of them together may not. Exit: 0 if all agree.

With --spoil, writes a copy of a workbook in which the result of one formula is wrong, which has to be found out. Exit: 0
if there is a formula.
"""

import re
import sys
import zipfile

from openpyxl import load_workbook


def cells(workbook):
    """The cells of a workbook that hold something, by sheet and address."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def formulas_of(workbook):
    """The formulas of a workbook, by sheet and address; a text that begins like one is none."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def compare(written, afresh):
    """How many formulas a pair has, and what differs in it."""
    formulas = formulas_of(load_workbook(written))
    before = cells(load_workbook(written, data_only=True))
    after = cells(load_workbook(afresh, data_only=True))
    wrong = []
    for place in sorted(before.keys() | after.keys()):
        if before.get(place) != after.get(place):
            formula = formulas.get(place, "no formula")
            wrong.append(f"{place[0]}!{place[1]}: {before.get(place)!r} written, {after.get(place)!r} afresh ({formula})")
    return len(formulas), wrong


def spoil(written, spoilt):
    """Writes a workbook anew, the result of its first formula wrong; whether it has one."""
    found = 0
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(spoilt, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/") and not found:
                content, found = re.subn(rb"</f><v>", rb"</f><v>1", content, count=1)
            target.writestr(name, content)
    return bool(found)


def main(paths):
    """Compares all pairs; says what differs."""
    formulas, failed = 0, False
    for written, afresh in zip(paths[::2], paths[1::2], strict=True):
        found, wrong = compare(written, afresh)
        formulas += found
        for difference in wrong:
            print(f"{written}: {difference}")
            failed = True
    print(f"{formulas} formulas")
    return failed or not formulas


if __name__ == "__main__":
    if sys.argv[1:2] == ["--spoil"]:
        sys.exit(not spoil(*sys.argv[2:]))
    sys.exit(main(sys.argv[1:]))
