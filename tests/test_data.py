"""The files for other programs: each by the standard it keeps to, and nothing lost on the way."""

import csv
import io
import json
import re
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import icalendar
import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.data.calendar import folded
from dateline.data.citations import tex
from dateline.data.schemas import figure_schema, record_schema
from dateline.data.tables import cell
from dateline.imports.record import content_files
from dateline.values.refusal import Refusal
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


def wrong_with(document: dict, schema: dict) -> list[str]:
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [f"{one.json_path}: {one.message}" for one in checker.iter_errors(document)]


def valid(record: dict) -> None:
    assert wrong_with(record, record_schema()) == []


@pytest.mark.parametrize(("kind", "schema"), [("record", record_schema), ("figure", figure_schema)])
def test_the_schemas_are_published_as_they_are(kind, schema):
    published = json.loads((ROOT / f"docs/{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    assert published == schema(), f"python3 build.py schema {kind} > docs/{kind}.schema.json"


def test_the_claims_of_every_figure_keep_to_their_schema(rich, built):
    found = [*rich.output.rglob("claims.json"), *built.rglob("claims.json")]
    assert len(found) > 10
    claims = []
    for path in found:
        document = json.loads(path.read_text(encoding="utf-8"))
        assert wrong_with(document, figure_schema()) == [], path
        claims += document["claims"]
    given = {name for claim in claims for name in claim}
    assert given == figure_schema()["$defs"]["claim"]["properties"].keys(), "each field is tried"


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.pop("publisher"),
        lambda document: document.update(version=2),
        lambda document: document["figure"].update(extra="x"),
        lambda document: document["claims"][0].pop("current"),
        lambda document: document["claims"][0].update(recorded="yesterday"),
        lambda document: document["claims"][0].update(value=12),
        lambda document: document["sources"][0].pop("title"),
    ],
)
def test_the_schema_of_a_figure_notices_what_is_wrong(rich, change):
    document = json.loads(rich.page("/crises/harbour/figures/ships/claims.json"))
    change(document)
    assert wrong_with(document, figure_schema())


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
    assert told(again) == told(shown)


STORY_IN_SPANISH = """---
title: "Dos barcos: salen"
translated: 2020-05-09
translator: Una mesa
date_text: a principios de semana
place: Puerto
summary: Los dejaron salir.
statements:
  - {}
  - {text: "De quién son: «nadie» lo sabe"}
quote: {text: No pudimos elegir}
actors:
  - {role: los guía}
  - {}
history:
  - {}
  - {why: La junta objeta.}
media: {caption: El muelle, credit: Una mesa, alt: Un muelle}
figures:
  - {quote: diez o más, note: Solo los anclados., method: Contado., includes: {grandes: 8, pequeños: up to 5}, withdrawn: {why: De nuevo.}}
  - {label: tripulación, unit: personas}
  - {}
events:
  - {id: log-found, title: Aparece el diario, text: Estaba **ahí**., retraction: Era otro diario.}
  - {id: ends, title: "# Empieza una guardia"}
sources:
  - {id: log, kind: oficial, note: Una copia.}
corrections:
  - {was: tres barcos, now: dos barcos, why: Uno dos veces.}
  - {}
tags: ["una etiqueta: con dos puntos", otra]
---
## Lo que se sabe

Salieron dos barcos, dice [[actor:pilot]]. [@log]
"""
ACTOR_IN_SPANISH = """---
name: Ana Ruiz Gómez
role: mete barcos
positions:
  - {text: Habla de otro puerto.}
  - {text: "Dice que **nadie** preguntó a [[actor:harbour-board]]."}
---
Mete barcos.
"""


