"""“Perlu perhatian”: what was found, in words."""

import pytest

from smartcity.ui import attention, filters

NOTHING = {"program": "gmsc", "edition": "", "stage": "", "subject": "", "as_of": "2025-08-26"}


@pytest.mark.parametrize(
    ("subject", "named"), [("", "Gerakan Menuju Smart City"), ("Penghargaan", "Penghargaan")]
)
def test_old_data_are_named_by_their_subject_or_their_program(
    monkeypatch: pytest.MonkeyPatch, subject: str, named: str
) -> None:
    monkeypatch.setattr(filters, "programs", lambda with_stages: {"gmsc": "Gerakan Menuju Smart City"})

    said = attention.sentence("old_data", {**NOTHING, "subject": subject})

    assert said == f"{named}: fakta terbaru 26 Agustus 2025"
