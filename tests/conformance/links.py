"""Judges how the files of a site lead to each other. Usage:

    links.py FOLDER

In: a folder with a site, index.html first. Where it is published is read from its robots.txt. Out: a line per fault, then
how much was looked at. Exit: 0 when there is no fault. A spoilt copy of the site for each rule is judged too, and has to be
found out.
"""

import collections
import html.parser
import json
import pathlib
import re
import sys
import urllib.parse

# Nobody is led to them: servers and robots ask for them by name, and the script of the search for what is in its folder.
# Those who paste fragments have them from the folder.
APART = re.compile(r"404\.html|robots\.txt|sitemap(-\d+)?\.xml|search/.*|.*\.fragment\.html")
# What a reader may follow to another host, and what a standard wants absolute: these lead to the site itself.
LEADS_AWAY = {("a", "href"), ("link", "license")}
ABSOLUTE = {("link", "canonical"), ("meta", "og:url"), ("meta", "og:image")}
ADDRESSES = {
    "a": ["href"], "area": ["href"], "link": ["href"], "img": ["src", "srcset"], "source": ["src", "srcset"],
    "script": ["src"], "iframe": ["src"], "object": ["data"], "embed": ["src"], "video": ["src", "poster"],
    "audio": ["src"], "track": ["src"], "input": ["src", "formaction"], "button": ["formaction"], "form": ["action"],
    "use": ["href", "xlink:href"], "image": ["href", "xlink:href"], "base": ["href"], "blockquote": ["cite"], "q": ["cite"],
}  # fmt: skip
# A size after a link, and how many bytes one of its last digit is.
SIZE = re.compile(r"^\s*\((\d[\d.,\s]*?)\s*(byte|kB|MB|Byte|bytes|octets?|ko|Mo)\)")
UNITS = {"b": 1, "o": 1, "k": 1_000, "m": 1_000_000}
KEYS_OF_FILES = {"contentUrl", "url", "downloadUrl"}


