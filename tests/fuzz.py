"""What must hold for any bytes at all, and a fuzzer that looks for bytes for which it does not.

``python -m tests.fuzz TARGET [libFuzzer's options]`` lets atheris search, guided by what the bytes reach in the code, from
the real content and the corpus of broken stories; it needs `pip install atheris`. A text that raises, takes longer than
20 seconds or needs more than 1 GB ends it and is written down as ``crash-…``. ``tests/test_fuzz.py`` asks the same of
texts that hypothesis makes.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from dateline.dates import Shape, parse_date
from dateline.desk.fix import fixed
from dateline.findings.diagnostics import Diagnostic, format_text
from dateline.parse.file import parse
from dateline.prose import read_prose
from dateline.read.text import ContentFile, decode
from dateline.rulebook import RULES
from dateline.values.quantities import parse_quantity
from dateline.values.refusal import Refusal
from dateline.values.zones import zone
from tests.sites import ROOT

STORY = "crises/harbour/any.md"
UTC = zone("UTC")
_DANGER = re.compile(
    r"<(?:script|style|iframe|object|embed)\b|<[^>]*\s(?:on\w+|style)=|(?:href|src)=\"\s*javascript:", re.I
)
LIMITS = ("-timeout=20", "-rss_limit_mb=1024", "-max_len=4096")


def story(data: bytes) -> None:
    """A story is read, or it is said why not, at places that are in the file."""
    file, problems = decode(STORY, data)
    if file is None:
        assert problems
        return
    found = parse(file, STORY)
    assert found.draft is not None or found.diagnostics
    _printed(file, (*problems, *found.diagnostics))


def settings(data: bytes) -> None:
    """The same of a file that is YAML from end to end."""
    file, _ = decode("site.yaml", data)
    if file is not None:
        _printed(file, parse(file, "site.yaml").diagnostics)


def _printed(file: ContentFile, found: tuple[Diagnostic, ...]) -> None:
    lines = file.text.count("\n") + 1
    for one in found:
        assert one.code in RULES
        assert 1 <= one.at.line <= lines, one
        assert 1 <= one.at.column <= len(file.line(one.at.line)) + 1, one
    assert format_text(found, {file.path: file}).count("\n") >= len(found)


def date(data: bytes) -> None:
    """A date reads back as it is written, and begins before it ends."""
    text = data.decode("utf-8", "replace")
    found = parse_date(text)
    if isinstance(found, Refusal):
        _refused(found, text, lambda meant: parse_date(meant))
        return
    assert parse_date(str(found)) == found
    if found.shape is not Shape.UNKNOWN:
        first, last = found.bounds(UTC)
        assert first <= last


def quantity(data: bytes) -> None:
    """A quantity reads back as it is written, and its least is not above its most."""
    text = data.decode("utf-8", "replace")
    found = parse_quantity(text)
    if isinstance(found, Refusal):
        _refused(found, text, lambda meant: parse_quantity(meant))
        return
    assert parse_quantity(str(found)) == found
    low, high = found.bounds
    assert low is None or high is None or low <= high


def _refused(found: Refusal, text: str, read: Callable[[str], object]) -> None:
    assert found.reason
    assert 0 <= found.start <= len(text)
    assert not found.instead or not isinstance(read(found.instead), Refusal)


def markdown(data: bytes) -> None:
    """A text becomes HTML that runs nothing, with every reference in its place."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    for inline in (False, True):
        prose, _ = read_prose(text, ContentFile("any.md", text), 0, inline=inline)
        assert not any(_DANGER.search(part) for part in prose.parts if isinstance(part, str))
        used = [part for part in prose.parts if isinstance(part, int)]
        assert all(0 <= one < len(prose.references) for one in used)


def fix(data: bytes) -> None:
    """What is fixed once stays as it is, and a file without fixes keeps its bytes."""
    found = fixed(STORY, STORY, data)
    assert bool(found.done) == (found.after != data)
    assert fixed(STORY, STORY, found.after).after == found.after


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (story, settings, date, quantity, markdown, fix)
}


def seeds() -> list[bytes]:
    """The real content and the corpus of broken stories."""
    paths = [
        *ROOT.glob("content/**/*.md"),
        *ROOT.glob("content/*.yaml"),
        *ROOT.glob("tests/broken/*/files.txt"),
    ]
    found = []
    for path in sorted(paths):
        data = path.read_bytes()
        found.append(data.partition(b" --\n")[2] if path.name == "files.txt" else data)
    return found


def main(words: list[str]) -> None:
    if not words or words[0] not in TARGETS:
        sys.exit(
            f"usage: python -m tests.fuzz {'|'.join(TARGETS)} [options of libFuzzer, such as -max_total_time=60]"
        )
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed: pip install atheris")
    target = TARGETS[words[0]]
    with tempfile.TemporaryDirectory(prefix="dateline-seeds-") as folder:
        for number, data in enumerate(seeds()):
            (Path(folder) / str(number)).write_bytes(data)
        atheris.instrument_all()
        atheris.Setup([sys.argv[0], *LIMITS, *words[1:], folder], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
