"""Findings: their order, levels and printed forms, and the rules behind them."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline.findings.diagnostics import (
    Diagnostic,
    Severity,
    format_text,
    in_order,
    summary,
    with_levels,
)
from dateline.read.text import ContentFile, Position
from dateline.rulebook import FAMILIES, RULES


def shown(text: str, line: int, column: int, length: int = 1, hint: str = "say so") -> str:
    """A finding in the file ``a.md`` with ``text``, without its first line."""
    found = Diagnostic(Position("a.md", line, column, length), "YAML014", "written twice", hint)
    heading, _, rest = format_text([found], {"a.md": ContentFile("a.md", text)}).partition("\n")
    assert heading == f"a.md:{line}:{column}: error[YAML014] written twice"
    return rest


def test_a_finding_shows_its_line_with_the_hint_under_the_place() -> None:
    text = "\n" * 13 + "  - figure: displaced\n"
    found = Diagnostic(
        Position("content/crises/harbour/closes.md", 14, 5, 17),
        "YAML014",
        "nobody is named for “displaced”",
        "add `by:` with an actor",
    )
    assert format_text([found], {found.at.path: ContentFile(found.at.path, text)}) == (
        "content/crises/harbour/closes.md:14:5: error[YAML014] nobody is named for “displaced”\n"
        "   14 |   - figure: displaced\n"
        "      |     ^^^^^^^^^^^^^^^^^ add `by:` with an actor\n"
    )


@pytest.mark.parametrize(
    ("text", "column", "length", "expected"),
    [
        ("title: x", 8, 1, "    1 | title: x\n      |        ^ say so\n"),
        ("\ttitle", 2, 5, "    1 |     title\n      |     ^^^^^ say so\n"),
        ("ab\ttitle", 4, 5, "    1 | ab  title\n      |     ^^^^^ say so\n"),
        ("a\tb", 2, 1, "    1 | a   b\n      |  ^^^ say so\n"),
        ("港は x", 4, 1, "    1 | 港は x\n      |      ^ say so\n"),
        ("港は x", 1, 2, "    1 | 港は x\n      | ^^^^ say so\n"),
        ("e\u0301e\u0301 x", 6, 1, "    1 | e\u0301e\u0301 x\n      |    ^ say so\n"),
        ("😀 x", 3, 1, "    1 | 😀 x\n      |    ^ say so\n"),
        ("ab", 3, 1, "    1 | ab\n      |   ^ say so\n"),
        ("ab", 9, 4, "    1 | ab\n      |   ^ say so\n"),
        ("ab", 2, 99, "    1 | ab\n      |  ^ say so\n"),
        ("ab", 1, 0, "    1 | ab\n      | ^ say so\n"),
        ("", 1, 1, "    1 |\n      | ^ say so\n"),
    ],
)
def test_the_caret_stands_under_the_place_as_a_terminal_shows_it(
    text: str, column: int, length: int, expected: str
) -> None:
    assert shown(text, 1, column, length) == expected


@pytest.mark.parametrize(
    ("text", "column"),
    [("title: بندر بسته شد", 8), ("بندر: x", 1), ("عنوان: ‏x", 8), ("  «בנמל» x", 3)],
)
def test_where_text_runs_from_right_to_left_the_hint_has_a_line_without_a_caret(
    text: str, column: int
) -> None:
    assert "^" not in shown(text, 1, column)
    assert shown(text, 1, column).endswith("\n      | say so\n")


def test_a_place_before_right_to_left_text_has_its_caret() -> None:
    assert shown("title: بندر", 1, 1, 5).endswith("\n      | ^^^^^ say so\n")


def test_a_long_line_is_cut_around_the_place() -> None:
    line, carets = shown("a" * 500 + "HERE" + "b" * 500, 1, 501, 4).splitlines()
    assert line.startswith("    1 | …aaa")
    assert line.endswith("bbb…")
    assert len(line) < 125
    assert line.index("HERE") == carets.index("^^^^")


@pytest.mark.parametrize(
    ("text", "column", "line", "carets"),
    [
        ("a\x1b[31mb", 2, "a\\x1b[31mb", " ^^^^"),
        ("\x07\x00b", 3, "\\x07\\x00b", "        ^"),
        ("a\u202eb", 3, "a\\u202eb", "       ^"),
        ("a\u2028b\u200bc", 3, "a\\u2028b\\u200bc", "       ^"),
        ("a\ud800b", 3, "a\\ud800b", "       ^"),
        ("a\U000e0041b", 3, "a\\U000e0041b", "           ^"),
    ],
)
def test_no_character_of_a_file_can_steer_the_terminal(
    text: str, column: int, line: str, carets: str
) -> None:
    assert shown(text, 1, column) == f"    1 | {line}\n      | {carets} say so\n"


def test_neither_can_a_message_a_hint_or_a_path() -> None:
    found = Diagnostic(Position("a\x1b.md", 1, 1), "YAML014", "is “\x1b[2J\n”", "write \x9bx")
    assert format_text([found], {}) == (
        "a\\x1b.md:1:1: error[YAML014] is “\\x1b[2J\\x0a”\n      | write \\x9bx\n"
    )


def test_a_hint_of_several_lines_stays_under_its_place() -> None:
    assert shown("title: x", 1, 8, 1, "write\n  this") == (
        "    1 | title: x\n      |        ^ write\n      |          this\n"
    )


def test_a_finding_without_a_hint_ends_with_its_carets() -> None:
    assert shown("title: x", 1, 8, 1, "") == "    1 | title: x\n      |        ^\n"


def test_colours_mark_severity_and_change_no_letter() -> None:
    files = {"a.md": ContentFile("a.md", "title: x")}
    found = [
        Diagnostic(Position("a.md", 1, 1, 5), "YAML014", "written twice", "keep one"),
        Diagnostic(Position("a.md", 1, 8), "YAML008", "lost", "quote it"),
    ]
    coloured = format_text(found, files, colour=True)
    assert "\x1b[31merror[YAML014]\x1b[0m" in coloured
    assert "\x1b[33mwarning[YAML008]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == format_text(found, files)


@given(st.text(), st.integers(0, 60), st.integers(0, 60))
def test_any_line_and_place_can_be_shown(text: str, column: int, length: int) -> None:
    rest = shown(text.replace("\n", " "), 1, column, length)
    assert rest.count("\n") == 2
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", rest)


def test_findings_are_sorted_by_place_and_said_once() -> None:
    first = Diagnostic(Position("a.md", 2, 1), "YAML014", "b")
    second = Diagnostic(Position("a.md", 10, 1), "YAML014", "a")
    third = Diagnostic(Position("b.md", 1, 1), "YAML008", "a")
    assert in_order([third, second, first, Diagnostic(Position("a.md", 2, 1), "YAML014", "b")]) == (
        first,
        second,
        third,
    )


def test_a_site_can_choose_the_level_of_a_rule() -> None:
    found = [
        Diagnostic(Position("a.md", 1, 1), "YAML008", "lost"),
        Diagnostic(Position("a.md", 1, 1), "FILE005", "override"),
    ]
    changed = with_levels(found, {"YAML008": Severity.ERROR})
    assert [diagnostic.severity for diagnostic in changed] == [Severity.ERROR, Severity.ERROR]
    assert [diagnostic.severity for diagnostic in found] == [Severity.WARNING, Severity.ERROR]


def test_a_site_cannot_lower_what_leaves_nothing_to_publish() -> None:
    found = [Diagnostic(Position("a.md", 1, 1), "YAML004", "not closed")]
    assert with_levels(found, {"YAML004": Severity.NOTICE})[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], "no problems found"),
        (["YAML014"], "1 error in 1 file"),
        (["YAML014", "YAML008", "YAML014", "YAML014"], "3 errors, 1 warning in 2 files"),
        (["YAML008", "YAML008"], "2 warnings in 2 files"),
    ],
)
def test_the_last_line_counts(codes: list[str], expected: str) -> None:
    found = [Diagnostic(Position(f"{i % 2}.md", i + 1, 1), code, "x") for i, code in enumerate(codes)]
    assert summary(found) == expected


def test_codes_are_well_formed_and_belong_to_one_rule() -> None:
    codes = [rule.code for family in FAMILIES for rule in family]
    assert [code for code in codes if not re.fullmatch(r"[A-Z]{2,6}\d{3}", code)] == []
    assert len(codes) == len(set(codes)) == len(RULES)


def test_every_rule_says_what_why_and_how() -> None:
    for rule in RULES.values():
        assert rule.title, rule.code
        assert rule.why, rule.code
        assert rule.wrong != rule.right, rule.code
        assert not rule.title.endswith("."), rule.code


def codes_in_source() -> set[str]:
    """Every code that appears as a text in the package, outside the rulebook itself."""
    package = Path(dateline.__file__).parent
    return {
        code
        for path in package.rglob("*.py")
        if "rulebook" not in path.relative_to(package).parts
        for code in re.findall(r"[\"']([A-Z]{2,6}\d{3})[\"']", path.read_text(encoding="utf-8"))
    }


def test_every_code_that_is_reported_has_a_rule() -> None:
    assert codes_in_source() - set(RULES) == set()


def test_every_rule_is_reported_somewhere() -> None:
    assert set(RULES) - codes_in_source() == set()


def test_a_line_of_a_megabyte_is_shown_as_quickly_as_any_other() -> None:
    line = "\t" + "港a\u0301" * 300_000
    started = time.process_time()
    for column in range(2, 900_000, 9_000):
        printed, carets = shown(line, 1, column, 2).splitlines()
        assert len(printed) < 200
        assert "^" in carets
    assert time.process_time() - started < 2, "a hundred findings in one line"
