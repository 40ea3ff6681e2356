"""One site in several languages: addresses, the way from one language to another, and what an edit touches."""

import json
import re

import pytest

from tests.sites import HARBOUR
from tests.test_translations import SITE, SPANISH, STORY

PAGES = (
    *("/", "/actors/", "/actors/harbour-board/", "/timeline/", "/updates/", "/corrections/"),
    *("/crises/harbour/", "/crises/harbour/closure/", "/crises/harbour/updates/"),
)
CRISIS = """---
title: بندر بسته است
place: بندرگاه
translated: 2020-05-05
figures:
  - {id: ships, label: کشتی‌های منتظر, unit: کشتی}
known: [بندر بسته است.]
---
"""


RECORD = "crises/harbour/record.json"
"""It has every language."""


@pytest.fixture
def site(site_from):
    found = site_from(SITE)
    found.write(f"{STORY}.es.md", SPANISH)
    found.write("content/crises/harbour/index.fa.md", CRISIS)
    return found


def test_every_page_is_there_in_every_language_at_the_same_address_below_it(site):
    assert site.build().published
    for page in PAGES:
        assert '<html lang="en" dir="ltr">' in site.page(page)
        assert '<html lang="es" dir="ltr">' in site.page(f"/es{page}")
        assert '<html lang="fa" dir="rtl"' in site.page(f"/fa{page}")


def test_the_text_of_a_crisis_is_told_in_its_translation(site):
    site.write("content/crises/harbour/index.es.md", "---\ntitle: El puerto\n---\nEl puerto es antiguo.\n")
    site.build()
    assert "El puerto es antiguo." in site.page("/es/crises/harbour/")
    assert "The harbour is old." not in site.page("/es/crises/harbour/")
    assert "The harbour is old." in site.page("/fa/crises/harbour/")


def test_files_for_programs_are_there_once_in_the_words_of_the_originals(site):
    site.build()
    files = {path for path in site.published() if not path.endswith(".html")}
    assert {path for path in files if path.startswith("es/")} == {
        f"es/{feed}.{kind}"
        for feed in ("feed", "corrections/feed", "actors/harbour-board/feed", "crises/harbour/feed")
        for kind in ("xml", "json")
    } | {"es/search/index.json"}
    assert '"Cierra el puerto"' in site.page("/es/search/index.json")
    assert '"title": "Harbour closes"' in site.page("/crises/harbour/record.json")


def test_the_index_of_the_search_says_which_texts_are_in_another_language(site):
    site.build()
    index = json.loads(site.page("/fa/search/index.json"))
    assert index["crises"][0][1:3] == ["بندرگاه", "بندر بسته است"]
    assert index["actors"][0][1:3] == [["en", "ltr", "Harbour board"], ["en", "ltr", "runs the harbour"]]
    assert index["newest"]["events"]["title"][0] == ["en", "ltr", "Harbour closes"]
    assert [label for _, _, label in index["newest"]["figures"]] == ["کشتی‌های منتظر"]
    assert '"en"' not in site.page("/search/index.json").partition('"crises"')[2]


def test_the_files_of_a_site_do_not_change_when_it_gets_more_languages(site_from):
    site = site_from(HARBOUR)
    site.build()
    before = site.published()
    site.edit("content/site.yaml", "publisher:", "languages: [en, es]\npublisher:")
    site.build()
    after = site.published()
    own = {path for path in before if path.rpartition("/")[2] in ("claims.csv", "events.csv", "events.ics")}
    assert own
    assert all(before[path] == after[path] for path in own)


def test_links_stay_within_the_language_but_for_the_bar_and_the_original(site):
    site.build()
    for code in ("es", "fa"):
        for page in PAGES:
            text = re.sub(
                r'<nav class="language-bar.*?</nav>|<p class="told.*?</p>',
                "",
                site.page(f"/{code}{page}"),
                flags=re.S,
            )
            up = f"/{code}{page}".count("/") - 1
            for href in re.findall(r'<a [^>]*href="([^"]+)"', text):
                out = href.startswith("../" * up) and not href.endswith((".json", ".csv", ".ics", ".bib"))
                assert not out, (code, page, href)


