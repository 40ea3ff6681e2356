"""Pictures on pages: how large they are is said before they are there, so that nothing jumps."""

import re
from io import BytesIO

import pytest
from PIL import Image

from dateline.read.dimensions import UNKNOWN, dimensions
from tests.sites import SmallSite

STORY = "content/crises/harbour/2020-05-04-closure.md"
BOARD = "content/actors/harbour-board.md"


def picture(kind: str, width: int, height: int, orientation: int = 0) -> bytes:
    data = BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    Image.new("RGB", (width, height), "teal").save(data, kind, **({"exif": exif} if orientation else {}))
    return data.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_size_stands_in_the_head_of_the_file(kind):
    assert dimensions(f"quay.{kind.lower()}", picture(kind, 31, 17)) == (31, 17)
    assert dimensions("quay.jpg", picture(kind, 31, 17)) == (31, 17)  # whatever it is called


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (31, 17)), (3, (31, 17)), (6, (17, 31)), (8, (17, 31))]
)
def test_a_camera_held_on_its_side_turns_the_picture(orientation, size):
    assert dimensions("quay.jpg", picture("JPEG", 31, 17, orientation)) == size


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg width="30" height="20px">', (30, 20)),
        ("<svg xmlns='http://www.w3.org/2000/svg' height='20' width='30.4'>", (30, 20)),
        ('<svg viewBox="0 0 300 200">', (300, 200)),
        ('<svg width="100%" height="100%" viewBox="-5,-5,60,40">', (60, 40)),
        ('<svg width="100%">', UNKNOWN),
        ('<svg width="0" height="0">', UNKNOWN),
        ('<svg width="1.2.3" height="4">', UNKNOWN),
        (f'<svg width="{"9" * 400}" height="4">', UNKNOWN),
        ("<html>", UNKNOWN),
    ],
)
def test_a_drawing_says_its_size_or_its_box(tag, size):
    assert dimensions("quay.svg", f'<?xml version="1.0"?>\n{tag}</svg>'.encode()) == size


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", b"not a picture", picture("PNG", 9, 9)[:30], b"\xff\xd8\xff\xe1\xff\xff"],
)
def test_what_is_no_picture_has_no_size_and_stops_nothing(data):
    assert dimensions("quay.png", data) == UNKNOWN


def image(page: str) -> str:
    return re.search("<img [^>]*>", page)[0]


@pytest.fixture
def site(site_from) -> SmallSite:
    site = site_from()
    site.edit(
        STORY, "place: Porthaven\n", "place: Porthaven\nimage: {file: quay.png, alt: A quay, credit: Us}\n"
    )
    site.edit(
        BOARD,
        "group: in power\n",
        "group: in power\nportrait: {file: board.jpg, alt: The board, credit: Us}\n",
    )
    (site.folder / "content/crises/harbour/quay.png").write_bytes(picture("PNG", 640, 480))
    (site.folder / "content/actors/board.jpg").write_bytes(picture("JPEG", 300, 200, 6))
    assert site.build().published, site.messages()
    return site


def test_pages_say_how_large_their_pictures_are(site):
    assert 'width="640" height="480"' in image(site.page("/crises/harbour/closure/"))
    assert 'width="200" height="300"' in image(site.page("/actors/harbour-board/"))


def test_another_picture_of_the_same_name_changes_the_page_that_shows_it(site):
    (site.folder / "content/crises/harbour/quay.png").write_bytes(picture("PNG", 320, 480))
    written = site.build().written
    assert written == {"media/crises/harbour/quay.png", "crises/harbour/closure/index.html"}
    assert 'width="320" height="480"' in image(site.page("/crises/harbour/closure/"))


def test_a_file_that_is_no_picture_is_shown_without_a_size(site):
    (site.folder / "content/crises/harbour/quay.png").write_bytes(b"not a picture")
    assert site.build().published, site.messages()
    assert "width=" not in image(site.page("/crises/harbour/closure/"))
