"""A corpus of broken stories: each folder of ``tests/broken/`` changes the small site and keeps what is said about it.

``files.txt`` lists what is written over the small site, in the form of ``tests/sites.py``, and two things more:

- ``-- NAME (raw) --``: name and text have Python's escapes for bytes (``\\xe9``, ``\\0``, ``\\r``) and ``{x*1000}`` for a
  text many times; the line break at the end is not written.
- ``-- NAME -> TARGET --``: a symbolic link.

``expected.txt`` is everything that ``check`` prints. ``pytest tests/test_broken.py --update-golden`` writes it anew: look at
the difference. What only a running build can meet (a file that vanishes or may not be read) is in ``test_read.py``.
"""

import os
import re

import pytest

from tests.sites import HARBOUR, ROOT, SmallSite

BROKEN = sorted(path for path in (ROOT / "tests" / "broken").iterdir() if path.is_dir())


_PART = re.compile(r"^-- (?P<name>.+?)(?: -> (?P<target>.+)| (?P<raw>\(raw\)))? --\n", re.MULTILINE)
_MANY = re.compile(rb"\{(.+?)\*(\d+)\}", re.DOTALL)


def raw(text: str) -> bytes:
    """The bytes that a text with escapes and repetitions stands for."""
    escaped = text.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1")
    return _MANY.sub(lambda found: found[1] * int(found[2]), escaped)


def write_over(site: SmallSite, text: str) -> None:
    """Write what ``files.txt`` lists over a site."""
    parts = list(_PART.finditer(text))
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        name, body = part["name"], text[part.end() : after.start() if after else None]
        place = os.path.join(os.fsencode(site.folder), raw(name) if part["raw"] else name.encode())
        os.makedirs(os.path.dirname(place), exist_ok=True)
        if part["target"]:
            target = os.path.relpath(site.folder / part["target"], os.path.dirname(os.fsdecode(place)))
            os.symlink(target, place)
        else:
            with open(place, "wb") as file:
                file.write(raw(body.removesuffix("\n")) if part["raw"] else body.encode())


@pytest.mark.parametrize("folder", BROKEN, ids=[path.name for path in BROKEN])
def test_a_broken_story_is_reported_word_for_word(folder, tmp_path, request):
    site = SmallSite(tmp_path / "site", HARBOUR)
    write_over(site, (folder / "files.txt").read_text(encoding="utf-8"))
    printed = site.messages()
    assert printed, "nothing is wrong with this one"
    kept = folder / "expected.txt"
    if request.config.getoption("--update-golden"):
        kept.write_text(printed, encoding="utf-8")
    command = "pytest tests/test_broken.py --update-golden"
    assert printed == kept.read_text(encoding="utf-8"), f"if that is meant, run: {command}"
