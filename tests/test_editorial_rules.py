"""What an editor would send back: for each rule what it accepts, then what it reports and where."""

import re

import pytest

from dateline.render.templates import load_templates
from dateline.resolve.names import is_our_anchor
from tests.sites import HARBOUR, NOON, ROOT

STORY = "content/crises/harbour/2020-05-04-closure.md"
INDEX = "content/crises/harbour/index.md"
BOARD = "content/actors/harbour-board.md"
SOURCES = "content/sources.yaml"
CLAIM = "  - {figure: ships, value: 12, by: harbour-board, as_of: 2020-05-04, source: notice}\n"
EVENT = "    date: 2020-05\n    title: A first ship turns back\n"
PICTURE = "image: {file: quay.jpg, alt: Ships, credit: A. Person}\n"
OTHER_BOARD = (
    "---\nname: {}\nkind: organisation\npositions:\n  - {{crisis: harbour, text: Says nothing.}}\n---\n"
)


def claim(**changes):
    """The claim of the small site with other values; None leaves a field out."""
    fields = {
        "figure": "ships",
        "value": 12,
        "by": "harbour-board",
        "as_of": "2020-05-04",
        "source": "notice",
    }
    fields |= changes
    return (
        "  - {" + ", ".join(f"{key}: {value}" for key, value in fields.items() if value is not None) + "}\n"
    )


