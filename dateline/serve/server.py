"""Serves the newest snapshot to this machine's browsers and tells them of every new one."""

from __future__ import annotations

import contextlib
import html
import logging
import mimetypes
import os
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import quote, urlsplit

from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop
from tornado.web import Application, HTTPError, RequestHandler

from dateline.addresses import output_path
from dateline.findings.diagnostics import Diagnostic
from dateline.options import Options
from dateline.parse.parsed import Changed
from dateline.report import Report
from dateline.serve.engine import Engine, Snapshot, page_of
from dateline.serve.watching import FolderWatcher

OWN = "/__preview/"
"""Below it lie the preview's own script, style sheet and state; no page has such an address."""
_HERE = Path(__file__).parent
_ADDED = (
    f'<link rel="stylesheet" href="{OWN}client.css"><script type="module" src="{OWN}client.js"></script></head>'
).encode()


_DAY = 24 * 60 * 60
"""Seconds after which the worker looks again whether something has come due: a machine may have slept."""


class Preview:
    """One preview: a worker that builds, a watcher that wakes it, and what the browsers are shown."""

    def __init__(
        self,
        options: Options,
        editor: str,
        tell: Callable[[Snapshot], None],
        clock: Callable[[], int] | None = None,
    ) -> None:
        """``editor``: the address that opens a file, with {path}, {line} and {column}; ``tell`` hears of each build;
        ``clock``: as the engine takes it."""
        self.options = options
        self.snapshot = Snapshot(0, Report((), {}))
        self.edited = ""  # address of the page whose file was saved last
        self.edits = 0
        self.faults: tuple[int, dict[str, Diagnostic]] = (0, {})  # of a build: pages that could not be made
        self._editor = editor
        self._tell = tell
        self._engine = Engine(options, clock)
        self._told: SimpleQueue[frozenset[str]] = SimpleQueue()
        self._stopped = False
        self.bug = ""  # what ended the last build, if it was neither content nor templates
        self._loop = IOLoop.current()
        folders = filter(None, (options.content, options.templates, options.overrides, options.assets))
        self.watcher = FolderWatcher(options.root / folder for folder in folders)
        self._worker = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Build once, then whenever something changes."""
        self._told.put(frozenset())
        self._worker.start()
        self.watcher.start(self._changed)

    def stop(self) -> None:
        self._stopped = True
        self.watcher.stop()
        self._told.put(frozenset())
        self._worker.join(timeout=5)

    def _changed(self, paths: frozenset[str]) -> None:
        content = os.path.realpath(self.options.root / self.options.content) + os.sep
        names = []
        for path in sorted(paths):
            inner = path.removeprefix(content).replace(os.sep, "/") if path.startswith(content) else ""
            names.append(f"{self.options.content}/{inner}" if inner else path)
            if inner and os.path.exists(path) and (page := page_of(inner)):
                self.edited = page
                self.edits += 1
        self._told.put(frozenset(names))

    def _next(self) -> frozenset[str]:
        """Wait until something may have changed; the files that are said to have."""
        waits = self._engine.waits
        try:
            return self._told.get(timeout=None if waits is None else min(max(waits, 1), _DAY))
        except Empty:
            return frozenset()

    def _since(self) -> frozenset[str] | None:
        """What changed meanwhile; None where nothing did."""
        try:
            return self._told.get_nowait()
        except Empty:
            return None

    def _work(self) -> None:
        """The one thread that builds. What changes while it does is built next, all at once."""
        while True:
            told = self._next()
            if self._stopped:
                return
            try:
                snapshot = self._engine.snapshot(told, self._since)
                changed, self.bug = snapshot is not self.snapshot or bool(self.bug), ""
                self.snapshot = snapshot
            except Exception as error:  # a bug of ours must not end the preview: the next save builds again
                traceback.print_exc()
                changed, self.bug = True, f"{type(error).__name__}: {error}"
            if changed:
                self._loop.add_callback(LiveReloadHandler.reload_waiters, "page")
            if changed and not self.bug:
                with contextlib.suppress(OSError):  # the terminal may be gone
                    self._tell(self.snapshot)

    def state(self) -> dict[str, Any]:
        """What the script in the browser shows over the page."""
        report, root = self.snapshot.report, self.options.root
        faults = self.faults[1].values() if self.faults[0] == self.snapshot.number else ()
        inner = len(self.options.content) + 1
        return {
            "build": self.snapshot.number,
            "failed": report.failed or bool(faults) or bool(self.bug),
            "edited": self.edited,
            "edits": self.edits,
            "problems": [
                *self._bug(),
                *(
                    {
                        "place": str(one.at),
                        "severity": one.severity.value,
                        "code": one.code,
                        "message": one.message,
                        "hint": one.hint,
                        "editor": self._editor.format(
                            path=quote(str(root / one.at.path)), line=one.at.line, column=one.at.column
                        ),
                    }
                    for one in dict.fromkeys((*report.diagnostics, *faults))
                ),
            ],
            "withheld": [
                {"path": one.path, "why": one.why, "address": page_of(one.path[inner:])}
                for one in report.withheld
            ],
        }

    def _bug(self) -> list[dict[str, Any]]:
        if not self.bug:
            return []
        message = (
            f"this is a bug in Dateline, not a mistake of yours ({self.bug}); the next save builds again"
        )
        return [
            {"place": "", "severity": "error", "code": "BUG", "message": message, "hint": "", "editor": ""}
        ]

    def note_fault(self, number: int, path: str, fault: Diagnostic) -> None:
        """Remember that a page of a build could not be made."""
        known = self.faults[1] if self.faults[0] == number else {}
        self.faults = number, {**known, path: fault}

    def page(self, snapshot: Snapshot, path: str, data: bytes) -> bytes:
        """A page as it is shown here: with our script, and a mark where readers would not get it."""
        inner = len(self.options.content) + 1
        for one in snapshot.report.withheld:
            address = page_of(one.path[inner:])
            if address and output_path(address) == path:
                mark = f'<p class="preview-mark">Not published: {html.escape(one.why)}</p>'
                start = data.find(b">", data.find(b"<main")) + 1
                data = data[:start] + mark.encode() + data[start:]
        number = f'<meta name="preview-build" content="{snapshot.number}">'.encode()
        return data.replace(b"</head>", number + _ADDED, 1)


class _Local(RequestHandler):
    """Answers this machine's browsers and nobody else: a page elsewhere must not read a draft under a name of its own
    that leads here."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def prepare(self) -> None:
        if not is_local(self.request.host):
            raise HTTPError(403)

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def compute_etag(self) -> None:
        """None: nobody keeps an answer, and a page may be large."""


