"""Text from data on a page: shown as it is, never as markup."""

from urllib.parse import quote


def plain(text: str) -> str:
    """Return text from data with Markdown's signs made harmless, so that it reads as it is."""
    escaped = "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-!|<>~$:" else sign for sign in text)
    return escaped.replace("\n", " ")


def linked(text: str, address: str | None) -> str:
    """Return text as a link to its source where the address is one of the web, else as plain text."""
    if not address or not address.startswith(("https://", "http://")):
        return plain(text)
    safe = quote(address, safe=":/?#[]@!$&'()*+,;=%~-._")
    return f"[{plain(text)}](<{safe}>)"
