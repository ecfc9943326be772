"""Sets annexes by the typst wheel, one after the other in this process. Usage: typst_all.py ROOT DATA OUTPUT SHARE SHARES

In: the folder of the template; the folder whose folders have the data of one annex each; where the PDFs go; which share of
the annexes to set, counted from 0, and of how many. Out: the seconds that it took, without the start of Python, the loading
of the wheel and of the data, and a first document that is not counted.
"""

import pathlib
import sys
import time

import typst

STANDARDS = ["a-2a", "ua-1"]


def main():
    root, data, output = map(pathlib.Path, sys.argv[1:4])
    share, shares = map(int, sys.argv[4:])
    annexes = [
        (folder.name, [(root / file.name, file.read_bytes()) for file in folder.iterdir()])
        for folder in sorted(data.iterdir())[share::shares]
    ]

    def put(files):
        for path, content in files:
            path.write_bytes(content)

    put(annexes[0][1])
    compiler = typst.Compiler(root / "annex.typ", root=root, ignore_system_fonts=True)
    compiler.compile(format="pdf", pdf_standards=STANDARDS)
    start = time.perf_counter()
    for name, files in annexes:
        put(files)
        compiler.compile(output=output / f"{name}.pdf", format="pdf", pdf_standards=STANDARDS)
    print(time.perf_counter() - start)


main()
