"""Sets one document with Typst, in a process of its own: Typst keeps what it made of the last ten, some 50 MB each.

`document.py` starts it. Comes in: a JSON object with the template, the folder of fonts, the data, and for pictures of
the pages their pixels per inch. Goes out: a line of JSON, then the PDF, or the pages as PNG, one after the other.
Nothing here may be heavy to import.
"""

import json
import re
import sys
import unicodedata
from typing import Any, Literal

import typst

_NO_FONT = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
LAST_LATIN = 0x24F


def answer(asked: dict[str, Any]) -> tuple[list[bytes], list[dict[str, Any]]]:
    """Return the PDF, or the pages as PNG, and on which page which section begins."""
    compiler, made = _set(asked["template"], asked["fonts"], asked["data"])
    if not asked["ppi"]:
        return [made], []
    drawn: Any = compiler.compile(format="png", ppi=asked["ppi"])
    return list(drawn), json.loads(compiler.query("<begins>", field="value"))


def _set(template: str, fonts: str, data: str) -> tuple[typst.Compiler, bytes]:
    """Return the document, set, and its PDF; without the letters for which there is no font."""
    compiler = _compiler(template, fonts, data)
    try:
        return compiler, _tagged(compiler, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in error.diagnostic:
            raise
        compiler = _compiler(template, fonts, data.translate(_missing(error.diagnostic)))
        try:
            return compiler, _tagged(compiler, "ua-1")
        except typst.TypstError:
            # A mark that no font joins to its letter: the page stands, but not by the letter of PDF/UA.
            return compiler, _tagged(compiler, None)


def _compiler(template: str, fonts: str, data: str) -> typst.Compiler:
    return typst.Compiler(template, font_paths=[fonts], ignore_system_fonts=True, sys_inputs={"data": data})


def _tagged(compiler: typst.Compiler, standard: Literal["ua-1"] | None) -> bytes:
    made: Any = compiler.compile(format="pdf", pdf_standards=standard)
    return bytes(made)


def _missing(said: str) -> dict[int, str]:
    """Return what is set in place of each letter that a refusal names: a question mark; of signs and emoji nothing."""
    texts = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(_NO_FONT.findall(said)))
    # Latin letters are in our fonts, and only named together with a mark that is not.
    missing = (each for each in texts if ord(each) > LAST_LATIN)
    return {ord(each): "?" if unicodedata.category(each)[0] in "LN" else "" for each in missing}


if __name__ == "__main__":
    parts, begins = answer(json.load(sys.stdin.buffer))
    told = {"lengths": [len(part) for part in parts], "begins": begins}
    sys.stdout.buffer.write(b"\n".join((json.dumps(told).encode(), b"".join(parts))))
