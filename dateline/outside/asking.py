"""Asks one address over HTTP what is there: its head where that will do, with an end to everything that could last.

Redirects are followed here and not by a library, since each of them may lead where nobody may be sent: to another
scheme, or into a private network. The machine that was looked up is the one that is asked.
"""

import errno
import http.client
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dateline import __version__

AGENT = f"Dateline/{__version__} (asks once in a while whether what a page links to is still there)"
TIMEOUT = 15.0
"""Seconds without a sign."""
LONGEST = 45.0
"""Seconds for one answer, however slowly it trickles."""
MOST_HOPS = 10
_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_NO_NETWORK = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN)
NO_HOST = "there is no such host"
_SAFE = "/%:@!$&'()*+,;=~-._?"


class Unreachable(OSError):
    """Nothing answered. ``offline``: it may be this machine that reaches nobody."""

    def __init__(self, why: str, offline: bool = False) -> None:
        super().__init__(why)
        self.why, self.offline = why, offline


class Private(Exception):
    """The address leads into a network that readers are not in."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said: its status, and where it sends readers on to."""

    status: int
    location: str = ""
    wait: int = 0  # seconds after which it wants to be asked again


def ask(url: str, method: str, allow_private: bool) -> Reply:
    """What is said to a request for ``url``, without following it. Raises ``Unreachable`` and ``Private``."""
    parts = urlsplit(url)
    host = host_of(url)
    try:
        with _connection(parts, host, allow_private) as connection:
            connection.request(method, _path(parts), headers={"User-Agent": AGENT, "Accept": "*/*"})
            answer = connection.getresponse()
            location = answer.getheader("Location", "") if answer.status in _MOVED else ""
            wait = answer.getheader("Retry-After", "")
            return Reply(answer.status, _joined(url, location), int(wait) if wait.isdecimal() else 0)
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(f"its certificate is not valid ({error.verify_message})") from None
    except TimeoutError:
        raise Unreachable("it does not answer in time") from None
    except Unreachable:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        words = getattr(error, "strerror", "") or str(error) or type(error).__name__
        offline = getattr(error, "errno", 0) in _NO_NETWORK
        raise Unreachable(f"it cannot be reached ({words.lower()})", offline) from None


def host_of(url: str) -> str:
    """The host of an address as the network knows it: small letters, other scripts in their form for machines."""
    host = urlsplit(url).hostname or ""
    try:
        return host.rstrip(".") if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def is_for_good(status: int) -> bool:
    """Whether a redirect is one that pages should follow for ever."""
    return status in _FOR_GOOD


def is_web(url: str) -> bool:
    """Whether an address is one to be asked over HTTP."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


@contextmanager
def _connection(parts: SplitResult, host: str, allow_private: bool) -> Iterator[http.client.HTTPConnection]:
    """A connection to the first machine of the host that takes one, cut after ``LONGEST`` seconds."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    plain = _connected(_machines(host, port, allow_private))
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.sock = plain
    cut = Timer(LONGEST, lambda: _cut(connection.sock))
    cut.daemon = True
    cut.start()
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection.default_port = 443
            # The handshake waits until the timer can find the socket that has taken the place of the plain one.
            encrypted = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
            connection.sock = encrypted
            encrypted.do_handshake()
        yield connection
    finally:
        cut.cancel()
        connection.close()
        plain.close()


def _machines(host: str, port: int, allow_private: bool) -> list[tuple[str, int]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        why = NO_HOST if error.errno == socket.EAI_NONAME else "its host cannot be looked up"
        raise Unreachable(why, offline=True) from None
    machines = [(str(address[0]), port) for *_, address in found]
    if not allow_private and any(_is_private(machine) for machine, _ in machines):
        raise Private
    return machines


def _is_private(machine: str) -> bool:
    return not ipaddress.ip_address(machine.partition("%")[0]).is_global


def _connected(machines: list[tuple[str, int]]) -> socket.socket:
    last: OSError = OSError()
    for machine in dict.fromkeys(machines):
        try:
            return socket.create_connection(machine, TIMEOUT)
        except OSError as error:
            last = error
    raise last


def _cut(connected: socket.socket) -> None:
    """End whatever waits for it; below the encryption, whose own end another thread cannot bring about."""
    with suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _joined(url: str, location: str) -> str:
    """Where a server leads on to, as a whole address where that can be made of it; empty where it does not."""
    there = location.encode("latin-1").decode("utf-8", "replace")  # http.client takes bytes for Latin-1
    try:
        return urljoin(url, there) if there else ""
    except ValueError:
        return there


def _path(parts: SplitResult) -> str:
    return quote(parts.path or "/", _SAFE) + (f"?{quote(parts.query, _SAFE)}" if parts.query else "")