def test_the_bar_names_each_language_in_itself_and_marks_the_one_of_the_page(site):
    site.build()
    bar = re.search(r'<nav class="language-bar.*?</nav>', site.page("/fa/crises/harbour/"), re.S)[0]
    links = re.findall(r'<a [^>]*href="([^"]*)" hreflang="(\w+)" lang="(\w+)"([^>]*)><bdi>(.*?)</bdi>', bar)
    assert [(href, code, name) for href, code, _, _, name in links] == [
        ("../../../crises/harbour/", "en", "English"),
        ("../../../es/crises/harbour/", "es", "Español"),
        ("./", "fa", "فارسی"),
    ]
    assert ["aria-current" in more for _, _, _, more, _ in links] == [False, False, True]


@pytest.mark.parametrize("base", ["https://harbour.example/", "https://example.org/watch/"])
def test_alternates_are_absolute_reciprocal_and_lead_to_pages(site, base):
    site.build(base_url=base)
    sets = {}
    for path, data in site.published().items():
        if path.endswith(".html"):
            text = data.decode()
            links = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', text))
            canonical = re.search(r'<link rel="canonical" href="([^"]+)">', text)
            if links:
                sets[canonical[1]] = links
                assert 'property="og:locale"' in text
    assert {f"{base}{code}{page.lstrip('/')}" for code in ("", "es/", "fa/") for page in PAGES} <= set(sets)
    for canonical, links in sets.items():
        assert set(links) == {"en", "es", "fa", "x-default"}
        assert links["x-default"] == links["en"]
        assert canonical in links.values()
        assert all(sets[href] == links for href in links.values())
    sitemap = site.page("/sitemap.xml")
    assert set(re.findall(r"<loc>([^<]+)</loc>", sitemap)) == set(sets)
    assert sitemap.count("<xhtml:link") == 4 * len(sets)


def test_a_page_without_translation_says_so_and_shows_the_original_in_its_language(site):
    site.build()
    page = site.page("/fa/crises/harbour/closure/")
    note = re.search(r'<p class="told.*?</p>', page, re.S)[0]
    assert 'href="../../../../crises/harbour/closure/" hreflang="en"' in note
    assert re.search(r'<h1 class="[^"]*" lang="en" dir="ltr">Harbour closes</h1>', page)
    assert 'class="told' not in site.page("/crises/harbour/closure/")


def test_a_list_in_another_language_says_what_is_not_translated_and_the_sites_own_says_nothing(site):
    site.build()
    words = "Lo que aún no se ha traducido se muestra en el idioma en que se escribió."
    for page in ("/", "/timeline/", "/actors/", "/updates/"):
        assert words in site.page(f"/es{page}")
        assert 'class="told' not in site.page(page)


def test_a_translation_is_marked_as_the_desks_with_the_version_it_is_of(site):
    site.build()
    page = site.page("/es/crises/harbour/closure/")
    note = re.search(r'<p class="told.*?</p>', page, re.S)[0]
    assert re.search(r"2020", note)
    assert 'hreflang="en"' in note
    assert '<h1 class="hero__title hero__title--story">Cierra el puerto</h1>' in page
    assert "Un primer barco da la vuelta" in page
    assert "<title>Cierra el puerto | " in page


def test_each_text_that_is_not_translated_carries_its_language(site):
    site.build()
    page = site.page("/es/crises/harbour/")
    assert (
        '<h1 class="hero__title" lang="en">The\u00a0harbour is closed, and nobody says until when</h1>'
        in page
    )
    assert ">Cierra el puerto</a>" in page  # a story that is
    assert re.search(r'<a [^>]*lang="en"[^>]*>Harbour board</a>|<bdi lang="en">Harbour board</bdi>', page)
    for signs in ("\ufdd3", "\ufdd4", "\U000e0065"):
        assert not any(
            signs in data.decode()
            for path, data in site.published().items()
            if path.endswith((".html", ".xml", ".json", ".csv", ".ics", ".bib"))
        )


def test_a_text_in_another_language_words_its_dates_and_names_as_that_language_does(site):
    site.build()
    page = site.page("/fa/crises/harbour/closure/")
    body = re.search(r'<div class="prose" lang="en" dir="ltr">.*?</div>', page, re.S)[0]
    assert "4 May 2020" in body
    assert "Harbour board" in body


