"""``build.py fix``: slips that have one meaning are mended at their bytes, and nothing else is touched."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.desk.fix import fixed
from tests.sites import ROOT

PATH = "content/crises/harbour/2020-05-06-strike.md"
INNER = PATH.removeprefix("content/")
SOUND = """\
---
title: Pilots strike   # as they say
date: 2020-05-06

status: confirmed
summary: >-
  They say   so.
  # not a comment
events:
    - {id: a, date: 2020-05-07, title: "Talks, at last"}
    # kept
    - id: b
      date: 2020-05-08
      title: Talks end
---
They strike.\t[@notice]
"""


def fix(text: str) -> str:
    return fixed(PATH, INNER, text.encode()).after.decode()


def codes(text: str) -> list[str]:
    """What is found before, of that which can be fixed."""
    found = fixed(PATH, INNER, text.encode())
    return [one.code for one in found.done]


FIXED = [
    ("YAML001", "title: Pilots strike ", "title: Strike: day 3 ", 'title: "Strike: day 3" '),
    ("YAML001", "title: Pilots strike ", "title: “Strike: day 3” ", 'title: "“Strike: day 3”" '),
    ("YAML001", "title: Talks end", 'title: Talks "end": all home', "title: 'Talks \"end\": all home'"),
    ("YAML006", "title: Talks end", 'title: "Talks" end', "title: '\"Talks\" end'"),
    ("YAML008", "title: Talks end", "title: Talks #2 end", 'title: "Talks #2 end"'),
    ("YAML009", "title: Talks end", "title: @pilots leave", 'title: "@pilots leave"'),
    ("YAML010", "title: Talks end", "title: [again] Talks end", 'title: "[again] Talks end"'),
    ("YAML010", "title: Talks end", "title: [[actor:pilots]]", 'title: "[[actor:pilots]]"'),
    ("FIELD003", "title: Talks end", "title: [again]", 'title: "[again]"'),
    ("YAML007", '"Talks, at last"', "“Talks, at last”", '"“Talks, at last”"'),
    ("YAML011", "date: 2020-05-08", "date:2020-05-08", "date: 2020-05-08"),
    ("YAML011", "{id: a,", "{id:a,", "{id: a,"),
    ("YAML021", "title: Talks end", r'title: "Talks \quit"', r"title: 'Talks \quit'"),
    ("YAML003", "      date: 2020-05-08", "\u00a0\u00a0    date: 2020-05-08", "      date: 2020-05-08"),
    ("YAML003", "status: confirmed", "status:\u00a0confirmed", "status: confirmed"),
    ("YAML003", "title: Talks end", "title: Talks end\u200b", "title: Talks end"),
    ("FIELD001", "status: confirmed", "Status: confirmed", "status: confirmed"),
    ("FIELD001", "status: confirmed", "statsu: confirmed", "status: confirmed"),
    ("FIELD001", "status: confirmed", "date-text: early", "date_text: early"),
    ("FIELD001", "status: confirmed", '"publish at": 2020-05-06', '"publish_at": 2020-05-06'),
    ("FIELD001", "status: confirmed", "“status”: confirmed", "status: confirmed"),
    ("FIELD005", "status: confirmed", "status: Confirmed", "status: confirmed"),
    ("FIELD005", "status: confirmed", "status: “confirmed”", "status: confirmed"),
    ("FIELD005", "status: confirmed", "status: 'confirmd'  # so", "status: 'confirmed'  # so"),
    ("FIELD005", "status: confirmed", "draft: yes", "draft: true"),
    ("FIELD005", "status: confirmed", "key: FALSE", "key: false"),
    ("DATE001", "date: 2020-05-06", "date: 31/05/2020", "date: 2020-05-31"),
    ("DATE001", "date: 2020-05-06", "date: 2020-5-6   # a day", "date: 2020-05-06   # a day"),
    ("DATE001", "date: 2020-05-06", "date: 2020–05–06", "date: 2020-05-06"),
    ("DATE001", "date: 2020-05-06", "date: “2020-05-06”", "date: 2020-05-06"),
    ("DATE001", "date: 2020-05-06", 'date: "6 May 2020"', 'date: "2020-05-06"'),
    ("DATE001", "date: 2020-05-08", "date: May 8, 2020", "date: 2020-05-08"),
    ("DATE001", "date: 2020-05-07, title", "date: 7 May 2020, title", "date: 2020-05-07, title"),
    ("DATE001", "date: 2020-05-08", "date: not known", "date: unknown"),
    ("DATE001", "date: 2020-05-08", "date: 2020-05-08 14:30", "date: 2020-05-08T14:30"),
    ("FRONT001", "---\ntitle", "\n\n---\ntitle", "---\ntitle"),
    ("FRONT001", "---\ntitle", "----\ntitle", "---\ntitle"),
    ("FRONT002", "---\nThey", "–-\nThey", "---\nThey"),
    ("FILE007", "They strike", "\ufeffThey strike", "They strike"),
]


@pytest.mark.parametrize(("code", "old", "slip", "mended"), FIXED)
@pytest.mark.parametrize("crlf", [False, True], ids=["lf", "crlf and a byte order mark"])
def test_a_slip_with_one_meaning_is_mended_and_every_other_byte_stays(code, old, slip, mended, crlf):
    def as_saved(text):
        return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() if crlf else text.encode()

    assert SOUND.count(old) == 1
    broken, whole = SOUND.replace(old, slip), SOUND.replace(old, mended)
    found = fixed(PATH, INNER, as_saved(broken))
    assert found.after == as_saved(whole)
    assert [one.code for one in found.done] == [code]
    again = fixed(PATH, INNER, found.after)
    assert (again.after, again.done) == (found.after, ())


AMOUNTS = [
    ('"1,200"', '"1200"'),
    ("'12 000'", "'12000'"),
    ("~1,200", "~1200"),
    ("Dozens", "dozens"),
    ("twelve", "12"),
    ("“12”", "12"),
    (">=1000", "1000+"),
]


@pytest.mark.parametrize(("slip", "mended"), AMOUNTS)
def test_an_amount_that_can_only_be_one_is_written_as_amounts_are(slip, mended):
    text = SOUND.replace("events:", "figures:\n  - figure: ships\n    value: 12 # counted\nevents:")
    assert fix(text.replace("value: 12", f"value: {slip}")) == text.replace("value: 12", f"value: {mended}")


def test_tabs_become_two_spaces_each():
    text = "---\ntitle: a\ndate: 2020\npublished: 2020-05-06\nevents:\n\t- title: b\t# tab\n\t  date: 2020\n---\n\tcode\n"
    assert codes(text)[0] == "YAML002"
    assert fix(text) == text.replace("\n\t- ", "\n  - ").replace("\n\t  date", "\n    date")


LEFT = [
    ("date: 2020-05-06", "date: 05/06/2020"),  # two readings
    ("date: 2020-05-06", "date: early May 2020"),  # a judgement
    ("date: 2020-05-06", "date: Thursday 6 May 2020"),  # it was a Wednesday
    ("date: 2020-05-06", "date: 2020-02-30"),
    ("date: 2020-05-06", "date: 2020/05"),
    ("status: confirmed", "status: sure"),
    ("status: confirmed", "state: confirmed"),
    ("status: confirmed", "title-: x"),  # there is a title
    ("status: confirmed", "review_after: 30"),
    ("title: Talks end", "title: Talks #end"),  # may be a comment
    ("title: Talks end", "title: Talks # 2"),  # is one
    ("title: Talks end", "title: 'tis over"),
    ("title: Talks end", "title: *over"),
    ("events:", "figures:\n  - {figure: ships, value: 1,5}\nevents:"),
    ("events:", 'figures:\n  - {figure: ships, value: "more than 12"}\nevents:'),
    ("events:", "figures:\n  - {figure: ships, value: >12}\nevents:"),
]


@pytest.mark.parametrize(("old", "slip"), LEFT)
def test_what_needs_judgement_is_left_to_people(old, slip):
    text = SOUND.replace(old, slip)
    assert fix(text) == text


def test_several_slips_in_one_file_and_slips_behind_slips_are_all_mended():
    text = SOUND.replace("title: Pilots strike ", "titel: Strike: day #3").replace(
        "date: 2020-05-06", "Date: 6 May 2020"
    )
    text = text.replace("{id: a, date: 2020-05-07", "{ID: a, date: 7 May 2020")
    mended = SOUND.replace("title: Pilots strike ", 'title: "Strike: day #3"')
    assert fix(text) == mended
    assert codes(text) == ["FIELD002", "YAML001", "FIELD002", "DATE001", "FIELD001", "DATE001"]


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("content/**/*.md")) + sorted(ROOT.glob("content/*.yaml")), ids=str
)
def test_a_file_without_problems_is_never_changed(path):
    data = path.read_bytes()
    name = path.relative_to(ROOT).as_posix()
    assert fixed(name, name.removeprefix("content/"), data) == fixed(name, "?", data)
    assert fixed(name, name.removeprefix("content/"), data).after == data


pieces = st.sampled_from(
    [
        *SOUND.splitlines(keepends=True),
        *(slip + "\n" for _, _, slip, _ in FIXED),
        "\t",
        "\r\n",
        "“",
        "  ",
        "- ",
        "\ufeff",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join))
def test_any_text_is_left_with_no_more_wrong_than_it_had_and_fixing_again_changes_nothing(text):
    data = text.encode()
    found = fixed(PATH, INNER, data)
    again = fixed(PATH, INNER, found.after)
    assert again.done == ()
    assert again.after == found.after
    assert (found.after == data) == (not found.done)


def run(site, *words):
    command = [sys.executable, str(ROOT / "build.py"), "fix", "--content", "content", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=site.folder, timeout=120)


def test_a_dry_run_prints_a_patch_and_changes_nothing(site_from):
    site = site_from()
    site.edit("content/sources.yaml", "published: 2020-05-04", "published: 4 May 2020")
    before = (site.folder / "content/sources.yaml").read_bytes()
    done = run(site, "--dry-run")
    assert done.returncode == 0
    assert done.stdout == (
        "--- a/content/sources.yaml\n+++ b/content/sources.yaml\n@@ -1,3 +1,3 @@\n - id: notice\n"
        "   title: Notice to mariners\n-  published: 4 May 2020\n+  published: 2020-05-04\n"
    )
    assert done.stderr == "build.py: would fix 1 problem in 1 file.\n"
    assert (site.folder / "content/sources.yaml").read_bytes() == before


def test_what_was_fixed_is_printed_and_then_what_is_left(site_from):
    site = site_from()
    site.edit("content/sources.yaml", "published: 2020-05-04", "published: 4 May 2020")
    site.edit("content/site.yaml", "tagline:", "strapline:")
    done = run(site)
    assert done.returncode == 1
    first, *rest = done.stdout.splitlines()
    assert first == "content/sources.yaml:3:14: fixed[DATE001] “4 May 2020” is a date in words"
    assert re.match(r"content/site.yaml:2:1: error\[FIELD001\]", rest[0])
    assert site.first_lines() == [rest[0]]
    assert run(site).stdout.splitlines() == rest
