"""The files for other programs: each by the standard it keeps to, and nothing lost on the way."""

import json

import jsonschema
import pytest

from dateline.data.record_schema import record_schema
from dateline.imports.record import content_files
from dateline.text import Refusal
from tests.sites import HARBOUR, ROOT, SmallSite

RICH = (
    HARBOUR.replace("tagline:", "base_url: https://harbour.example/\ntimezone: America/Caracas\ntagline:")
    + """
-- content/actors/pilot.md --
---
name: Ana Ruiz
kind: person
aliases: [the pilot, "A. Ruiz: pilot"]
names: {es: Ana Ruiz Gómez, fa: "آنا"}
role: brings ships in
group: affected
positions:
  - {text: "Speaks of another harbour."}
  - {crisis: harbour, text: "Says **nobody** asked [[actor:the board]].", date: "2020-05~", source: [notice]}
---
Brings ships in.
-- content/crises/harbour/2020-05-06-later.md --
---
title: "=1+1: two “ships” leave, {as} #promised"
date: "[2020-05-05..2020-05-06]"
date_text: "early in the week"
published: 2020-05-06T08:00
updated: 2020-05-08
place: Porthaven
summary: "@They were let out: both."
status: disputed
kind: closure
key: true
statements:
  - {status: confirmed, label: Log, text: "Two *left*. [@log]"}
  - {status: not-stated, text: "Whose they are"}
quote: {text: "We had no choice; none", by: pilot}
actors: [{actor: pilot, role: guides them}, harbour-board]
history:
  - {date: 2020-05-06, status: reported}
  - {date: 2020-05-08, status: disputed, why: The board objects.}
media: {url: "https://media.example/film", caption: The quay, credit: A desk, alt: A quay}
old_ids: [ships-leave]
old_addresses: [/crises/harbour/ships-leave/]
figures:
  - figure: ships
    value: 10..20
    by: pilot
    as_of: unknown
    source: [notice, log]
    status: disputed
    reported: 2020-05-07
    published: 2020-05-08
    quote: "-ten or more"
    note: Only those at anchor.
    method: Counted from shore.
    includes: {"large: ones": 8, small: up to 5}
    withdrawn: {date: 2020-05-09, why: Counted again.}
  - {label: crew, unit: people, value: dozens, by: harbour-board, as_of: 2020-05-05, source: log, promised: true}
  - {figure: crew, value: ~40.5, by: pilot, as_of: 2020-05-06, source: log}
events:
  - id: log-found
    date: 2019?/2020-05-04
    title: The log is found
    text: |-
      It was "under" the desk: #1.
    status: retracted
    retraction: It was another log.
    reported: 2020-05-07
    sources: [log]
  - {id: some-day, date: unknown, title: "+Somebody asks", sources: [notice]}
  - {id: ends, date: 2020-05-07/.., title: A watch begins, sources: [log], actors: pilot}
sources:
  - id: log
    title: "The harbour’s {log} & 50% more_of #it"
    publisher: Harbour board
    url: https://harbour.example/log?a=1&b={2}
    archived: https://archive.example/log
    published: 2020-05~
    accessed: 2020-05-07
    kind: official
    language: nl
    note: A copy.
    withdrawn: It was another log.
  - notice
corrections:
  - {date: 2020-05-08, was: "three ships", now: "two ships", why: We counted one twice., kind: correction}
  - {date: 2020-05-09, was: "found", now: "lost", event: log-found, kind: retraction}
tags: ["a tag: with colon", other]
language: en
---
## What is known

Two ships left[^1], says [[actor:the pilot]]. See [[event:first-ship-turns|the first]] and [[figure:crew]]. [@log]

    kept as code

[^1]: On the tide.
"""
)


@pytest.fixture
def rich(site_from):
    site = site_from(RICH)
    site.edit(
        "content/crises/harbour/index.md",
        "figures:\n",
        """phases:
  - {title: Before, date: ../2020-05-03, note: quiet}
questions:
  - question: "Why: now?"
    answer: |-
      Nobody says.

      - perhaps later [@notice]
corrections:
  - {date: 2020-05-10, was: open, now: closed}
old_addresses: [/crises/quay/]
figures:
""",
    )
    report = site.build()
    assert report.published, site.messages()
    return site


