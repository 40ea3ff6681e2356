"""``build.py links``: every link within the published pages leads somewhere."""

from pathlib import Path

import pytest

from dateline import cli
from dateline.model import OUTPUTS
from dateline.outside.links import outside_links
from dateline.pipeline import published as what_is_published
from dateline.progress import Progress
from dateline.views.plan import Plan
from tests.forms import FORMS
from tests.sites import SmallSite


def published(folder: Path, **pages: str) -> list[str]:
    for name, text in pages.items():
        place = folder / name.replace("__", "/") / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return ["links", "--output", str(folder)]


def test_the_site_has_no_dead_link(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["links", "--output", str(built), "--base-url", "https://known.example"])
    assert (status, capsys.readouterr().out) == (0, "")


def test_each_link_to_nowhere_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = published(
        tmp_path,
        harbour="<h1 id=top>\n<a href='../pier/'>\n<a href='#top'><a href='../quay/#gone'><img src='ship.png'>",
        quay="<a href='../harbour/#top'><a href='/harbour'><a href='https://elsewhere.example/gone/'>"
        "<a href='mailto:desk@news.example'><a href='https://news.example/known/old/'>",
    )
    assert cli.main(words) == 1
    assert capsys.readouterr().out.splitlines() == [
        "harbour/index.html:2: leads to “../pier/”, which is not there",
        "harbour/index.html:3: leads to “../quay/#gone”, and the page there has no such place",
        "harbour/index.html:3: leads to “ship.png”, which is not there",
    ]
    assert cli.main([*words, "--base-url", "https://news.example/known"]) == 1
    assert "quay/index.html:1: leads to “https://news.example/known/old/”" in capsys.readouterr().out


def test_a_link_above_the_site_leads_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Below a folder of its host the site is not what is found there."""
    words = published(
        tmp_path, quay="<a href='../../quay/'><a href='../quay/../../x.png'><a href='../quay/'>"
    )
    assert cli.main(words) == 1
    assert capsys.readouterr().out.splitlines() == [
        "quay/index.html:1: leads to “../../quay/”, which is above the site",
        "quay/index.html:1: leads to “../quay/../../x.png”, which is above the site",
    ]


def test_the_address_of_the_site_ends_where_it_ends(tmp_path: Path) -> None:
    published(tmp_path, quay="<a href='https://news.example'><a href='https://news.examples/x'>")
    assert list(outside_links(tmp_path, "https://news.example")) == ["https://news.examples/x"]


TO_PROGRAMS = ("oembed.json", "share.png", "search/index.json")
"""Files that pages name for programs: no text leads a reader there."""


def addresses_in(site: SmallSite) -> set[str]:
    """Of every page, feed and data file that the site has."""
    pages = Plan(what_is_published(site.options(), Progress(quiet=True)).site).pages()
    paths = ["/" + page.path.removesuffix("index.html") for page in pages]
    return {
        path
        for path in paths
        if path.endswith(("/", ".csv", ".ics", ".bib", ".json", "feed.xml"))
        and not path.endswith(TO_PROGRAMS)
    }


def test_a_text_may_link_to_everything_that_the_site_has(site_from) -> None:
    site = site_from(FORMS)
    site.edit("content/site.yaml", "title:", "languages: [en, fa]\ntitle:")
    everything = addresses_in(site)
    assert {"/", "/feed.json", "/search/", "/fa/crises/harbour/", "/crises/harbour/events.csv"} <= everything
    links = "\n".join(f"- [x]({address})" for address in sorted(everything))
    site.write("content/pages/all.md", f"---\ntitle: All\n---\n{links}\n")
    assert [line for line in site.first_lines() if "LINK001" in line] == []
    site.edit("content/site.yaml", "title:", f"leave_out: [{', '.join(OUTPUTS)}]\ntitle:")
    gone = everything - addresses_in(site)
    assert {"/feed.json", "/search/", "/fa/search/", "/embed/harbour/timeline/"} <= gone
    refused = {line.rpartition(" ")[2] for line in site.first_lines() if "LINK001" in line}
    assert refused == gone
    site.edit("content/pages/all.md", "(/fa/crises/harbour/)", "(/fa/crises/harbour/events.csv)")
    assert "LINK001] there is no page /fa/crises/harbour/events.csv" in site.messages()
