"""What the search is made of: its index in parts, the register from A to Z, and what a page loads for it."""

import gzip
import hashlib
import json
import random
import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest

from dateline.languages import language_of
from dateline.languages.tongues import bare, marked
from dateline.search.register import Line, by_letter
from dateline.search.spelling import alphabetical, initial, plain
from tests.sites import ROOT, SmallSite, json_ld

SiteFrom = Callable[..., SmallSite]
STORY = "content/crises/harbour/2020-05-04-closure.md"
WORDS = sorted({*re.findall(r"\b[a-z]{3,}\b", (ROOT / "docs/writing.md").read_text(encoding="utf-8"))})
VENDORED = {
    "minisearch.js": "0393b3ba253b809d5e55707c7b0875ef9b518a296a006c6739b28876e154edb3",
    "minisearch-LICENSE.txt": "70d37354d6395629fb99edb28cb37a5d356ffa24a48cd02a5def5b83a300a899",
}


def index(site: SmallSite, name: str = "index.json") -> dict:
    return json.loads(site.page(f"/search/{name}"))


def packed(data: bytes) -> int:
    return len(gzip.compress(data, mtime=0))


def errors(site: SmallSite) -> list[str]:
    return [line for line in site.first_lines() if " error[" in line]


def long_record(site: SmallSite, events: int) -> SmallSite:
    """So many events from January 2015 on, 25 a month, each with a title of its own, two actors, a place and a claim's
    worth of words that somebody says."""
    site.edit("content/crises/harbour/index.md", "started: 2020-05-04", "started: 2015-01-01")
    chance = random.Random(7)
    month, number = 0, 0
    while number < events:
        lines = []
        for day in range(1, 26):
            number += 1
            words = chance.sample(WORDS, 9)
            lines.append(
                f"  - {{id: {words[0]}-{number}, date: {2015 + month // 12}-{month % 12 + 1:02}-{day:02}, "
                f"title: {' '.join(words[:8]).capitalize()} {number}, place: Place {number % 90}, actors: [harbour-board], "
                f"statements: [{{text: {' '.join(words)}, status: reported}}], sources: [notice]}}\n"
            )
        site.write(
            f"content/crises/harbour/of-month-{month}.md",
            f"---\ntitle: Month {month}\ndate: {2015 + month // 12}-{month % 12 + 1:02}-28\npublished: 2020-05-05\n"
            f"figures:\n  - {{figure: ships, value: {month + 1}, by: harbour-board, as_of: 2020-05-04, source: notice}}\n"
            f"events:\n{''.join(lines)}sources: [notice]\n---\nA month.\n",
        )
        month += 1
    return site


def test_the_index_holds_stories_events_claims_and_actors(site_from: SiteFrom) -> None:
    site = site_from()
    site.build()
    found = index(site)
    events, claims = found["newest"]["events"], found["newest"]["claims"]
    assert found["crises"] == [
        ["harbour", "Porthaven", "The harbour is closed, and nobody says until when", "Porthaven"]
    ]
    assert found["actors"] == [["harbour-board", "Harbour board", "runs the harbour", "the board"]]
    assert list(zip(events["id"], events["story"], events["date"], events["status"], strict=True)) == [
        ("closure", "1", "4 May 2020", "c"),
        ("first-ship-turns", "0", "May 2020", "r"),
    ]
    assert events["title"] == ["Harbour closes", "A first ship turns back"]
    assert [claims["value"], claims["date"], claims["by"]] == [["12"], ["4 May 2020"], [0]]
    assert found["newest"]["figures"] == [[0, "figures/ships/", "Ships waiting"]]
    assert found["parts"] == []


def test_a_figure_that_nobody_has_given_a_number_for_is_in_the_index(site_from: SiteFrom) -> None:
    site = site_from()
    site.edit(
        "content/crises/harbour/index.md",
        "figures:\n",
        "figures:\n  - {id: crews, label: crews ashore, unit: people}\n",
    )
    assert site.build().published, errors(site)
    newest = index(site)["newest"]
    assert newest["figures"] == [
        [0, "figures/ships/", "Ships waiting"],
        [0, "figures/crews/", "Crews ashore"],
    ]
    assert newest["claims"]["figure"] == [0]


