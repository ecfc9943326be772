"""Sets one annex by the typst wheel, as `typst compile` does. Usage: typst_one.py ROOT PDF

In: the folder of the template with the data; the file to write.
"""

import sys

import typst

root, pdf = sys.argv[1:]
standards = ["a-2a", "ua-1"]
typst.compile(f"{root}/annex.typ", output=pdf, root=root, ignore_system_fonts=True, pdf_standards=standards)
