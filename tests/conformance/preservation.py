"""Puts records for the preservation system before judges. Usage:

    preservation.py FOLDER

Every *.metadati.xml below the folder has to be as documento-amministrativo.xsd says (lxml), to keep the rules between elements
that docs/archivio-metadati.md tells, and to tell the SHA-256 of the files that lie where it says. Two records may not be of the
same document. The judges are also given spoilt copies of each record, and have to reject every one. Out: what is wrong. Exit: 0
when nothing is.
"""

import base64
import copy
import hashlib
import pathlib
import sys

from lxml import etree

HERE = pathlib.Path(__file__).parent
SCHEMA = etree.XMLSchema(etree.parse(str(HERE / "documento-amministrativo.xsd")))
ROLES = "Soggetti/Ruolo/"


# Judges: from a record to why they reject it, nothing where they accept it.


def by_schema(record):
    return [] if SCHEMA.validate(record) else [str(error.message) for error in SCHEMA.error_log]


def by_rules(record):
    """What the schema can't say: which elements have to be there because of others."""
    count = lambda path: len(record.findall(path))
    protocol = count("DatiDiRegistrazione/TipoRegistro/ProtocolloOrdinario_ProtocolloEmergenza")
    change = record.find("TracciatureModificheDocumento")
    version = record.findtext("VersioneDelDocumento")
    previous = record.findtext("TracciatureModificheDocumento/IdDocVersionePrecedente/Identificativo")
    rules = {
        "one registrar": count(ROLES + "AmministrazioneCheEffettuaLaRegistrazione") == 1,
        "an author or a sender": count(ROLES + "Autore") + count(ROLES + "Mittente") > 0,
        "a signature exactly with a protocol": count("IdDoc/Segnatura") == protocol,
        "a sender with a protocol": count(ROLES + "Mittente") >= protocol,
        "an operator with a change": count(ROLES + "Operatore") >= (change is not None),
        "a change exactly in versions after the first": (change is not None) == (version != "1"),
        "as many attachments as are told": str(count("Allegati/IndiceAllegati")) == record.findtext("Allegati/NumeroAllegati"),
        "another document before this one": previous != record.findtext("IdDoc/Identificativo"),
        "no signature claimed": all(check.text == "false" for check in record.find("Verifica")),
    }
    return [f"not so: {rule}" for rule, holds in rules.items() if not holds]


def by_files(record, folder):
    """A document beside its record, an attachment where its path leads to from any folder above: by their digests."""
    faults = []
    for id_doc in [record.find("IdDoc"), *record.findall("Allegati/IndiceAllegati/IdDoc")]:
        path = pathlib.PurePosixPath(id_doc.findtext("Identificativo"))
        digest = base64.b64decode(id_doc.findtext("ImprontaCrittograficaDelDocumento/Impronta"))
        # What stands before the path in the archive are administration and year.
        inside = pathlib.PurePosixPath(*path.parts[2:])
        for above in [folder, *folder.parents]:
            if (above / inside).is_file():
                if hashlib.sha256((above / inside).read_bytes()).digest() != digest:
                    faults.append(f"another digest: {inside}")
                break
    return faults


def spoilt(record):
    """Copies that no judge may accept, each with what was done to it."""
    for element in record.iter():
        path = record.getroottree().getpath(element)
        if element is record:
            continue
        if len(element) == 0:
            yield f"{path} empty", changed(record, path, lambda found: setattr(found, "text", " "))
        yield f"{path} twice as another", changed(record, path, lambda found: found.addnext(etree.Element("Altro")))
        yield f"{path} renamed", changed(record, path, lambda found: setattr(found, "tag", "Altro"))
    for path in MANDATORY:
        if record.find(path) is not None:
            yield f"without {path}", changed(record, path, lambda found: found.getparent().remove(found))
    for path, text in WRONG.items():
        if record.find(path) is not None:
            yield f"{path} {text}", changed(record, path, lambda found, text=text: setattr(found, "text", text))
    yield "first elements swapped", changed(record, "*[1]", lambda found: found.getnext().addnext(found))


