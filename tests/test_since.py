"""What changed since a git revision, and what of it readers were not told."""

import subprocess

import pytest

from dateline.cli import main
from tests.test_editorial_rules import CLAIM, INDEX, STORY, claim

EVENT = (
    "events:\n  - id: first-ship-turns\n    date: 2020-05\n    title: A first ship turns back\n"
    "    text: It had waited.\n    sources: [notice]\n"
)
TOLD = "corrections:\n  - {date: 2020-05-07, was: one thing, now: another, why: A slip.}\n"


@pytest.fixture
def site(site_from, monkeypatch):
    """The small site with a quote, committed as published."""
    site = site_from()
    site.edit(STORY, "kind: closure\n", "kind: closure\nquote: {text: closed, by: harbour-board}\n")
    monkeypatch.chdir(site.folder)
    git = ("git", "-c", "user.name=desk", "-c", "user.email=desk@harbour.example")
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "content"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "published"], check=True)
    return site


def said(capsys, *words):
    """The code and place of everything that ``check --against`` reports."""
    status = main(
        ["check", "--content", "content", "--as-of", "2020-06-01", "--quiet", "--against", "HEAD", *words]
    )
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("content")]
    assert status == (1 if any(": error" in line for line in lines) else 0)
    return [(line.partition("[")[2].partition("]")[0], line.partition(": ")[0]) for line in lines]


def test_nothing_changed_says_nothing(site, capsys):
    assert said(capsys) == []
    assert main(["diff", "HEAD", "--content", "content", "--as-of", "2020-06-01"]) == 0
    assert "Nothing that readers see of the record changed since HEAD." in capsys.readouterr().out


SILENT = [
    (STORY, CLAIM, claim(value=15), ("CHANGE001", f"{STORY}:12:28")),
    (STORY, CLAIM, claim(as_of="2020-05-03"), ("CHANGE001", f"{STORY}:12:28")),
    (STORY, "date: 2020-05-04\npub", "date: 2020-05-05\npub", ("CHANGE002", f"{STORY}:3:7")),
    (STORY, "status: confirmed", "status: reported", ("CHANGE003", f"{STORY}:2:8")),
    (STORY, "{text: closed,", "{text: shut,", ("CHANGE004", f"{STORY}:9:8")),
]


@pytest.mark.parametrize(("path", "old", "new", "expected"), SILENT)
def test_what_was_published_does_not_change_without_a_correction(site, capsys, path, old, new, expected):
    site.edit(path, old, new)
    assert said(capsys) == [expected]
    site.edit(STORY, "events:\n", f"{TOLD}events:\n")
    assert said(capsys) == []


def test_a_newer_count_beside_the_older_one_is_news_and_no_change(site, capsys):
    site.edit(STORY, CLAIM, claim(value=15, as_of="2020-05-03") + CLAIM)
    assert said(capsys) == []


def test_a_history_explains_a_status(site, capsys):
    history = (
        "status: reported\nhistory:\n  - {date: 2020-05-07, status: reported, why: The board is silent.}\n"
    )
    site.edit(STORY, "status: confirmed\n", history)
    assert said(capsys) == []


def test_an_event_is_retracted_or_renamed_and_not_removed(site, capsys):
    site.edit(STORY, "See [[event:first-ship-turns]]. ", "")
    site.edit(STORY, EVENT, "")
    assert said(capsys) == [("CHANGE006", f"{INDEX}:2:1")]
    site.edit(
        STORY,
        "sources: [notice]\n---",
        EVENT.replace("id: first-ship", "id: ship") + "sources: [notice]\n---",
    )
    assert said(capsys) == [("CHANGE006", f"{INDEX}:2:1")]
    site.edit(STORY, "    text: It had", "    old_ids: [first-ship-turns]\n    text: It had")
    assert said(capsys) == []
    site.edit(
        STORY,
        "    text: It had",
        "    status: retracted\n    retraction: The captain denies it.\n    text: It had",
    )
    assert said(capsys) == []


def test_an_address_that_vanishes_needs_an_alias(site, capsys):
    moved = STORY.replace("closure", "quay-closed")
    site.write(moved, (site.folder / STORY).read_text(encoding="utf-8"))
    site.delete(STORY)
    assert {code for code, _ in said(capsys)} == {"CHANGE005", "CHANGE006"}
    site.edit(moved, "kind: closure\n", "kind: closure\nold_addresses: [/crises/harbour/closure/]\n")
    assert said(capsys) == []


def test_an_address_of_what_was_taken_down_for_good_may_vanish(site, capsys):
    site.delete(STORY)
    site.edit(INDEX, "The harbour is old.", "The harbour is very old.")
    assert "CHANGE005" in {code for code, _ in said(capsys)}
    site.edit("content/site.yaml", "publisher:", "removed: [/crises/harbour/closure/]\npublisher:")
    assert "CHANGE005" not in {code for code, _ in said(capsys)}