def test_what_is_said_in_another_language_comes_back_too(rich, tmp_path):
    rich.edit("content/site.yaml", "timezone:", "languages: [en, es]\ntimezone:")
    rich.write("content/crises/harbour/2020-05-06-later.es.md", STORY_IN_SPANISH)
    rich.write("content/actors/pilot.es.md", ACTOR_IN_SPANISH)
    rich.write(
        "content/crises/harbour/index.es.md",
        "---\ntitle: El puerto está cerrado\nphases: [{note: callado}]\n---\n",
    )
    assert rich.build().published, rich.messages()
    assert not [line for line in rich.first_lines() if ".es.md" in line and "LANG" in line]
    record = record_of(rich)
    valid(record)
    by_kind = {one["kind"]: one for one in record["translations"]}
    assert by_kind["actor"]["words"] == {
        "name": "Ana Ruiz Gómez",
        "role": "mete barcos",
        "positions": [{"text": "Dice que **nadie** preguntó a [[actor:harbour-board]]."}],
    }
    story = by_kind["story"]
    assert (story["translated"]["edtf"], story["translator"]) == ("2020-05-09", "Una mesa")
    assert story["words"]["statements"][0] == {}
    assert story["words"]["figures"][0]["includes"] == {"grandes": "8", "pequeños": "up to 5"}
    assert story["words"]["events"][1] == {"id": "ends", "title": "# Empieza una guardia"}
    site = from_record(tmp_path / "again", record)
    report = site.build()
    assert report.published, site.messages()
    assert site.page("/crises/harbour/record.json") == rich.page("/crises/harbour/record.json")
    for address in ("/es/crises/harbour/", "/es/crises/harbour/later/"):
        assert told(site.page(address)) == told(rich.page(address)), address


def test_a_record_taken_into_a_site_brings_the_words_of_its_kinds_along(rich):
    rich.edit("content/site.yaml", "timezone:", "languages: [en, es]\ntimezone:")
    rich.write("content/site.es.yaml", "title: Vigía\nkinds: [{id: closure, label: Cierres}]\n")
    assert rich.build().published, rich.messages()
    record = record_of(rich)
    assert record["translations"] == [
        {
            "language": "es",
            "kind": "site",
            "words": {"title": "Vigía", "kinds": [{"id": "closure", "label": "Cierres"}]},
        }
    ]
    whole, part = content_files(record), content_files(record, with_settings=False)
    assert whole["site.es.yaml"] == "title: Vigía\nkinds:\n  - id: closure\n    label: Cierres\n"
    assert "site.es.yaml" not in part
    assert part["crises/harbour/index.es.md"].startswith(
        "---\nkinds:\n  - id: closure\n    label: Cierres\n---"
    )


def test_a_translation_that_is_a_draft_is_not_in_the_record(rich):
    rich.edit("content/site.yaml", "timezone:", "languages: [en, es]\ntimezone:")
    story = STORY_IN_SPANISH.replace("translator:", "draft: true\ntranslator:")
    rich.write("content/crises/harbour/2020-05-06-later.es.md", story)
    assert rich.build().published, rich.messages()
    assert record_of(rich)["translations"] == []


def told(page: str) -> str:
    """What a page is about."""
    return page.partition("<main")[2].partition("</main>")[0]


def test_the_four_crises_come_back_from_their_records_in_every_language(built, tmp_path):
    translated = set()
    for path in sorted(built.glob("crises/*/record.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        valid(record)
        site = from_record(tmp_path / path.parent.name, record)
        report = site.build(now=1_768_000_000)
        assert report.published, site.messages()
        assert site.page(f"/crises/{path.parent.name}/record.json") == path.read_text(encoding="utf-8")
        for one in record["translations"]:
            translated.add((one["language"], one["kind"]))
            if one["kind"] in ("crisis", "story"):
                address = f"{one['language']}/crises/{path.parent.name}/"
                address += f"{one['slug']}/" if one["kind"] == "story" else ""
                assert told(site.page(f"/{address}")) == told((built / address / "index.html").read_text()), (
                    address
                )
    assert {("fa", "crisis"), ("es", "story"), ("ar", "story"), ("ar", "actor"), ("ar", "site")} <= translated


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
        lambda record: record.update(
            translations=[{"language": "../x", "kind": "crisis", "slug": "harbour", "words": {}}]
        ),
        lambda record: record.update(
            translations=[{"language": "es", "kind": "story", "slug": "x", "words": {}}]
        ),
    ],
)
def test_what_is_no_record_is_refused_with_a_reason(rich, change):
    record = record_of(rich)
    change(record)
    assert isinstance(content_files(record), Refusal)


