"""Reads a drawn SVG back: which texts stand where, measured in our own font."""

import re
from typing import NamedTuple
from xml.etree import ElementTree

from smartcity.export.pictures import text_width

_TRANSLATE = re.compile(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)")


class Text(NamedTuple):
    """A text with its left and right edge in pixels."""

    words: str
    left: float
    right: float


def size(svg: str) -> tuple[float, float]:
    """Return width and height of a picture."""
    root = ElementTree.fromstring(svg)
    return float(root.attrib["width"]), float(root.attrib["height"])


def texts(svg: str) -> list[Text]:
    """Return every text that is drawn upright, from the first to the last."""
    found: list[Text] = []
    _collect(ElementTree.fromstring(svg), 0, found)
    return found


def words(svg: str) -> list[str]:
    """Return the words of every text."""
    return [text.words for text in texts(svg)]


def _collect(element: ElementTree.Element, left: float, found: list[Text]) -> None:
    """Add the texts of an element and of what it holds, moved by its place."""
    transform = element.attrib.get("transform", "")
    if "rotate" in transform:
        return
    moved = _TRANSLATE.search(transform)
    left += float(moved.group(1)) if moved else 0
    left += float(element.attrib.get("x", 0)) if element.tag.endswith("svg") else 0
    if element.tag.endswith("}text") and element.attrib.get("opacity") != "0":
        found += _lines(element, left)
    for child in element:
        _collect(child, left, found)


def _lines(element: ElementTree.Element, left: float) -> list[Text]:
    """Return the lines of one text element."""
    left += float(element.attrib.get("x", 0))
    lines = [element.text or ""] if not len(element) else [line.text or "" for line in element]
    font = float(element.attrib["font-size"].removesuffix("px"))
    weight = {"bold": 700, "normal": 400}.get(name := element.attrib.get("font-weight", "400"), name)
    found = []
    for line in lines:
        wide = text_width(line, font, int(weight))
        shift = {"end": wide, "middle": wide / 2}.get(element.attrib.get("text-anchor", ""), 0)
        found.append(Text(line, left - shift, left - shift + wide))
    return found