ACCEPTED = [
    (STORY, "It had waited.\n    sources: [notice]", "It had waited. [@notice]"),
    (STORY, "    sources: [notice]\nsources: [notice]\n", "    sources: [notice]\n"),
    (STORY, CLAIM, claim(includes="{tankers: 12, ferries: 8}")),
    (STORY, CLAIM, claim(value="dozens", includes="{tankers: 99}")),
    (STORY, CLAIM, claim(value="1000+", includes="{tankers: 2000}")),
    (STORY, CLAIM, claim(value="unknown", includes="{tankers: 3}")),
    (STORY, CLAIM, claim(unit="ships")),
    (STORY, CLAIM, claim(as_of="unknown")),
    (STORY, CLAIM, claim(as_of="2020-05")),
    (STORY, CLAIM, claim(as_of="2020-06", promised="true")),
    (
        STORY,
        CLAIM,
        claim(status="disputed") + claim(by=None, value="unknown", as_of="unknown", note="No name is given."),
    ),
    (STORY, "status: confirmed", "status: retracted\nretraction: The notice was withdrawn."),
    (STORY, "kind: closure", "kind: closure\nquote: {text: closed, by: the board}"),
    (
        STORY,
        EVENT,
        "    date: unknown\n    date_text: no day is given\n    key: true\n    title: A ship turns back\n",
    ),
    (STORY, EVENT, EVENT.replace("2020-05", "2020")),
    (
        STORY,
        EVENT,
        EVENT.replace("2020-05", "2020-05-04").replace("A first ship turns back", "Harbour closes again"),
    ),
    (BOARD, "[the board]", "[Harbour Council I, Harbour Council II]"),
    (STORY, CLAIM, claim(by=None, note="The notice names nobody.")),
    (STORY, EVENT, EVENT.replace("2020-05", "2020-06").replace("A first ship turns back", "Harbour closes")),
    (
        INDEX,
        "place: Porthaven",
        "place: Porthaven\nstatus: ended\nphases: [{title: All of it, date: 2020-05/2020-06}]",
    ),
    (STORY, "[[actor:harbour-board]] counted", "The board of Porthaven counted"),
    (
        STORY,
        "See [[",
        "See [it](/crises/harbour/#first-ship-turns), [it](#sources), [it](/crises/harbour/#f-ships) [[",
    ),
]
ACCEPTED += [
    (STORY, EVENT, EVENT.replace("2020-05", "2062-05") + "    status: reported\n"),
    (STORY, "date: 2020-05-04\npublished: 2020-05-05", "date: 2020-05-20\npublished: 2020-05-20"),
    (
        STORY,
        "It had waited.",
        "It had [waited](/actors/harbour-board/), says [[actor:harbour-board]]; [[actor:pilots]] deny it.\n    status: disputed",
    ),
    (
        STORY,
        "    sources: [notice]\nsources",
        "    sources: [notice]\n  - {id: b, date: 2020-05, title: The first ships in May turn back, sources: [notice]}\n"
        "  - {id: c, date: 2020, title: The first ships in June turn back, sources: [notice]}\n"
        "  - {id: d, date: 2020-05, place: Quay, title: Two tugs of pilots leave the quay, sources: [notice]}\n"
        "  - {id: e, date: 2020-05, place: Pier, title: Two tugs of pilots leave the pier, sources: [notice]}\n"
        "  - {id: f, date: 2020-06, title: Some tugs of the pilots leave early, sources: [notice]}\n"
        "  - {id: g, date: 2020-05, title: Some tugs of the pilots leave late, sources: [notice]}\nsources",
    ),
]
REPORTED = [
    (
        STORY,
        EVENT,
        EVENT.replace("2020-05", "2062-05") + "    status: confirmed\n",
        f"{STORY}:14:11: warning[EVENT001]",
    ),
    (
        STORY,
        "date: 2020-05-04\npublished: 2020-05-05",
        "date: 2020-05-20\npublished: 2020-05-05",
        f"{STORY}:3:7: warning[EVENT001]",
    ),
    (
        INDEX,
        "started: 2020-05-04",
        "phases: [{title: All of it, date: 2020-05-05/..}]",
        f"{STORY}:3:7: warning[EVENT001]",
    ),
    (
        STORY,
        "    sources: [notice]\nsources",
        "    sources: [notice]\n  - {id: b, date: 2020-05-06, title: The first big ship turns right back, sources: [notice]}\n"
        "  - {id: c, date: 2020-05, title: A first big ship turns back right away, sources: [notice]}\nsources",
        f"{STORY}:19:35: warning[EVENT002]",
    ),
    (
        STORY,
        "It had waited.",
        "It had waited, says [[actor:harbour-board]].\n    status: disputed",
        f"{STORY}:17:13: warning[STATUS002]",
    ),
    (STORY, "It had waited.\n    sources: [notice]", "It had waited.", f"{STORY}:15:12: warning[SRC001]"),
    (STORY, CLAIM, claim(includes="{tankers: 13}"), f"{STORY}:11:97: error[FIG001]"),
    (STORY, CLAIM, claim(value="up to 10", includes="{tankers: 11+}"), f"{STORY}:11:103: error[FIG001]"),
    (STORY, CLAIM, claim(value="none", includes="{tankers: 1}"), f"{STORY}:11:99: error[FIG001]"),
    (STORY, CLAIM, claim(unit="tonnes"), f"{STORY}:11:92: error[FIG002]"),
    (STORY, CLAIM, claim(by=None), f"{STORY}:11:5: warning[FIG008]"),
    (
        STORY,
        CLAIM,
        CLAIM.replace("{figure: ships", "{label: crews, unit: people")
        + CLAIM.replace("{figure: ships", "{label: crews, unit: crews"),
        f"{STORY}:12:26: error[FIG002]",
    ),
    (STORY, "See [[", "See [it](/crises/harbour/#first-shp-turns) [[", f"{STORY}:20:66: error[LINK002]"),
    (STORY, "See [[", "See [it](#sorces) [[", f"{STORY}:20:66: error[LINK002]"),
    (
        STORY,
        "sources: [notice]\n---",
        "  - {id: again, date: 2020-05-06, title: The first ship turns back, sources: [notice]}\n---",
        f"{STORY}:18:42: warning[EVENT002]",
    ),
    (
        STORY,
        "    sources: [notice]\nsources",
        "    sources: [notice]\n  - {id: b, date: 2020-05, title: First big ship turns back, sources: [notice]}\nsources",
        f"{STORY}:18:35: warning[EVENT002]",
    ),
    (
        INDEX,
        "place: Porthaven",
        "place: Porthaven\nstatus: ended\nphases: [{title: All of it, date: 2020-04/2020-05-03}]",
        f"{STORY}:3:7: warning[EVENT001]",
    ),
    (STORY, CLAIM, claim(source=None), f"{STORY}:11:5: warning[FIG003]"),
    (STORY, CLAIM, claim(as_of=None), f"{STORY}:11:5: warning[FIG004]"),
    (STORY, CLAIM, claim(as_of="2020-05-05"), f"{STORY}:11:58: warning[FIG005]"),
    (SOURCES, "2020-05-04", "2020-04", f"{STORY}:11:58: warning[FIG005]"),
    (SOURCES, "2020-05-04", "unknown", ""),
    (STORY, CLAIM, claim(status="disputed"), f"{STORY}:11:94: warning[STATUS002]"),
    (STORY, EVENT, EVENT + "    status: disputed\n", f"{STORY}:16:13: warning[STATUS002]"),
    (STORY, "status: confirmed", "status: retracted", f"{STORY}:7:9: error[STATUS003]"),
    (STORY, EVENT, EVENT + "    status: retracted\n", f"{STORY}:16:13: error[STATUS003]"),
    (STORY, "kind: closure", "kind: closure\nquote: {text: closed}", f"{STORY}:9:8: warning[QUOTE001]"),
    (
        STORY,
        EVENT,
        EVENT.replace("2020-05", "unknown") + "    key: true\n",
        f"{STORY}:14:11: warning[EVENT003]",
    ),
    (STORY, EVENT, EVENT.replace("2020-05", "2002-05"), f"{STORY}:14:11: warning[EVENT001]"),
    (
        STORY,
        EVENT,
        "    date: 2020-05-04\n    title: The harbour closes\n",
        f"{STORY}:15:12: warning[EVENT002]",
    ),
    (
        SOURCES,
        "title: Notice",
        "url: https://board.example/\n  title: Notice",
        f"{SOURCES}:1:3: notice[SRC002]",
    ),
]

