"""A corpus of broken stories: each folder of ``tests/broken/`` changes the small site and keeps what is said about it.

``files.txt`` lists what is written over the small site, in the form of ``tests/sites.py``; ``expected.txt`` is everything
that ``check`` prints. ``pytest tests/test_broken.py --update-golden`` writes it anew: look at the difference.
"""

import pytest

from tests.sites import HARBOUR, ROOT, SmallSite

BROKEN = sorted(path for path in (ROOT / "tests" / "broken").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", BROKEN, ids=[path.name for path in BROKEN])
def test_a_broken_story_is_reported_word_for_word(folder, tmp_path, request):
    site = SmallSite(tmp_path / "site", HARBOUR)
    for part in ("\n" + (folder / "files.txt").read_text(encoding="utf-8")).split("\n-- ")[1:]:
        name, _, text = part.partition(" --\n")
        site.write(name, text)
    printed = site.messages()
    assert printed, "nothing is wrong with this one"
    kept = folder / "expected.txt"
    if request.config.getoption("--update-golden"):
        kept.write_text(printed, encoding="utf-8")
    command = "pytest tests/test_broken.py --update-golden"
    assert printed == kept.read_text(encoding="utf-8"), f"if that is meant, run: {command}"
