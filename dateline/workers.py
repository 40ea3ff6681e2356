"""The same work on several cores: the same results in the same order, whatever the number of workers.

Workers are forks that send bytes through pipes, so what they work on has not to be taken apart and put together again.
Where a system has no fork, one process does all.
"""

import os
import selectors
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NoReturn, TypeVar

T = TypeVar("T")
FEWEST = 150
"""Items below which starting workers costs more than it saves."""
_HEAD = 4
"""Bytes before each result in a pipe: the length of what follows."""
_ROOM = 1 << 20
"""Bytes that a pipe holds, where the system lets us say so: a worker goes on while nobody reads."""
_SET_ROOM = 1031
"""``F_SETPIPE_SZ`` of Linux; a Python built for other systems does not name it."""


def spread(items: Sequence[T], work: Callable[[T], bytes], jobs: int) -> Iterator[bytes]:
    """What ``work`` gives for each item, in the order of ``items``."""
    if jobs < 2 or len(items) < FEWEST or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    yield work(items[0])  # what all of them need is loaded before the fork
    rest = items[1:]
    workers: list[_Worker] = []
    try:
        for number in range(jobs):
            workers.append(_start(rest[number::jobs], work, workers))
        with selectors.DefaultSelector() as pipes:
            for worker in workers:
                pipes.register(worker.pipe, selectors.EVENT_READ, worker)
            for number in range(len(rest)):
                worker = workers[number % jobs]
                while not worker.results:
                    # Whoever has something is heard: else one would wait for the slow item of another.
                    for key, _ in pipes.select():
                        if not key.data.hear():
                            pipes.unregister(key.fileobj)
                    if not worker.results and worker.pipe not in pipes.get_map():
                        raise RuntimeError("a worker stopped before its work was done")
                yield worker.results.popleft()
    finally:
        # All of them first: a worker ends when nobody holds the other end of its pipe.
        for worker in workers:
            os.close(worker.pipe)
        for worker in workers:
            os.waitpid(worker.process, 0)


class _Worker:
    """A fork at work, and what it has sent."""

    def __init__(self, process: int, pipe: int) -> None:
        self.process = process
        self.pipe = pipe
        """The end to read from."""
        self.results: deque[bytes] = deque()
        self._received = bytearray()

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


def _start(items: Sequence[T], work: Callable[[T], bytes], others: Sequence[_Worker]) -> _Worker:
    """A new worker; ``others`` are those before it."""
    reading, writing = os.pipe()
    _widen(writing)
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process:
        os.close(writing)
        return _Worker(process, reading)
    os.close(reading)
    for worker in others:
        os.close(worker.pipe)  # inherited; while one is open here, the worker at its end would wait for ever
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
                result = work(item)
                pipe.write(len(result).to_bytes(_HEAD, "big"))
                pipe.write(result)
    except (BrokenPipeError, KeyboardInterrupt):
        pass  # nobody is waiting for the rest
    except BaseException:  # a bug of ours: shown here, and noticed by the other side as pages that never came
        import traceback

        traceback.print_exc()
        status = 70
    os._exit(status)
