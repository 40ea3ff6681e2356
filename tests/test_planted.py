"""Mistakes planted into the four real crises are all found, each at its place."""

import shutil
from collections import Counter

from dateline.options import Options
from dateline.pipeline import check
from dateline.progress import Progress
from tests.planted import CONTENT, plants
from tests.sites import ROOT

NOW = 1_768_000_000  # January 2026


def test_every_planted_mistake_is_reported_at_its_place(tmp_path, capsys):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    options = Options(root=tmp_path, output=tmp_path / "output", now=NOW)
    before = check(options, Progress(quiet=True)).diagnostics
    assert [one for one in before if one.severity != "notice"] == []
    planted, caught, missed = Counter(), Counter(), []
    for plant in plants():
        (tmp_path / plant.path).parent.mkdir(exist_ok=True)
        (tmp_path / plant.path).write_text(plant.text, encoding="utf-8")
        found = check(options, Progress(quiet=True)).diagnostics
        if plant.path in CONTENT:
            (tmp_path / plant.path).write_text(CONTENT[plant.path], encoding="utf-8")
        else:
            (tmp_path / plant.path).unlink()
        planted[plant.code] += 1
        places = {(one.code, one.at.path, one.at.line, one.at.column) for one in found}
        if (plant.code, plant.path, plant.line, plant.column) in places:
            caught[plant.code] += 1
        else:
            missed.append(
                (plant.code, f"{plant.path}:{plant.line}:{plant.column}", *map(str, set(found) - set(before)))
            )
    with capsys.disabled():
        print()
        for code, number in sorted(planted.items()):
            print(f"  {code:10} {caught[code]:3} of {number:3} planted mistakes reported at their place")
        print(f"  all        {caught.total():3} of {planted.total():3}")
    assert missed == []
    assert planted.total() >= 300
