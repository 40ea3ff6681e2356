"""``build.py links --external``: what pages lead to outside of the site, asked on servers of this machine."""

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from dateline import cli
from tests.sites import SmallSite

STORY = "content/crises/harbour/2020-05-04-closure.md"
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by path, as the server was told; writes down who asked what and when."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        server: Server = self.server  # type: ignore[assignment]
        with server.one:
            server.asked.append((self.command, self.path))
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
        try:
            server.answers.get(self.path, say(404))(self)
        finally:
            with server.one:
                server.at_once -= 1

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A host: ``asked`` is what it was asked, in order."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str]] = []
        self.one = threading.Lock()
        self.at_once = self.most_at_once = 0
        self.address = f"http://127.0.0.1:{self.server_port}"


def say(status: int, *headers: tuple[str, str]) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def lead_on(status: int, address: str) -> Answer:
    return say(status, ("Location", address))


def in_turn(*answers: Answer) -> Answer:
    """One after the other, and the last for ever."""
    left = list(answers)

    def answer(handler: Handler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr("dateline.outside.politely.PAUSE", 0.01)
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Asked:
    """A site whose story leads to some addresses, and what the command says of them."""

    def __init__(self, site: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
        self.site, self._capsys = site, capsys
        self.status = 0
        self.summary = ""

    def links(self, *addresses: str) -> None:
        lines = "".join(f"\n- [it]({address})\n" for address in addresses)
        self.site.edit(STORY, "ships. See", f"ships.\n{lines}\nSee")

    def build(self) -> None:
        report = self.site.build()
        assert report.published, self.site.messages()

    def ask(self, *words: str, private: bool = True) -> list[str]:
        """The first line of each finding."""
        folder = self.site.folder
        given = [
            "links",
            "--external",
            "--content",
            str(folder / "content"),
            "--output",
            str(self.site.output),
        ]
        self._capsys.readouterr()
        self.status = cli.main([*given, *(["--allow-private"] if private else []), *words])
        printed = self._capsys.readouterr()
        self.summary = printed.err.splitlines()[-1]
        return [line for line in printed.out.splitlines() if not line.startswith(" ")]


@pytest.fixture
def asked(site_from, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asked:
    site = site_from()
    monkeypatch.chdir(site.folder)
    return Asked(site, capsys)


def place(site: SmallSite, path: str, text: str) -> str:
    """“path:line:column” of the text in a file."""
    lines = (site.folder / path).read_text().split("\n")
    (number,) = (number for number, line in enumerate(lines) if text in line)
    return f"{path}:{number + 1}:{lines[number].index(text) + 1}"


def test_what_is_gone_is_named_at_every_line_that_has_its_address(asked: Asked, server: Server) -> None:
    gone, there = f"{server.address}/gone?a=1&b=(2)", f"{server.address}/there"
    server.answers["/there"] = say(200)
    asked.links(there, f"{gone}#part")
    asked.site.edit("content/sources.yaml", "  published:", f'  url: "{gone}"\n  published:')
    asked.build()
    found = asked.ask()
    assert found == [
        f"{place(asked.site, path, gone)}: error[LINK003] nothing is at {gone} any more: its server answers 404"
        for path in (STORY, "content/sources.yaml")
    ]
    assert asked.status == 1
    assert asked.summary == "Asked 2 addresses at 1 host: 1 gone."
    assert server.asked.count(("HEAD", "/gone?a=1&b=(2)")) == 1


def test_an_address_that_moved_for_good_is_a_notice_that_says_what_to_type(
    asked: Asked, server: Server
) -> None:
    server.answers |= {
        "/old": lead_on(301, "/older"),
        "/older": lead_on(308, f"{server.address}/new"),
        "/new": lead_on(302, "/today"),
        "/today": say(200),
        "/for-now": lead_on(307, "/today"),
    }
    asked.links(f"{server.address}/old", f"{server.address}/for-now")
    asked.build()
    (line,) = asked.ask()
    assert line.endswith(f"notice[LINK005] {server.address}/old has moved for good")
    assert asked.status == 0
    assert asked.summary == "Asked 2 addresses at 1 host: 1 moved for good."


def test_the_hint_says_where_it_is_now(
    asked: Asked, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers |= {"/old": lead_on(301, "/new"), "/new": say(200)}
    asked.links(f"{server.address}/old", f"{server.address}/old#second")
    asked.build()
    words = ["--content", str(asked.site.folder / "content"), "--output", str(asked.site.output)]
    cli.main(["links", "--external", "--allow-private", *words])
    printed = capsys.readouterr().out
    for there in ("/new", "/new#second"):
        assert f"^ write {server.address}{there}\n" in printed


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"/a": lead_on(301, "/b"), "/b": lead_on(301, "/a")}, "LINK003] nothing is at {}/a any more: it leads on in a circle"),
        ({"/a": lead_on(302, "/b")}, "LINK003] nothing is at {}/a any more: its server answers 404"),
        ({"/a": lead_on(302, "ftp://127.0.0.1/")}, "LINK003] nothing is at {}/a any more: it leads on to ftp://127.0.0.1/"),
        ({"/a": lead_on(302, "http://[")}, "LINK003] nothing is at {}/a any more: it leads on to http://["),
        ({"/a": lead_on(302, "http://127.0.0.1:99999/")}, "LINK003] nothing is at {}/a any more: it leads on to http://127.0.0.1:99999/"),
        ({"/a": say(410)}, "LINK003] nothing is at {}/a any more: its server answers 410"),
        ({"/a": say(500)}, "LINK004] {}/a does not answer: its server answers 500"),
        ({"/a": lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)}, "LINK004] {}/a does not answer: it cannot be reached"),
    ],
    ids=["circle", "leads nowhere", "another scheme", "no address", "no port", "gone", "broken", "hangs up"],
)  # fmt: skip
def test_each_way_not_to_be_there_is_said(
    asked: Asked, server: Server, answers: dict[str, Answer], said: str
) -> None:
    server.answers |= answers
    asked.links(f"{server.address}/a")
    asked.build()
    (line,) = asked.ask()
    assert said.format(server.address) in line
    assert asked.status == (1 if "LINK003" in said else 0)
    assert (asked.ask("--strict"), asked.status)[1] == 1


