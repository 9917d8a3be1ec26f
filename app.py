"""The server: the pages, and what stands around them. Started by `smartcity serve`."""

import streamlit as st

from smartcity import api
from smartcity.settings import ROOT
from smartcity.ui import explore_files, failures, health, lifetime, server, sign_in

app = st.App(
    ROOT / "smartcity" / "ui" / "main.py",
    lifespan=lifetime.lifespan,
    routes=server.below(
        [*health.ROUTES, *explore_files.ROUTES, *sign_in.ROUTES, *api.mounts(lifetime.store)]
    ),
    middleware=server.GATE,
    on_script_error=failures.answer_script,
    exception_handlers={Exception: failures.answer_request},
)
