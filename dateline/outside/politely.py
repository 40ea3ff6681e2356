"""Asks many addresses: each host one thing at a time with a pause between, several hosts at once, and again where a
server only stumbled."""

import enum
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urldefrag

from dateline.outside.asking import (
    MOST_HOPS,
    NO_HOST,
    Private,
    Reply,
    Unreachable,
    ask,
    host_of,
    is_for_good,
    is_web,
)

HOSTS_AT_ONCE = 8
PAUSE = 1.0
"""Seconds between two requests to a host."""
TRIES = 3
LONGEST_WAIT = 30
"""Seconds that a server may make us wait before another try."""
_REFUSES_PROGRAMS = (401, 402, 403, 405, 406, 407, 429, 451, 999)
"""What servers answer to whoever is no browser or reader of theirs: it says nothing about the page."""


class Kind(enum.Enum):
    """What is known of an address after it was asked."""

    THERE = enum.auto()
    GONE = enum.auto()
    SILENT = enum.auto()
    PRIVATE = enum.auto()
    UNKNOWN = enum.auto()
    """The server refuses programs."""
    OFFLINE = enum.auto()
    """It may be this machine that reaches nobody."""


@dataclass(frozen=True, slots=True)
class Found:
    kind: Kind
    why: str = ""  # a fragment of a sentence
    moved_to: str = ""  # where the address leads for good, be it there or not


def ask_all(
    addresses: Iterable[str], allow_private: bool, told: Callable[[int], None]
) -> Mapping[str, Found]:
    """What is at each address, given without a fragment. ``told`` hears how many are done."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in sorted(set(addresses)):
        by_host[host_of(address)].append(address)
    turns = _Turns()
    found: dict[str, Found] = {}

    def ask_host(these: list[str]) -> None:
        for address in these:
            found[address] = _ask(address, turns, allow_private)
            told(len(found))

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        try:
            for done in as_completed([pool.submit(ask_host, these) for these in by_host.values()]):
                done.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return found


def is_offline(found: Mapping[str, Found]) -> bool:
    """Whether it is this machine that reaches nobody: no host answered, and not because one name is unknown."""
    if not found or any(one.kind is not Kind.OFFLINE for one in found.values()):
        return False
    return len({host_of(one) for one in found}) > 1 or any(one.why != NO_HOST for one in found.values())


class _Turns:
    """Whose turn it is at each host."""

    def __init__(self) -> None:
        self._locks: dict[str, Lock] = defaultdict(Lock)
        self._free: dict[str, float] = {}
        self._one = Lock()

    @contextmanager
    def at(self, host: str) -> Iterator[None]:
        with self._one:
            lock = self._locks[host]
        with lock:
            time.sleep(max(0.0, self._free.get(host, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self._free[host] = time.monotonic() + PAUSE


def _ask(address: str, turns: _Turns, allow_private: bool) -> Found:
    """Follow an address to its end."""
    here, moved_to, for_good = address, "", True
    seen = {here}
    for _ in range(MOST_HOPS + 1):
        try:
            reply = _reply(here, turns, allow_private)
        except Unreachable as error:
            kind = Kind.OFFLINE if error.offline and here == address else Kind.SILENT
            return Found(kind, error.why, moved_to)
        except Private:
            return Found(Kind.PRIVATE, moved_to=moved_to)
        if not reply.location:
            return _judged(reply, moved_to)
        if not is_web(reply.location):
            return Found(Kind.GONE, f"it leads on to {reply.location[:80]}", moved_to)
        here = urldefrag(reply.location).url
        if here in seen:
            return Found(Kind.GONE, "it leads on in a circle", moved_to)
        seen.add(here)
        for_good = for_good and is_for_good(reply.status)
        if for_good:
            moved_to = reply.location
    return Found(Kind.GONE, f"it leads on more than {MOST_HOPS} times", moved_to)


def _judged(reply: Reply, moved_to: str) -> Found:
    if 200 <= reply.status < 300:
        return Found(Kind.THERE, moved_to=moved_to)
    why = f"its server answers {reply.status}"
    if reply.status in _REFUSES_PROGRAMS:
        return Found(Kind.UNKNOWN, why, moved_to)
    return Found(Kind.SILENT if reply.status >= 500 else Kind.GONE, why, moved_to)


def _reply(url: str, turns: _Turns, allow_private: bool) -> Reply:
    """What is said to ``url``; asked for the whole page where its head is refused, and again where that may help."""
    host = host_of(url)
    for left in reversed(range(TRIES)):
        with turns.at(host):
            try:
                reply = ask(url, "HEAD", allow_private)
            except Unreachable as error:
                if left and not error.offline:
                    continue
                raise
        if reply.status >= 400:  # not every server knows what a head is
            with turns.at(host):
                reply = ask(url, "GET", allow_private)
        if not (left and (reply.status >= 500 or reply.status == 429) and reply.wait <= LONGEST_WAIT):
            return reply
        time.sleep(reply.wait or PAUSE)
    raise AssertionError("the last try returns or raises")
