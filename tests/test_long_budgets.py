"""No page of a long record weighs more than a page may load: 2,000 events, 800 claims, 200 corrections, 300 sources."""

from collections.abc import Mapping

import pytest

from benchmarks.long_record import weights, write_long_record
from dateline.options import Options
from dateline.pipeline import build
from dateline.progress import Progress
from tests.sites import NOON, ROOT

KB = 1024
PAGE = 60 * KB
"""What a page weighs: its HTML, compressed with gzip. What it loads with style and script, tests/test_budgets.py holds."""

Weights = Mapping[str, tuple[int, int, str]]


@pytest.fixture(scope="module")
def weighed(tmp_path_factory: pytest.TempPathFactory) -> Weights:
    """By kind of page: how many, the weight of the heaviest, and its address."""
    folder = tmp_path_factory.mktemp("long-record")
    write_long_record(400, folder, settings="leave_out: [search, data, share-images]\n")
    options = Options(root=ROOT, content=str(folder / "content"), output=folder / "output", now=NOON, jobs=2)
    assert build(options, Progress(quiet=True)).published
    return weights(folder / "output")


def test_no_page_of_a_long_record_is_heavier_than_the_budget(weighed: Weights) -> None:
    assert {kind: most for kind, (_, most, _) in weighed.items() if most > PAGE} == {}
    assert weighed["the page of the crisis"][1] > PAGE // 2  # it is a long record that was weighed


def test_the_record_as_known_on_a_day_weighs_far_less_since_there_are_many(weighed: Weights) -> None:
    count, most, _ = weighed["the record as known on a day"]
    assert count > 100
    assert most <= 40 * KB
