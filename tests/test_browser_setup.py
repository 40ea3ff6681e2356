"""The tools of the page tests work, so that what they do not find is not there."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.chromium import served
from tests.htmlchecker import problems

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Harbour closes</title><h1>Closed</h1>'


@pytest.mark.browser
def test_chromium_shows_a_page_served_from_a_folder(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f"{PAGE}<script>document.title += '!'</script>", encoding="utf-8")
    page = browser.new_page()
    with served(tmp_path) as address:
        page.goto(f"{address}/index.html")
        assert page.title() == "Harbour closes!"
    page.close()


@pytest.mark.browser
def test_the_html_checker_accepts_a_good_page_and_reports_a_bad_one(tmp_path: Path) -> None:
    good = tmp_path / "good.html"
    good.write_text(PAGE, encoding="utf-8")
    bad = tmp_path / "bad.html"
    bad.write_text(f"{PAGE}<p><time datetime='soon'>Soon</time>", encoding="utf-8")
    found = problems([good, bad])
    assert len(found) == 1
    assert "bad.html:1: Bad value “soon” for attribute “datetime”" in found[0]
