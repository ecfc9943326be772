"""Makes PDF/UA-1 of our pages by WeasyPrint, one after the other in this process. Usage: weasyprint_all.py PAGES OUTPUT

In: the folder of a build; where the PDFs go. Out: the seconds that it took, without the start of Python, the loading of
WeasyPrint and a first document that is not counted.
"""

import logging
import pathlib
import sys
import time

import weasyprint
from weasyprint.text.fonts import FontConfiguration

# What it doesn't understand of our styles is not worth the time to say so.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)


def main():
    pages, output = map(pathlib.Path, sys.argv[1:])
    pages = sorted(pages.rglob("allegato-*.html"))
    fonts = FontConfiguration()

    def write(page):
        name = output / f"{page.parent.name}.pdf"
        weasyprint.HTML(page).write_pdf(name, pdf_variant="pdf/ua-1", font_config=fonts)

    write(pages[0])
    start = time.perf_counter()
    for page in pages:
        write(page)
    print(time.perf_counter() - start)


main()
