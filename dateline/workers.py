"""The same work on several cores: the same results in the same order, whatever the number of workers.

Workers are forks that send bytes through pipes, so what they work on has not to be taken apart and put together again.
Where a system has no fork, one process does all.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NoReturn, TypeVar

T = TypeVar("T")
FEWEST = 150
"""Items below which starting workers costs more than it saves."""
_HEAD = 4
"""Bytes before each result in a pipe: the length of what follows."""


def spread(items: Sequence[T], work: Callable[[T], bytes], jobs: int) -> Iterator[bytes]:
    """What ``work`` gives for each item, in the order of ``items``."""
    if jobs < 2 or len(items) < FEWEST or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    yield work(items[0])  # what all of them need is loaded before the fork
    rest = items[1:]
    pipes: list[tuple[int, BinaryIO]] = []
    try:
        for number in range(jobs):
            pipes.append(_start(rest[number::jobs], work, [pipe for _, pipe in pipes]))
        for number in range(len(rest)):
            yield _receive(pipes[number % jobs][1])
    finally:
        # All of them first: a worker ends when nobody holds the other end of its pipe.
        for _, pipe in pipes:
            pipe.close()
        for process, _ in pipes:
            os.waitpid(process, 0)


def _start(
    items: Sequence[T], work: Callable[[T], bytes], others: Sequence[BinaryIO]
) -> tuple[int, BinaryIO]:
    """A new worker and the end of its pipe to read from; ``others`` are those of the workers before it."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, "rb")
    os.close(reading)
    for pipe in others:  # inherited; while one is open here, the worker at its other end would wait for ever
        os.close(pipe.fileno())
    _work(items, work, writing)


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


def _receive(pipe: BinaryIO) -> bytes:
    """The next result. A worker that was killed may have written none, or a part of one."""
    head = pipe.read(_HEAD)
    length = int.from_bytes(head, "big")
    result = pipe.read(length) if len(head) == _HEAD else b""
    if len(head) < _HEAD or len(result) < length:
        raise RuntimeError("a worker stopped before its work was done")
    return result
