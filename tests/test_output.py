"""The real site, looked at page by page: sound HTML, live links, true dates, nothing from elsewhere."""

import gzip
import html
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from dateline.parse.file import parse, place_of
from dateline.read.text import decode
from tests.htmlchecker import problems
from tests.sites import ROOT, json_ld

BASE = "https://known.example/"


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, str]:
    return {
        path.relative_to(built).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(built.rglob("*.html"))
    }


def attributes(page: str, name: str) -> list[str]:
    return [html.unescape(value) for value in re.findall(rf'\s{name}="([^"]*)"', page)]


def test_every_page_parses_strictly_with_one_first_heading_and_none_skipped(pages):
    for path, page in pages.items():
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree = parser.parse(page)
        levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        assert levels.count(1) == 1, path
        assert levels[0] == 1 or 1 not in levels[:0], path
        highest = 0
        for level in levels:
            assert level <= highest + 1 or highest == 0, (path, levels)
            highest = level


def test_ids_are_unique_and_every_link_leads_somewhere(pages, built):
    ids = {path: Counter(attributes(page, "id")) for path, page in pages.items()}
    for path, counted in ids.items():
        assert [id for id, n in counted.items() if n > 1] == [], path
    for path, page in pages.items():
        for link in attributes(page, "href") + attributes(page, "src"):
            target = urlsplit(urljoin(BASE + path, link))
            if not target.geturl().startswith(BASE):
                assert target.scheme == "mailto", (path, link)
                continue
            file = unquote(target.path).lstrip("/")
            file = f"{file}index.html" if not file or file.endswith("/") else file
            assert (built / file).is_file(), (path, link)
            if target.fragment and file.endswith(".html"):
                assert unquote(target.fragment) in ids[file], (path, link)


def test_times_are_valid_and_no_finer_than_the_content(pages):
    full = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?)?)?)?")
    written = set()
    for path in sorted((ROOT / "content").rglob("*.*")):
        written |= set(re.findall(r"\d{4}(?:-\d\d(?:-\d\d)?)?", path.read_text(encoding="utf-8")))
    for path, page in pages.items():
        for value in attributes(page, "datetime"):
            assert full.fullmatch(value), (path, value)
            assert value[:10] in written, (path, value)


def test_pages_ask_nobody_else_and_run_nothing_inline(pages):
    for path, page in pages.items():
        # What others may copy into their pages is text on ours.
        own = re.sub("(<textarea[^>]*>).*?</textarea>", r"\1</textarea>", page, flags=re.DOTALL)
        assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", own), path
        for source in attributes(page, "src"):
            assert not urlsplit(source).netloc, (path, source)


def test_every_event_figure_and_source_is_on_its_crisis_page(pages):
    for path in sorted((ROOT / "content" / "crises").rglob("*.md")):
        file, _ = decode(path.as_posix(), path.read_bytes())
        inner = path.relative_to(ROOT / "content").as_posix()
        place, draft = place_of(inner), parse(file, inner).draft
        if place.language:
            continue
        page = pages[f"crises/{place.crisis or place.slug}/index.html"]
        ids = set(attributes(page, "id"))
        if place.kind == "story":
            assert {event.id for event in draft.all_events} <= ids, inner
            for event in draft.all_events:
                assert html.escape(event.title, quote=False) in page.replace("&#34;", '"'), event.id
            assert (ROOT / "content").exists()
        else:
            counted = {claim for claim in ids if claim.startswith("f-")}
            assert {f"f-{figure.id}" for figure in draft.figures} <= counted, inner
            assert "s1" in ids


def test_structured_data_is_sound_and_no_event_is_without_a_date(pages):
    for path, page in pages.items():
        for document in json_ld(page):
            assert document["@context"] == "https://schema.org", path
            for node in document.get("@graph", [document]):
                about = node.get("about", {})
                assert about.get("@type") != "Event" or about["startDate"], path


def test_titles_and_descriptions_tell_pages_apart(pages):
    titles = Counter(
        re.search('<html lang="(.*?)".*?<title>(.*?)</title>', page, re.DOTALL).groups()
        for path, page in pages.items()
        if '<meta name="robots" content="noindex">' not in page  # those repeat what others are called
    )
    assert len(titles) > 40
    assert [title for title, n in titles.items() if n > 1] == []


def test_the_crisis_page_keeps_to_its_budget(built):
    def packed(pattern: str) -> int:
        return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in built.glob(pattern))

    css, js = packed("assets/site.*.css"), packed("assets/site.*.js")
    assert css <= 10 * 1024
    assert js <= 6 * 1024
    assert packed("crises/venezuela/index.html") + css + js <= 60 * 1024


def test_the_html_checker_finds_nothing(built):
    assert problems(sorted(built.rglob("*.html"))) == []


def test_numbers_of_the_briefings_are_on_the_site(pages):
    page = pages["crises/venezuela/index.html"]
    for number in ("863", "105", "85", "187", "13", "21", "5"):
        assert re.search(rf">{number}<", page), number
    for word, crisis in (("dozens", "iran"), ("thousands", "iran"), ("tens of thousands", "aleppo")):
        assert f">{word}<" in pages[f"crises/{crisis}/index.html"], word
