"""Pages in another language: their digits, in what the build writes and what scripts add, and their register."""

import re

import pytest

from tests.chromium import served
from tests.sites import HARBOUR
from tests.test_behaviour import CRISIS, LATER, opened

NATIVE = "[۰-۹]"


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


def test_a_site_may_ask_for_latin_digits(site):
    site.edit("content/site.yaml", "publisher:", "numerals: latin\npublisher:")
    site.build()
    for address in ("/fa/", f"/fa{CRISIS}", f"/fa{CRISIS}closure/", "/fa/timeline/", "/fa/updates/"):
        page = site.page(address)
        assert not re.search(NATIVE, page), address
        assert "data-digits" not in page


def test_a_text_without_translation_stands_in_the_register_under_its_own_letter(site):
    site.build()
    letters = re.findall(r'id="letter-([^"]+)"', site.page("/search/"))
    assert {"h", "t"} <= set(letters)
    assert re.findall(r'id="letter-([^"]+)"', site.page("/fa/search/")) == letters


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
