"""Judges what a site tells programs that follow it: feed.atom, sitemap.xml, robots.txt. Usage:

    feeds.py FOLDER SITEMAP.XSD

In: a folder with a site, and the schema that sitemaps.org has for maps. Where the site is published is read from its
robots.txt; without that there has to be no map. Out: a line per fault, then how much was looked at. Exit: 0 when there is
no fault. Each file is also spoilt in several ways, and has to be rejected every time.
"""

import pathlib
import re
import sys
import urllib.parse
import urllib.robotparser

import feedparser
from lxml import etree
from protego import Protego

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# What a feed and an entry may hold of Atom's own (RFC 4287, 4.1), and how often: at least, at most.
ONCE, AT_MOST_ONCE, ANY = (1, 1), (0, 1), (0, 1 << 30)
OF_FEED = {
    "id": ONCE, "title": ONCE, "updated": ONCE, "subtitle": AT_MOST_ONCE, "rights": AT_MOST_ONCE, "generator": AT_MOST_ONCE,
    "icon": AT_MOST_ONCE, "logo": AT_MOST_ONCE, "author": ANY, "category": ANY, "contributor": ANY, "link": ANY, "entry": ANY,
}  # fmt: skip
OF_ENTRY = {
    "id": ONCE, "title": ONCE, "updated": ONCE, "published": AT_MOST_ONCE, "summary": AT_MOST_ONCE, "content": AT_MOST_ONCE,
    "rights": AT_MOST_ONCE, "source": AT_MOST_ONCE, "author": ANY, "category": ANY, "contributor": ANY, "link": ANY,
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
MIME = re.compile(r"[\w.+-]+/[\w.+-]+")
# Pages that no map names: that of what is not there, and that of the search, which is empty.
UNMAPPED = {"404.html", "cerca.html"}
MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 1024 * 1024


class Site:
    def __init__(self, folder):
        self.folder = folder
        paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
        self.files = {path for path in paths if not any(part.startswith(".") for part in path.split("/"))}
        self.base = None

    def bytes(self, file):
        return (self.folder / file).read_bytes()

    def file(self, address):
        """The file at an address, by its path; None where there is none."""
        if self.base and not address.startswith(self.base):
            return None
        path = urllib.parse.unquote(address[len(self.base) :] if self.base else address)
        path = f"{path}index.html" if path == "" or path.endswith("/") else path
        return path if path in self.files else None


def judge_feed(site, raw):
    try:
        feed = etree.fromstring(raw)
    except etree.XMLSyntaxError as reason:
        return [str(reason)]
    if feed.tag != f"{ATOM}feed":
        return [f"begins with {feed.tag}"]
    faults = judge_children(feed, OF_FEED)
    entries = feed.findall(f"{ATOM}entry")
    for number, entry in enumerate(entries, 1):
        faults += [f"entry {number}: {fault}" for fault in judge_entry(site, feed, entry)]
    faults += judge_links(site, feed)
    ids = [node.text for node in feed.iter(f"{ATOM}id")]
    faults += [f"id {name} more than once" for name in sorted({name for name in ids if ids.count(name) > 1}, key=str)]
    if site.base and not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")):
        faults.append("no link to itself")
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    if updated != sorted(updated, reverse=True):
        faults.append("the newest is not first")
    if updated and feed.findtext(f"{ATOM}updated") != max(updated):
        faults.append("not updated when its newest entry was")
    read = feedparser.parse(raw)
    if read.bozo:
        faults.append(f"feedparser: {read.bozo_exception}")
    if read.version != "atom10" or len(read.entries) != len(entries):
        faults.append(f"feedparser: {read.version}, {len(read.entries)} entries of {len(entries)}")
    return faults


def judge_entry(site, feed, entry):
    faults = judge_children(entry, OF_ENTRY) + judge_links(site, entry)
    if entry.find(f"{ATOM}author") is None and feed.find(f"{ATOM}author") is None:
        faults.append("no author")
    alternate = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    if not alternate and entry.find(f"{ATOM}content") is None:
        faults.append("neither content nor a page")
    return faults


def judge_children(element, allowed):
    faults = []
    names = [etree.QName(child) for child in element if isinstance(child.tag, str)]
    own = [name.localname for name in names if f"{{{name.namespace}}}" == ATOM]
    faults += [f"{name.localname} has no namespace" for name in names if name.namespace is None]
    faults += [f"no {name} belongs here" for name in sorted(set(own) - set(allowed))]
    for name, (least, most) in allowed.items():
        if not least <= own.count(name) <= most:
            faults.append(f"{own.count(name)} times {name}")
    for child in element.findall(f"{ATOM}id"):
        if not urllib.parse.urlsplit(child.text or "").scheme:
            faults.append(f"id {child.text!r} is no absolute address")
    for name in ("updated", "published"):
        for child in element.findall(ATOM + name):
            if not MOMENT.fullmatch(child.text or ""):
                faults.append(f"{name} {child.text!r} is no moment of RFC 3339")
    for name in ("title", "summary", "rights", "subtitle"):
        for child in element.findall(ATOM + name):
            if child.get("type", "text") not in ("text", "html", "xhtml") or (child.get("type", "text") == "text" and len(child)):
                faults.append(f"{name}: not the text that it says")
            if not "".join(child.itertext()).strip():
                faults.append(f"{name} is empty")
    for person in element.findall(f"{ATOM}author") + element.findall(f"{ATOM}contributor"):
        if len(person.findall(f"{ATOM}name")) != 1 or not person.findtext(f"{ATOM}name").strip():
            faults.append("an author without one name")
    return faults


def judge_links(site, element):
    faults, alternates = [], []
    for link in element.findall(f"{ATOM}link"):
        address, kind = link.get("href"), link.get("rel", "alternate")
        if address is None:
            faults.append("a link to nowhere")
            continue
        if link.get("type") is not None and not MIME.fullmatch(link.get("type")):
            faults.append(f"{link.get('type')!r} is no media type")
        if kind == "alternate":
            alternates.append((link.get("type"), link.get("hreflang")))
        if kind in ("alternate", "enclosure", "self"):
            file = site.file(address)
            if file is None:
                faults.append(f"{kind} {address}: dead")
            elif kind == "enclosure" and link.get("length") != str((site.folder / file).stat().st_size):
                faults.append(f"{address}: said to be {link.get('length')} bytes")
    if len(set(alternates)) < len(alternates):
        faults.append("two pages of one kind for one thing")
    return faults


def judge_map(site, schema, raw_of):
    """The map, and those that it names where it is an index of maps."""
    faults, seen = [], []
    names = ["sitemap.xml"]
    for name in names:
        try:
            raw = raw_of(name)
            root = etree.fromstring(raw)
        except (OSError, etree.XMLSyntaxError) as reason:
            faults.append(f"{name}: {reason}")
            continue
        if len(raw) > MOST_BYTES or len(root) > MOST_ADDRESSES:
            faults.append(f"{name}: {len(raw)} bytes and {len(root)} addresses are too much")
        if root.tag == f"{MAP}sitemapindex" and name == "sitemap.xml":
            for map in root.findall(f"{MAP}sitemap"):
                file = site.file(map.findtext(f"{MAP}loc") or "")
                names.append(file) if file else faults.append(f"{name}: names a map that is not there")
            continue
        if not schema.validate(root):
            faults += [f"{name}: {error.message}" for error in schema.error_log]
        for url in root.findall(f"{MAP}url"):
            address = url.findtext(f"{MAP}loc")
            file = site.file(address or "")
            faults += [] if file else [f"{name}: {address}: dead"]
            seen.append(file)
    pages = {file for file in site.files if file.endswith(".html") and not file.endswith(".fragment.html")}
    faults += [f"{file}: in no map" for file in sorted(pages - set(seen) - UNMAPPED)]
    faults += [f"{file}: more than once" for file in sorted({file for file in seen if file and seen.count(file) > 1})] if len(seen) != len(set(seen)) else []
    faults += [f"{file}: has no place in a map" for file in sorted(UNMAPPED & set(seen))]
    faults += [f"{file}: no map of this site" for file in site.files if re.fullmatch(r"sitemap-\d+\.xml", file) and file not in names]
    return faults


def judge_robots(site, raw):
    text = raw.decode("utf-8")
    faults = []
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    faults += [f"not read by anybody: {line}" for line in lines if not re.match(r"(?i)(user-agent|allow|disallow|sitemap):", line)]
    protego = Protego.parse(text)
    python = urllib.robotparser.RobotFileParser()
    python.parse(text.splitlines())
    base = site.base or "https://example.org/"
    for file in sorted(site.files)[:100]:
        for agent in ("Googlebot", "*"):
            if not protego.can_fetch(base + file, agent) or not python.can_fetch(agent, base + file):
                faults.append(f"forbids {file} to {agent}")
    maps = [f"{site.base}sitemap.xml"] if site.base else []
    if list(protego.sitemaps) != maps or (python.site_maps() or []) != maps:
        faults.append(f"maps: {list(protego.sitemaps)}")
    return faults


def spoilt(raw, changes):
    for old, new in changes:
        changed = re.sub(old, new, raw.decode("utf-8"), count=1)
        if changed != raw.decode("utf-8"):
            yield old, changed.encode("utf-8")


IN_FEED = [
    (r"<id>urn:uuid:", "<id>"), (r"<updated>\d{4}-", "<updated>"), (r"<updated>.*?</updated>", ""), (r"<title>.*?</title>", ""),
    (r"(?s)(<entry.*?)<updated>.*?</updated>", r"\1"), (r'rel="alternate" (.*?)href="', r'rel="alternate" \1href="x/'),
    (r' length="', ' length="9'), (r"<author>", "<autor/><author>"), (r"</feed>", ""), (r"(?s)(<entry.*?</entry>)", r"\1\1"),
]  # fmt: skip
IN_MAP = [
    (r"<loc>", "<loc>x"), (r"<lastmod>", "<lastmod>x"), (r"<url><loc>[^<]*</loc>", "<url>"), (r"(<url>.*</url>)", r"\1\1"),
    (r"<url>.*</url>\n", ""), (r"0\.9", "0.8"),
]  # fmt: skip
IN_ROBOTS = [(r"Allow: /", "Disallow: /"), (r"(?m)$", "\nwelcome"), (r"sitemap\.xml", "map.xml")]


def main(folder, schema):
    site = Site(folder)
    faults = [f"{file}: missing" for file in ("feed.atom", "robots.txt") if file not in site.files]
    if faults:
        print("\n".join(faults))
        return 1
    robots, feed = site.bytes("robots.txt"), site.bytes("feed.atom")
    found = re.search(rb"(?m)^Sitemap: (\S+)sitemap\.xml$", robots)
    site.base = found and found[1].decode()
    judges = {
        "feed.atom": (feed, IN_FEED, lambda raw: judge_feed(site, raw)),
        "robots.txt": (robots, IN_ROBOTS, lambda raw: judge_robots(site, raw)),
    }
    if site.base:
        schema = etree.XMLSchema(etree.parse(schema))
        with_map = lambda raw: judge_map(site, schema, lambda name: raw if name == "sitemap.xml" else site.bytes(name))
        judges["sitemap.xml"] = (site.bytes("sitemap.xml"), IN_MAP, with_map)
    elif "sitemap.xml" in site.files:
        faults.append("sitemap.xml: nobody can be at home there, as robots.txt names no address")
    tried = 0
    for name, (raw, changes, judge) in judges.items():
        found = [f"{name}: {fault}" for fault in judge(raw)]
        faults += found
        for change, wrong in spoilt(raw, changes) if not found else ():
            tried += 1
            faults += [] if judge(wrong) else [f"{name}: not found out: {change}"]
    print("\n".join(faults or [f"{len(judges)} files sound, {tried} spoilt ones rejected"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2]))