def test_names_of_actors_in_another_language_come_from_their_file(site):
    site.edit(
        "content/actors/harbour-board.md", "kind: organisation", "kind: organisation\nnames: {fa: هیئت بندر}"
    )
    site.build()
    assert '<h1 class="hero__title"><bdi>هیئت بندر</bdi></h1>' in site.page("/fa/actors/harbour-board/")
    assert "هیئت بندر" in site.page("/fa/crises/harbour/closure/")
    assert '<bdi lang="en">Harbour board</bdi>' in site.page("/es/crises/harbour/closure/")


def test_an_original_in_a_language_of_its_own_is_marked_on_every_page(site):
    site.edit(f"{STORY}.md", "status: confirmed", "status: confirmed\nlanguage: uk")
    site.delete(f"{STORY}.es.md")
    site.build()
    assert '<h1 class="hero__title hero__title--story" lang="uk">Harbour closes</h1>' in site.page(
        "/crises/harbour/closure/"
    )
    assert 'lang="uk"' in site.page("/crises/harbour/")
    assert '"title": "Harbour closes"' in site.page("/crises/harbour/record.json")


def touched(site, path, old, new):
    site.build()
    before = site.published()
    site.edit(path, old, new)
    report = site.build()
    after = site.published()
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert set(report.written) == changed
    return changed


def test_editing_the_text_of_a_translation_touches_its_page_and_the_record(site):
    assert touched(site, f"{STORY}.es.md", "Véase", "Vea también") == {
        "es/crises/harbour/closure/index.html",
        RECORD,
    }


def test_editing_a_translated_title_touches_the_pages_of_that_language_that_show_it(site):
    assert touched(site, f"{STORY}.es.md", "Cierra el puerto", "El puerto cierra") - {RECORD} == {
        f"es/{path}"
        for path in (
            "index.html",
            "timeline/index.html",
            "updates/index.html",
            "feed.xml",
            "feed.json",
            "actors/harbour-board/index.html",
            "actors/harbour-board/feed.xml",
            "actors/harbour-board/feed.json",
            "crises/harbour/index.html",
            "crises/harbour/as-of/2020-05-05/index.html",
            "crises/harbour/updates/index.html",
            "crises/harbour/feed.xml",
            "crises/harbour/feed.json",
            "crises/harbour/closure/index.html",
            "crises/harbour/figures/ships/index.html",
            "embed/harbour/timeline/index.html",
            "places/porthaven/index.html",
            "search/index.html",
            "search/index.json",
        )
    }


def test_editing_what_is_translated_touches_no_page_of_that_language(site):
    changed = touched(site, f"{STORY}.md", "text: It had waited.", "text: It had waited long.")
    assert changed
    assert not {path for path in changed if path.startswith("es/")}


def test_a_rebuild_is_the_same_as_a_build_from_nothing(site):
    site.build()
    site.edit(f"{STORY}.es.md", "Cierra el puerto", "El puerto cierra")
    site.write("content/actors/harbour-board.es.md", "---\nrole: administra el puerto\n---\n")
    site.delete("content/crises/harbour/index.fa.md")
    site.build()
    warm = site.published()
    site.build(output=site.folder / "again")
    site.output = site.folder / "again"
    assert site.published() == warm


def test_a_language_that_is_taken_away_takes_its_pages_with_it(site):
    site.build()
    site.edit("content/site.yaml", "[en, es, fa]", "[en, fa]")
    site.build()
    assert not any(path.startswith("es/") for path in site.published())


def test_a_site_whose_own_language_is_another_has_english_below_en(site_from):
    text = HARBOUR.replace("publisher: Harbour Watch\n", "language: es\nlanguages: [es, en]\n")
    site = site_from(text)
    site.build()
    assert '<html lang="es" dir="ltr">' in site.page("/crises/harbour/")
    assert '<html lang="en" dir="ltr">' in site.page("/en/crises/harbour/")
    assert '<h1 class="hero__title" lang="es">The\u00a0harbour is closed' in site.page("/en/crises/harbour/")


def test_the_address_of_a_language_is_free_of_pages(site):
    site.write("content/pages/es.md", "---\ntitle: Spanish\n---\nText.\n")
    assert "ADDR004" in site.messages()