class Page(html.parser.HTMLParser):
    """What one page names: links as (element, kind, address), sizes as (address, words), names, data."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links, self.sizes, self.names, self.data = [], [], set(), []
        self.within, self.address, self.left = None, None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.names.update(attributes[key] for key in ("id",) if attributes.get(key))
        if tag == "a" and attributes.get("name"):
            self.names.add(attributes["name"])
        for key in ADDRESSES.get(tag, []):
            if attributes.get(key) is not None:
                parts = [attributes[key]] if key != "srcset" else re.findall(r"(\S+)(?:\s[^,]*)?(?:,|$)", attributes[key])
                kind = attributes.get("rel", "").lower() if tag == "link" else key
                self.links.extend((tag, kind, part.strip()) for part in parts)
        if tag == "meta" and attributes.get("property") in ("og:url", "og:image"):
            self.links.append((tag, attributes["property"], attributes.get("content", "")))
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            self.links.append((tag, "refresh", attributes.get("content", "").partition("=")[2]))
        self.styles(tag, attributes.get("style") or "")
        if tag in ("style", "script"):
            self.within = (tag, attributes.get("type"))
        self.left = None
        if tag == "a":
            self.address = attributes.get("href")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.within = None

    def handle_endtag(self, tag):
        if tag in ("style", "script"):
            self.within = None
        self.left = self.address if tag == "a" else None

    def handle_data(self, text):
        if self.within and self.within[0] == "style":
            self.styles("style", text)
        elif self.within and self.within[1] == "application/ld+json":
            self.data.append(text)
        elif self.left is not None and (size := SIZE.match(text)):
            self.sizes.append((self.left, *size.groups()))
        self.left = None

    def styles(self, tag, text):
        found = re.findall(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)", text)
        self.links.extend((tag, "url", one or other) for one, other in found)


class Site:
    """The files of a site; some may be held to be gone, or to hold something else."""

    def __init__(self, folder, spoilt=None):
        self.folder, self.spoilt = folder, spoilt or {}
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        own = {file for file in files if not any(part.startswith(".") for part in file.split("/"))}
        self.files = {file for file in own | set(self.spoilt) if self.spoilt.get(file, "") is not None}
        self.folders = {"/".join(file.split("/")[:depth]) for file in self.files for depth in range(file.count("/") + 1)}
        self.pages = sorted(file for file in self.files if file.endswith(".html") and not file.endswith(".fragment.html"))
        self.base = None
        if "robots.txt" in self.files and (line := re.search(r"(?m)^Sitemap: (\S+)sitemap\.xml$", self.text("robots.txt"))):
            self.base = line[1]
        self.read = {}

    def text(self, file):
        spoilt = self.spoilt.get(file)
        return spoilt if spoilt is not None else (self.folder / file).read_bytes().decode("utf-8")

    def size(self, file):
        spoilt = self.spoilt.get(file)
        return len(spoilt.encode()) if spoilt is not None else (self.folder / file).stat().st_size

    def page(self, file):
        """One page, of which only its names are kept once it was looked at: a site may be large."""
        if file not in self.read:
            self.read[file] = Page(self.text(file)).names
        return self.read[file]

    def target(self, page, address):
        """The file that an address in a page leads to and the name in it; None for the file when it is outside."""
        path, _, name = address.partition("#")
        path = urllib.parse.unquote(path.partition("?")[0])
        parts = page.split("/")[:-1] if path else page.split("/")
        for part in path.split("/") if path else []:
            if part == ".." and not parts:
                return None, name
            parts = parts[:-1] if part == ".." else parts + [part] if part != "." else parts
        return "/".join(parts), urllib.parse.unquote(name)

    def from_outside(self, address):
        """The same for an absolute address, in which a folder is its index.html."""
        target, name = self.target("index.html", address[len(self.base) :].partition("#")[0] or "index.html")
        return f"{target}index.html" if target is not None and target.endswith("/") else target, name


def judge(site, told=None):
    """All faults of a site, each once."""
    faults, led_to = [], collections.defaultdict(set)
    if "index.html" not in site.files:
        return ["index.html: missing"]
    for file in site.pages:
        try:
            page = Page(site.text(file))
        except UnicodeDecodeError as reason:
            faults.append(f"{file}: {reason}")
            continue
        site.read[file] = page.names
        for tag, kind, address in page.links:
            for fault in judge_link(site, file, tag, kind, address, led_to[file]):
                faults.append(f"{file}: <{tag} {kind}> {address!r}: {fault}")
        faults += [f"{file}: {fault}" for fault in judge_sizes(site, file, page) + judge_data(site, file, page, led_to[file])]
    reached, waiting = set(), ["index.html"]
    while waiting:
        file = waiting.pop()
        if file not in reached:
            reached.add(file)
            waiting.extend(led_to.get(file, ()))
    faults += [f"{file}: nothing leads here" for file in sorted(site.files - reached) if not APART.fullmatch(file)]
    if told is not None:
        told.update(pages=len(site.pages), files=len(site.files), links=sum(len(files) for files in led_to.values()))
    return sorted(set(faults))


def judge_link(site, file, tag, kind, address, led_to):
    split = urllib.parse.urlsplit(address)
    if split.scheme == "data" or (split.scheme in ("mailto", "tel") and tag == "a"):
        return []
    # What a server shows in place of any address can't lead anywhere by a relative one.
    has_to_be_absolute = (tag, kind) in ABSOLUTE or (file == "404.html" and site.base and not address.startswith("#"))
    if site.base and address.startswith(site.base):
        return judge_target(site, *site.from_outside(address), set()) if has_to_be_absolute else ["absolute, within the site"]
    if has_to_be_absolute and tag != "a":
        return ["no absolute address of this site"]
    if split.scheme or split.netloc or address.startswith("/"):
        led_away = split.scheme in ("http", "https") and split.netloc and (tag, kind) in LEADS_AWAY
        return [] if led_away else ["leads out of the site"]
    return ["relative"] if has_to_be_absolute else judge_target(site, *site.target(file, address), led_to)


def judge_target(site, target, name, led_to):
    if target is None:
        return ["leads out of the site"]
    if target not in site.files:
        return ["a folder, not a file" if target.rstrip("/") in site.folders else "dead"]
    led_to.add(target)
    if name and target.endswith(".html") and name not in site.page(target):
        return [f"no {name!r} there"]
    return []


def judge_sizes(site, file, page):
    faults = []
    for address, number, unit in page.sizes:
        target, _ = site.target(file, address)
        if target not in site.files:
            continue
        digits = re.sub(r"[^\d]", "", number)
        decimals = len(re.search(r"(?:[.,](\d{1,2}))?$", number)[1] or "")
        step = UNITS[unit[0].lower()] / 10**decimals
        if abs(int(digits) * step - site.size(target)) > step / 2:
            faults.append(f"{address}: said to be {number} {unit}, is {site.size(target)} bytes")
    return faults


def judge_data(site, file, page, led_to):
    """Data for search engines: JSON, of schema.org, whose files are there."""
    faults = []

    def walk(value, key=None):
        if isinstance(value, dict):
            for inner, item in value.items():
                walk(item, inner)
        elif isinstance(value, list):
            for item in value:
                walk(item, key)
        elif key in KEYS_OF_FILES and isinstance(value, str):
            of_site = site.base and value.startswith(site.base)
            if of_site or not urllib.parse.urlsplit(value).scheme:
                found = site.from_outside(value) if of_site else site.target(file, value)
                faults.extend(f"data: {value}: {fault}" for fault in judge_target(site, *found, led_to))

    for text in page.data:
        try:
            value = json.loads(text)
        except ValueError as reason:
            faults.append(f"data: {reason}")
            continue
        if not isinstance(value, dict) or "@context" not in value:
            faults.append("data: no @context")
        walk(value)
    return faults


def spoilt_copies(site):
    """By rule, what is changed in the site to break it: None for a file that goes away."""
    home = site.text("index.html")
    in_body = lambda markup: {"index.html": home.replace("</main>", f"{markup}</main>", 1)}
    pdf = next(file for file in sorted(site.files) if file.endswith((".pdf", ".csv")))
    sized = next((page for page in site.pages if Page(site.text(page)).sizes), None)
    data = next((page for page in site.pages if Page(site.text(page)).data), None)
    yield "a dead download", {pdf: None}
    yield "a dead page", {next(page for page in site.pages if page.count("/") == 2): None}
    yield "a file that nothing leads to", {"2009/stray.html": home}
    yield "a folder in place of a file", in_body(f'<a href="{site.pages[0].split("/")[0]}/">x</a>')
    yield "a dead anchor", in_body('<a href="#nowhere">x</a>')
    yield "an address from the root", in_body('<a href="/index.html">x</a>')
    yield "a way out of the folder", in_body('<a href="../index.html">x</a>')
    yield "a picture of another host", in_body('<img alt="" src="https://example.org/a.png">')
    yield "a script of another host", in_body('<script src="//example.org/a.js"></script>')
    yield "a style of another host", {"index.html": home.replace("<style>", "<style>@import 'https://example.org/a';", 1)}
    yield "a dead picture", in_body('<img alt="" srcset="a.png 1x, b.png 2x">')
    if sized:
        changed = re.sub(r"\((\d)", r"(9\1", site.text(sized), count=0)
        yield "a wrong size", {sized: changed}
    if data:
        yield "data that can't be read", {data: site.text(data).replace('{"@context"', '{"@context', 1)}
    if site.base:
        yield "the site's own absolute address", in_body(f'<a href="{site.base}index.html">x</a>')
        yield "a wrong canonical address", {"index.html": home.replace('rel="canonical" href="', 'rel="canonical" href="https://x/', 1)}


def main(folder):
    told = {}
    site = Site(folder)
    faults = judge(site, told)
    if not faults:
        for rule, spoilt in spoilt_copies(site):
            if not judge(Site(folder, spoilt)):
                faults.append(f"not found out: {rule}")
    print("\n".join(faults or [", ".join(f"{count} {what}" for what, count in told.items())]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
