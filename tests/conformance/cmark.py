"""What cmark-gfm makes of Markdown, in the lines of pulldown.rs.

In: paths of files. Out: each file under its path, a line for each begin and end of an element and each text.
"""

import json
import subprocess
import sys
from xml.etree import ElementTree

NAMES = {
    "table_header": "row", "table_row": "row", "table_cell": "cell", "emph": "emphasis", "thematic_break": "rule",
}
EXTENSIONS = ["-e", "table", "-e", "strikethrough", "-e", "autolink"]


def lines(node, in_item, out):
    kind = node.tag.partition("}")[2]
    name = NAMES.get(kind, kind)
    if kind in ("text", "softbreak"):
        words = node.text or "" if kind == "text" else " "
        if out and out[-1][0] == "text":
            words = out.pop()[1] + words
        out.append(("text", words))
    elif kind == "code":
        out.append((f"code {quoted(node.text or '')}",))
    elif kind in ("html_inline", "html_block"):
        out.append((f"html {quoted((node.text or '').rstrip(chr(10)))}",))
    elif kind == "linebreak":
        out.append(("break",))
    elif kind == "thematic_break":
        out.append(("rule",))
    else:
        told = kind != "document" and not (kind == "paragraph" and in_item)
        detail = {
            "heading": lambda: " " + node.get("level"),
            "link": lambda: " " + quoted(node.get("destination")),
            "list": lambda: " " + node.get("start") if node.get("type") == "ordered" else "",
        }.get(kind, lambda: "")()
        if told:
            out.append((name + detail,))
        for child in node:
            lines(child, in_item or kind == "item", out)
        if told:
            out.append(("/" + name,))


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def main(paths):
    for path in paths:
        print(f"== {path}")
        xml = subprocess.run(["cmark-gfm", *EXTENSIONS, "-t", "xml", path], capture_output=True, check=True).stdout
        out = []
        lines(ElementTree.fromstring(xml), False, out)
        for entry in out:
            if entry[0] == "text":
                if entry[1]:
                    print(f"text {quoted(entry[1])}")
            else:
                print(entry[0])


main(sys.argv[1:])