def test_what_is_claimed_is_found_as_it_was_said(site_from: SiteFrom) -> None:
    site = site_from()
    for value, extra, said in (
        ("dozens", "", "dozens"),
        ("none", "", "denies any"),
        ("~800", "promised: true, ", "about 800 (promised)"),
        ("15", "withdrawn: {date: 2020-05-06, why: miscounted}, ", "15 (withdrawn)"),
    ):
        site.write(
            "content/crises/harbour/count.md",
            "---\ntitle: A count\ndate: 2020-05-03\npublished: 2020-05-05\nfigures:\n"
            f"  - {{figure: ships, value: {value}, {extra}by: harbour-board, as_of: 2020-05-03, source: notice}}\n"
            "sources: [notice]\n---\nA count.\n",
        )
        assert site.build().published, errors(site)
        assert said in index(site)["newest"]["claims"]["value"]


def test_what_a_statement_says_is_searched_with_the_names_it_refers_to(site_from: SiteFrom) -> None:
    site = site_from()
    site.edit(
        STORY,
        "    text: It had waited.\n",
        "    text: It had waited.\n    statements:\n"
        "      - {text: 'Turned by [[actor:harbour-board]] [@notice]', label: The master, status: reported}\n",
    )
    site.build()
    assert index(site)["newest"]["events"]["text"] == ["", "The master Turned by Harbour board"]


def test_a_long_record_comes_in_parts_within_the_budget(site_from: SiteFrom) -> None:
    site = long_record(site_from(), 1500)
    assert site.build().published, errors(site)
    first = index(site)
    parts = [first["newest"], *(index(site, part["name"]) for part in first["parts"])]
    assert len(parts) > 2
    for name in ("index.json", *(part["name"] for part in first["parts"])):
        assert packed(site.published()[f"search/{name}"]) <= 30 * 1024, name
    ids = [id for part in parts for id in part["events"]["id"]]
    assert len(ids) == len(set(ids)) == 1500 + 60 + 2
    for listed, part in zip(first["parts"], parts[1:], strict=True):
        years = [year for held in part["events"]["years"] for year in held]
        assert (listed["from"], listed["to"], listed["crises"]) == (min(years), 2020, ["harbour"])
    newest = [max(years for years in part["events"]["years"] if years) for part in parts]
    assert newest == sorted(newest, reverse=True)


def test_what_happens_now_changes_the_newest_part_alone(site_from: SiteFrom) -> None:
    site = long_record(site_from(), 1500)
    site.build()
    site.edit(STORY, "title: A first ship turns back", "title: A first ship leaves")
    written = {path for path in site.build().written if path.startswith("search/") and path.endswith(".json")}
    assert written == {"search/index.json"}


def test_a_text_that_is_not_searched_changes_no_file_of_the_search(site_from: SiteFrom) -> None:
    site = site_from()
    site.build()
    site.edit(STORY, "text: It had waited.", "text: It had waited long.")
    report = site.build()
    assert "crises/harbour/index.html" in report.written
    assert not {path for path in report.written if path.startswith("search/")}
    site.edit(STORY, "title: A first ship turns back", "title: A first ship leaves")
    assert {path for path in site.build().written if path.startswith("search/")} == {
        "search/index.html",
        "search/index.json",
    }


def test_a_tag_leads_to_the_stories_that_have_it(site_from: SiteFrom) -> None:
    site = site_from()
    site.edit(STORY, "actors: [harbour-board]\n", "actors: [harbour-board]\ntags: [sea & trade]\n")
    assert site.build().published
    assert 'href="../../../search/?q=sea%20%26%20trade&amp;kind=story"' in site.page(
        "/crises/harbour/closure/"
    )
    events = json.loads(site.page("/search/index.json"))["newest"]["events"]
    found = [id for id, text in zip(events["id"], events["text"], strict=True) if "sea & trade" in text]
    assert found == ["closure"]
    site.edit("content/site.yaml", "publisher:", "leave_out: [search]\npublisher:")
    assert site.build().published
    assert "<bdi>sea &amp; trade</bdi></p>" in site.page("/crises/harbour/closure/")


