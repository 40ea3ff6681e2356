"""The same work on several cores: the same results in the same order, whatever the number of workers.

Workers are forks that send bytes through pipes, so what they work on has not to be taken apart and put together again.
They hear in small bundles which items are theirs, so that all are busy until nothing is left. Where a system has no
fork, one process does all.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import NoReturn, TypeVar

T = TypeVar("T")
FEWEST = 150
"""Weight below which starting workers costs more than it saves: a page weighs one."""
_MOST = 2_500
"""Weight after which a worker ends, and gives back the memory that it took.

A worker's first piece of work touches memory of its own for 30 MB, so few workers are cheaper; twice as much did not
raise the peak with 10,000 stories (507 MB).
"""
_BUNDLES = 16
"""Bundles for each worker, at least: no more than one of them is left to a worker that is the last at work."""
_LARGEST = 30
"""Weight of a bundle, at most, about. Neighbours in one have more to remember together."""
_GIVEN = 2
"""Bundles that a worker has: the second waits for it when it is done with the first."""
_AHEAD = 16
"""Bundles for each worker that are begun before the first of them is whole: the results of the others wait here."""
_NUMBER = 4
"""Bytes of a number in a pipe: where a bundle begins, and where it ends; how long a result is."""
_MADE, _TOLD = b"\0", b"\1"
"""What comes before a result, and before what is handed on; then its length."""
_ROOM = 1 << 20
"""Bytes that a pipe holds, where the system lets us say so: a worker goes on while nobody reads."""
_SET_ROOM = 1031
"""``F_SETPIPE_SZ`` of Linux; a Python built for other systems does not name it."""


class HandedOn(Exception):
    """Something that a worker does not keep to itself: it is raised again where its result is waited for. A subclass is
    made of its ``words``, and its name is its own."""

    @property
    def words(self) -> tuple[str, ...]:
        return self.args


class WorkerKilled(RuntimeError):
    """The system ended a worker before its work was done."""

    def __init__(self) -> None:
        super().__init__(
            "a worker stopped before its work was done: the system ended it, perhaps for want of memory; "
            "--jobs 1 works in one process"
        )


def worth_it(weight: int, jobs: int) -> bool:
    """Whether workers save more than it costs to start them."""
    return jobs > 1 and weight >= FEWEST and hasattr(os, "fork")


def spread(
    items: Sequence[T],
    work: Callable[[T], bytes],
    jobs: int,
    weights: Sequence[int] = (),
    prepare: Callable[[], object] = lambda: None,
) -> Iterator[bytes]:
    """What ``work`` gives for each item, in the order of ``items``.

    A worker ends when it has done its share, and all the memory that it took ends with it. ``weights``: how much each
    item is, where they differ; else one. ``prepare`` loads what all of them need, before the first fork.

    Raises what a worker hands on, ``WorkerKilled``, and RuntimeError for one that a bug of ours ended.
    """
    weights = weights or [1] * len(items)
    if not worth_it(sum(weights), jobs):
        yield from map(work, items)
        return
    prepare()
    team = _Team(items, work, jobs, weights)
    try:
        for place in range(len(items)):
            yield _result(*team.sent(place))
    finally:
        team.end()


def _result(kind: bytes, sent: bytes) -> bytes:
    """What a worker gave for an item. Raises what it handed on."""
    if kind == _MADE:
        return sent
    name, *words = sent.decode("utf-8", "surrogateescape").split("\0")
    for one in HandedOn.__subclasses__():
        if one.__name__ == name:
            raise one(*words)
    raise RuntimeError(f"a worker handed on a {name}, which is not known here: {' '.join(words)}")


def _bundles(weights: Sequence[int], jobs: int) -> Iterator[range]:
    """The places of the items in bundles of about the same weight."""
    most = max(1, min(sum(weights) // (jobs * _BUNDLES), _LARGEST))
    start = weight = 0
    for place, one in enumerate(weights):
        if place > start and weight + one // 2 > most:
            yield range(start, place)
            start, weight = place, 0
        weight += one
    if weights:
        yield range(start, len(weights))


class _Team:
    """The workers, what is still to be done, and what they have sent."""

    def __init__(
        self, items: Sequence[T], work: Callable[[T], bytes], jobs: int, weights: Sequence[int]
    ) -> None:
        import selectors

        self._start = partial(_start, items, work)
        self._jobs = jobs
        self._weights = weights
        self._waiting = deque(_bundles(weights, jobs))
        self._begun: deque[range] = deque()
        self._results: dict[int, tuple[bytes, bytes]] = {}
        self._workers: list[_Worker] = []
        # One for all: memory that is new costs more than the reading.
        self._room = memoryview(bytearray(_ROOM))
        self._pipes, self._readable = selectors.DefaultSelector(), selectors.EVENT_READ

    def sent(self, place: int) -> tuple[bytes, bytes]:
        """What a worker sent for an item, and before that, of what kind it is; they are asked for in their order."""
        while place not in self._results:
            self._share_out(place)
            self._hear()
        return self._results.pop(place)

    def end(self) -> None:
        """Wait until all are gone."""
        self._pipes.close()
        for worker in self._workers:
            worker.close()  # all of them first: one ends when nobody holds the other ends of its pipes
        for worker in self._workers:
            worker.end()

    def _share_out(self, place: int) -> None:
        """Give out bundles, but not too many before the one with ``place`` is whole."""
        while self._begun and self._begun[0].stop <= place:
            self._begun.popleft()
        while self._waiting and len(self._begun) < self._jobs * _AHEAD and (worker := self._free()):
            self._begun.append(self._waiting.popleft())
            worker.give(self._begun[-1], self._weights)
        if not self._waiting:
            for worker in self._workers:
                worker.dismiss()

    def _free(self) -> "_Worker | None":
        """Whoever has least to do, or a new one; None where all have enough."""
        free = [one for one in self._workers if one.takes_more]
        if free:
            return min(free, key=lambda one: len(one.bundles))
        if len(self._workers) == self._jobs:
            return None
        worker = self._start(self._workers)
        self._workers.append(worker)
        self._pipes.register(worker.pipe, self._readable, worker)
        return worker

    def _hear(self) -> None:
        """Hear whoever has something: else one would wait for the slow item of another."""
        for key, _ in self._pipes.select():
            worker = key.data
            if not worker.hear(self._results, self._room):
                self._pipes.unregister(worker.pipe)
                self._workers.remove(worker)
                worker.end()
                worker.check()


class _Worker:
    """A fork at work, and what is known of it here."""

    def __init__(self, process: int, pipe: int, orders: int) -> None:
        self.pipe = pipe
        """The end to hear it by; -1 once it is closed."""
        self.bundles: deque[range] = deque()
        """What it was given and has not done."""
        self._orders = orders
        """The end to tell it what to do; -1 once nothing more will come."""
        self._process = process
        self._status = 0
        self._done = 0
        """Items of its first bundle."""
        self._weight = 0
        self._received = bytearray()

    @property
    def takes_more(self) -> bool:
        return self._orders >= 0 and len(self.bundles) < _GIVEN

    def give(self, bundle: range, weights: Sequence[int]) -> None:
        """Have it do these, and end after them if that is enough."""
        self.bundles.append(bundle)
        self._weight += sum(weights[place] for place in bundle)
        with suppress(BrokenPipeError):  # it is dead: that is noticed where it is heard
            os.write(self._orders, _number(bundle.start) + _number(bundle.stop))
        if self._weight >= _MOST:
            self.dismiss()

    def dismiss(self) -> None:
        """Have it end when it has done what it was given."""
        if self._orders >= 0:
            os.close(self._orders)
            self._orders = -1

    def hear(self, results: dict[int, tuple[bytes, bytes]], room: memoryview) -> bool:
        """Take what is in the pipe, results by the place of their item; False when nothing will come any more. It is
        read into ``room`` first."""
        size = os.readv(self.pipe, [room])
        self._received += room[:size]
        start = 0
        with memoryview(self._received) as received:
            while (head := start + len(_MADE) + _NUMBER) <= len(received):
                kind = bytes(received[start : start + len(_MADE)])
                end = head + int.from_bytes(received[start + len(_MADE) : head], "big")
                if end > len(received):
                    break
                results[self.bundles[0][self._done]] = kind, bytes(received[head:end])
                self._done += 1
                if self._done == len(self.bundles[0]):
                    self.bundles.popleft()
                    self._done = 0
                start = end
        del self._received[:start]
        return size > 0

    def close(self) -> None:
        """Hold its pipes no longer."""
        self.dismiss()
        if self.pipe >= 0:
            os.close(self.pipe)
            self.pipe = -1

    def end(self) -> None:
        """Wait until it is gone."""
        self.close()
        if self._process:
            self._status = os.waitpid(self._process, 0)[1]
            self._process = 0

    def check(self) -> None:
        """Raises what tells that it is gone without having done its work."""
        if os.WIFSIGNALED(self._status):
            raise WorkerKilled
        if self.bundles:
            raise RuntimeError("a worker stopped before its work was done")


def _start(items: Sequence[T], work: Callable[[T], bytes], others: Iterable[_Worker]) -> _Worker:
    """A new worker; ``others`` are those at work already."""
    hearing, telling = os.pipe()
    orders, ordering = os.pipe()
    _widen(telling)
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process:
        os.close(telling)
        os.close(orders)
        return _Worker(process, hearing, ordering)
    os.close(hearing)
    os.close(ordering)
    for worker in others:
        worker.close()  # inherited; while one is open here, the worker at its end would wait for ever
    _work(items, work, orders, telling)


def _widen(pipe: int) -> None:
    with suppress(ImportError, OSError):  # no such system, or more than it allows
        from fcntl import fcntl

        fcntl(pipe, _SET_ROOM, _ROOM)


def _work(items: Sequence[T], work: Callable[[T], bytes], orders: int, telling: int) -> NoReturn:
    """What a worker does: it ends without going back to where it was forked."""
    status = 0
    try:
        with os.fdopen(orders, "rb") as given, os.fdopen(telling, "wb") as pipe:
            while start := given.read(_NUMBER):
                stop = given.read(_NUMBER)
                for place in range(int.from_bytes(start, "big"), int.from_bytes(stop, "big")):
                    try:
                        kind, result = _MADE, work(items[place])
                    except HandedOn as told:
                        words = "\0".join((type(told).__name__, *told.words))
                        kind, result = _TOLD, words.encode("utf-8", "surrogateescape")
                    pipe.write(kind + _number(len(result)))
                    pipe.write(result)
                pipe.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        pass  # nobody is waiting for the rest
    except (
        BaseException
    ):  # a bug of ours: shown here, and noticed by the other side as results that never came
        import traceback

        traceback.print_exc()
        status = 70
    os._exit(status)


def _number(value: int) -> bytes:
    return value.to_bytes(_NUMBER, "big")
