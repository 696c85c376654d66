"""Composition root: the pages as an ASGI application with a health route, security headers and a warm start.

Started by `streamlit run app.py`. Nothing is opened at import; the store is built or opened when the server starts.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.place import default_path

log = logging.getLogger("pantau")
opened = asyncio.Event()  # the store is, or why it cannot be is known

# The pages load nothing from elsewhere, so nothing else may be loaded. Streamlit's frontend needs inline styles, eval
# (chart specifications) and blob workers.
SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class SecurityHeaders:
    """Adds the security headers to every HTTP answer; web sockets pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry point."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _progress(done: float, what: str) -> None:
    """One line in the terminal that fills up, for whoever started the server."""
    width = 30
    bar = "█" * round(done * width)
    end = "\n" if done >= 1 else ""
    sys.stderr.write(f"\r  {bar:<{width}} {done:>4.0%}  {what:<44.44}{end}")
    sys.stderr.flush()


class Opening:
    """Lets readers' sessions in when the store is open; the browser loads its programs meanwhile."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry point."""
        if scope["type"] == "websocket":
            await opened.wait()
        await self.app(scope, receive, send)


def open_or_build_store() -> None:
    """Opens the store; where there is none yet, builds the demonstration store first and shows the progress."""
    from data.store import StoreError, store

    first_start = not default_path().exists()
    try:
        there = store()
    except StoreError as unusable:  # the pages say the same to whoever opens one
        log.warning("%s", unusable)
        return
    from data.demo_state import interrupted

    if first_start or interrupted(there):  # a first start that was killed left half a demonstration
        from data import demo

        sys.stderr.write("Menyiapkan data contoh (sekali saja) / building the demonstration data (once):\n")
        demo.build(there, progress=_progress)


def _prepare() -> None:
    """The store, and what every first page waits for."""
    open_or_build_store()
    from pages.parts import warm

    warm.first_page()


async def _start() -> None:
    """Opens the store, lets the readers in, and prepares what they will ask next while they look."""
    gc.disable()  # libraries stay: looking through them for garbage is a tenth of the start
    sys.setswitchinterval(0.0005)  # the thread that serves files waits so long for one that computes, often for each
    try:
        await anyio.to_thread.run_sync(_prepare)
    except Exception:
        log.exception("not prepared")  # the pages meet the same, and say so
    finally:
        opened.set()
        gc.freeze()
        gc.enable()
    threading.Thread(target=_warm_up, name="pantau-warm-up", daemon=True).start()


def _warm_up() -> None:
    from pages.parts import warm

    warm.usual_filters(pause=5)
    from data.fits import background
    from data.store import store

    background.start(store())  # models: once nobody waits for the first pages any more


async def health(_: Request) -> Response:
    """200 with the version and date of the data, without a session; 503 while the store cannot be read."""
    await opened.wait()
    from data.store import StoreLocked, store

    try:
        version = await anyio.to_thread.run_sync(lambda: store().version())
    except StoreLocked as locked:
        return JSONResponse({"status": "locked", "detail": str(locked)}, status_code=503)
    return JSONResponse(
        {
            "status": "ok",
            "store_version": version.id,
            "data_date": version.data_date.isoformat() if version.data_date else None,  # of the survey
            "newest_data_date": max(version.dates.values()).isoformat() if version.dates else None,  # of any table
            "synthetic": version.synthetic,
            "responses": version.responses,
        },
        headers={"cache-control": "no-store"},
    )


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Before the first visitor: a store. One that is there opens while the visitor's browser loads the programs."""
    starting = asyncio.create_task(_start())
    if not default_path().exists():
        await opened.wait()
    yield {"starting": starting}
    from data.fits import background

    await anyio.to_thread.run_sync(background.stop)


def page_error(error: Exception) -> bool:
    """A page failed: the reader gets a sentence with a number, the log the traceback under that number."""
    from pages.parts import trouble

    return trouble.script_error(error)


app = st.App(
    "pages/main.py",
    lifespan=lifespan,
    on_script_error=page_error,
    routes=[Route("/api/health", health)],
    middleware=[Middleware(SecurityHeaders), Middleware(Opening)],
)
