"""Rendering on several cores: the same pages in the same order, whatever the number of workers.

Workers are forks that send bytes through pipes, so nothing has to be taken apart and put together again. Where a system
has no fork, one process does all.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NoReturn

from dateline.diagnostics import Diagnostic
from dateline.positions import Position
from dateline.views.plan import Page

FEWEST_PAGES = 150
"""Pages below which starting workers costs more than it saves."""
_HEAD = 5
"""Bytes before each page in a pipe: P or D, then the length of what follows."""

Rendered = bytes | Diagnostic


def rendered(
    pages: Sequence[Page], render: Callable[[Page], Rendered], jobs: int
) -> Iterator[tuple[Page, Rendered]]:
    """Each page with its bytes or with what keeps it from being made, in the order of ``pages``."""
    if jobs < 2 or len(pages) < FEWEST_PAGES or not hasattr(os, "fork"):
        for page in pages:
            yield page, render(page)
        return
    yield pages[0], render(pages[0])  # the templates that all pages share are compiled before the fork
    rest = pages[1:]
    pipes: list[tuple[int, BinaryIO]] = []
    try:
        for number in range(jobs):
            pipes.append(_start(rest[number::jobs], render, [pipe for _, pipe in pipes]))
        for number, page in enumerate(rest):
            yield page, _receive(pipes[number % jobs][1])
    finally:
        # All of them first: a worker ends when nobody holds the other end of its pipe.
        for _, pipe in pipes:
            pipe.close()
        for process, _ in pipes:
            os.waitpid(process, 0)


def _start(
    pages: Sequence[Page], render: Callable[[Page], Rendered], others: Sequence[BinaryIO]
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
    _work(pages, render, writing)


def _work(pages: Sequence[Page], render: Callable[[Page], Rendered], writing: int) -> NoReturn:
    """What a worker does: it ends without going back to where it was forked."""
    status = 0
    try:
        with os.fdopen(writing, "wb") as pipe:
            for page in pages:
                pipe.write(_message(render(page)))
    except (BrokenPipeError, KeyboardInterrupt):
        pass  # nobody is waiting for the rest
    except BaseException:  # a bug of ours: shown here, and noticed by the other side as pages that never came
        import traceback

        traceback.print_exc()
        status = 70
    os._exit(status)


def _message(result: Rendered) -> bytes:
    if isinstance(result, bytes):
        return b"P" + len(result).to_bytes(_HEAD - 1, "big") + result
    at = result.at
    data = json.dumps(
        [at.path, at.line, at.column, at.length, result.code, result.message, result.hint]
    ).encode()
    return b"D" + len(data).to_bytes(_HEAD - 1, "big") + data


def _receive(pipe: BinaryIO) -> Rendered:
    head = pipe.read(_HEAD)
    if len(head) < _HEAD:
        raise RuntimeError("a worker stopped before its pages were done")
    data = pipe.read(int.from_bytes(head[1:], "big"))
    if head[:1] == b"P":
        return data
    path, line, column, length, code, message, hint = json.loads(data)
    return Diagnostic(Position(path, line, column, length), code, message, hint)
