"""Beginning something new: what is written passes ``check``, and what was there stays as it was."""

import argparse
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.desk import new as desk
from tests.sites import HARBOUR, ROOT
from tests.terminals import Terminal

STORY = "content/crises/harbour/2020-05-04-closure.md"
INDEX = "content/crises/harbour/index.md"


def new(site, kind, *words, answers=None):
    """What ``build.py new`` does with these words, at the site's own noon; ``answers`` are typed one after the other."""
    parser = argparse.ArgumentParser()
    desk.add_options(parser, kind)
    asked = []

    def ask(question):
        asked.append(question)
        return answers.pop(0)

    found, place = desk.new(kind, parser.parse_args(words), site.options(), None if answers is None else ask)
    return found, place.strip(), asked


def test_a_new_story_is_a_draft_of_today_with_every_other_field_as_a_comment(site_from):
    site = site_from()
    words = ("--crisis", "harbour", "--title", "Pilots: day #3", "--actors", "the board, harbour-board")
    found, place, _ = new(site, "story", *words, "--sources", "notice")
    assert (found, place) == ("", "content/crises/harbour/2020-05-11-pilots-day-3.md:1")
    text = (site.folder / place.removesuffix(":1")).read_text(encoding="utf-8")
    fields = [line for line in text.splitlines() if not line.startswith("#")]
    assert fields == [
        "---",
        'title: "Pilots: day #3"',
        "date: 2020-05-11",
        "actors: [the board, harbour-board]",
        "sources: [notice]",
        "draft: true  # delete this line to publish",
        "---",
    ]
    assert "# status: How sure it is that this happened; `reported` unless given. One of confirmed, " in text
    assert site.messages() == ""
    assert [one.why for one in site.check().withheld] == ["draft"]


@pytest.mark.parametrize(
    ("kind", "words", "path"),
    [
        (
            "crisis",
            ("--title", "The quay sinks", "--started", "2020-05"),
            "content/crises/the-quay-sinks/index.md",
        ),
        ("actor", ("--name", "Pilots' guild"), "content/actors/pilots-guild.md"),
        (
            "story",
            (
                "--crisis",
                "harbour",
                "--title",
                "x",
                "--date",
                "2020-05",
                "--slug",
                "own",
                "--sources",
                "notice",
            ),
            "content/crises/harbour/own.md",
        ),
        (
            "story",
            ("--crisis", INDEX, "--title", "“Closed” at 12:30 [again]", "--no-draft", "--sources", "notice"),
            "content/crises/harbour/2020-05-11-closed-at-12-30-again.md",
        ),
    ],
)
def test_a_new_file_passes_and_is_never_written_twice(site_from, kind, words, path):
    site = site_from()
    _, place, _ = new(site, kind, *words)
    assert place == f"{path}:1"
    assert not site.check().failed
    before = (site.folder / path).read_bytes()
    with pytest.raises(desk.Refused, match="nothing is overwritten"):
        new(site, kind, *words)
    assert (site.folder / path).read_bytes() == before


EVENT = ("--title", "A tug returns", "--date", "[2020-05-06..2020-05-08]", "--sources", "notice", "--key")
ENTRY = (
    "- id: a-tug-returns",
    '  date: "[2020-05-06..2020-05-08]"',
    "  title: A tug returns",
    "  key: true",
    "  sources: [notice]",
)


def entry(indent, line_end="\n"):
    return "".join(" " * indent + line + line_end for line in ENTRY)


TOLD = "    text: It had waited.\n    sources: [notice]\n"


@pytest.mark.parametrize(
    ("old", "new_", "after", "indent"),
    [
        ("", "", TOLD, 2),
        (TOLD, TOLD + "    # a comment of the item\n", "    # a comment of the item\n", 2),
        (TOLD, TOLD + "\n# about the sources\n", TOLD, 2),
        (
            TOLD,
            "    text: >-\n      It had waited.\n\n      # for long\n    sources: [notice]\n",
            "    sources: [notice]\n",
            2,
        ),
        (
            TOLD,
            TOLD + "# a comment\n  - {id: b, date: 2020, title: b, sources: [notice]}  # odd\n",
            "  # odd\n",
            2,
        ),
        ("events:\n", "events:   # further points\n", TOLD, 2),
        (
            "  - id: first-ship-turns\n    date: 2020-05\n    title: A first ship turns back\n" + TOLD,
            "- id: first-ship-turns\n  date: 2020-05\n  title: A ship turns back\n  sources: [notice]\n",
            "  sources: [notice]\n",
            0,
        ),
    ],
)
def test_an_event_goes_behind_the_last_and_every_other_byte_stays(site_from, old, new_, after, indent):
    site = site_from()
    site.edit(STORY, old, new_) if old else None
    before = (site.folder / STORY).read_bytes().decode()
    found, place, _ = new(site, "event", "--story", "harbour/closure", *EVENT)
    text = (site.folder / STORY).read_bytes().decode()
    head, _, tail = before.partition(after)
    assert text == head + after + entry(indent) + tail
    assert found == site.messages() == ""
    assert text.splitlines()[int(place.rpartition(":")[2]) - 1].strip() == ENTRY[0]