def test_without_script_the_register_has_everything_by_letter(site_from: SiteFrom) -> None:
    site = site_from()
    site.edit(
        STORY,
        "title: A first ship turns back",
        "title: “Águila” turns back\n    status: retracted\n    retraction: No",
    )
    site.build()
    page = site.page("/search/")
    letters = re.findall(r'<h3 class="phase__title" id="([^"]+)">(.)</h3>', page)
    assert letters == [("letter-a", "A"), ("letter-h", "H")]
    lines = re.findall(r'<a class="brief__title" href="([^"]+)">(?:<bdi>|<s>)([^<]+)</', page)
    assert lines == [
        ("../crises/harbour/#first-ship-turns", "“Águila” turns back"),
        ("../actors/harbour-board/", "Harbour board"),
        ("../crises/harbour/closure/", "Harbour closes"),
    ]
    assert re.findall(r'<a class="periods__link" href="(#[^"]+)"', page) == ["#letter-a", "#letter-h"]
    assert '<svg class="brief__glyph" role="img" aria-label="Retracted">' in page


def test_a_long_register_has_a_page_for_each_letter_and_none_weighs_too_much(site_from: SiteFrom) -> None:
    site = long_record(site_from(), 1500)
    for n in range(700):  # more than one page can hold of one letter
        site.write(
            f"content/actors/zone-{n}.md",
            f"---\nname: Zone {n}\nkind: organisation\nrole: a part of town\n---\nA zone.\n",
        )
    assert site.build().published, errors(site)
    pages = {
        path: data for path, data in site.published().items() if re.fullmatch(r"search/.*index\.html", path)
    }
    assert max(map(packed, pages.values())) <= 60 * 1024
    assert {"search/a/index.html", "search/z/index.html", "search/z/2/index.html"} <= pages.keys()
    found = []
    for path, data in pages.items():
        address = f"/{path.removesuffix('index.html')}"
        text = data.decode()
        links = re.findall(r'<a class="periods__link" href="([^"]+)"', text)
        assert {urljoin(address, link) for link in links} <= {
            f"/{one.removesuffix('index.html')}" for one in pages
        }
        found += [
            urljoin(address, href) for href in re.findall(r'<a class="brief__title" href="([^"]+)"', text)
        ]
        assert ('name="robots" content="noindex"' in text) == (address != "/search/")
    assert len(found) == len(set(found)) == 1500 + 60 + 2 + 701
    assert 'href="../3/"' not in site.page("/search/z/2/")
    assert 'href="../" rel="prev">Z, page 1' in site.page("/search/z/2/")


def test_a_letter_is_what_a_reader_would_look_under() -> None:
    titles = {
        "Élan": "e",
        "“Quoted”": "q",
        "12 dead": "0",
        "۱۲ نفر": "0",
        "أحمد": "ا",
        "¿Qué?": "q",
        "…": "#",
        "日本": "字",
        "東京": "字",
    }
    assert {title: initial(title) for title in titles} == titles


def test_a_text_in_another_language_stands_under_its_own_letter() -> None:
    assert initial(marked("Águila", "es")) == "a"
    assert initial(marked("حلب", "ar")) == "ح"


def registered(code: str, *titles: str) -> list[tuple[str, list[str]]]:
    lines = (Line(title, f"/{number}/", "") for number, title in enumerate(titles))
    return [
        (letter, [bare(line.title) for line in held])
        for letter, held in by_letter(lines, language_of(code)).items()
    ]


def test_a_register_begins_with_the_letters_of_its_language() -> None:
    titles = ("Zebra", "حلب", "Águila", "12 dead", "بندر", "…")
    arabic = [("ب", ["بندر"]), ("ح", ["حلب"])]
    latin = [("a", ["Águila"]), ("z", ["Zebra"])]
    first, last = [("0", ["12 dead"])], [("#", ["…"])]
    assert registered("en", *titles) == [*first, *latin, *arabic, *last]
    assert registered("fa", *titles) == [*first, *arabic, *latin, *last]


def test_a_title_stands_under_its_first_word_after_an_article_of_its_own_language() -> None:
    assert registered("en", "The harbour", "A ship", "An anchor", "“The Quay”", "Theatre", "La Paz") == [
        ("a", ["An anchor"]),
        ("h", ["The harbour"]),
        ("l", ["La Paz"]),
        ("q", ["“The Quay”"]),
        ("s", ["A ship"]),
        ("t", ["Theatre"]),
    ]
    assert registered("es", "El puerto", "La Guaira", "Las aguas", "Elena", "A puerto") == [
        ("a", ["A puerto", "Las aguas"]),
        ("e", ["Elena"]),
        ("g", ["La Guaira"]),
        ("p", ["El puerto"]),
    ]
    assert registered("ar", "الحكومة", "حلب", marked("The harbour", "en")) == [
        ("ح", ["الحكومة", "حلب"]),
        ("h", ["The harbour"]),
    ]


