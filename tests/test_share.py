"""The pictures of crises and stories for where their addresses are shared."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from dateline.data.serving import content_type
from dateline.progress import Progress
from dateline.run import build
from dateline.views.share import PICTURE
from tests.sites import ROOT

ADDRESS = "https://news.example/harbour/"
SITE, CRISIS, STORY = "share.png", "crises/harbour/share.png", "crises/harbour/closure/share.png"


def pictures(published: dict[str, bytes]) -> dict[str, bytes]:
    """Those of crises and stories."""
    return {path: data for path, data in published.items() if path.endswith("/share.png")}


def named(page: str) -> str:
    found = re.search(r'<meta property="og:image" content="([^"]+)">', page)
    return found[1] if found else ""


def cards(site) -> dict[str, object]:
    """The words of every picture, by path."""
    from dateline.pipeline import Memory, examine, for_address, load
    from dateline.views.plan import Plan

    options, progress = site.options(base_url=ADDRESS), Progress(quiet=True)
    memory = Memory(options)
    found = examine(load(options, progress, memory), options, memory)
    pages = Plan(for_address(found.site, options)).pages()
    return {page.path: page.make(*page.gather()) for page in pages if page.template == PICTURE}


def test_a_crisis_and_each_story_name_a_picture_that_is_there(site_from) -> None:
    site = site_from()
    site.build(base_url=ADDRESS)
    assert pictures(site.published()).keys() == {CRISIS, STORY}
    for page, path in (("/crises/harbour/", CRISIS), ("/crises/harbour/closure/", STORY)):
        text = site.page(page)
        assert named(text) == ADDRESS + path
        for said in ('width" content="1200', 'height" content="630', f'type" content="{content_type(path)}'):
            assert f'<meta property="og:image:{said}">' in text
        assert '<meta name="twitter:card" content="summary_large_image">' in text
        image = Image.open(io.BytesIO(site.published()[path]))
        assert (image.format, image.size) == ("PNG", (1200, 630))
        assert len(image.getcolors() or ()) > 100  # letters with smooth edges, not boxes alone
        assert len(site.published()[path]) < 100_000


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            "publisher: Harbour Watch",
            "publisher: Harbour Watch\nleave_out: share-images",
            {"base_url": ADDRESS},
        ),
        ("publisher: Harbour Watch", "publisher: Harbour Watch", {}),
        ("title: Harbour Watch", "title: مرصد الميناء", {"base_url": ADDRESS}),
    ],
    ids=["not wanted", "no address", "signs our fonts lack"],
)
def test_without_a_wish_an_address_or_the_letters_there_are_none(
    site_from, old: str, new: str, changes: dict
) -> None:
    site = site_from()
    site.edit("content/site.yaml", old, new)
    site.build(**changes)
    assert pictures(site.published()) == {}
    assert named(site.page("/crises/harbour/")) == ""
    assert '<meta name="twitter:card" content="summary">' in site.page("/crises/harbour/")


def test_every_page_without_a_picture_of_its_own_has_that_of_the_site(site_from) -> None:
    site = site_from()
    site.edit("content/crises/harbour/2020-05-04-closure.md", "title: Harbour closes", "title: يغلق الميناء")
    site.build(base_url=ADDRESS)
    assert pictures(site.published()).keys() == {CRISIS}
    for page in ("/", "/actors/harbour-board/", "/crises/harbour/closure/", "/timeline/"):
        text = site.page(page)
        assert named(text) == ADDRESS + SITE, page
        assert '<meta property="og:image:alt" content="Harbour Watch">' in text
    assert named(site.page("/404.html")) == ""
    image = Image.open(io.BytesIO(site.published()[SITE]))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    card = cards(site)[SITE]
    assert (card.site, card.title) == ("Harbour Watch", "What is known about the harbour")


def test_a_tagline_in_other_letters_leaves_the_name_of_the_site(site_from) -> None:
    site = site_from()
    site.edit("content/site.yaml", "tagline: What is known about the harbour", "tagline: ما نعرفه عن الميناء")
    card = cards(site)[SITE]
    assert (card.site, card.title) == ("", "Harbour Watch")


def test_a_number_stands_with_whoever_says_it_and_when(site_from) -> None:
    found = cards(site_from())
    for path in (CRISIS, STORY):
        (count,) = found[path].counts
        assert (count.value, count.label) == ("12", "ships waiting")
        assert (count.by, count.day) == ("Harbour board", "4 May 2020")
    assert found[CRISIS].title == "The harbour is closed, and nobody says until when"
    assert found[STORY].title == "Harbour closes"


def test_an_edit_draws_only_pictures_that_show_it(site_from) -> None:
    site = site_from()
    site.build(base_url=ADDRESS)
    site.edit("content/crises/harbour/2020-05-04-closure.md", "counted", "has counted")
    report = site.build(base_url=ADDRESS)
    assert report.written
    assert not {CRISIS, STORY} & report.written
    site.edit("content/crises/harbour/2020-05-04-closure.md", "title: Harbour closes", "title: Harbour shuts")
    assert {CRISIS, STORY} & site.build(base_url=ADDRESS).written == {STORY}
    site.edit("content/crises/harbour/2020-05-04-closure.md", "value: 12", "value: 13")
    assert {CRISIS, STORY} <= site.build(base_url=ADDRESS).written


def test_a_withheld_story_has_no_picture_and_one_that_goes_takes_its_own_along(site_from) -> None:
    site = site_from()
    site.build(base_url=ADDRESS)
    site.edit(
        "content/crises/harbour/2020-05-04-closure.md", "status: confirmed", "status: confirmed\ndraft: true"
    )
    site.edit("content/crises/harbour/index.md", "known:\n", "known:\n")
    report = site.build(base_url=ADDRESS, hold_back=True)
    assert report.published
    assert pictures(site.published()).keys() == {CRISIS}
    assert cards(site)[CRISIS].counts == ()


def test_the_same_words_give_the_same_bytes_in_any_process(site_from, tmp_path: Path) -> None:
    site = site_from()
    site.build(base_url=ADDRESS)
    once = pictures(site.published())
    site.build(base_url=ADDRESS, fresh=True, output=tmp_path / "again" / "output", jobs=2)
    again = {path: (tmp_path / "again" / "output" / path).read_bytes() for path in once}
    assert again == once


def test_every_sign_that_is_drawn_is_in_both_fonts() -> None:
    from dateline.render.pictures import DISPLAY, TEXT, Painter
    from dateline.views.share import is_drawable

    painter = Painter({name: (ROOT / "assets" / name).read_bytes() for name in (DISPLAY, TEXT)})
    signs = [chr(code) for code in range(0x3000) if is_drawable(chr(code)) and not chr(code).isspace()]
    assert len(signs) > 190
    for name in (DISPLAY, TEXT):
        font = painter._font(name, 40, 600)
        empty = bytes(font.getmask("\U000f0000"))
        assert [sign for sign in signs if bytes(font.getmask(sign)) == empty] == []


def test_a_long_name_is_cut_before_the_day_that_a_number_is_of() -> None:
    from dateline.render.pictures import DISPLAY, TEXT, Painter
    from dateline.views.share import ShareCard, ShareCount

    painter = Painter({name: (ROOT / "assets" / name).read_bytes() for name in (DISPLAY, TEXT)})

    def drawn(day: str) -> bytes:
        by = "Committee for the Freedom of Everybody in the Harbour"
        return painter.draw(
            ShareCard("Site", "", "Title", tuple(ShareCount("1", "x", by, day) for _ in "123"))
        )

    assert drawn("4 May 2020") != drawn("4 May 2021")


def test_the_longest_headline_and_labels_stay_within_the_picture(site_from) -> None:
    site = site_from()
    long = " ".join(["Harbourmasterassociation", "considers", "reopening"] * 6)
    site.edit("content/crises/harbour/index.md", "label: ships waiting", f"label: {long[:70]}")
    site.edit("content/crises/harbour/2020-05-04-closure.md", "title: Harbour closes", f"title: {long[:190]}")
    report = site.build(base_url=ADDRESS)
    assert report.published, site.messages()
    image = Image.open(io.BytesIO(site.published()[STORY])).convert("RGB")
    edge = {image.getpixel((x, y)) for x in (*range(60), *range(1140, 1200)) for y in range(630)}
    assert edge == {(0x0C, 0x2A, 0x32)}


def test_the_four_crises_have_theirs_and_untranslated_pages_that_of_the_original(built: Path) -> None:
    base = "https://known.example/"
    pages = {
        path.relative_to(built).as_posix(): picture.removeprefix(base)
        for path in built.rglob("*.html")
        if (picture := named(path.read_text()))
    }
    found = {path.relative_to(built).as_posix() for path in built.rglob("share.png")}
    assert set(pages.values()) == found
    assert pages["index.html"] == pages["ar/index.html"] == pages["actors/foro-penal/index.html"] == SITE
    assert pages["fa/crises/iran/index.html"] == SITE, "our fonts have no Arabic letters"
    assert pages["crises/iran/index.html"] == pages["es/crises/iran/index.html"] == "crises/iran/share.png"
    assert pages["es/crises/venezuela/index.html"] == "es/crises/venezuela/share.png"


def test_a_build_without_pictures_loads_nothing_to_draw_with(
    site_from, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in [name for name in sys.modules if name.partition(".")[0] == "PIL"]:
        monkeypatch.delitem(sys.modules, name)
    site = site_from()
    build(site.options(), Progress(quiet=True))
    assert "PIL" not in sys.modules