def test_any_json_is_answered():
    for value in (None, 1, "x", [], {}, {"format": "dateline-record", "version": 1}):
        assert isinstance(content_files(value), Refusal)


def rows(site: SmallSite, name: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(site.page(f"/crises/harbour/{name}.csv"), newline=""), strict=True)
    )


def test_the_tables_hold_every_event_claim_and_source(rich):
    events, claims, sources = (rows(rich, name) for name in ("events", "claims", "sources"))
    assert [one["id"] for one in events] == [
        "log-found",
        "first-ship-turns",
        "closure",
        "later",
        "ends",
        "some-day",
    ]
    month, window, undated = events[1], events[3], events[5]
    assert (month["date"], month["date_earliest"], month["date_latest"]) == (
        "2020-05",
        "2020-05-01",
        "2020-05-31",
    )
    assert (month["precision"], window["precision"], undated["date_earliest"]) == ("month", "window", "")
    assert window["statements"] == "confirmed: Log: Two left.; not-stated: Whose they are"
    assert events[0]["text"] == 'It was "under" the desk: #1.'
    assert [(one["figure"], one["value"], one["by"], one["current"]) for one in claims] == [
        ("ships", "12", "harbour-board", "true"),
        ("ships", "10..20", "pilot", "false"),
        ("crew", "~40.5", "pilot", "true"),
        ("crew", "dozens", "harbour-board", "true"),
    ]
    rival = claims[1]
    assert (rival["by_name"], rival["as_of"], rival["status"]) == ("Ana Ruiz", "unknown", "disputed")
    assert (rival["sources"], rival["corrected"]) == ("notice; harbour/later/log", "2020-05-08")
    assert (rival["withdrawn"], rival["includes"]) == ("2020-05-09", "large: ones: 8; small: up to 5")
    assert [one["id"] for one in sources] == ["harbour/later/log", "notice"]
    assert sources[0]["withdrawn"] == "It was another log."


def test_no_cell_is_a_formula_to_a_spreadsheet(rich):
    for name in ("events", "claims", "sources"):
        for row in rows(rich, name):
            assert not [value for value in row.values() if value.startswith(("=", "+", "-", "@", "\t", "\r"))]
    (later,) = (one for one in rows(rich, "events") if one["id"] == "later")
    assert later["title"].startswith("'=1+1")
    assert later["text"] == "'@They were let out: both."


@given(st.text())
def test_a_cell_says_what_it_said_and_is_never_a_formula(text):
    written = cell(text)
    assert written in (text, f"'{text}")
    assert written[:1] not in tuple("=+-@\t\r")


def test_the_package_describes_the_files_that_are_there(rich):
    package = json.loads(rich.page("/crises/harbour/datapackage.json"))
    assert re.fullmatch("[a-z0-9._-]+", package["name"])
    assert package["version"] == "2020-05-10"
    assert len({one["name"] for one in package["resources"]}) == len(package["resources"])
    for resource in package["resources"]:
        assert (rich.output / "crises/harbour" / resource["path"]).is_file()
        if resource.get("type") != "table":
            continue
        fields = resource["schema"]["fields"]
        found = rows(rich, resource["name"])
        assert [one["name"] for one in fields] == list(found[0])
        read = {
            "string": str,
            "integer": int,
            "number": float,
            "date": date.fromisoformat,
            "boolean": {"true": True, "false": False}.__getitem__,
        }
        for row in found:
            for field in fields:
                if row[field["name"]]:
                    read[field["type"]](row[field["name"]])
        for key in resource["schema"].get("primaryKey", ()):
            assert len({row[key] for row in found}) == len(found)


def of_others(name: str) -> jsonschema.protocols.Validator:
    """What holds a document against a schema that others wrote."""
    schema = json.loads((ROOT / "tests/schemas" / name).read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())


def refused(name: str, document: object) -> list[str]:
    return [f"{one.json_path}: {one.message}" for one in of_others(name).iter_errors(document)]


