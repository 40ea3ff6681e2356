"""Files as text: what is decoded, what is refused, and where each character stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.text import LARGEST_FILE, ContentFile, Position, decode


def text_of(data: bytes) -> str:
    file, problems = decode("a.md", data)
    assert problems == ()
    assert file is not None
    return file.text


def problem_of(data: bytes) -> tuple[int, int, int, str, str, str]:
    """The only problem of ``data``: line, column, length, code, message, hint."""
    _, problems = decode("content/a.md", data)
    (problem,) = problems
    assert problem.at.path == "content/a.md"
    at = problem.at
    return at.line, at.column, at.length, problem.code, problem.message, problem.hint


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"one\ntwo\n", "one\ntwo\n"),
        (b"\xef\xbb\xbfone\n", "one\n"),
        (b"one\r\ntwo\r\n", "one\ntwo\n"),
        (b"one\rtwo\r", "one\ntwo\n"),
        (b"one\r\rtwo\n\r\n", "one\n\ntwo\n\n"),
        ("Zürich, Москва, بندر, 港 😀".encode(), "Zürich, Москва, بندر, 港 😀"),
        ("a\tb\u200e\u200f\u200c\u200d\xa0\xad\u2028".encode(), "a\tb\u200e\u200f\u200c\u200d\xa0\xad\u2028"),
        ("\u202bبندر\u202c, \u2068بندر\u2069\n".encode(), "\u202bبندر\u202c, \u2068بندر\u2069\n"),
        (b"x" * LARGEST_FILE, "x" * LARGEST_FILE),
    ],
)
def test_a_utf_8_file_is_read_whatever_its_line_ends_and_script(data: bytes, text: str) -> None:
    assert text_of(data) == text


def test_a_byte_that_is_not_utf_8_is_shown_at_its_line_and_column() -> None:
    data = "---\r\ntitle: Große Brücke\r\n".encode() + "place: Málaga".encode("latin-1")
    assert problem_of(data) == (
        3,
        9,
        1,
        "FILE001",
        "the byte E1 is not UTF-8 (in Windows-1252 it is “á”)",
        "save the file as UTF-8",
    )


def test_a_byte_that_is_no_letter_anywhere_is_only_named() -> None:
    assert problem_of(b"a\x81")[4] == "the byte 81 is not UTF-8"


def test_a_place_after_a_byte_order_mark_is_counted_without_it() -> None:
    assert problem_of(b"\xef\xbb\xbfa\xff")[:4] == (1, 2, 1, "FILE001")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_another_unicode_encoding_is_called_by_its_name(encoding: str) -> None:
    name = encoding[:6].upper()
    assert problem_of("\ufefftitle: Harbour".encode(encoding)) == (
        1,
        1,
        1,
        "FILE002",
        f"the file is saved as {name}",
        "save the file as UTF-8",
    )


def test_a_file_that_nobody_could_have_written_is_refused_unread() -> None:
    file, problems = decode("a.md", b"\xff" * 10_000_000)
    assert file is None
    assert [problem.message for problem in problems] == ["the file has 9.5 MiB; a text may have 1 MiB"]


@pytest.mark.parametrize(
    ("text", "line", "column", "length", "name"),
    [
        ("a\nb\x00c", 2, 2, 1, "control character U+0000"),
        ("a\x0b\x0cb", 1, 2, 2, "control character U+000B"),
        ("\x1b[31m", 1, 1, 1, "control character U+001B"),
        ("a\x85b", 1, 2, 1, "control character U+0085"),
        ("a\x7f", 1, 2, 1, "control character U+007F"),
        ("a\uffffb", 1, 2, 1, "character U+FFFF"),
        ("a\ufdd0b", 1, 2, 1, "character U+FDD0"),
    ],
)
def test_a_character_that_no_page_or_feed_may_have_is_refused(
    text: str, line: int, column: int, length: int, name: str
) -> None:
    assert decode("content/a.md", text.encode())[0] is None
    assert problem_of(text.encode()) == (
        line,
        column,
        length,
        "FILE004",
        f"the {name} is not allowed in a text",
        "delete it; it is invisible in most editors",
    )


def test_a_lone_surrogate_is_refused() -> None:
    assert problem_of(b"a\xed\xa0\x80b")[:4] == (1, 2, 1, "FILE001")


def test_a_byte_order_mark_inside_a_text_is_refused() -> None:
    assert problem_of("one\ntwo\ufeffthree".encode()) == (
        2,
        4,
        1,
        "FILE007",
        "an invisible byte order mark (U+FEFF) stands inside the text",
        "delete it",
    )


def test_a_picture_named_as_a_text_gets_a_few_lines_not_thousands() -> None:
    assert len(decode("a.md", b"a\x00" * 5000)[1]) == 5


def test_a_direction_override_is_an_error_and_the_text_still_shown() -> None:
    file, problems = decode("a.md", "a\u202eb\u202c\n".encode())
    assert file is not None
    assert [(p.code, str(p.at), str(p.severity)) for p in problems] == [("FILE005", "a.md:1:2", "error")]
    assert problems[0].message == "the invisible mark U+202E overrides the direction of the text"


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        (
            "a\u202bb\n\u00e9",
            2,
            "the invisible direction mark U+202B is not closed on this line",
            "delete it, or close it with U+202C",
        ),
        (
            "\u2067b",
            1,
            "the invisible direction mark U+2067 is not closed on this line",
            "delete it, or close it with U+2069",
        ),
        ("ab\u2069", 3, "the invisible direction mark U+2069 closes nothing on this line", "delete it"),
        (
            "\u202ba\u202cb\u202c",
            5,
            "the invisible direction mark U+202C closes nothing on this line",
            "delete it",
        ),
    ],
)
def test_a_direction_mark_left_alone_is_a_warning(text: str, column: int, message: str, hint: str) -> None:
    assert problem_of(text.encode()) == (1, column, 1, "FILE006", message, hint)


def test_only_a_line_feed_ends_a_line() -> None:
    file = ContentFile("a.md", "a\u2028b\u2029c\x85d\x0be\nf")
    assert file.position(8) == Position("a.md", 1, 9)
    assert file.position(10) == Position("a.md", 2, 1)
    assert [file.line(1), file.line(2)] == ["a\u2028b\u2029c\x85d\x0be", "f"]


def test_a_column_is_one_code_point() -> None:
    file = ContentFile("a.md", "a\u0301\t😀بx")
    assert file.position(file.text.index("x")).column == 6


def test_an_offset_outside_the_text_is_moved_to_its_ends() -> None:
    file = ContentFile("a.md", "one\ntwo\n")
    assert file.position(-5) == Position("a.md", 1, 1)
    assert file.position(99, 3) == Position("a.md", 3, 1, 3)


def test_a_line_that_is_not_there_is_empty() -> None:
    file = ContentFile("a.md", "one\ntwo")
    assert [file.line(number) for number in (0, 1, 2, 3)] == ["", "one", "two", ""]


def test_positions_are_ordered_as_one_reads() -> None:
    places = [Position("b.md", 1, 1), Position("a.md", 10, 1), Position("a.md", 9, 2), Position("a.md", 9, 1)]
    assert [str(place) for place in sorted(places)] == ["a.md:9:1", "a.md:9:2", "a.md:10:1", "b.md:1:1"]


@given(st.text(), st.integers(0, 200))
def test_a_position_leads_back_to_its_offset(text: str, offset: int) -> None:
    file = ContentFile("a.md", text)
    offset = min(offset, len(text))
    at = file.position(offset)
    assert file.offset(at.line, at.column) == offset
    assert file.line(at.line)[: at.column - 1] == text[:offset].rpartition("\n")[2]


@given(st.binary())
def test_any_bytes_give_a_file_or_a_reason(data: bytes) -> None:
    file, problems = decode("a.md", data)
    assert file is not None or problems
    assert file is None or "\r" not in file.text


@given(st.text(st.sampled_from("ab\n\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")))
def test_direction_marks_in_any_order_give_findings_in_order(text: str) -> None:
    _, problems = decode("a.md", text.encode())
    assert list(problems) == sorted(problems)
