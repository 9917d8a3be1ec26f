"""The region of a row: by code or name, with a province, a second name and a level beside it."""

import pytest

from smartcity.intake.examining import matcher_of
from smartcity.intake.parsed import Parsed
from smartcity.intake.places import MOST_MISSES, Places
from smartcity.regions import Matcher
from smartcity.store import Store


@pytest.fixture(scope="module")
def matcher(known: Store) -> Matcher:
    with known.read() as snapshot:
        return matcher_of(snapshot)


def short(parsed: Parsed) -> tuple[str | None, str, tuple[str, ...]]:
    return parsed.value, parsed.rule, parsed.candidates


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("16.01", "", "", ""), ("16.01", "", ())),
        (("KAB. OKU", "", "", ""), ("16.01", "", ())),
        (("", "", "Kota Bandung", ""), ("32.73", "", ())),
        (("-", "", "Kota Bandung", ""), ("32.73", "", ())),
        (("-", "", "-", ""), (None, "", ())),
        (("", "Jawa Barat", "", "Kota"), (None, "", ())),
        (("Bandung", "", "", "Kota"), ("32.73", "", ())),
        (("Bandung", "", "", "Kabupaten"), ("32.04", "", ())),
        (("Bandung", "", "", "-"), (None, "region_ambiguous", ("32.04", "32.73"))),
        (("Bandung", "Jawa Barat", "", ""), (None, "region_ambiguous", ("32.04", "32.73"))),
        (("16.01", "", "Kabupaten Ogan Komering Ulu", ""), ("16.01", "", ())),
        (("16.01", "", "-", ""), ("16.01", "", ())),
        (("16.01", "", "Kabupaten Ogan Ilir", ""), (None, "region_contradicts", ("16.01", "16.10"))),
        (("16.01", "", "Atlantis", ""), ("16.01", "", ())),
        (("16.1", "", "Kabupaten Ogan Ilir", ""), ("16.10", "", ())),
        (("Kabupatn Ogan Ilir", "", "", ""), (None, "region_suggested", ("16.10", "14.07"))),
        (("Atlantis", "", "", ""), (None, "region_unknown", ())),
        (("Atlantis", "", "Kota Bandung", ""), (None, "region_suggested", ("32.73",))),
    ],
)
def test_a_region_is_found_or_said_to_be_unclear(
    matcher: Matcher, row: tuple[str, str, str, str], found: tuple[str | None, str, tuple[str, ...]]
) -> None:
    assert short(Places(matcher, {}).read(*row)) == found


def test_a_code_that_lost_its_zero_is_not_mended_without_the_name(matcher: Matcher) -> None:
    assert short(Places(matcher, {}).read("16.1", "", "", ""))[0] is None
    assert short(Places(matcher, {}).read("16.1", "", "Kota Bandung", ""))[0] is None


def test_what_is_unclear_is_told_with_names_and_province(matcher: Matcher) -> None:
    parsed = Places(matcher, {}).read("Bandung", "Jawa Barat", "", "")

    assert parsed.details == {
        "names": "Kabupaten Bandung (32.04); Kota Bandung (32.73)",
        "province": "Jawa Barat",
    }


def test_an_answer_holds_for_the_name_in_its_province(matcher: Matcher) -> None:
    places = Places(matcher, {("Bandung", "Jawa Barat"): "32.73", ("Atlantis", ""): "16.01"})

    assert short(places.read("Bandung", "Jawa Barat", "", "")) == ("32.73", "", ())
    assert short(places.read("", "", "Atlantis", "")) == ("16.01", "", ())
    assert short(places.read("Bandung", "", "", ""))[1] == "region_ambiguous"


def test_an_answer_settles_a_code_and_a_name_that_contradict(matcher: Matcher) -> None:
    places = Places(matcher, {("16.01", ""): "16.10"})

    assert places.read("16.01", "", "Kabupaten Ogan Ilir", "").value == "16.10"


def test_near_names_are_looked_for_only_so_often(matcher: Matcher) -> None:
    places = Places(matcher, {})
    for number in range(MOST_MISSES):
        assert places.read(f"{number} x", "", "", "").value is None

    assert short(places.read("Kabupatn Ogan Ilir", "", "", "")) == (None, "region_unknown", ())
    assert short(places.read("Bandung", "", "", ""))[1] == "region_ambiguous"
    assert short(places.read("Kabupaten Ogan Ilir", "", "", "")) == ("16.10", "", ())
