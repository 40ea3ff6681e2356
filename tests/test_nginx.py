"""``docs/nginx.conf`` as it stands, in a real nginx, serving the real site: what readers and their browsers get."""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from dateline.data.serving import EMBEDS, SECURITY, TYPES, cache_control, content_type
from tests.sites import ROOT

NGINX = shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))


class Answer:
    """What the server said."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body


class Server:
    """An nginx on this machine with the example's configuration."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "root"
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        example = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
        changes = {
            "listen 80;": f"listen 127.0.0.1:{self.port};",
            "    listen [::]:80;\n": "",
            "/srv/www/known-so-far": str(self.root),
            "include /etc/nginx/": f"include {folder}/",
        }
        for old, new in changes.items():
            assert old in example
            example = example.replace(old, new)
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1; events {{}}\n"
            f"http {{ access_log off; {temporary}\n{example}\n}}\n"
        )
        (folder / "known-so-far.moved").write_text("/old-pier/ /crises/aleppo/;\n")
        (folder / "known-so-far.gone").write_text("/withdrawn/ 1;\n")
        self.errors = folder / "errors"
        assert NGINX is not None
        # Workers of root's nginx become another user, who cannot enter what pytest makes.
        words = ["-g", "user root;"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), *words])
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                assert self.process.poll() is None, self.errors.read_text()
                time.sleep(0.05)
        raise AssertionError(self.errors.read_text())

    def ask(self, address: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(
            "GET", address, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, dict(answer.getheaders()), body)


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail("nginx is not installed; .ci/run installs it")
        pytest.skip("nginx is not installed (Debian and Ubuntu: apt install nginx)")
    folder = tmp_path_factory.mktemp("nginx")
    shutil.copytree(built, folder / "root")
    for ending in TYPES:
        (folder / "root" / f"sample.{ending}").write_text("a sample\n")
    for path in (".dateline.json", "_headers", "_redirects", "embed/crises/harbour/index.html", "sample"):
        (folder / "root" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "root" / path).write_text("a sample\n")
    server = Server(folder)
    yield server
    server.process.terminate()
    server.process.wait(10)


def served(server: Server) -> list[str]:
    """The address of every file that readers may have."""
    paths = sorted(
        path.relative_to(server.root).as_posix() for path in server.root.rglob("*") if path.is_file()
    )
    return [path for path in paths if not path.startswith((".", "_")) and path != "404.html"]


def address_of(path: str) -> str:
    return "/" + re.sub(r"(^|/)index\.html$", r"\1", path)


def test_every_file_comes_with_the_type_and_the_cache_headers_that_the_program_says(server: Server) -> None:
    paths = served(server)
    assert len(paths) > 60
    assert any("immutable" in cache_control(path) for path in paths)
    for path in paths:
        answer = server.ask(address_of(path))
        assert answer.status == 200, path
        assert answer.body == (server.root / path).read_bytes()
        assert answer.headers["Content-Type"] == content_type(path), path
        assert answer.headers["Cache-Control"] == cache_control(path), path


def test_every_answer_has_the_security_headers(server: Server) -> None:
    asset = next(path for path in served(server) if path.endswith(".css"))
    for address in ("/", "/crises/aleppo/", f"/{asset}", "/feed.xml", "/nowhere/", "/withdrawn/"):
        headers = server.ask(address).headers
        for name, value in SECURITY:
            assert headers[name] == value, (address, name)
        assert "Strict-Transport-Security" not in headers  # over http it would mean nothing
        assert headers["Server"] == "nginx"
    policy = "Content-Security-Policy"
    assert server.ask("/embed/crises/harbour/").headers == {
        **server.ask("/embed/crises/harbour/").headers,
        **dict(SECURITY),
        policy: EMBEDS,
    }


def test_what_is_not_there_says_so_with_our_page_and_nobody_keeps_that_for_long(server: Server) -> None:
    ours = (server.root / "404.html").read_bytes()
    for address in (
        "/nowhere/",
        "/crises/nowhere",
        "/assets/site.0123456789.css",
        "/.dateline.json",
        "/_headers",
    ):
        answer = server.ask(address)
        assert (answer.status, answer.body) == (404, ours), address
        assert "immutable" not in answer.headers["Cache-Control"]
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_what_is_gone_for_good_is_gone(server: Server) -> None:
    answer = server.ask("/withdrawn/")
    assert (answer.status, answer.body) == (410, (server.root / "404.html").read_bytes())


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/old-pier/", "/crises/aleppo/"),
        ("/crises/aleppo", "/crises/aleppo/"),
        ("/crises/aleppo/index.html", "/crises/aleppo/"),
        ("/index.html?from=letter", "/?from=letter"),
    ],
)
def test_other_addresses_of_a_page_lead_to_its_own(server: Server, address: str, place: str) -> None:
    answer = server.ask(address)
    assert (answer.status, answer.headers["Location"]) == (301, place)


def test_text_is_compressed_for_whoever_can_read_that(server: Server) -> None:
    asset = next(path for path in served(server) if path.endswith(".css"))
    for path in ("crises/aleppo/index.html", "feed.xml", "sitemap.xml", asset):
        answer = server.ask(address_of(path), Accept_Encoding="gzip")
        whole = (server.root / path).read_bytes()
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert gzip.decompress(answer.body) == whole
        assert len(answer.body) < len(whole) / 2
        assert answer.headers["Vary"] == "Accept-Encoding"
    font = next(path for path in served(server) if path.endswith(".woff2"))
    assert "Content-Encoding" not in server.ask(f"/{font}", Accept_Encoding="gzip").headers


def test_a_browser_that_has_the_page_already_gets_it_in_a_few_bytes(server: Server) -> None:
    tag = server.ask("/").headers["ETag"]
    again = server.ask("/", If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Cache-Control"] == cache_control("index.html")


def test_it_starts_and_serves_without_a_word_of_complaint(server: Server) -> None:
    server.ask("/")
    lines = server.errors.read_text().splitlines()
    assert [line for line in lines if "No such file" not in line and "is not found" not in line] == []