def changed(record, path, change):
    other = copy.deepcopy(record)
    change(etree.ElementTree(other).xpath(path)[0] if path.startswith("/") else other.find(path))
    return other


ID_DOC = ["ImprontaCrittograficaDelDocumento", "ImprontaCrittograficaDelDocumento/Algoritmo", "Identificativo"]
MANDATORY = [
    "IdDoc",
    *(f"IdDoc/{part}" for part in ID_DOC),
    *(f"Allegati/IndiceAllegati/IdDoc/{part}" for part in ID_DOC),
    *(f"TracciatureModificheDocumento/IdDocVersionePrecedente/{part}" for part in ID_DOC),
    "ModalitaDiFormazione",
    "TipologiaDocumentale",
    "DatiDiRegistrazione/TipologiaDiFlusso",
    "DatiDiRegistrazione/TipoRegistro/*",
    "DatiDiRegistrazione/TipoRegistro/*/CodiceRegistro",
    "Soggetti",
    ROLES + "AmministrazioneCheEffettuaLaRegistrazione/PAI/IPAAOO",
    ROLES + "AmministrazioneCheEffettuaLaRegistrazione/TipoRuolo",
    "ChiaveDescrittiva/Oggetto",
    "Allegati/NumeroAllegati",
    "Allegati/IndiceAllegati",
    "Allegati/IndiceAllegati/Descrizione",
    "Classificazione/IndiceDiClassificazione",
    "Riservato",
    "IdentificativoDelFormato/Formato",
    "Verifica/FirmatoDigitalmente",
    "Agg/TipoAgg",
    "NomeDelDocumento",
    "VersioneDelDocumento",
    "TracciatureModificheDocumento",
    "TracciatureModificheDocumento/SoggettoAutoreDellaModifica",
    "TracciatureModificheDocumento/DataModifica",
    "IdDoc/Segnatura",
]
WRONG = {
    "IdDoc/ImprontaCrittograficaDelDocumento/Impronta": "AAAA",
    "IdDoc/ImprontaCrittograficaDelDocumento/Algoritmo": "MD5",
    "ModalitaDiFormazione": "a",
    "DatiDiRegistrazione/TipologiaDiFlusso": "X",
    "DatiDiRegistrazione/TipoRegistro/*/TipoRegistro": "Registro",
    "DatiDiRegistrazione/TipoRegistro/*/CodiceRegistro": "un codice",
    "DatiDiRegistrazione/TipoRegistro/ProtocolloOrdinario_ProtocolloEmergenza/NumeroProtocolloDocumento": "45231",
    "Allegati/NumeroAllegati": "99",
    "Riservato": "no",
    "Verifica/FirmatoDigitalmente": "true",
    "Agg/TipoAgg/TipoAggregazione": "Cartella",
    "TracciatureModificheDocumento/TipoModifica": "Correzione",
    "TracciatureModificheDocumento/DataModifica": "1 settembre 2009",
    "TempoDiConservazione": "10000",
}


def main(folder):
    known, wrong, rejected = {}, 0, 0
    paths = sorted(pathlib.Path(folder).rglob("*.metadati.xml"))
    if not paths:
        print(f"{folder}: no record")
        return 1
    for path in paths:
        record = etree.parse(str(path)).getroot()
        faults = by_schema(record) or by_rules(record) + by_files(record, path.resolve().parent)
        document = record.findtext("IdDoc/Identificativo"), record.findtext("NomeDelDocumento")
        name = path.name.removesuffix(".metadati.xml")
        if (path.parent / f"{name}.pdf").is_file() and document[1] != f"{name}.pdf":
            faults.append(f"of another file: {document[1]}")
        if (other := known.setdefault(document[0], path)) is not path:
            faults.append(f"of the same document as {other}")
        if not faults:
            for what, copied in spoilt(record):
                rejected += 1
                if not (by_schema(copied) or by_rules(copied)):
                    faults.append(f"a spoilt copy is accepted: {what}")
        for fault in faults:
            print(f"{path}: {fault}")
        wrong += bool(faults)
    print(f"{len(paths)} records, {wrong} wrong; {rejected} spoilt copies tried", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
