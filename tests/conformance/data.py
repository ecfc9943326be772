"""Puts annexes as data before judges, all files in one process. Usage:

    data.py csv|annex|package FILE...

csv: Python's own reader, in strict mode. annex: check-jsonschema, with docs/annex.schema.json. package: frictionless, and
the profile of Data Package 2.0 by check-jsonschema. Each judge is also given spoilt copies of the first file, and has to
reject every one. Out: what is wrong. Exit: 0 when nothing is.
"""

import csv
import hashlib
import importlib.resources
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

PACKAGE = "datapackage.json"
SCHEMA = pathlib.Path(__file__).parents[2] / "docs/annex.schema.json"


# Judges: from files to those that they reject, each with the reason.


def csv_reads(files):
    wrong = {}
    for file in files:
        try:
            check_csv(file.read_bytes())
        except (AssertionError, UnicodeDecodeError, csv.Error) as reason:
            wrong[file] = reason
    return wrong


def check_csv(raw):
    text = raw.decode("utf-8")
    assert not text.startswith("\ufeff"), "a byte order mark"
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", ""), "a line that CR LF does not end"
    header, *rows = csv.reader(text.splitlines(keepends=True), strict=True)
    assert len(set(header)) == len(header) and all(header), "names that are not unique"
    assert rows, "no rows"
    for number, row in enumerate(rows, 2):
        assert len(row) == len(header), f"row {number} has {len(row)} fields, not {len(header)}"
        assert not any(is_formula(field) for field in row), f"row {number} has a formula"


def is_formula(field):
    """Whether a spreadsheet would work it out: a number with its sign is none."""
    return field.startswith(tuple("=+-@\t\r＝＋－＠")) and not field.removeprefix("-").replace(".", "", 1).isdecimal()


def frictionless_accepts(files):
    from frictionless import validate

    reports = {file: validate(str(file)) for file in files}
    return {file: report.flatten(["title", "message"]) for file, report in reports.items() if not report.valid}


def profile_accepts(files):
    profile = importlib.resources.files("dplib") / "profiles/2.0/datapackage.json"
    return check_jsonschema(profile, files)


def schema_accepts(files):
    return check_jsonschema(SCHEMA, files)


def check_jsonschema(schema, files):
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", schema, *files]
    said = subprocess.run(command, capture_output=True, text=True)
    verdict = json.loads(said.stdout)
    wrong = {pathlib.Path(error["filename"]): error for error in verdict.get("errors", []) + verdict.get("parse_errors", [])}
    assert bool(wrong) == (said.returncode != 0), said.stderr
    return wrong


# Spoilt copies: a name, and what to do to a text, or to what JSON says.


def spoil_csv():
    yield "line feeds alone", lambda text: text.replace("\r\n", "\n")
    yield "a field too many", lambda text: text[:-2] + ",x\r\n"
    yield "an open quote", lambda text: text[:-2] + '"\r\n'
    yield "a name twice", lambda text: text.replace("table,row", "row,row", 1)
    yield "a formula", lambda text: text.replace("\r\n", "\r\n=", 1)


def spoil_annex():
    yield "an amount as a number", lambda annex: figure(annex).update(amount=1.5)
    yield "an amount with a comma", lambda annex: figure(annex).update(amount="1,50")
    yield "an amount that is not printed", lambda annex: figure(annex).pop("printed")
    yield "an unknown role", lambda annex: annex["tables"][0]["rows"][0].update(role="sum")
    yield "an unknown kind", lambda annex: annex["tables"][0]["columns"][0].update(kind="date")
    yield "an unknown key", lambda annex: annex.update(version="1")
    yield "no act", lambda annex: annex.pop("act")
    yield "a date of another form", lambda annex: annex["act"].update(date="16/6/2009")


def figure(annex):
    rows = annex["tables"][0]["rows"]
    return next(cell for row in rows for cell in row["cells"] if "amount" in cell)


def spoil_package():
    yield "another hash", lambda package: package["resources"][0].update(hash="sha256:" + hashlib.sha256().hexdigest())
    yield "other bytes", lambda package: package["resources"][1].update(bytes=1)
    yield "a file that is not there", lambda package: package["resources"][1].update(path="allegato-x.json")
    yield "another type", lambda package: fields(package)[2].update(type="integer")
    yield "another name", lambda package: fields(package)[0].update(name="tabella")
    yield "a field too few", lambda package: fields(package).pop()
    yield "a role that is not allowed", lambda package: fields(package)[2]["constraints"].update(enum=["memo"])


def fields(package):
    return package["resources"][0]["schema"]["fields"]


def spoil_descriptor():
    yield "no resources", lambda package: package.pop("resources")
    yield "a day for an instant", lambda package: package.update(created=5)
    yield "a nameless licence", lambda package: package.update(licenses=[{"title": "x"}])
    yield "a type that there is none of", lambda package: fields(package)[0].update(type="text")


def spoilt(file, spoils, folder):
    """Writes the copies, each in a folder with its neighbours; by path, what was done."""
    copies = {}
    for number, (name, spoil) in enumerate(spoils):
        copy = pathlib.Path(folder) / str(number) / file.name
        shutil.copytree(file.parent, copy.parent)
        text = file.read_bytes().decode()
        if file.suffix == ".csv":
            made = spoil(text)
        else:
            made = json.loads(text)
            spoil(made)
            made = json.dumps(made)
        copy.write_bytes(made.encode())
        copies[copy] = name
    return copies


def judge(name, accepts, files, spoils):
    failures = [f"{name} rejects {file}: {reason}" for file, reason in accepts(files).items()]
    with tempfile.TemporaryDirectory() as folder:
        copies = spoilt(files[0], spoils, folder)
        rejected = accepts(list(copies))
        failures += [f"{name} accepts {what} in {files[0]}" for copy, what in copies.items() if copy not in rejected]
    return failures


def main(kind, *files):
    # Packages and annexes both end in .json.
    files = [file for file in map(pathlib.Path, files) if (file.name == PACKAGE) == (kind == "package")]
    if not files:
        sys.exit(f"no {kind}")
    judges = {
        "csv": [("Python's csv", csv_reads, spoil_csv())],
        "annex": [("check-jsonschema", schema_accepts, spoil_annex())],
        "package": [
            ("frictionless", frictionless_accepts, spoil_package()),
            ("the profile", profile_accepts, spoil_descriptor()),
        ],
    }[kind]
    failures = [failure for name, accepts, spoils in judges for failure in judge(name, accepts, files, spoils)]
    for failure in failures:
        print(failure)
    return bool(failures)


sys.exit(main(*sys.argv[1:]))
