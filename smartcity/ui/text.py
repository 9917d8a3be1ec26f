"""Text from data on a page: shown as it is, never as markup."""

import re
from urllib.parse import quote

JOINER = "\u2060"
"""A sign without width that joins what it stands between: nobody sees it, and no line breaks at it."""

# Some things are looked for in what is shown, whatever is escaped: web and mail addresses, which become links; icons
# and signs by their name between colons; arrows and dashes typed as two signs. They are parted by a sign that does not
# show.
_FOUND_IN_TEXT = re.compile(
    r"(?<=http:)(?=//)|(?<=https:)(?=//)|(?<=www)(?=\.)|(?<=@)"
    r"|(?<=:)(?=material/|[\w+-]+:)"
    r"|(?<=(?<!\S)[-<>~])(?=[-=>])",
    re.I,
)
# Markdown's signs, the beginning of a named sign, and the point after a number that would begin a list.
_SIGNS = re.compile(r"[\\`*_{}\[\]()#+\-!|<>~$:]|&(?=#?\w+;)|(?<=^\d)\.(?=\s)|(?<=^\d\d)\.(?=\s)")


def plain(text: str) -> str:
    """Return text from data with Markdown's signs made harmless, so that it reads as it is."""
    parted = _FOUND_IN_TEXT.sub(JOINER, " ".join(text.splitlines()))
    return _SIGNS.sub(r"\\\g<0>", parted)


def linked(text: str, address: str | None) -> str:
    """Return text as a link to its source where the address is one of the web, else as plain text."""
    if not address or not address.startswith(("https://", "http://")):
        return plain(text)
    safe = quote(address, safe=":/?#[]@!$&'()*+,;=%~-._")
    return f"[{plain(text)}](<{safe}>)"