TEXT = "counted [[figure:ships]] ships."
SAID = [
    ("Closed on Monday, May 4, 2020.", ""),
    ("Closed on Monday 4 May 2020, a `Friday 4 May 2020x`.", ""),
    ("Closed on Thursday, May 4, 2020.", "20:35: warning[TEXT015]"),
    ("Closed on Friday 4 May 2020.", "20:35: warning[TEXT015]"),
    ("Closed on Sunday, February 30, 2020.", "20:43: warning[TEXT015]"),
    ("Twelve ships ([[figure:ships]]) wait.", ""),
    ("In May 2020, 12 ships ([[figure:ships]]) wait.", ""),
    ("They are [[figure:ships|a dozen]], or [[figure:ships|12 of them]].", ""),
    ("A count of 13 ships ([[figure:ships]]).", "20:36: warning[FIG007]"),
    ("They are [[figure:ships|eight hundred]] now.", "20:49: warning[FIG007]"),
    ("They are [[figure:ships|1,200]] now.", "20:49: warning[FIG007]"),
    ("See [[event:closure|what came on 4 May]] or [[event:first-ship-turns|in May 2020]].", ""),
    ("It closed on 4 May 2020 ([[event:closure]]).", ""),
    ("See [[event:closure|what came on 5 May]].", "20:58: warning[EVENT004]"),
    ("It closed in June 2020 ([[event:closure]]).", "20:38: warning[EVENT004]"),
    ("Closed.\n\n## One\n\n### Two\n\n## Three\n\n```\n#### code\n```\n", ""),
    ("Closed.\n\n## One\n\n#### Two\n", "24:1: warning[TEXT016]"),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_a_text_agrees_with_the_calendar_and_the_record(site_from, text, said):
    site = site_from()
    site.edit(STORY, TEXT, text)
    assert [line.partition("]")[0] + "]" for line in site.first_lines()] == (
        [f"{STORY}:{said}"] if said else []
    )
    again = site.build()
    assert again.diagnostics == site.check().diagnostics == site.build().diagnostics


@pytest.mark.parametrize(("path", "old", "new"), ACCEPTED)
def test_a_sound_record_says_nothing(site_from, path, old, new):
    site = site_from()
    site.write("content/actors/pilots.md", "---\nname: Pilots\n---\n")
    site.edit(STORY, "actors: [harbour-board]", "actors: [harbour-board, pilots]")
    site.edit(path, old, new)
    assert site.messages() == ""


@pytest.mark.parametrize(("path", "old", "new", "said"), REPORTED)
def test_each_rule_reports_at_its_place(site_from, path, old, new, said):
    site = site_from()
    site.edit(path, old, new)
    assert [line.partition("]")[0] + "]" for line in site.first_lines()] == ([said] if said else [])


def test_a_claim_of_a_day_to_come_is_reported_until_that_day(site_from):
    site = site_from()
    site.edit(SOURCES, "2020-05-04", "2020-06-01")
    site.edit(STORY, CLAIM, claim(as_of="2020-05-12"))
    (line,) = site.first_lines()
    assert line.startswith(f"{STORY}:11:58: warning[FIG006]")
    day = site.check().next_change
    assert day is not None
    assert day > NOON
    assert site.check(now=day).diagnostics == ()
    assert site.check(now=day - 1).diagnostics


def test_a_confirmed_event_of_a_day_to_come_is_reported_until_that_day(site_from):
    site = site_from()
    site.edit(STORY, EVENT, EVENT.replace("2020-05", "2020-05-12") + "    status: confirmed\n")
    assert [line.split(" ")[0] for line in site.first_lines()] == [f"{STORY}:14:11:"]
    day = site.check().next_change
    assert day is not None
    assert site.check(now=day - 1).diagnostics
    assert site.check(now=day).diagnostics == ()


@pytest.mark.parametrize(
    ("left_out", "code"), [(", alt: Ships", "IMG002"), (", credit: A. Person", "IMG003")]
)
def test_a_picture_is_described_and_credited(site_from, left_out, code):
    site = site_from()
    site.write("content/crises/harbour/quay.jpg", "not looked into")
    site.edit(STORY, "kind: closure\n", "kind: closure\n" + PICTURE)
    assert site.messages() == ""
    site.edit(STORY, left_out, "")
    (line,) = site.first_lines()
    assert line.startswith(f"{STORY}:9:8: warning[{code}]")


def test_an_actor_that_nothing_names_is_a_notice(site_from):
    site = site_from()
    site.write("content/actors/pilots.md", "---\nname: Pilots\nkind: organisation\n---\n")
    (line,) = site.first_lines()
    assert line.startswith("content/actors/pilots.md:2:1: notice[ACTOR001]")
    site.edit(STORY, "[@notice]", "[[actor:pilots]] [@notice]")
    (line,) = site.first_lines()
    assert line.startswith(f"{STORY}:20:89: notice[ACTOR003] “Pilots” is named in the text")
    site.edit(STORY, "actors: [harbour-board]", "actors: [harbour-board, pilots]")
    assert site.messages() == ""


def test_a_name_in_plain_words_is_held_against_the_actors_too(site_from):
    site = site_from()
    site.write("content/actors/pilots.md", "---\nname: Pilots’ guild\naliases: [the guild]\n---\n")
    site.write("content/actors/porthaven.md", "---\nname: Porthaven\nkind: state\n---\n")
    site.edit(STORY, "[@notice]", "The *Pilots’ guild* of Porthaven agrees. [@notice]")
    named = "notice[ACTOR003] “Pilots’ guild” is named in the text, and not among the actors of this story"
    assert [line for line in site.first_lines() if "ACTOR003" in line] == [f"{STORY}:20:94: {named}"]
    site.edit(STORY, "actors: [harbour-board]", "actors: [harbour-board, the guild]")
    assert "ACTOR003" not in site.messages()


def test_a_name_that_is_known_from_another_crisis_alone_is_not_held_against_a_story(site_from):
    site = site_from()
    site.write("content/crises/quay/index.md", "---\ntitle: The quay\n---\n")
    groups = "---\nname: Rights groups\npositions:\n  - {crisis: quay, text: Say no.}\n---\n"
    site.write("content/actors/groups.md", groups)
    site.edit(STORY, "See [[", "Rights groups here agree. See [[")
    assert site.messages() == ""
    site.edit("content/actors/groups.md", "Say no.}", "Say no.}\n  - {crisis: harbour, text: Say yes.}")
    assert [line.split(" ")[0] for line in site.first_lines()] == [f"{STORY}:20:57:"]


NAMED = [
    ("text: It had waited.", "text: The Pilots’ guild waited.", "16:15"),
    ("text: It had waited.", "text: >-\n      It had\n      waited for the Pilots’ guild.", "17:7"),
    ("See [[", "[Pilots’ guild](/actors/pilots/) and\nthe Pilots’ guild. [[", "20:58"),
    ("See [[", "`Pilots’ guild` or (تم) the\nPilots’ guild. [[", "21:1"),
    ("See [[", "the **Pilots’** guild. [[", "20:63"),
    ("See [[", "the Pilots’\n  guild. [[", "20:61"),
    ("See [[", "the pilots’ guild, the Pilots’ guilds. [[", None),
    (
        "    sources: [notice]\nsou",
        "    statements:\n      - {status: reported, text: Pilots’ guild}\n    sources: [notice]\nsou",
        "18:34",
    ),
]


@pytest.mark.parametrize(("old", "new", "place"), NAMED)
def test_a_name_in_plain_words_is_reported_where_it_stands(site_from, old, new, place):
    site = site_from()
    site.write("content/actors/pilots.md", "---\nname: Pilots’ guild\n---\n")
    site.edit(STORY, old, new)
    found = [line.split(": ")[0] for line in site.first_lines() if "ACTOR003" in line]
    assert found == ([f"{STORY}:{place}"] if place else [])


@pytest.mark.parametrize(
    ("name", "text", "is_named"),
    [
        ("Émile Roux", "Then “Émile Roux” agreed", True),
        ("Émile Roux", "Then mÉmile Roux agreed", False),
        ("الميناء", "Then «الميناء» agreed", True),
        ("港務局", "Then（港務局）agreed", True),
        ("Pilots", "Then ×Pilots, 2Pilots and the nonPilots agreed", True),
        ("Pilots", "Then 2Pilots and the nonPilots agreed", False),
        ("Pilots", "Then the non-Pilots-to-be agreed", False),
        ("Pilots-to-be", "Then the nonHarbour-Pilots-to-be agreed", True),
        ("Pilots", "Then **P**ilots agreed", False),
    ],
)
def test_a_name_is_found_where_it_is_a_word(site_from, name, text, is_named):
    site = site_from()
    site.write("content/actors/one.md", f"---\nname: {name}\n---\n")
    site.edit(STORY, "See [[", f"{text}. See [[")
    assert ("ACTOR003" in site.messages()) is is_named


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("Harbour board II", False),
        ("Harbour boat club", False),
        ("Merlin", False),
        ("Martin", False),
        ("Marrow", False),
        ("The Board", None),  # that is the alias: an error
        ("Watch for harbours", False),
        ("HWB", False),
        ("Harbor board", True),
        ("Harbuor board", True),
        ("Board, Harbour", True),
        ("Harrbour boarrd", True),
        ("Marrine", True),
        ("Marien", True),
        ("Mairne", True),
        ("HWF", True),
    ],
)
def test_two_names_that_differ_in_a_letter_are_one_actor(site_from, name, alike):
    site = site_from(HARBOUR)
    site.edit(BOARD, "[the board]", "[the board, Marine, Harbour watch federation]")
    site.write("content/actors/other.md", OTHER_BOARD.format(name))
    codes = [line.partition("[")[2].partition("]")[0] for line in site.first_lines()]
    assert codes == {True: ["ACTOR002"], False: [], None: ["NAME005"]}[alike]


