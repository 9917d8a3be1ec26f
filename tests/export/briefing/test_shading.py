"""The colours of scores in tables: the scale of the heatmap, letters that can be read on it."""

import pytest

from smartcity.export.briefing.shading import cell_ink, shade
from smartcity.look import LIGHT, contrast


def test_the_scale_goes_from_end_to_end() -> None:
    steps = LIGHT.sequential

    assert [shade(value, (1, 5)) for value in (0.0, 1.0, 5.0, 9.0)] == [
        steps[0],
        steps[0],
        steps[-1],
        steps[-1],
    ]
    assert shade(3.0, (1, 5)) == steps[3]
    assert shade(2.0, (2, 2)) == steps[0]


def test_nothing_has_no_colour() -> None:
    assert shade(None, (1, 5)) == cell_ink(None, (1, 5)) == ""


@pytest.mark.parametrize("value", [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5])
def test_letters_stand_out(value: float) -> None:
    assert contrast(cell_ink(value, (1, 5)), shade(value, (1, 5))) >= 4.5