def test_the_register_keeps_the_order_of_the_alphabet() -> None:
    assert sorted(["Zebra", "Étoile", "“Early”", "Eta"], key=alphabetical) == [
        "“Early”",
        "Eta",
        "Étoile",
        "Zebra",
    ]
    persian = ["آبادان", "بندر", "پارس", "تهران", "چابهار", "ژاله", "کرمان", "گرگان", "لار", "یزد"]
    assert sorted(set(persian), key=alphabetical) == persian


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علي", "علی"),  # yeh of Arabic and of Persian
        ("كرمان", "کرمان"),
        ("أحمد الشرع", "احمد الشرع"),
        ("حلب", "حَلَبُ"),
        ("مدرسة", "مدرسه"),
        ("می‌رود", "میرود"),
        ("محـــمد", "محمد"),
        ("Rodríguez", "rodriguez"),
        ("ŁÓDŹ", "łódź"),
        ("Straße", "STRASSE"),
        ("٨٦٣", "863"),
        ("۸۶۳", "863"),
        ("ΟΔΟΣ", "οδός"),
        ("Venezuela’s", "venezuelas"),
    ],
)
def test_two_spellings_of_a_word_are_one(one: str, other: str) -> None:
    assert plain(one) == plain(other) != ""


def test_what_is_vendored_is_the_package_byte_for_byte() -> None:
    folder = ROOT / "assets/js/vendor"
    assert {path.name for path in folder.iterdir()} == {*VENDORED, "NOTICE.md"}
    for name, digest in VENDORED.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        assert digest in (folder / "NOTICE.md").read_text(encoding="utf-8")


def test_what_is_published_of_it_is_what_is_vendored(site_from: SiteFrom) -> None:
    site = site_from()
    site.build()
    (published,) = (
        data
        for path, data in site.published().items()
        if re.match(r"assets/js/vendor/minisearch\..*js", path)
    )
    assert hashlib.sha256(published).hexdigest() == VENDORED["minisearch.js"]


def test_pages_load_nothing_of_it_and_the_search_names_it_in_an_attribute_alone(site_from: SiteFrom) -> None:
    site = site_from()
    site.build()
    for path, data in site.published().items():
        if path.endswith(".html"):
            assert "minisearch" not in data.decode()
            assert ("js/search/search." in data.decode()) == (path == "search/index.html"), path
    (script,) = (
        data
        for path, data in site.published().items()
        if path.startswith("assets/site.") and path.endswith(".js")
    )
    assert b"site-search" in script
    assert b"MiniSearch" not in script
    assert packed(script) <= 6 * 1024


def test_every_page_leads_to_the_search(site_from: SiteFrom) -> None:
    site = site_from()
    site.build(base_url="https://harbour.example/record/")
    for path, data in site.published().items():
        if path.endswith(".html") and not path.startswith("embed/"):
            (href,) = re.findall(r'<a class="masthead__link" href="([^"]+)"[^>]*>Search</a>', data.decode())
            assert (
                urljoin(f"https://harbour.example/record/{path}", href)
                == "https://harbour.example/record/search/"
            ), path


def test_search_engines_are_told_where_the_search_is_and_not_to_keep_questions(site_from: SiteFrom) -> None:
    site = site_from()
    site.build(base_url="https://harbour.example/record/")
    (document,) = json_ld(site.page("/"))
    (website,) = (one for one in document["@graph"] if one["@type"] == "WebSite")
    assert website["url"] == "https://harbour.example/record/"
    assert (
        website["potentialAction"]["target"]["urlTemplate"]
        == "https://harbour.example/record/search/?q={query}"
    )
    page = site.page("/search/")
    assert '<link rel="canonical" href="https://harbour.example/record/search/">' in page
    assert "https://harbour.example/record/search/" in site.page("/sitemap.xml")
    assert "noindex" not in page