def test_a_server_that_stumbles_or_knows_no_heads_is_asked_again(asked: Asked, server: Server) -> None:
    def only_get(handler: Handler) -> None:
        say(200 if handler.command == "GET" else 405)(handler)

    server.answers |= {
        "/stumbles": in_turn(say(503), say(503), say(200)),
        "/busy": in_turn(say(429, ("Retry-After", "1")), say(429, ("Retry-After", "1")), say(200)),
        "/no-heads": only_get,
    }
    asked.links(*(f"{server.address}{path}" for path in server.answers))
    asked.build()
    assert asked.ask() == []
    assert asked.summary == "Asked 3 addresses at 1 host: all are there."


def test_a_server_that_refuses_programs_says_nothing_about_its_page(asked: Asked, server: Server) -> None:
    server.answers["/page"] = say(403)
    asked.links(f"{server.address}/page")
    asked.build()
    assert asked.ask() == []
    assert asked.status == 0
    assert asked.summary == "Asked 1 address at 1 host: 1 refused to programs, so nobody knows."


def test_each_host_is_asked_one_thing_at_a_time_with_a_pause(
    asked: Asked, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.outside.politely.PAUSE", 0.1)
    moments: list[float] = []

    def slow(handler: Handler) -> None:
        moments.append(time.monotonic())
        time.sleep(0.02)
        say(200)(handler)

    server.answers = {f"/{number}": slow for number in range(5)}
    asked.links(*(f"{server.address}{path}" for path in server.answers))
    asked.build()
    assert asked.ask() == []
    assert server.most_at_once == 1
    assert [method for method, _ in server.asked] == ["HEAD"] * 5
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(moments))