def documents(folder: Path, name: str) -> list[object]:
    found = sorted(folder.glob(f"crises/*/{name}"))
    assert found
    return [json.loads(path.read_text(encoding="utf-8")) for path in found]


def test_every_data_package_and_each_of_its_tables_keeps_to_the_profiles_of_the_standard(rich, built):
    for package in (*documents(rich.output, "datapackage.json"), *documents(built, "datapackage.json")):
        assert refused("data-package.json", package) == []
        tables = [one for one in package["resources"] if one.get("type") == "table"]
        assert len(tables) == 3
        for table in tables:
            # Version 1 wants this word said; version 2 says it with ``type``.
            described = {**table, "profile": "tabular-data-resource"}
            assert refused("tabular-data-resource.json", described) == []


def test_the_profiles_notice_what_is_wrong(rich):
    (package,) = documents(rich.output, "datapackage.json")
    table = {**package["resources"][0], "profile": "tabular-data-resource"}
    assert refused("data-package.json", {**package, "resources": []})
    assert refused("data-package.json", {**package, "homepage": 5})
    fields = table["schema"]["fields"]
    for wrong in ({"name": "id", "type": "text"}, {"type": "string"}):
        schema = {**table["schema"], "fields": [wrong, *fields[1:]]}
        assert refused("tabular-data-resource.json", {**table, "schema": schema}), wrong


def test_all_sources_keep_to_the_schema_of_csl(rich, built):
    for sources in (*documents(rich.output, "sources.csl.json"), *documents(built, "sources.csl.json")):
        assert sources
        assert refused("csl-data.json", sources) == []


@pytest.mark.parametrize(
    "wrong", [{"type": "website"}, {"issued": "2020-05"}, {"url": "https://x.example/"}, {"title": 5}]
)
def test_the_schema_of_csl_notices_what_is_wrong(rich, wrong):
    ((source, *_),) = documents(rich.output, "sources.csl.json")
    assert refused("csl-data.json", [{**source, **wrong}]) != []


CSL_NAMES = {
    "id", "type", "title", "publisher", "URL", "archive_location", "issued", "accessed", "genre", "language", "note",
}  # fmt: skip


def test_sources_are_csl_at_their_own_precision(rich):
    log, notice = json.loads(rich.page("/crises/harbour/sources.csl.json"))
    assert log.keys() <= CSL_NAMES
    assert (log["type"], notice["type"]) == ("webpage", "document")
    assert log["issued"] == {"date-parts": [[2020, 5]], "circa": True}
    assert log["accessed"] == {"date-parts": [[2020, 5, 7]]}
    assert notice["issued"] == {"date-parts": [[2020, 5, 4]]}


def test_sources_are_bibtex_that_keeps_its_braces(rich):
    text = rich.page("/crises/harbour/sources.bib")
    assert "@misc{harbour:later:log," in text
    assert r"title = {The harbour’s \{log\} \& 50\% more\_of \#it}," in text
    assert "year = {2020}" in text
    assert "url = {https://harbour.example/log?a=1&b=%7B2%7D}" in text
    assert text.count("{") == text.count("}")


@given(st.text())
@example("}{")
def test_a_text_in_bibtex_never_ends_its_field(text):
    depth = 0
    for sign in tex(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0


def calendar(site: SmallSite) -> icalendar.Calendar:
    data = (site.output / "crises/harbour/events.ics").read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()
    return icalendar.Calendar.from_ical(data)


def test_another_program_reads_the_calendar(rich):
    found = calendar(rich)
    events = {str(one["X-EDTF"]): one for one in found.walk("VEVENT")}
    assert [one.errors for one in (found, *events.values()) if one.errors] == []
    assert len({str(one["UID"]) for one in events.values()}) == len(events) == 5
    day = events["2020-05-04"]
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2020, 5, 4), date(2020, 5, 5))
    assert (str(day["SUMMARY"]), str(day["STATUS"])) == ("Harbour closes", "CONFIRMED")
    assert str(day["URL"]) == "https://harbour.example/crises/harbour/#closure"
    assert str(found["DESCRIPTION"]).endswith("1 event without a date is not in this calendar.")
    assert str(events["2019?/2020-05-04"]["STATUS"]) == "CANCELLED"
    later = events["[2020-05-05..2020-05-06]"]
    assert str(later["DESCRIPTION"]).startswith("@They were let out: both.\nDate: between 5 and 6 May 2020")