def test_what_is_withheld_still_counts_as_told(site_from):
    site = site_from()
    site.edit(STORY, CLAIM, claim(status="disputed"))
    site.write(
        "content/crises/harbour/denial.md",
        "---\ntitle: Pilots deny it\ndate: 2020-05-06\ndraft: true\nfigures:\n"
        + claim(by=None, value="none", as_of="unknown", note="No name is given.")
        + "---\n",
    )
    assert site.messages() == ""


def test_a_slip_in_a_folded_text_is_reported_where_it_stands(site_from):
    site = site_from()
    folded = "known:\n  - text: >-\n      The harbour is closed\n      since Friday 4 May 2020, says [[actor:bord]].\n"
    site.edit(INDEX, "\nknown:\n", "\n" + folded)
    places = [line.partition(": ")[0] for line in site.first_lines()]
    assert places == [f"{INDEX}:11:13", f"{INDEX}:11:37"]


def test_each_confirmed_statement_without_a_source_is_reported(site_from):
    site = site_from()
    said = "    statements:\n      - {status: confirmed, text: It left.}\n      - {status: reported, text: It came.}\n"
    site.edit(STORY, "    text: It had waited.\n    sources: [notice]\n", said)
    assert [line.partition(": ")[0] for line in site.first_lines()] == [f"{STORY}:15:12", f"{STORY}:17:9"]
    assert site.messages().count("SRC001") == 2


