"""Briefings as files: their forms, their names, and the way from one to the other."""

from typing import Literal

from smartcity.export.briefing.model import Briefing

Form = Literal["pptx", "report", "slides", "xlsx"]
"""Slides to edit, an A4 report and 16:9 slides as PDF, a workbook."""

ENDINGS: dict[Form, str] = {"pptx": "pptx", "report": "pdf", "slides": "pdf", "xlsx": "xlsx"}
KINDS = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Media type of each ending."""


def written(briefing: Briefing, form: Form) -> bytes:
    """Return a briefing as a file; what writes it is imported only now."""
    if form == "pptx":
        from smartcity.export.briefing.slides import pptx

        return pptx(briefing)
    if form == "xlsx":
        from smartcity.export.briefing.workbook import xlsx

        return xlsx(briefing)
    from smartcity.export.briefing.document import pdf

    return pdf(briefing, form)


def name(about: str, form: Form, *, is_demo: bool) -> str:
    """Return the name of a file about a region's code; that of demonstration data says so."""
    mark = "data-contoh-" if is_demo else ""
    shape = "-salindia" if form == "slides" else ""
    return f"smartcity-{mark}paparan-{about}{shape}.{ENDINGS[form]}"
