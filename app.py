"""The server: the pages, and what one process needs around them. Started by `smartcity serve`."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from smartcity.settings import ROOT


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    # Streamlit collects garbage after every script run; walking the imported modules each time was 40 of the
    # 48 ms of processor time that an empty page cost. Frozen objects are not walked.
    import smartcity.ui.frame  # noqa: F401  (the heavy imports belong before the freeze)

    gc.collect()
    gc.freeze()
    yield


app = st.App(ROOT / "smartcity" / "ui" / "main.py", lifespan=_lifespan)
