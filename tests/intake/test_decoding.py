"""Bytes as text."""

import codecs

import pytest

from smartcity.intake import decoding
from smartcity.intake.child import Unfit
from smartcity.intake.decoding import ENCODINGS, decode

TEXT = "Kabupaten “Oé”;3,5\nKota Bogor;2\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"polos;1\n", "utf-8"),
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_the_ladder_finds_the_encoding(content: bytes, encoding: str) -> None:
    decoded = decode(content)
    expected = "polos;1\n" if content.startswith(b"polos") else TEXT
    assert (decoded.encoding, decoded.text(), decoded.exact) == (encoding, expected, True)
    assert encoding in ENCODINGS


def test_a_chosen_encoding_wins() -> None:
    assert decode("é".encode(), "cp1252").text() == "Ã©"


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("é\n".encode() + b"a\xe9b\n", "utf-8", "é\na\udce9b\n"),
        (codecs.BOM_UTF8 + b"a\xe9b", "utf-8-sig", "a\udce9b"),
        (b"\x93a\x94 \x81", "cp1252", "“a” \udc81"),
        ("ab".encode("utf-16") + b"x", "utf-16", "ab\udcff"),
        ("a".encode("utf-16") + b"\x00\xd8", "utf-16", "a\ud800"),
    ],
)
def test_what_does_not_fit_stays_recognisable(content: bytes, encoding: str, text: str) -> None:
    decoded = decode(content)
    assert (decoded.encoding, decoded.text(), decoded.exact) == (encoding, text, False)


@pytest.mark.parametrize(
    "content", [b"a;b\x00c\n", codecs.BOM_UTF32_LE + "abc".encode("utf-32-le"), bytes(50)]
)
def test_nul_is_refused(content: bytes) -> None:
    with pytest.raises(Unfit, match="binary"):
        decode(content)


@pytest.mark.parametrize("chunk", [1, 2, 3])
def test_letters_may_lie_across_chunks(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "_CHUNK", chunk)
    assert [decoding.is_utf8(content) for content in ("aé€😀".encode(), b"a\xe9", "é".encode()[:1])] == [
        True,
        False,
        False,
    ]
