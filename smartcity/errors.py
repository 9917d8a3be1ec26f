"""The one root of all errors that a person may meet, and what may be told of an error."""

import re
import uuid

from smartcity.settings import ROOT, settings

# A path of two parts or more; not a part of an address (http://…), a date (1/2/2022) or two words (kabupaten/kota).
_PATH = re.compile(r"(?<![\w.:/])/(?:[^\s/\"'`;,:]+/)+[^\s/\"'`;,:]*")
HIDDEN = "…"


class SmartcityError(Exception):
    """An error with one sentence for the person who meets it: what is wrong, where, what to do."""


def new_number() -> str:
    """Return a number that can be read out on the phone and found in the log."""
    return uuid.uuid4().hex[:8]


def without_paths(text: str) -> str:
    """Return a sentence with an ellipsis for every path of this machine."""
    for folder in (settings().data.absolute(), ROOT):
        text = re.sub(re.escape(str(folder)) + r"(?![\w-])(?:/[^\s\"'`;,:]*)?", HIDDEN, text)
    return _PATH.sub(HIDDEN, text)
