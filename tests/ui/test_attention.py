"""“Perlu perhatian”: what was found, in words."""

import pytest

from smartcity.ui import attention

NOTHING = {"program": "gmsc", "edition": "", "stage": "", "subject": "", "as_of": "2025-08-26"}


@pytest.mark.parametrize(("subject", "named"), [("", "GMSC"), ("Penghargaan", "Penghargaan")])
def test_old_data_are_named_by_their_subject_or_their_program(subject: str, named: str) -> None:
    said = attention.sentence("old_data", {**NOTHING, "subject": subject})

    assert said == f"{named}: fakta terbaru 26 Agustus 2025"