@pytest.mark.parametrize("line", ["events: []\n", "events:\n", "events:  # none yet\n", ""])
def test_a_list_is_begun_where_there_is_none(site_from, line):
    site = site_from()
    text = (site.folder / STORY).read_text(encoding="utf-8")
    told = text[text.index("events:\n") : text.index("sources: [notice]\n---")]
    site.edit(STORY, told, line)
    site.edit(STORY, " See [[event:first-ship-turns]].", "")
    new(site, "event", "--story", STORY, *EVENT)
    assert entry(2) in (site.folder / STORY).read_text(encoding="utf-8")
    assert site.messages() == ""


def test_line_ends_and_the_byte_order_mark_survive_an_entry(site_from):
    site = site_from()
    path = site.folder / INDEX
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    new(site, "figure", "--crisis", "harbour", "--label", "tugs away", "--review-after", "7d")
    added = b"  - id: tugs-away\r\n    label: tugs away\r\n    review_after: 7d\r\n"
    assert path.read_bytes() == before.replace(b"lead: true}\r\n", b"lead: true}\r\n" + added)
    assert not site.check().failed


def test_a_list_in_brackets_is_left_to_people_with_what_to_type(site_from):
    site = site_from()
    ships = "  - {id: ships, label: ships waiting, unit: ships, definition: Ships at anchor., lead: true}\n"
    site.edit(INDEX, "figures:\n" + ships, "figures: [{id: ships, label: ships waiting}]\n")
    before = (site.folder / INDEX).read_bytes()
    with pytest.raises(desk.Refused, match=r"(?s)yourself.*  - id: tugs\n    label: tugs away"):
        new(site, "figure", "--crisis", "harbour", "--id", "tugs", "--label", "tugs away")
    assert (site.folder / INDEX).read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        (
            "story",
            ("--crisis", "harbour", "--title", "x", "--actors", "harbor bord"),
            "did you mean harbour-board",
        ),
        ("story", ("--crisis", "harbor", "--title", "x"), "did you mean harbour"),
        ("story", ("--crisis", "habrour", "--title", "x"), "did you mean harbour"),
        ("story", ("--crisis", "harrbbour", "--title", "x"), "did you mean harbour"),
        ("figure", ("--crisis", "quay", "--label", "x"), "no such crisis; there are harbour"),
        ("story", ("--title", "x"), "--crisis harbour"),
        (
            "story",
            (
                "--crisis",
                "harbour",
            ),
            "--title",
        ),
        (
            "story",
            ("--crisis", "harbour", "--title", "x", "--date", "2020-02-30"),
            "February 2020 has 29 days",
        ),
        ("story", ("--crisis", "harbour", "--title", "x", "--status", "sure"), "--status"),
        ("story", ("--crisis", "harbour", "--title", "Again", "--slug", "closure"), "ADDR001"),
        (
            "event",
            ("--story", "harbour/closure", "--title", "x", "--id", "sources", "--date", "2020"),
            "NAME008",
        ),
        ("figure", ("--crisis", "harbour", "--id", "ships", "--label", "ships"), "NAME003"),
        ("actor", ("--name", "The board"), "NAME005"),
    ],
)
def test_what_would_be_an_error_is_refused_before_anything_is_written(site_from, kind, words, said):
    site = site_from()
    before = {path: path.read_bytes() for path in site.folder.rglob("*.md")}
    with pytest.raises(desk.Refused, match=said):
        new(site, kind, *words)
    assert {path: path.read_bytes() for path in site.folder.rglob("*.md")} == before