def test_a_date_that_is_no_exact_day_never_looks_like_one(rich):
    for event in calendar(rich).walk("VEVENT"):
        if str(event["X-EDTF"]) == "2020-05-04":
            continue
        assert str(event["STATUS"]) in ("TENTATIVE", "CANCELLED")
        assert re.match(
            "May 2020: |Between 5 and 6 May 2020: |Since 7 May 2020: |2019 \\(uncertain\\) to 4 May 2020: ",
            str(event["SUMMARY"]),
        )


@pytest.mark.parametrize(
    ("written", "start", "end", "said"),
    [
        ("2020-05-07T14:30", datetime(2020, 5, 7, 18, 30), None, ""),
        ("2020-05-07T14:30Z", datetime(2020, 5, 7, 14, 30), None, ""),
        ("2020-05-02/2020-05-08", date(2020, 5, 2), date(2020, 5, 9), ""),
        ("2020", date(2020, 1, 1), date(2021, 1, 1), "2020: "),
        ("2020-05-07~", date(2020, 5, 7), date(2020, 5, 8), "About 7 May 2020: "),
        ("2020-05-07?", date(2020, 5, 7), date(2020, 5, 8), "7 May 2020 (uncertain): "),
        ("../2020-05-08", date(2020, 5, 8), date(2020, 5, 9), "By 8 May 2020: "),
        ("[2020-05-07..]", date(2020, 5, 7), date(2020, 5, 8), "On or after 7 May 2020: "),
        ("[..2020-05-07]", date(2020, 5, 7), date(2020, 5, 8), "By 7 May 2020: "),
    ],
)
def test_each_form_of_date_in_a_calendar(site_from, written, start, end, said):
    site = site_from(HARBOUR.replace("tagline:", "timezone: America/Caracas\ntagline:"))
    site.edit(
        "content/crises/harbour/2020-05-04-closure.md", "    date: 2020-05\n", f'    date: "{written}"\n'
    )
    assert site.build(now=1_600_000_000).published, site.messages()
    (event,) = (one for one in calendar(site).walk("VEVENT") if str(one["X-EDTF"]) == written)
    assert event["DTSTART"].dt == (
        start if not isinstance(start, datetime) else start.replace(tzinfo=event["DTSTART"].dt.tzinfo)
    )
    if isinstance(start, datetime):
        assert event["DTSTART"].dt.utcoffset() == timedelta()
    assert (event["DTEND"].dt if "DTEND" in event else None) == end
    assert str(event["SUMMARY"]) == f"{said}A first ship turns back"


def test_years_that_calendars_do_not_have_are_counted_and_not_shown(site_from):
    site = site_from()
    site.edit("content/crises/harbour/2020-05-04-closure.md", "    date: 2020-05\n", "    date: -0499\n")
    assert site.build().published, site.messages()
    assert "X-EDTF:-0499" not in site.page("/crises/harbour/events.ics")
    assert "1 event without a date" in str(calendar(site)["DESCRIPTION"])


