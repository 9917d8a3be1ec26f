"""The script that Streamlit runs for every answer: one run of one page."""

from smartcity.ui import lifetime

lifetime.wait_for_pages()

from smartcity.ui import run  # noqa: E402 (only now is it sure to be imported whole)

run.page()
