"""``build.py serve``: from a free port to Ctrl-C."""

import errno
import gc
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets

from dateline.findings.diagnostics import Diagnostic, Severity, format_text, new_among, summary
from dateline.options import Options
from dateline.read.folders import read_texts
from dateline.serve.engine import Snapshot
from dateline.serve.server import Preview, application

PORT = 8000
_TRIED = 20
"""Ports tried, one after the other, when nobody asked for one."""
_YOUNG, _NEVER = 500_000, 1_000_000
"""New objects after which those are looked through for garbage, and times that happens before all are."""


def serve(
    options: Options,
    port: int | None,
    opens: bool,
    editor: str,
    quiet: bool,
    clock: Callable[[], int] | None,
) -> str:
    """Serve the preview until somebody stops it; why it could not start, or an empty text.

    ``clock``: gives seconds since 1970; None where the editor asked for another day.
    """
    gc.enable()
    # What lives longer is looked through when nobody has saved for a while.
    gc.set_threshold(_YOUNG, 10, _NEVER)
    loop = IOLoop.current()
    sockets = None
    for number in range(PORT, PORT + _TRIED) if port is None else (port,):
        try:
            sockets = bind_sockets(number, "127.0.0.1")
            break
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                return f"the preview cannot listen: {error.strerror}"
            reason = "is taken" if error.errno == errno.EADDRINUSE else "is not allowed"
            if port is not None:
                return f"port {port} {reason}: choose another with --port, or leave it out"
    if sockets is None:
        return f"the ports from {PORT} to {PORT + _TRIED - 1} are all taken: choose one with --port"
    address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/"
    preview = Preview(options, editor, _tell(options.root, quiet), clock)
    server = HTTPServer(application(preview))
    server.add_sockets(sockets)
    preview.start()
    print(f"Preview: {address} (Ctrl-C stops it)", file=sys.stderr, flush=True)
    if opens:
        loop.call_later(0.1, webbrowser.open, address)
    try:
        loop.start()
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()
        preview.stop()
    print("The preview has stopped.", file=sys.stderr)
    return ""


def _tell(root: Path, quiet: bool) -> Callable[[Snapshot], None]:
    """What prints the findings of snapshots: all errors each time, of all else what was not there in the one before."""
    known: tuple[Diagnostic, ...] = ()

    def tell(snapshot: Snapshot) -> None:
        nonlocal known
        report = snapshot.report
        news, known = {*new_among(known, report.diagnostics)}, report.diagnostics
        shown = [one for one in report.diagnostics if one.severity is Severity.ERROR or one in news]
        texts = read_texts(root, {one.at.path for one in shown})
        sys.stdout.write(format_text(shown, {**texts, **report.files}))
        sys.stdout.flush()
        if not quiet:
            print(f"Build {snapshot.number}: {summary(report.diagnostics)}.", file=sys.stderr, flush=True)

    return tell