@given(st.text())
def test_folding_keeps_every_character_whole(text):
    line = f"SUMMARY:{text.replace(chr(10), ' ').replace(chr(13), ' ')}"
    pieces = folded(line)
    assert all(len(piece.encode("utf-8", "surrogatepass")) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_a_record_of_nineteen_hundred_events_is_one_file_each(site_from):
    number = count(1)
    event = "  - {{id: e-{n}, date: 2019-{m:02}-{d:02}, title: Ship {n} waits, sources: [notice]}}\n"
    many = "".join(event.format(n=n, m=n % 12 + 1, d=n % 28 + 1) for n in (next(number) for _ in range(1900)))
    site = site_from()
    site.edit("content/crises/harbour/2020-05-04-closure.md", "events:\n", f"events:\n{many}")
    assert site.build().published, site.messages()[:800]
    assert len(rows(site, "events")) == 1902
    assert len(calendar(site).walk("VEVENT")) == 1902
    record = record_of(site)
    valid(record)
    assert len(record["stories"][0]["events"]) == 1901


def test_the_page_says_how_to_cite_it_and_leads_to_every_file(rich):
    section = rich.page("/crises/harbour/").partition('id="take-along"')[2].partition("</section>")[0]
    assert (
        "Harbour Watch. The harbour is closed, and nobody says until when. Record as of 10 May 2020."
        in section
    )
    assert "https://harbour.example/crises/harbour/" in section
    links = re.findall('href="([^"]+)" download', section)
    assert all((rich.output / "crises/harbour" / link).is_file() for link in links)
    described = json.loads(rich.page("/crises/harbour/datapackage.json"))["resources"]
    assert {one["path"] for one in described} | {"datapackage.json"} == set(links)
    assert "take-along" not in rich.page("/crises/harbour/as-of/2020-05-06/")


def run(*arguments: str) -> int:
    from dateline.cli import main

    return main([*arguments, "--quiet"])


def test_a_command_takes_a_record_into_an_empty_folder(rich, tmp_path, capsys):
    record = rich.output / "crises/harbour/record.json"
    content = tmp_path / "again" / "content"
    content.mkdir(parents=True)
    assert run("import", "record", str(record), "--content", str(content)) == 0
    assert f"{content}/crises/harbour/index.md" in capsys.readouterr().out
    site = SmallSite(tmp_path / "again", "")
    assert site.build().published, site.messages()
    assert site.page("/crises/harbour/record.json") == record.read_text(encoding="utf-8")


def test_a_record_taken_into_another_site_leaves_what_is_there(rich, tmp_path, capsys):
    site = SmallSite(
        tmp_path / "other",
        """
-- content/site.yaml --
title: Another
-- content/sources.yaml --
- {id: notice, title: Another notice, published: 2020-05-04}
-- content/actors/pilot.md --
---
name: Ana Ruiz
aliases: [the pilot]
---
Ours.
""",
    )
    before = (site.folder / "content/actors/pilot.md").read_text()
    record = rich.output / "crises/harbour/record.json"
    assert run("import", "record", str(record), "--content", str(site.folder / "content")) == 0
    assert (site.folder / "content/actors/pilot.md").read_text() == before
    assert "pilot.md: kept as it is" in capsys.readouterr().err
    assert site.build().published, site.messages()
    assert "Another notice" in site.page("/crises/harbour/")
    assert record_of(site)["crisis"]["kinds"] == [{"id": "closure", "label": "Closures"}]
    assert (
        run("import", "record", str(record), "--content", str(site.folder / "content")) == 0
    )  # says the same
    site.edit("content/crises/harbour/index.md", "Porthaven", "Another port")
    assert run("import", "record", str(record), "--content", str(site.folder / "content")) == 1
    assert "is there and says something else" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "{}", "\udcff"])
def test_a_file_that_is_no_record_writes_nothing(tmp_path, text, capsys):
    (tmp_path / "content").mkdir()
    (tmp_path / "record.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert run("import", "record", str(tmp_path / "record.json"), "--content", str(tmp_path / "content")) == 1
    assert capsys.readouterr().err.startswith("build.py: ")
    assert not list((tmp_path / "content").iterdir())


def test_a_record_that_is_no_json_is_refused_at_its_line_and_column(tmp_path, capsys):
    (tmp_path / "content").mkdir()
    file = tmp_path / "record.json"
    file.write_text('{"format": "dateline record",\n "version": ]\n}\n', encoding="utf-8")
    assert run("import", "record", str(file), "--content", str(tmp_path / "content")) == 1
    said = capsys.readouterr()
    assert f"{file}:2:13: error[IMPORT001] this is not JSON" in said.out
    assert '"version": ]' in said.out
    assert "record.json beside the page" in said.out
    assert not list((tmp_path / "content").iterdir())