class _Page(_Local):
    def get(self, path: str) -> None:
        snapshot = self.preview.snapshot  # one for the whole answer: another may come meanwhile
        path = output_path("/" + path)  # Tornado has unquoted it
        try:
            data = snapshot.read(path)
            if data is None and snapshot.read(f"{path}/index.html") is not None:
                self.redirect(f"/{path}/")
                return
            if data is None:
                self.set_status(404)
                path, data = "404.html", snapshot.read("404.html")
        except Changed:  # what it is made of is gone: the next snapshot is on its way
            data = None
        if isinstance(data, Diagnostic) or data is None:
            if data:
                self.preview.note_fault(snapshot.number, path, data)
            self.set_status(500 if data else 503)
            text = f"{data.at}: {data.message}" if data else "There is no page to show yet."
            head = "<!doctype html><title>Preview</title><head></head>"
            data = f"{head}<main><pre>{html.escape(text)}</pre></main>".encode()
            path = "index.html"
        if path.endswith(".html"):
            data = self.preview.page(snapshot, path, data)
        self.set_header("Content-Type", _type(path))
        self.finish(data)


class _Own(_Local):
    def get(self, name: str) -> None:
        if name == "state":
            self.finish(self.preview.state())
        elif name in ("client.js", "client.css"):
            self.set_header("Content-Type", _type(name))
            self.finish((_HERE / name).read_bytes())
        else:
            raise HTTPError(404)


class _Socket(LiveReloadHandler):  # type: ignore[misc]
    def check_origin(self, origin: str) -> bool:
        host = self.request.headers.get("Host", "")
        return is_local(host) and origin in (f"http://{host}", f"https://{host}")


def is_local(host: str) -> bool:
    """Whether a request names this machine."""
    try:
        return urlsplit(f"//{host}").hostname in ("127.0.0.1", "localhost", "::1")
    except ValueError:
        return False


def _type(path: str) -> str:
    found = mimetypes.guess_type(path)[0] or "application/octet-stream"
    text = found.startswith("text/") or found in ("application/javascript", "application/xml")
    return f"{found}; charset=utf-8" if text else found


def application(preview: Preview) -> Application:
    """The routes: the socket, what is ours, and the site."""
    for name in ("livereload", "tornado.access", "tornado.application", "tornado.general"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    LiveReloadHandler.watcher = preview.watcher
    shared = {"preview": preview}
    return Application(
        [
            (r"/livereload", _Socket),
            (rf"{OWN}([a-z.]+)", _Own, shared),
            (r"/(.*)", _Page, shared),
        ],
        websocket_ping_interval=20,
    )
