"""A folder served on this machine as a good host serves it: compressed, with our types, cache rules and policy."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from dateline.data.serving import SECURITY, cache_control, content_type


class Host(SimpleHTTPRequestHandler):
    """Answers with a file below the folder, or 404; ``sent`` counts the bytes of all bodies."""

    protocol_version = "HTTP/1.1"
    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        name = path.relative_to(self.directory).as_posix()
        data, kind = path.read_bytes(), content_type(name)
        self.send_response(200)
        if not kind.startswith(("font/", "image/png", "image/jpeg")):
            data = gzip.compress(data, 9)
            self.send_header("Content-Encoding", "gzip")
        for header, value in (("Content-Type", kind), ("Cache-Control", cache_control(name)), *SECURITY):
            self.send_header(header, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        Host.sent += len(data)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address, without a slash at the end, under which ``folder`` is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
