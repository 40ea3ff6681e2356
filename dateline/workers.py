"""The same work on several cores: the same results in the same order, whatever the number of workers.

Workers are forks that send bytes through pipes, so what they work on has not to be taken apart and put together again.
Where a system has no fork, one process does all.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NoReturn, TypeVar

T = TypeVar("T")
FEWEST = 150
"""Weight below which starting workers costs more than it saves: a page weighs one."""
_MOST = 1_200
"""Weight after which a worker ends, and gives back the memory that it took."""
_PORTIONS = 2
"""Portions for each worker, at least: who is done early takes another one. More cost more forks than they even out."""
_AHEAD = 3
"""Portions for each worker whose results may wait here for those of a slower one before."""
_HEAD = 4
"""Bytes before each result in a pipe: the length of what follows."""
_GIVEN, _TOLD = b"\0", b"\1"
"""With what a result begins, and what is handed on."""
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
            "a worker stopped before its work was done: the system ended it, perhaps for want of memory"
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

    A worker ends with its portion of the items, and all the memory that they took ends with it. ``weights``: how much
    each item is, where they differ; else one. ``prepare`` loads what all of them need, before the first fork.

    Raises what a worker hands on, ``WorkerKilled``, and RuntimeError for one that a bug of ours ended.
    """
    weights = weights or [1] * len(items)
    if not worth_it(sum(weights), jobs):
        yield from map(work, items)
        return
    import selectors

    prepare()
    waiting = deque(_portions(items, weights, jobs))
    started: deque[_Worker] = deque()  # in the order of their items
    with selectors.DefaultSelector() as pipes:
        try:
            while waiting or started:
                while waiting and len(pipes.get_map()) < jobs and len(started) < jobs * _AHEAD:
                    worker = _start(waiting.popleft(), work, started)
                    started.append(worker)
                    pipes.register(worker.pipe, selectors.EVENT_READ, worker)
                first = started[0]
                while first.results:
                    first.left -= 1
                    yield _result(first.results.popleft())
                if not first.left:
                    if not first.ended:
                        pipes.unregister(first.pipe)
                        first.end()
                    started.popleft()
                    continue
                if first.ended:
                    raise (
                        WorkerKilled
                        if first.killed
                        else RuntimeError("a worker stopped before its work was done")
                    )
                # Whoever has something is heard: else one would wait for the slow item of another.
                for key, _ in pipes.select():
                    if not key.data.hear():
                        pipes.unregister(key.fileobj)
                        key.data.end()
        finally:
            # All of them first: a worker ends when nobody holds the other end of its pipe.
            for worker in started:
                worker.close()
            for worker in started:
                worker.end()


def _result(sent: bytes) -> bytes:
    """What a worker gave for an item. Raises what it handed on."""
    if sent.startswith(_GIVEN):
        return sent[len(_GIVEN) :]
    name, *words = sent[len(_TOLD) :].decode("utf-8", "surrogateescape").split("\0")
    raise next(one for one in HandedOn.__subclasses__() if one.__name__ == name)(*words)


def _portions(items: Sequence[T], weights: Sequence[int], jobs: int) -> Iterator[list[T]]:
    """The items in order, in portions of about the same weight: several for each worker, so that all end together."""
    most = min(max(sum(weights) // (jobs * _PORTIONS), 1), _MOST)
    portion: list[T] = []
    weight = 0
    for item, one in zip(items, weights, strict=True):
        if portion and weight + one // 2 > most:
            yield portion
            portion, weight = [], 0
        portion.append(item)
        weight += one
    if portion:
        yield portion


class _Worker:
    """A fork at work, and what it has sent."""

    def __init__(self, process: int, pipe: int, items: int) -> None:
        self.pipe = pipe
        """The end to read from; -1 once it is closed."""
        self.results: deque[bytes] = deque()
        self.left = items
        """How many results nobody has taken yet."""
        self.killed = False
        """Whether the system ended it."""
        self._process = process
        self._received = bytearray()

    @property
    def ended(self) -> bool:
        return self.pipe < 0

    def close(self) -> None:
        """Hold its pipe no longer."""
        if self.pipe >= 0:
            os.close(self.pipe)
            self.pipe = -1

    def end(self) -> None:
        """Wait until it is gone."""
        self.close()
        if self._process:
            self.killed = os.WIFSIGNALED(os.waitpid(self._process, 0)[1])
            self._process = 0

    def hear(self) -> bool:
        """Take what is in the pipe; False when nothing will come any more."""
        some = os.read(self.pipe, _ROOM)
        self._received += some
        start = 0
        while (head := start + _HEAD) <= len(self._received):
            end = head + int.from_bytes(self._received[start:head], "big")
            if end > len(self._received):
                break
            self.results.append(bytes(self._received[head:end]))
            start = end
        del self._received[:start]
        return bool(some)


def _start(items: Sequence[T], work: Callable[[T], bytes], others: Iterable[_Worker]) -> _Worker:
    """A new worker; ``others`` are those before it."""
    reading, writing = os.pipe()
    _widen(writing)
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process:
        os.close(writing)
        return _Worker(process, reading, len(items))
    os.close(reading)
    for worker in others:
        worker.close()  # inherited; while one is open here, the worker at its end would wait for ever
    _work(items, work, writing)


def _widen(pipe: int) -> None:
    with suppress(ImportError, OSError):  # no such system, or more than it allows
        from fcntl import fcntl

        fcntl(pipe, _SET_ROOM, _ROOM)


def _work(items: Sequence[T], work: Callable[[T], bytes], writing: int) -> NoReturn:
    """What a worker does: it ends without going back to where it was forked."""
    status = 0
    try:
        with os.fdopen(writing, "wb") as pipe:
            for item in items:
                try:
                    result = _GIVEN + work(item)
                except HandedOn as told:
                    words = "\0".join((type(told).__name__, *told.words))
                    result = _TOLD + words.encode("utf-8", "surrogateescape")
                pipe.write(len(result).to_bytes(_HEAD, "big"))
                pipe.write(result)
    except (BrokenPipeError, KeyboardInterrupt):
        pass  # nobody is waiting for the rest
    except BaseException:  # a bug of ours: shown here, and noticed by the other side as pages that never came
        import traceback

        traceback.print_exc()
        status = 70
    os._exit(status)