@pytest.mark.parametrize(
    "place", ["claims", "says", "f-boats", "f-boats-title", "claims-title", "first-title"]
)
def test_a_place_that_a_crisis_page_has_not_cannot_be_linked_to(site_from, place: str) -> None:
    site = site_from()
    site.edit(STORY, "See [[", f"See [it](/crises/harbour/#{place}) [[")
    assert [line for line in site.first_lines() if f"LINK002] there is no “{place}”" in line]


@pytest.mark.parametrize("template", ["pages/crisis.html", "pages/story.html"])
def test_no_event_may_take_an_id_that_the_pages_around_it_have(template: str) -> None:
    templates = load_templates(ROOT)
    found = {
        re.sub("{{.*?}}", "x", id)
        for name in templates.reachable(template)
        for id in re.findall(r'\bid="((?!{{ [a-z.]+ }}")[^"]+)"', templates.files[name].text)
    }
    assert {"g-confirmed", "pattern-dots", "main", "corrections-title"} <= found
    assert [id for id in sorted(found) if not is_our_anchor(id)] == []


def test_every_place_that_a_page_has_by_name_can_be_linked_to(site_from):
    site = site_from()
    site.edit(STORY, "See [[", "See more.[^why]\n\n## More of it\n\n[^why]: It matters.\n\nSee [[")
    site.edit(
        STORY, "kind: closure\n", "kind: closure\ncorrections: [{date: 2020-05-06, was: a, now: b, why: c}]\n"
    )
    assert site.build().published
    for address in ("/crises/harbour/", "/crises/harbour/closure/"):
        ids = re.findall(r' id="((?!filter-|g-|pattern-)[^"]+)"', site.page(address))
        ids = [one for one in ids if not re.search(r"^(on-page|overview)-title$|^since$", one)]
        assert len(ids) > 5
        site.edit(
            "content/actors/harbour-board.md",
            "The board",
            " ".join(f"[x]({address}#{one})" for one in ids) + "\n\nThe board",
        )
    assert "LINK002" not in site.messages()