def test_an_event_of_a_title_that_is_taken_gets_an_id_of_its_own(site_from):
    site = site_from()
    words = ("--story", "harbour/closure", "--date", "2020-05-06", "--title")
    for title in ("First ship turns", "First ship turns", "Closure"):
        new(site, "event", *words, title)
    text = (site.folder / STORY).read_text(encoding="utf-8")
    assert [
        id for id in ("first-ship-turns-2", "first-ship-turns-3", "closure-2") if f"id: {id}\n" in text
    ] == [
        "first-ship-turns-2",
        "first-ship-turns-3",
        "closure-2",
    ]
    assert not site.check().failed


def test_what_is_missing_is_asked_for_until_it_will_do(site_from):
    site = site_from()
    answers = ["harbour/closure", "2020-02-30", "2020-05-06", "", "A tug returns", ""]
    _, _, asked = new(site, "event", answers=answers)
    assert [question.split()[0] for question in asked] == ["story:", "date", "date", "title", "title"]
    assert "id: a-tug-returns" in (site.folder / STORY).read_text(encoding="utf-8")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40), st.text(max_size=60))
def test_any_title_gives_a_file_that_passes_or_a_reason(site_from, title, place):
    site = site_from(HARBOUR)
    for path in site.folder.glob("content/crises/harbour/2020-05-11-*.md"):
        path.unlink()
    try:
        _, where, _ = new(site, "story", "--crisis=harbour", f"--title={title}", f"--place={place}")
    except desk.Refused as refused:
        assert str(refused)  # noqa: PT017
        return
    assert not site.check().failed
    (story,) = (one for one in site.check(preview=True).diagnostics if one.at.path == where[:-2])
    assert story.code == "SRC001"


def test_the_command_says_where_the_new_thing_is_and_what_it_wants(site_from):
    site = site_from()

    def run(*words):
        command = [sys.executable, str(ROOT / "build.py"), "new", *words]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=site.folder, timeout=120, stdin=subprocess.DEVNULL
        )

    words = ("--content", "content", "--as-of", "2020-05-11", "--crisis", "harbour")
    done = run("story", *words, "--title", "Pilots strike", "--sources", "notice")
    assert (done.returncode, done.stdout) == (0, "content/crises/harbour/2020-05-11-pilots-strike.md:1\n")
    done = run("story", *words)
    assert done.returncode == 2
    assert done.stderr == "build.py: a story needs --title\n"
    assert "--review-after" in run("figure", "-h").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_at_a_terminal_it_asks_says_what_will_not_do_and_asks_again(site_from):
    site = site_from()
    command = [sys.executable, str(ROOT / "build.py"), "new", "story", "--content", "content"]
    terminal = Terminal([*command, "--as-of", "2020-05-11"], site.folder)
    terminal.read_until("crisis: ")
    terminal.type("harbour\n")
    terminal.read_until("title – A sentence that says what happened.")
    terminal.type("\n")
    terminal.read_until("title – ")
    terminal.type("Pilots’ strike: day 3\n")
    terminal.read_until("date – When it happened. [2020-05-11]")
    terminal.type("2020-02-30\n")
    terminal.read_until("February 2020 has 29 days (write a day from 01 to 29)")
    terminal.read_until("date – ")
    terminal.type("\n")
    path = "content/crises/harbour/2020-05-11-pilots-strike-day-3.md"
    assert f"{path}:1" in terminal.read_to_the_end()
    assert terminal.status() == 0
    text = (site.folder / path).read_text(encoding="utf-8")
    assert 'title: "Pilots’ strike: day 3"\n' in text
    assert "date: 2020-05-11\n" in text


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_whoever_leaves_the_prompts_finds_everything_as_it_was(site_from, key):
    site = site_from()
    before = {path: path.read_bytes() for path in site.folder.rglob("*.md")}
    terminal = Terminal(
        [sys.executable, str(ROOT / "build.py"), "new", "event", "--content", "content"], site.folder
    )
    terminal.read_until("story: ")
    terminal.type("harbour/closure\n")
    terminal.read_until("date – ")
    time.sleep(
        0.5
    )  # until it waits for keys: an interruption between that and the words is one that Python misses
    terminal.type(key)
    shown = terminal.read_to_the_end()
    assert terminal.status() in (1, 130)
    assert "Traceback" not in shown
    assert "build.py: " in shown
    assert {path: path.read_bytes() for path in site.folder.rglob("*.md")} == before