def test_what_was_never_published_may_vanish(site, capsys):
    assert said(capsys, "--as-of", "2020-06-02") == []
    site.edit(STORY, "kind: closure\n", "kind: closure\ndraft: true\n")
    assert {"CHANGE005", "CHANGE006"} <= {code for code, _ in said(capsys)}
    git = ("git", "-c", "user.name=desk", "-c", "user.email=desk@harbour.example")
    subprocess.run([*git, "commit", "-qam", "taken back"], check=True)
    site.edit(STORY, "value: 12", "value: 13")
    assert said(capsys) == []


def test_the_difference_lists_what_is_new_too_in_text_and_markdown(site, capsys):
    site.edit(STORY, CLAIM, claim(value=15))
    site.write(
        "content/crises/harbour/2020-05-06-talks.md",
        "---\ntitle: Talks *begin*\ndate: 2020-05-06\nsources: [notice]\n---\n",
    )
    words = ["diff", "HEAD", "--content", "content", "--as-of", "2020-06-01"]
    assert main(words) == 0
    printed = capsys.readouterr().out
    assert (
        "the claim of harbour-board for “ships”: 12 as of 2020-05-04 → 15 as of 2020-05-04 [CHANGE001]"
        in printed
    )
    assert "new: the story, Talks *begin*" in printed
    assert main([*words, "--format", "markdown"]) == 0
    printed = capsys.readouterr().out
    assert "## harbour: Harbour closes\n\n- the claim of" in printed
    assert "**not explained** (CHANGE001)" in printed
    assert "Talks \\*begin\\*" in printed


def compared(capsys, *words):
    """The pages, findings and withheld files that the difference lists, by heading, and what it counts."""
    main(["diff", "HEAD", "--content", "content", "--as-of", "2020-06-01", "--format", "markdown", *words])
    printed = capsys.readouterr().out
    lists: dict[str, list[str]] = {}
    name = ""
    for line in printed[printed.index("## Pages") :].splitlines():
        if line.startswith(("## ", "<details>")):
            name = line.removeprefix("## ").removeprefix("<details><summary>").partition(" (")[0]
        elif line.startswith("- "):
            lists.setdefault(name, []).append(line[2:])
    counted = next(line for line in printed.splitlines() if line.startswith(("Pages:", "No page")))
    return lists, counted


def test_the_difference_lists_the_pages_that_would_have_other_bytes(site, capsys):
    assert compared(capsys) == ({}, "No page would change.")
    built = site.build
    built()
    old = {path: data for path, data in site.published().items() if path.endswith("index.html")}
    site.edit(STORY, "See [[event:first-ship-turns]]. ", "See [[event:first-ship-turns]], they say. ")
    lists, counted = compared(capsys)
    built()
    new = {path: data for path, data in site.published().items() if path.endswith("index.html")}
    differ = {f"/{path.removesuffix('index.html')}" for path in new if new[path] != old[path]}
    assert lists == {"Changed": sorted(differ)}
    assert f"{len(differ)} changed" in counted


def test_the_difference_names_pages_that_are_new_and_pages_that_are_gone(site, capsys):
    moved = STORY.replace("closure", "quay-closed")
    site.write(moved, (site.folder / STORY).read_text(encoding="utf-8"))
    site.delete(STORY)
    lists, _ = compared(capsys)
    assert lists["New"] == ["/crises/harbour/quay-closed/"]
    assert lists["Gone"] == ["/crises/harbour/closure/"]


def test_a_line_that_moved_changes_no_page_and_makes_no_finding_new(site, capsys):
    site.edit(STORY, "kind: closure\n", "# a remark\nkind: closure\n")
    assert compared(capsys) == ({}, "No page would change.")


def test_the_difference_tells_new_findings_from_old_ones_and_what_is_withheld(site, capsys):
    site.edit(STORY, "See [[event", "See [one](/nowhere/). See [[event")
    git = ("git", "-c", "user.name=desk", "-c", "user.email=desk@harbour.example")
    subprocess.run([*git, "commit", "-qam", "with a slip"], check=True)
    assert compared(capsys)[0] == {}
    site.edit(STORY, "kind: closure\n", "# a remark\nkind: closure\n")
    site.edit(STORY, "See [one]", "See [two](/not-there/). See [one]")
    site.write(
        "content/crises/harbour/2020-05-06-talks.md",
        "---\ntitle: Talks begin\ndate: 2020-05-06\npublish_at: 2020-07-01\nsources: [notice]\n---\n",
    )
    lists, _ = compared(capsys)
    (finding,) = (line for line in lists["New findings"] if "LINK001" in line)
    assert finding.endswith("error\\[LINK001\\] there is no page /not-there/")
    (withheld,) = lists["Withheld"]
    assert withheld.startswith("content/crises/harbour/2020-05-06-talks.md (embargoed until 2020-")


@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "HEAD~7"])
def test_a_revision_that_is_none_is_one_sentence(site, capsys, revision):
    assert main(["check", "--content", "content", f"--against={revision}"]) == 2
    assert f"there is no revision {revision}." in capsys.readouterr().err


def test_a_folder_outside_git_is_one_sentence(site_from, capsys, monkeypatch):
    site = site_from()
    monkeypatch.chdir(site.folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.folder.parent))
    assert main(["diff", "HEAD", "--content", "content"]) == 2
    assert "not in a git repository" in capsys.readouterr().err
