"""Sentences and numbers beside a picture: smaller where there is little room, never over the footer."""

from typing import Any

from pptx import Presentation
from pptx.util import Pt

from smartcity.export.briefing import slide_words
from smartcity.export.briefing.model import Fact, Question, Section
from smartcity.export.briefing.slide_shapes import FOOT


def slide() -> Any:
    """Return an empty slide."""
    deck = Presentation()
    return deck.slides.add_slide(deck.slide_layouts[5])


def size(made: Any) -> float:
    """Return the size of the letters last written."""
    return float(made.shapes[-1].text_frame.paragraphs[0].runs[0].font.size.pt)


def test_sentences_keep_their_size_where_there_is_room() -> None:
    made = slide()

    end = slide_words.sentences(made, ("satu", "dua"), 40, 100, 300)

    assert size(made) == 12
    assert 100 < end < 150
    assert [each.text for each in made.shapes[-1].text_frame.paragraphs] == ["• satu", "• dua"]


def test_sentences_shrink_and_then_end_before_the_footer() -> None:
    made = slide()

    end = slide_words.sentences(made, ("kata " * 30,) * 12, 40, 300, 300)

    assert size(made) == 9
    assert end <= FOOT
    assert 1 <= len(made.shapes[-1].text_frame.paragraphs) < 12


def test_no_sentence_takes_no_room() -> None:
    assert slide_words.sentences(slide(), (), 40, 300, 300) == 300


def test_many_facts_stand_three_abreast() -> None:
    facts = tuple(Fact(f"nama {place}", "W" * 60, "catatan " * 40) for place in range(9))
    section = Section("x", "", "", "", "", (Question("funnel", ()),), facts=facts)
    made = slide()

    end = slide_words.beside(made, section, 560, 100, 340)

    assert end < 100 + 3 * (slide_words.FACT_HEIGHT + slide_words.GAP) + 10
    assert max(shape.left + shape.width for shape in list(made.shapes)[1:]) <= Pt(901)
