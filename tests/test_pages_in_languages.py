"""Pages in another language: their digits, in what the build writes and what scripts add, and their register."""

import re

import pytest

from dateline.languages import language_of
from tests.chromium import served
from tests.sites import HARBOUR
from tests.test_behaviour import CRISIS, LATER, opened

STORY = "content/crises/harbour/2020-05-04-closure.md"
NATIVE = "[۰-۹]"
EMBED = "/fa/embed/harbour/figure/ships/"


@pytest.fixture
def site(site_from):
    found = site_from(HARBOUR + LATER)
    found.edit("content/site.yaml", "publisher:", "languages: [en, fa]\npublisher:")
    return found


def test_a_persian_page_counts_in_persian_digits(site):
    site.build()
    page = site.page(f"/fa{CRISIS}")
    assert 'data-digits="۰۱۲۳۴۵۶۷۸۹"' in page
    counts = re.findall(
        r'class="(?:on-page__count|source__number|cite__link|tabular)"[^>]*>\(?([^<)]+)', page
    )
    assert counts
    assert [count for count in counts if not re.fullmatch(f"{NATIVE}+", count.strip())] == []
    assert not re.search(NATIVE, site.page(CRISIS))
    embed = site.page(EMBED)
    assert '">۱</a></sup>' in embed
    assert '<li id="s1">۱. ' in embed


def test_a_site_may_ask_for_latin_digits(site):
    site.edit("content/site.yaml", "publisher:", "numerals: latin\npublisher:")
    site.build()
    for address in ("/fa/", f"/fa{CRISIS}", f"/fa{CRISIS}closure/", "/fa/timeline/", "/fa/updates/", EMBED):
        page = site.page(address)
        assert not re.search(NATIVE, page), address
        assert "data-digits" not in page


def test_a_text_without_translation_stands_in_the_register_under_its_own_letter(site):
    site.build()
    letters = re.findall(r'id="letter-([^"]+)"', site.page("/search/"))
    assert {"b", "h"} <= set(letters)  # “The board counts again”
    assert re.findall(r'id="letter-([^"]+)"', site.page("/fa/search/")) == letters


def test_lists_by_name_are_in_the_order_of_the_alphabet(site):
    for id, name in (
        ("z", "Zebra lines"),
        ("e", "Étoile lines"),
        ("f", "فرودگاه"),
        ("p", "پایانه"),
        ("q", "قایقران"),
    ):
        site.write(
            f"content/actors/{id}.md", f"---\nname: {name}\nkind: organisation\nrole: sails\n---\nSails.\n"
        )
        site.edit(STORY, "actors: [harbour-board", f"actors: [harbour-board, {id}")
        story = (site.folder / STORY).read_text().replace("place: Porthaven", f"place: {name}")
        site.write(
            f"content/crises/harbour/2020-05-0{'zefpq'.index(id) + 5}-{id}.md",
            story.split("figures:")[0] + "sources: [notice]\n---\nIt closes.\n",
        )
    site.build()
    wanted = ["Étoile lines", "Zebra lines", "پایانه", "فرودگاه", "قایقران"]
    names = "|".join(wanted)
    for address in ("/actors/", "/fa/actors/", "/places/"):
        assert list(dict.fromkeys(re.findall(f">({names})<", site.page(address)))) == wanted, address
    assert re.findall(rf"<option [^>]*>({names}) \(", site.page(CRISIS)) == [
        *wanted,
        *wanted,
    ]  # actors, places


@pytest.mark.browser
def test_scripts_write_counts_and_times_as_the_page_does(browser, site):
    site.build()
    with served(site.output) as address:
        page = opened(browser, f"{address}/fa{CRISIS}", timezone_id="Asia/Tokyo")
        page.locator("#since").select_option("2020-05-10")
        assert page.locator(".catch-up__result p").inner_text().endswith(": ۲")
        note = page.locator("#count .date__note").inner_text()
        assert "۱۰ مه" in note  # the Gregorian calendar there, too
        assert not re.search("[0-9]{2}", note)
        page.context.close()


def test_our_arabic_texts_name_months_as_the_dates_beside_them_do(built):
    from_levant = re.compile("كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|أيلول|تشرين|كانون الأول")
    pages = list((built / "ar").rglob("*.html"))
    assert [page for page in pages if from_levant.search(page.read_text(encoding="utf-8"))] == []
    assert "أوائل يناير 2026" in (built / "ar/crises/aleppo/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["es", "ar", "fa"])
def test_our_method_is_told_whole_in_each_language_and_with_the_words_that_pages_use(built, code):
    say = language_of(code).gettext
    for page in ("method", "about"):
        original = (built / page / "index.html").read_text(encoding="utf-8")
        told = (built / code / page / "index.html").read_text(encoding="utf-8")
        assert say("Translated by the desk.").rstrip(".") in told
        for part in ("<h2", "<li>", "<p>", "<em>"):
            assert told.count(part) == original.count(part), (page, part)
    method = (built / code / "method" / "index.html").read_text(encoding="utf-8")
    marks = [re.sub("<[^>]*>", "", mark) for mark in re.findall(r"<li>\s*<strong>(.*?)</strong>", method)]
    assert marks[:4] == [say(word) for word in ("Confirmed", "Reported", "Disputed", "Retracted")]
    assert say("Undated") in marks