def record_of(site: SmallSite, crisis: str = "harbour") -> dict:
    return json.loads(site.page(f"/crises/{crisis}/record.json"))


def valid(record: dict) -> None:
    checker = jsonschema.Draft202012Validator(record_schema(), format_checker=jsonschema.FormatChecker())
    assert [f"{one.json_path}: {one.message}" for one in checker.iter_errors(record)] == []


def test_the_schema_of_the_record_is_published_as_it_is():
    published = json.loads((ROOT / "docs/record.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    assert published == record_schema(), "python3 build.py schema record > docs/record.schema.json"


def test_a_record_keeps_to_its_schema_and_says_what_the_page_knows(rich):
    record = record_of(rich)
    valid(record)
    closure, later = record["stories"]
    claim = later["figures"][0]
    assert claim["value"] == {"value": "10..20", "form": "between", "low": 10, "high": 20}
    assert (claim["by"], claim["source"], claim["status"]) == ("pilot", ["notice", "log"], "disputed")
    assert claim["as_of"] == {"edtf": "unknown", "earliest": None, "latest": None}
    assert claim["withdrawn"]["why"] == "Counted again."
    assert closure["events"][0]["date"] == {
        "edtf": "2020-05",
        "earliest": "2020-05-01T00:00:00-04:00",
        "latest": "2020-05-31T23:59:59-04:00",
    }
    assert later["events"][2]["date"]["latest"] is None
    assert later["corrections"][0]["was"] == "three ships"
    assert closure["address"] == "https://harbour.example/crises/harbour/closure/"
    assert [one["id"] for one in record["actors"]] == ["harbour-board", "pilot"]
    assert "another harbour" not in json.dumps(record)


def test_decimal_numbers_stay_as_they_were_stated(rich):
    text = rich.page("/crises/harbour/record.json")
    assert '"low": 40.5' in text


def from_record(folder, record: dict) -> SmallSite:
    """A site made of nothing but a record."""
    files = content_files(record)
    assert not isinstance(files, Refusal), files
    site = SmallSite(folder, "")
    for path, text in files.items():
        site.write(f"content/{path}", text)
    return site


def test_a_record_becomes_content_that_builds_the_same_record(rich, tmp_path):
    site = from_record(tmp_path / "again", record_of(rich))
    report = site.build()
    assert report.published, site.messages()
    assert site.page("/crises/harbour/record.json") == rich.page("/crises/harbour/record.json")
    shown, again = (one.page("/crises/harbour/") for one in (rich, site))
    main = "<main"
    assert (
        again.partition(main)[2].partition("</main>")[0] == shown.partition(main)[2].partition("</main>")[0]
    )


def test_the_four_crises_come_back_from_their_records(built, tmp_path):
    for path in sorted(built.glob("crises/*/record.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        valid(record)
        site = from_record(tmp_path / path.parent.name, record)
        report = site.build(now=1_768_000_000)
        assert report.published, site.messages()
        assert site.page(f"/crises/{path.parent.name}/record.json") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.update(format="other"),
        lambda record: record.update(version=2),
        lambda record: record.update(slug="../../etc"),
        lambda record: record.update(stories="none"),
        lambda record: record["stories"][0].update(slug="/tmp/x"),
        lambda record: record["actors"][0].update(id=7),
        lambda record: record["stories"].append(record["stories"][0]),
        lambda record: record["crisis"].update(title=None),
        lambda record: record.pop("site"),
    ],
)
def test_what_is_no_record_is_refused_with_a_reason(rich, change):
    record = record_of(rich)
    change(record)
    assert isinstance(content_files(record), Refusal)


def test_any_json_is_answered():
    for value in (None, 1, "x", [], {}, {"format": "dateline-record", "version": 1}):
        assert isinstance(content_files(value), Refusal)
