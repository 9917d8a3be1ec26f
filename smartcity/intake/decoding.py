"""Bytes as text: a fixed ladder of encodings, and lines that do not fit the encoding of their file."""

import codecs
import re
from dataclasses import dataclass

from smartcity.intake.child import Unfit

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
"""Encodings that are read."""

UNREADABLE_SIGN = "\ufffd"
"""What is shown in place of what could not be read."""

UNDECODABLE = re.compile("[\ud800-\udfff]")
"""What stands for a byte that is no letter in the file's encoding."""

# Two bytes of other alphabets are left out: in Windows-1252 they are É and a closing quote.
# The set of first bytes stands in front because a search for one set is four times as fast.
_LETTER = re.compile(
    rb"[\xc2-\xc5\xe0-\xf4](?:(?<=[\xc2-\xc5])[\x80-\xbf]|(?<=[\xe0-\xef])[\x80-\xbf]{2}|(?<=[\xf0-\xf4])[\x80-\xbf]{3})"
)
_CHUNK = 1 << 20
_PROBE = 4096


@dataclass(frozen=True)
class Decoded:
    """A text as UTF-8 from `start` on; `exact` says that every byte of the file was a letter."""

    encoding: str
    data: bytes
    start: int = 0
    exact: bool = True

    def text(self, end: int | None = None) -> str:
        """Return the text up to a byte."""
        return self.data[self.start : end].decode("utf-8", "surrogatepass")


def decode(content: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a file in the encoding that a person chose, or in the first that fits. Raises Unfit."""
    decoded = _decode(content, encoding or _guess(content))
    if b"\0" in decoded.data:
        raise Unfit("binary")
    return decoded


def _decode(content: bytes, encoding: str) -> Decoded:
    if encoding in ("utf-8", "utf-8-sig"):
        start = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
        if is_utf8(content):
            return Decoded(encoding, content, start)
        return _from_text(encoding, content[start:].decode("utf-8", "surrogateescape"), exact=False)
    try:
        text, exact = content.decode(encoding), True
    except UnicodeDecodeError:
        lenient = (
            content.decode(encoding, "surrogateescape") if encoding == "cp1252" else _utf16(content, encoding)
        )
        text, exact = lenient, False
    return _from_text(encoding, text, exact=exact)


def _from_text(encoding: str, text: str, *, exact: bool) -> Decoded:
    """Return a text as UTF-8; what could not be decoded stays recognisable."""
    return Decoded(encoding, text.removeprefix("\ufeff").encode("utf-8", "surrogatepass"), exact=exact)


def _utf16(content: bytes, encoding: str) -> str:
    """Decode UTF-16; half a letter at the end is kept as undecodable."""
    whole = len(content) // 2 * 2
    text = content[:whole].decode(encoding, "surrogatepass")
    return text if whole == len(content) else f"{text}\udcff"


def _guess(content: bytes) -> str:
    """Return the first encoding of the ladder that fits: mark, strict UTF-8, UTF-16, Windows-1252."""
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    wide = _wide_order(content[:_PROBE])
    if wide:
        return wide
    # A file with letters that only UTF-8 writes so is UTF-8 with some bad lines, not Windows-1252.
    return "utf-8" if is_utf8(content) or _LETTER.search(content) else "cp1252"


def _wide_order(start: bytes) -> str:
    """Return the byte order of UTF-16 without a mark: nearly every second byte of Latin text is NUL."""
    pairs = len(start) // 2
    even, odd = start[0 : pairs * 2 : 2].count(0), start[1 : pairs * 2 : 2].count(0)
    if not pairs or max(even, odd) < pairs * 0.6:
        return ""
    if even == 0:
        return "utf-16-le"
    return "utf-16-be" if odd == 0 else ""


def is_utf8(content: bytes) -> bool:
    """Tell whether bytes are strict UTF-8, without holding a second copy of them."""
    if content.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(content)
    try:
        for place in range(0, len(content), _CHUNK):
            decoder.decode(view[place : place + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