def test_nobody_is_waited_for_without_end(
    asked: Asked, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.outside.asking.TIMEOUT", 0.3)
    monkeypatch.setattr("dateline.outside.asking.LONGEST", 0.6)

    def silent(handler: Handler) -> None:
        time.sleep(1)

    def trickles(handler: Handler) -> None:
        try:
            for _ in range(40):
                handler.wfile.write(b"HTTP/1.1 200 OK\r\n"[:1])
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass  # hung up on, as it should be

    server.answers |= {"/silent": silent, "/trickles": trickles}
    asked.links(f"{server.address}/silent", f"{server.address}/trickles")
    asked.build()
    began = time.monotonic()
    found = asked.ask()
    assert [line.partition("[")[2].partition("]")[0] for line in found] == ["LINK004", "LINK004"]
    assert time.monotonic() - began < 10


@pytest.fixture
def encrypted(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The server over HTTPS, with a certificate that is trusted here and made for the test."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(
        [*made.split(), "-out", str(certificate), "-keyout", str(key)],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.address = server.address.replace("http:", "https:")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return context


@pytest.mark.usefixtures("encrypted")
def test_an_encrypted_answer_that_trickles_is_cut_too(
    asked: Asked, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.outside.asking.LONGEST", 1.0)
    hung_up = threading.Event()

    def trickles(handler: Handler) -> None:
        try:
            for _ in range(600):
                handler.wfile.write(b"H")
                time.sleep(0.05)
        except OSError:
            hung_up.set()

    server.answers |= {"/there": say(200), "/trickles": trickles}
    asked.links(f"{server.address}/there", f"{server.address}/trickles")
    asked.build()
    began = time.monotonic()
    (line,) = asked.ask()
    assert time.monotonic() - began < 20
    assert "/trickles" in line
    assert "[LINK004]" in line
    assert hung_up.wait(10)


def test_a_handshake_that_trickles_is_cut_too(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.outside.asking.LONGEST", 1.0)

    def trickle(listening: socket.socket) -> None:
        while True:
            try:
                taken, _ = listening.accept()
                with taken:
                    taken.sendall(b"\x16\x03\x03\x40\x00")  # a long record begins
                    for _ in range(600):
                        taken.sendall(b"\x02")
                        time.sleep(0.05)
            except OSError:
                if listening.fileno() < 0:
                    return

    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        threading.Thread(target=trickle, args=[listening], daemon=True).start()
        asked.links(f"https://127.0.0.1:{listening.getsockname()[1]}/")
        asked.build()
        began = time.monotonic()
        (line,) = asked.ask()
    assert time.monotonic() - began < 20
    assert "[LINK004]" in line


def test_private_networks_are_not_asked_unless_that_is_wanted(asked: Asked, server: Server) -> None:
    server.answers["/secret"] = say(200)
    asked.links(f"{server.address}/secret", "http://localhost:1/", "http://192.168.0.7/")
    asked.build()
    found = asked.ask(private=False)
    assert len(found) == 3
    assert all("warning[LINK006]" in line and line.endswith("and was not asked") for line in found)
    assert server.asked == []
    assert asked.summary == "Asked 3 addresses at 3 hosts: 3 in a private network."


def test_a_redirect_leads_nobody_into_a_private_network(
    asked: Asked, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first machine counts as one of the world here."""
    monkeypatch.setattr("dateline.outside.asking._is_private", lambda machine: machine != "127.0.0.1")
    server.answers["/onward"] = lead_on(302, server.address.replace("127.0.0.1", "127.0.0.2") + "/secret")
    asked.links(f"{server.address}/onward")
    asked.build()
    (line,) = asked.ask(private=False)
    assert "warning[LINK006]" in line
    assert [path for _, path in server.asked] == ["/onward"]


def test_what_is_looked_up_is_what_is_connected_to(
    asked: Asked, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that first leads to a machine of the world and then to one of ours gets nobody in."""
    answers = iter(["93.184.215.14", *["127.0.0.1"] * 10])
    real, asked_for = socket.getaddrinfo, []

    def look_up(host: str, port: int, *rest: object, **more: object) -> object:
        if host == "harbour.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]
        return real(host, port, *rest, **more)  # type: ignore[arg-type]

    def connect(machine: tuple[str, int], *rest: object, **more: object) -> socket.socket:
        asked_for.append(machine[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    asked.links(f"http://harbour.example:{server.server_port}/secret")
    asked.build()
    asked.ask(private=False)
    assert asked_for == ["93.184.215.14"]
    assert server.asked == []


def test_without_a_network_that_is_said_once_and_is_no_error(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    asked.links("https://harbour.example/notice", "https://quay.example/")
    asked.build()
    assert asked.ask() == []
    assert asked.status == 0
    assert asked.summary == "The network cannot be reached from here: nothing could be asked."


def test_a_host_that_nobody_knows_is_gone_while_others_answer(
    asked: Asked, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        if host.endswith(".example"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    server.answers["/there"] = say(200)
    asked.links("https://harbour.example/notice", f"{server.address}/there")
    asked.build()
    (line,) = asked.ask()
    assert line.endswith(
        "[LINK003] nothing is at https://harbour.example/notice any more: there is no such host"
    )


def test_a_port_that_nobody_listens_at_does_not_answer(asked: Asked, server: Server) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        asked.links(f"http://127.0.0.1:{port}/")
        asked.build()
        (line,) = asked.ask()
    assert "warning[LINK004]" in line
    assert "connection refused" in line


def certificate(folder: Path) -> Path:
    """A key and a certificate for “localhost” that only this test trusts, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "localhost.pem"
    file.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return file


def test_https_is_asked_with_the_name_of_the_host_and_only_a_certificate_for_it_will_do(
    asked: Asked, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.answers["/there"] = say(200)
    port = server.server_port
    asked.links(f"https://localhost:{port}/there", f"https://127.0.0.1:{port}/there")
    asked.build()
    found = asked.ask()
    assert len(found) == 2
    assert all("LINK004" in line and "its certificate is not valid (" in line for line in found)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    (line,) = asked.ask()
    assert f"https://127.0.0.1:{port}/there does not answer: its certificate is not valid (" in line
    assert ("HEAD", "/there") in server.asked


def test_a_site_may_turn_a_rule_off_and_its_own_address_is_not_outside(asked: Asked, server: Server) -> None:
    asked.links(f"{server.address}/gone")
    asked.site.edit(
        "content/site.yaml", "publisher:", f"base_url: {server.address}/\nrules: {{LINK003: off}}\npublisher:"
    )
    asked.site.edit(
        STORY, f"({server.address}/gone)", f"({server.address.replace('127.0.0.1', 'localhost')}/gone)"
    )
    asked.build()
    assert asked.ask() == []
    assert asked.status == 0
    assert asked.summary == "Asked 1 address at 1 host: 1 gone."


def test_no_build_and_no_check_asks_anybody(
    asked: Asked, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    asked.links(f"{server.address}/gone")
    asked.build()
    assert asked.site.messages() == ""
    cli.main(["links", "--output", str(asked.site.output)])
    assert server.asked == []


def test_what_no_file_of_the_content_has_is_named_at_its_page(
    asked: Asked, server: Server, tmp_path: Path
) -> None:
    asked.build()
    page = asked.site.output / "index.html"
    page.write_text(page.read_text() + f'\n<a href="{server.address}/from-a-template">x</a>')
    (line,) = asked.ask()
    number = page.read_text().count("\n") + 1
    assert line.startswith(f"output/index.html:{number}:1: error[LINK003] ")


def test_an_address_in_other_scripts_is_asked_as_machines_write_it(asked: Asked, server: Server) -> None:
    server.answers["/%D9%86%D8%A7%D9%85%D9%87?%D8%A7=1"] = say(200)
    asked.links(f"{server.address}/نامه?ا=1")
    asked.build()
    assert asked.ask() == []
    assert server.asked == [("HEAD", "/%D9%86%D8%A7%D9%85%D9%87?%D8%A7=1")]
