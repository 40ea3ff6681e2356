"""Front matter as nodes with places, and every slip in it told apart."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.findings.diagnostics import Diagnostic
from dateline.read.text import FORBIDDEN, LARGEST_FILE, ContentFile, decode
from dateline.rulebook import RULES
from dateline.yaml.nodes import (
    DEEPEST,
    MOST_NODES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    read_yaml,
    split_front_matter,
)
from dateline.yaml.writing import scalar


def plain(node: Node | None) -> object:
    """The node as dicts, lists and texts."""
    if isinstance(node, Mapping):
        return {entry.key.value: plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node is None else node.value


def read(text: str) -> tuple[object, list[str]]:
    """The node of a text, and each finding as “line:column code message | hint”."""
    node, found = read_yaml(ContentFile("a.md", text), text, 0)
    return plain(node), [told(diagnostic) for diagnostic in found]


def told(found: Diagnostic) -> str:
    return f"{found.at.line}:{found.at.column} {found.code} {found.message} | {found.hint}"


def fields(data: bytes | str) -> dict[str, tuple[int, int, int, str]]:
    """Every value of a content file: its line, column, length and text, by its key or number."""
    file, _ = decode("a.md", data if isinstance(data, bytes) else data.encode())
    assert file is not None
    front, _ = split_front_matter(file)
    assert front is not None
    node, found = read_yaml(file, front.yaml, front.yaml_offset)
    assert found == ()
    result: dict[str, tuple[int, int, int, str]] = {}

    def collect(name: str, node: Node | None) -> None:
        if isinstance(node, Scalar):
            result[name] = (node.at.line, node.at.column, node.at.length, node.value)
        elif isinstance(node, Mapping):
            for entry in node.entries:
                collect(f"{name}.{entry.key.value}".lstrip("."), entry.value)
        elif isinstance(node, Sequence):
            for number, item in enumerate(node.items):
                collect(f"{name}[{number}]", item)

    collect("", node)
    return result


# Values


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "on",
        "yes",
        "null",
        "~",
        "010",
        "0x1F",
        "1_000",
        "12:30",
        "12:30:45",
        "3.10",
        "1e3",
        "2026-13-45",
        "=",
        "<<",
        "<5",
        "~800",
        "1000+",
        "10..20",
        "2024-02?",
        "-0499",
        "../2020-05-04",
        "2020-05-04T08:00+02:00",
        "up to 50",
        "a “quoted” word",
        "l’été",
        "it's",
        "c#",
        "https://example.org/#top",
        "港は閉まった",
    ],
)
def test_a_value_is_the_text_that_was_written(text: str) -> None:
    node, found = read_yaml(ContentFile("a.md", f"value: {text}"), f"value: {text}")
    assert (plain(node), found) == ({"value": text}, ())


def test_nothing_and_an_empty_text_are_told_apart() -> None:
    text = "a:\nb: ''\nc: \"\"\nd: ~"
    node, _ = read_yaml(ContentFile("a.md", text), text)
    assert isinstance(node, Mapping)
    values = [entry.value for entry in node.entries]
    assert [isinstance(value, Scalar) and value.absent for value in values] == [True, False, False, False]
    assert [isinstance(value, Scalar) and value.plain for value in values] == [True, False, False, True]


def test_a_date_in_brackets_keeps_its_source() -> None:
    text = "date: [2020-05-02..2020-05-04]  # one of these days\ntags: [ a,\n  b ]\nlist:\n- x"
    node, found = read_yaml(ContentFile("a.md", text), text)
    assert isinstance(node, Mapping)
    assert found == ()
    sources = [
        value.source for name in ("date", "tags", "list") if isinstance(value := node.get(name), Sequence)
    ]
    assert sources == ["[2020-05-02..2020-05-04]", "[ a,\n  b ]", ""]
    date = node.get("date")
    assert isinstance(date, Sequence)
    assert (date.at.column, date.at.length) == (7, 24)
    assert plain(date) == ["2020-05-02..2020-05-04"]


def test_blocks_and_folded_lines_are_read_as_yaml_has_it() -> None:
    assert read('a: |\n  one\n  two\nb: >-\n  one\n  two\nc: one\n  two\nd: "one\n  two"\n') == (
        {"a": "one\ntwo\n", "b": "one two", "c": "one two", "d": "one two"},
        [],
    )


def test_nodes_can_be_compared_and_kept_in_sets() -> None:
    text = "a: [b, {c: d}]"
    first, _ = read_yaml(ContentFile("a.md", text), text)
    second, _ = read_yaml(ContentFile("a.md", text), text)
    assert len({first, second}) == 1
    assert json.loads(json.dumps(plain(first))) == {"a": ["b", {"c": "d"}]}


def test_a_file_without_values_has_no_node() -> None:
    assert read("") == read("\n\n# nothing yet\n") == read("---\n") == (None, [])


# Places


def test_places_are_those_in_the_file_as_an_editor_sees_it() -> None:
    assert fields(
        "---\ntitle: Harbour closes\nquote: {text: 'We wait', by: pilots}\n"
        "figures:\n  - figure: ships\n    value: 12\ntags:\n- a\n- b b\nempty:\n---\n"
    ) == {
        "title": (2, 8, 14, "Harbour closes"),
        "quote.text": (3, 15, 9, "We wait"),
        "quote.by": (3, 30, 6, "pilots"),
        "figures[0].figure": (5, 13, 5, "ships"),
        "figures[0].value": (6, 12, 2, "12"),
        "tags[0]": (8, 3, 1, "a"),
        "tags[1]": (9, 3, 3, "b b"),
        "empty": (10, 7, 1, ""),
    }


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"---\r\ntitle: A\r\nplace: B\r\n---\r\n", {"title": (2, 8, 1, "A"), "place": (3, 8, 1, "B")}),
        (b"\xef\xbb\xbf---\ntitle: A\nplace: B\n---\n", {"title": (2, 8, 1, "A"), "place": (3, 8, 1, "B")}),
        (b"---\rtitle: A\rplace: B\r---\r", {"title": (2, 8, 1, "A"), "place": (3, 8, 1, "B")}),
        ("---\ntitle:\tA\t# tab\nplace: B\n---\n", {"title": (2, 8, 1, "A"), "place": (3, 8, 1, "B")}),
        ("---\n{title: 😀😀, place: B}\n---\n", {"title": (2, 9, 2, "😀😀"), "place": (2, 20, 1, "B")}),
        ("---\n{title: e\u0301, place: B}\n---\n", {"title": (2, 9, 2, "e\u0301"), "place": (2, 20, 1, "B")}),
        ("---\n{title: بندر, place: B}\n---\n", {"title": (2, 9, 4, "بندر"), "place": (2, 22, 1, "B")}),
        (
            "---\ntitle: a\u2028b\u2029c\nplace: 'x\u2028y'\nlast: z\n---\n",
            {"title": (2, 8, 5, "a\u2028b\u2029c"), "place": (3, 8, 5, "x\u2028y"), "last": (4, 7, 1, "z")},
        ),
        ("---\ntitle: one\n  two\nplace: B\n---\n", {"title": (2, 8, 3, "one two"), "place": (4, 8, 1, "B")}),
        ("---\ntext: |-\n  one\n  two\nb: B\n---\n", {"text": (2, 7, 2, "one\ntwo"), "b": (5, 4, 1, "B")}),
        ('---\ntitle: "a\\u00e9b"\n---\n', {"title": (2, 8, 10, "aéb")}),
    ],
)
def test_places_hold_for_every_kind_of_text(
    data: bytes | str, expected: dict[str, tuple[int, int, int, str]]
) -> None:
    assert fields(data) == expected


# Slips: what is fine first, then what is reported, each with its exact words


@pytest.mark.parametrize(
    "text",
    [
        'title: "Harbour: day three"',
        "title: Harbour:day",
        "time: 12:30",
        "url: https://example.org/a:b",
        "title: “Closed, then opened”",
        "title: Pier#1",
        "date: 2020-05-04 # when it happened",
        "date: 2020-05-04\t# when it happened",
        "title: 'Pier #1'  #yes",
        "#no blank\ntitle: a",
        "quote: {text: “Closed”, by: pilots}",
        "quote: {text: '“Closed, then opened”', by: l’équipe}",
        "tags: [“a”, b, c]",
        "value: >\n  folded",
        "text: |2\n  block",
        "tags:\n- a\n- b",
        "tags:\n  - a\n  # about b\n  - b",
        "a: {b: [c, {d: e}]}",
        "a:\n  b:\n    c: d\n  e: f",
        "- a: b\n  c: d\n- a: b",
        "a: 'it''s'",
        'a: "b" # c',
        "a: b\n\t\nc: d",
        "a: b\n \t# c\nd: e",
        "includes: {foreign nationals: 85, می\u200cخواهم: 2}",
        "title: a\xa0b «\u202fc\u202f»",
        "--- # fields\ntitle: a\n...\n",
        "a b: c",
        "? a\n: b",
    ],
)
def test_accepts(text: str) -> None:
    node, found = read(text)
    assert found == []
    assert node is not None


REPORTS = [
    # A colon
    (
        "title: Harbour: day three",
        {"title": "Harbour: day three"},
        "1:15 YAML001 an unquoted value cannot have a colon and a space in it"
        ' | put the value in quotes: title: "Harbour: day three"',
    ),
    (
        "- title: Harbour: it's “open”   # day 3",
        [{"title": "Harbour: it's “open”"}],
        "1:17 YAML001 an unquoted value cannot have a colon and a space in it"
        ' | put the value in quotes: - title: "Harbour: it\'s “open”"',
    ),
    (
        'title: "Harbour": day three',
        {"title": '"Harbour": day three'},
        "1:17 YAML001 an unquoted value cannot have a colon and a space in it"
        " | put the value in quotes: title: '\"Harbour\": day three'",
    ),
    (
        "- {text: War: day 3, by: x}",
        [{"text": "War: day 3", "by": "x"}],
        "1:13 YAML001 an unquoted value cannot have a colon and a space in it"
        ' | put the value in quotes: text: "War: day 3"',
    ),
    # Blanks
    ("a:\n\tb: c", None, "2:1 YAML002 a tab is used for indentation | use two spaces for each tab"),
    (
        "a:\n\tb: c\n\td: e\n\n \tf: g",
        None,
        "2:1 YAML002 a tab is used for indentation | use two spaces for each tab, here and in 2 more lines",
    ),
    ("-\ta: b", None, "1:2 YAML002 a tab follows the hyphen of a list item | use a space"),
    (
        "a:\n\xa0 b: c\nd: e",
        {"a": {"b": "c"}, "d": "e"},
        "2:1 YAML003 an invisible character (U+00A0) stands in the indentation"
        " | replace it with an ordinary space",
    ),
    (
        "title:\xa0Harbour\ndate: x",
        {"title": "Harbour", "date": "x"},
        "1:7 YAML003 an invisible character (U+00A0) stands after the colon | replace it with an ordinary space",
    ),
    (
        "status: confirmed\u200b",
        {"status": "confirmed"},
        "1:9 YAML003 this ends with an invisible character (U+200B) | delete it",
    ),
    # Quotes
    ('a: "b\nc: d', {"a": "b", "c": "d"}, '1:4 YAML004 this quote is not closed | close it: "b"'),
    ('a: "b\nc: "d"', {"a": "b", "c": "d"}, '1:4 YAML004 this quote is not closed | close it: "b"'),
    (
        "a: 'Tis closed\nc: d",
        {"a": "Tis closed", "c": "d"},
        "1:4 YAML004 this quote is not closed"
        ' | close it, or if it is an apostrophe put the value in double quotes: "\'Tis closed"',
    ),
    (
        "a: 'It's closed'",
        {"a": "It's closed"},
        "1:8 YAML006 the value ends at its second quote, and more follows"
        ' | put the value in quotes: a: "It\'s closed"',
    ),
    (
        'a: "Closed" they say',
        {"a": '"Closed" they say'},
        "1:13 YAML006 the value ends at its second quote, and more follows"
        " | put the value in quotes: a: '\"Closed\" they say'",
    ),
    (
        'a: {b: "c" d, e: f}',
        {"a": {"b": '"c" d', "e": "f"}},
        "1:12 YAML006 the value ends at its second quote, and more follows"
        " | put the value in quotes: b: '\"c\" d'",
    ),
    (
        'a: "one\n  two" three',
        None,
        "2:8 YAML006 the value ends at its second quote, and more follows"
        " | delete what follows, or use the other kind of quotes",
    ),
    (
        "{label: Now, text: “closed, then, opened”, by: x}",
        {"label": "Now", "text": "“closed, then, opened”", "by": "x"},
        "1:20 YAML007 the comma ends this value: curly quotes do not quote in YAML"
        ' | put straight quotes around all of it: text: "“closed, then, opened”"',
    ),
    (
        "a: [„eins, zwei“, «un, deux», b]",
        {"a": ["„eins, zwei“", "«un, deux»", "b"]},
        "1:5 YAML007 the comma ends this value: curly quotes do not quote in YAML"
        ' | put straight quotes around all of it: "„eins, zwei“"',
        "1:19 YAML007 the comma ends this value: curly quotes do not quote in YAML"
        ' | put straight quotes around all of it: "«un, deux»"',
    ),
    (
        'a: "photos\\harbour"',
        {"a": "photos\\harbour"},
        "1:11 YAML021 “\\h” is not an escape that YAML knows | use single quotes: 'photos\\harbour'",
    ),
    (
        'a: "b\\0"',
        {"a": "b\ufffd"},
        "1:4 YAML021 an escape in this value stands for a character that is not allowed in a text | delete it",
    ),
    (
        'a: "b\\u202Ec"',
        {"a": "b\ufffdc"},
        "1:4 YAML021 an escape in this value stands for a character that is not allowed in a text | delete it",
    ),
    # Brackets
    ("a: [b, c\nd: e: f", None, "1:4 YAML005 this “[” is not closed | add “]”", "2:5 YAML001 "),
    (
        "a: {b: Pier #1}\nd: e",
        None,
        "1:4 YAML005 this “{” is not closed | “}” is in a comment: put the value with # in quotes",
    ),
    ("[a: ", None, "1:1 YAML005 this “[” is not closed | add “]”"),
    (
        "[a: [b: c: d]]",
        [{"a": [{"b": "c: d"}]}],
        "1:10 YAML001 an unquoted value cannot have a colon and a space in it"
        ' | put the value in quotes: b: "c: d"',
    ),
    ("a: [b}", {"a": ["b"]}, "1:6 YAML005 “}” does not close the “[” that is open here | write “]”"),
    (
        "a: [b,, c]",
        {"a": ["b", "c"]},
        "1:7 YAML005 a value is missing before this comma | add it, or delete the comma",
    ),
    (
        "text: [[actor:pilots]] say so",
        {"text": "[[actor:pilots]] say so"},
        "1:7 YAML010 YAML takes brackets for a list or a group of fields, not for a part of a text"
        ' | put the value in quotes: text: "[[actor:pilots]] say so"',
    ),
    (
        "text: [[actor:pilots]]",
        {"text": "[[actor:pilots]]"},
        "1:7 YAML010 YAML takes brackets for a list or a group of fields, not for a part of a text"
        ' | put the value in quotes: "[[actor:pilots]]"',
    ),
    (
        "text: {{ pilots }}",
        {"text": "{{ pilots }}"},
        "1:7 YAML010 YAML takes brackets for a list or a group of fields, not for a part of a text"
        ' | put the value in quotes: "{{ pilots }}"',
    ),
    (
        "text: {% pilots %}",
        {"text": "{% pilots %}"},
        "1:7 YAML010 YAML takes brackets for a list or a group of fields, not for a part of a text"
        ' | put the value in quotes: text: "{% pilots %}"',
    ),
    (
        "{text: closed [again], by: x}",
        {"text": "closed [again]", "by": "x"},
        "1:15 YAML010 YAML takes brackets for a list or a group of fields, not for a part of a text"
        ' | put the value in quotes: text: "closed [again]"',
    ),
    # Signs
    (
        "by: @pilots",
        {"by": "@pilots"},
        '1:5 YAML009 an unquoted value cannot begin with “@” | put the value in quotes: by: "@pilots"',
    ),
    (
        "by: `pilots`",
        {"by": "`pilots`"},
        '1:5 YAML009 an unquoted value cannot begin with “`” | put the value in quotes: by: "`pilots`"',
    ),
    (
        "by: %s",
        {"by": "%s"},
        '1:5 YAML009 an unquoted value cannot begin with “%” | put the value in quotes: by: "%s"',
    ),
    (
        "by: *very* big",
        {"by": "*very* big"},
        '1:5 YAML009 an unquoted value cannot begin with “*” | put the value in quotes: by: "*very* big"',
    ),
    (
        "value: >=1000",
        {"value": "1000+"},
        "1:8 YAML009 “>” has a meaning of its own in YAML | write `value: 1000+` for “at least”",
    ),
    (
        "value: - a",
        None,
        "1:8 YAML009 an unquoted value cannot begin with “-”"
        ' | begin the list on a line of its own, or put the value in quotes: value: "- a"',
    ),
    ("@a: b", None, "1:1 YAML009 a key cannot begin with “@” | put the key in quotes"),
    ("a: b\n}", None, "2:1 YAML009 “}” opens nothing here | delete it, or put the value in quotes"),
    # Comments
    (
        "title: Pier #1 closes",
        {"title": "Pier"},
        "1:13 YAML008 the rest of the line is a comment and is lost"
        ' | put the value in quotes: title: "Pier #1 closes"',
    ),
    (
        "tag: #harbour",
        {"tag": ""},
        '1:6 YAML008 the rest of the line is a comment and is lost | put the value in quotes: tag: "#harbour"',
    ),
    # Lines
    (
        "title:Harbour\ndate: x",
        {"title": "Harbour", "date": "x"},
        "1:1 YAML011 a space is missing after “title:” | write `title: Harbour`",
    ),
    (
        "title:Harbour",
        {"title": "Harbour"},
        "1:1 YAML011 a space is missing after “title:” | write `title: Harbour`",
    ),
    (
        "a: b\ntitle:Harbour\nc: d",
        {"a": "b", "title": "Harbour", "c": "d"},
        "2:1 YAML011 a space is missing after “title:” | write `title: Harbour`",
    ),
    (
        "{label:Now, text: x}",
        {"label": "Now", "text": "x"},
        "1:2 YAML011 a space is missing after “label:” | write `label: Now`",
    ),
    (
        "a: b\nHarbour closes\nc: d",
        None,
        "2:1 YAML011 this line is not a field: it has no colon"
        " | write `key: value`; a line that continues the value above is indented, a comment begins with #",
    ),
    (
        "Harbour closes\na: b",
        None,
        "1:1 YAML011 this line is not a field: it has no colon"
        " | write `key: value`; a line that continues the value above is indented, a comment begins with #",
    ),
    (
        "Harbour closes",
        None,
        "1:1 YAML022 this is a text, not a list of fields | write each field as `key: value`",
    ),
    (
        "a: b\n  c: d",
        None,
        "2:3 YAML012 this line is further in than the field above it, which has a value already"
        " | begin it at the start of the line",
    ),
    (
        "a:\n    b: c\n  d: e",
        None,
        "3:3 YAML012 this line begins with 2 spaces and fits no line above it | begin it with 4 spaces",
    ),
    (
        "- a: b\n c: d",
        None,
        "2:2 YAML012 this line begins with 1 space and fits no line above it | begin it with 2 spaces",
    ),
    (
        "a: |\n  b\n c",
        None,
        "3:2 YAML012 this line begins with 1 space and fits no line above it | begin it with 2 spaces",
    ),
    (
        "  a: b\nc: d",
        None,
        "2:1 YAML012 this line begins with no space and fits no line above it | begin it with 2 spaces",
    ),
    (
        "a:\n- b\n  - c",
        {"a": ["b - c"]},
        "3:3 YAML012 this line is read as a part of the text above it, not as an item of a list"
        " | give all items of a list the same indentation",
    ),
    (
        "a: b\n  # c\n  d",
        None,
        "3:3 YAML012 the comment above ends the text before it, and this line fits nothing"
        " | move the comment, or check the indentation",
    ),
    (
        "a: b\n- c",
        None,
        "2:1 YAML013 a list item stands among fields"
        " | put the key it belongs to on the line above, such as `tags:`, or delete the hyphen",
    ),
    (
        "- a\nb: c",
        None,
        "2:1 YAML013 a field stands among list items | begin it with a hyphen, or put it where the fields are",
    ),
    # Keys
    (
        "a: b\n\na: c\nd: {e: f, e: g}",
        {"a": "b", "d": {"e": "f"}},
        "3:1 YAML014 “a” is written twice: it is in line 1 already | keep one of the two",
        "4:11 YAML014 “e” is written twice: it is in line 4 already | keep one of the two",
    ),
    (
        "[a, b]: c",
        {"": "c"},
        "1:1 YAML020 a key is a word, not a list or a group of fields | put it in quotes if it is a text",
    ),
    (": a", None, "1:1 YAML020 a key is missing before this colon | write the name of the field"),
    # What YAML has and we do not
    (
        "a: &b c",
        {"a": "c"},
        "1:4 YAML015 the anchor “&b” has no meaning here | delete it; a text that begins with & is put in quotes",
    ),
    (
        "a: *b",
        {"a": "*b"},
        "1:4 YAML015 “*b” refers to another value, and values cannot refer to each other"
        ' | write the value itself, or a text in quotes: "*b"',
    ),
    (
        "a: !!str c",
        {"a": "c"},
        "1:4 YAML016 the tag “!!str” has no meaning here | delete it; a text that begins with ! is put in quotes",
    ),
    (
        "a: b\n---\nc: d",
        None,
        "2:1 YAML017 a second YAML document begins here | delete this line: a file has one document",
    ),
    ("a: b\n...\nc: d", None, "3:1 YAML017 a second YAML document begins here | delete the line `...` above"),
    ("...", None, "1:1 YAML023 this cannot be read as YAML (did not find expected node content)"),
]


@pytest.mark.parametrize(
    ("text", "expected", "found"), [(text, node, found) for text, node, *found in REPORTS]
)
def test_reports(text: str, expected: object, found: list[str]) -> None:
    node, told_ = read(text)
    assert [line.startswith(start) for line, start in zip(told_, found, strict=True)] == [True] * len(
        found
    ), told_
    assert node == expected


def test_one_run_tells_every_mistake_of_a_file() -> None:
    text = (
        "title: Harbour: day three\nby: @pilots\nplace: 'It's here'\nplace: Pier #2\n"
        "quote: {text: “a, b”, by:pilots}\nvalue: >=100\n"
    )
    node, found = read_yaml(ContentFile("a.md", text), text)
    assert [(str(problem.at), problem.code) for problem in found] == [
        ("a.md:1:15", "YAML001"),
        ("a.md:2:5", "YAML009"),
        ("a.md:3:12", "YAML006"),
        ("a.md:4:1", "YAML014"),
        ("a.md:4:13", "YAML008"),
        ("a.md:5:15", "YAML007"),
        ("a.md:5:23", "YAML011"),
        ("a.md:6:8", "YAML009"),
    ]
    assert plain(node) == {
        "title": "Harbour: day three",
        "by": "@pilots",
        "place": "It's here",
        "quote": {"text": "“a, b”", "by": "pilots"},
        "value": "100+",
    }


PROSE_EXAMPLES = {"YAML003", "YAML019"}
"""Rules whose examples describe what cannot be seen or would fill pages."""


@pytest.mark.parametrize(
    "code", [code for code in RULES if code.startswith(("YAML", "FRONT")) and code not in PROSE_EXAMPLES]
)
def test_the_examples_in_the_rulebook_are_true(code: str) -> None:
    def codes(text: str) -> list[str]:
        file = ContentFile("a.md", text)
        if not text.startswith("---") and not code.startswith("FRONT"):
            return [problem.code for problem in read_yaml(file, text)[1]]
        front, found = split_front_matter(file)
        if front is not None:
            found = read_yaml(file, front.yaml, front.yaml_offset)[1]
        return [problem.code for problem in found]

    assert code in codes(RULES[code].wrong)
    assert codes(RULES[code].right) == []


# Limits


@pytest.mark.parametrize("opening", ["[", "{", "- ", "{a: ", "[{", "? "])
def test_a_megabyte_of_nesting_stops_at_once(opening: str) -> None:
    node, found = read_yaml(ContentFile("a.md", ""), opening * (1024 * 1024 // len(opening)))
    assert node is None
    assert [problem.code for problem in found] == ["YAML018"]
    assert found[0].message == f"values are nested more than {DEEPEST} levels deep here"


def test_deep_indentation_is_nesting_too() -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(DEEPEST + 1))
    _, found = read_yaml(ContentFile("a.md", text), text)
    assert [told(problem)[:13] for problem in found] == ["21:21 YAML018"]


def test_nesting_up_to_the_limit_is_read() -> None:
    assert read("[a, " * DEEPEST + "]" * DEEPEST)[1] == []


def test_a_file_of_too_many_values_is_refused() -> None:
    text = "a:\n" + "- b\n" * MOST_NODES
    node, found = read_yaml(ContentFile("a.md", text), text)
    assert node is None
    assert [problem.message for problem in found] == ["the file has more than 100000 values"]


def test_as_many_events_as_the_largest_file_holds_are_read() -> None:
    event = (
        "  - id: event-{0}\n    date: 2020-01-01\n    title: The harbour closes again, {0}\n    text: It had waited, and so "
        "had everybody else.\n    status: confirmed\n    kind: closure\n    place: Porthaven\n    key: true\n"
        "    actors: [harbour-board, the-council, toll-office]\n    sources: [notice, minutes]\n"
    )
    text = "events:\n"
    for number in range(LARGEST_FILE // len(event.encode())):
        text += event.format(number)
    assert text.count("- id:") > 2_000
    node, found = read_yaml(ContentFile("a.md", text), text)
    assert node is not None
    assert found == ()


def test_a_thousand_slips_are_not_all_told() -> None:
    text = "".join(f"key{number}: a: b\n" for number in range(1000))
    node, found = read_yaml(ContentFile("a.md", text), text)
    assert node is None
    assert len(found) == 10


# fmt: off
_PIECES = [
    "title: ", "- ", "  ", "\n", "a: b\n", "'", "\"", "{", "}", "[", "]", ", ",
    " #x", "“a, b”", "&x ", "*x", "!t ", "---\n", "...\n", "| ", ">", "\t", "\xa0", "[[a:b]]",
    "{{", "}}", "{%", "\\", "? ", ": ", "k:v",
]
# fmt: on
YAML_LIKE = st.text(
    st.sampled_from("ab: \n\t-?'\"[]{},#&*!|>%@`\\<=.~0\xa0\u2028“”“’é😀ن\u200b\ufeff\x00\ud800"), max_size=60
) | st.lists(
    st.sampled_from(_PIECES),
    max_size=25,
).map("".join)


@given(YAML_LIKE | st.text())
def test_any_text_gives_nodes_or_findings(text: str) -> None:
    file = ContentFile("a.md", text)
    node, found = read_yaml(file, text)
    lines = text.count("\n") + 1
    for problem in found:
        assert problem.code in RULES
        assert problem.message
        assert 1 <= problem.at.line <= lines
        assert 1 <= problem.at.column <= len(file.line(problem.at.line)) + 1
        assert problem.at.length >= 1
    assert found == tuple(sorted(set(found)))
    check_places(file, node)


TEXTS = st.text(st.sampled_from("abNO 0:#-?'\"[]{},&*!|>%@`\\~é港ن😀\n"), max_size=12)


@given(
    st.dictionaries(
        TEXTS, st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner))
    ),
    st.sampled_from([False, None]),
)
def test_what_another_program_writes_as_yaml_is_read_as_it_was(
    data: dict[str, object], flow: bool | None
) -> None:
    text = yaml.dump(data, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=1000)
    file = ContentFile("a.md", text)
    node, found = read_yaml(file, text)
    assert [told(problem) for problem in found] == []
    assert plain(node) == data or not data


@given(YAML_LIKE)
def test_the_same_text_further_down_gives_the_same_further_down(text: str) -> None:
    above = "---\nabove: é😀\n"
    node, found = read_yaml(ContentFile("a.md", text), text)
    lower_node, lower_found = read_yaml(ContentFile("a.md", above + text), text, len(above))
    assert plain(lower_node) == plain(node)
    assert [(p.at.line - 2, p.at.column, p.code) for p in lower_found] == [
        (p.at.line, p.at.column, p.code) for p in found
    ]


# fmt: off
_VALUES = [
    "", "x", "x y", "x ", "x:", "x: y", "x #y", "x#y", "x, y]", "12:30", "http://a.b/", "-x", "?x", "~", "---",
    '"x: #y"', "'x'", "'x''y'", '"x\\t"', '"x" y', "“x”", "# x", ">-", "&x", "é ن", "x\xa0", "x\u200cy", "x\ty",
    "[x, y  z]", "[x,y z]", "[a’s]", "[“x, y”]", "[x, ]", "[]", "[x:y]", "[2026-01-02..2026-01-08]", "[[x]]",
    "{x: y, z:  a b}", "{x: y, x: z}", "{x:y}", "{x: }", "{{x}}",
]
_LINES = st.tuples(
    st.sampled_from(["", "", "  ", "    ", " "]),
    st.sampled_from(["", "", "- ", "-   ", "-", "- - "]),
    st.sampled_from(["a: ", "b: ", "a:", "b:", "c-1:  ", "é: ", "ن:", "", "a b: ", "12:"]),
    st.sampled_from(_VALUES),
).map("".join)
# fmt: on


@given(st.lists(_LINES, min_size=1, max_size=7).map("\n".join))
@example("a: x\nb:\n- x\n- c: [x, y]\n  d: 'x'\n\n- x\nc:\n    d: {x: y}\ne: \"x\"")
@example("a:\n  b: x\n c: x")
@example("- a:\n- b: x")
@example("a: x\n  b: y")
@example("a: x\n\n  y")
@example("- x\na: y")
@example("a:\nb: x")
@example("a: x\na: y")
def test_a_text_at_a_glance_and_one_that_libyaml_reads_have_the_same_nodes(text: str) -> None:
    node, found = read_yaml(ContentFile("a.md", text), text)
    if node is None or found:
        return
    commented = f"{text}\n# Comments are for libyaml alone.\n"
    assert read_yaml(ContentFile("a.md", commented), commented) == (node, found)


@pytest.mark.parametrize(
    "line",
    [
        "title: " + "word " * 19_000 + "# c",
        "title: " + "x" * 99_000 + " # c",
        "t: [" + "a, " * 30_000 + "# b\n ]",
    ],
)
def test_a_long_line_that_cannot_be_read_at_a_glance_is_looked_at_once(line: str) -> None:
    # Looked at from each of its characters it takes minutes.
    text = f"summary: a\n{line}"
    node, found = read_yaml(ContentFile("a.md", text), text)
    assert (plain(node)["summary"], found) == ("a", ())  # type: ignore[index]


def test_deep_and_long_texts_that_could_be_read_at_a_glance_have_the_same_limits() -> None:
    deep = "\n".join(" " * depth + "a:" for depth in range(DEEPEST)) + " x"
    assert read(deep)[1] == []
    too_deep = "\n".join(" " * depth + "a:" for depth in range(DEEPEST + 1)) + " x"
    assert [told.split()[1] for told in read(too_deep)[1]] == ["YAML018"]
    too_long = "- x\n" * MOST_NODES
    assert [told.split()[1] for told in read(too_long)[1]] == ["YAML019"]


def check_places(file: ContentFile, node: Node | None) -> None:
    """Every place lies in the file."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            check_places(file, entry.key)
            check_places(file, entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            check_places(file, item)
    elif node is not None:
        assert 0 <= file.offset(node.at.line, node.at.column) <= len(file.text)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))), st.sampled_from(["'", '"', "|"]))
def test_a_quoted_text_comes_back(value: str, style: str) -> None:
    value = value.strip().replace("\ufeff", "")
    if style == "|" and not value:
        return
    dumped = yaml.dump({"a": value}, default_style=style, allow_unicode=True, width=30)
    file = ContentFile("a.md", dumped)
    node, found = read_yaml(file, dumped)
    assert [problem.code for problem in found if problem.code != "FILE004"] == []
    if found:
        return
    assert isinstance(node, Mapping)
    scalar = node.entries[0].value
    assert isinstance(scalar, Scalar)
    assert scalar.value == value


def test_without_the_c_library_the_nodes_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "title: Harbour closes\nquote: {text: “a, b”, by: 'x'}\ntags:\n- a\n- b # c\n"
    with_c = read(text)
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert read(text) == with_c
    assert read("title: Harbour: day three")[1] == [
        "1:15 YAML001 an unquoted value cannot have a colon and a space in it"
        ' | put the value in quotes: title: "Harbour: day three"'
    ]


# Front matter


@pytest.mark.parametrize(
    ("text", "yaml_text", "body"),
    [
        ("---\na: b\n---\nText\n", "a: b\n", "Text\n"),
        ("---  \na: b\n--- \t\nText", "a: b\n", "Text"),
        ("---\na: b\n...\nText", "a: b\n", "Text"),
        ("---\na: b\n---", "a: b\n", ""),
        ("---\na: b\n---\n\n---\nText", "a: b\n", "\n---\nText"),
        ("---\na: |\n  b\n---\n  c\n---\n", "a: |\n  b\n", "  c\n---\n"),
        ("---\na: |\n  ---\nb: --- c\n----\n---\nText", "a: |\n  ---\nb: --- c\n----\n", "Text"),
    ],
)
def test_front_matter_ends_at_the_first_line_that_is_three_hyphens(
    text: str, yaml_text: str, body: str
) -> None:
    front, found = split_front_matter(ContentFile("a.md", text))
    assert front is not None
    assert found == ()
    assert (front.yaml, front.body) == (yaml_text, body)
    assert text[front.yaml_offset :].startswith(yaml_text)
    assert text[front.body_offset :] == body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "",
            "1:1 FRONT001 the file is empty | begin with a line `---`, the fields, and another line `---`",
        ),
        (
            "title: a\n---\n",
            "1:1 FRONT001 the file does not begin with front matter"
            " | begin with a line `---`, the fields, and another line `---`",
        ),
        (
            "\n\n---\na: b\n---\n",
            "1:1 FRONT001 there is something before the opening line --- | make `---` the very first line",
        ),
        ("—-\na: b\n—-\n", "1:1 FRONT001 the file begins with “—-” | write three hyphens: `---`"),
        ("+++\na = 1\n+++\n", "1:1 FRONT001 the file begins with “+++” | write three hyphens: `---`"),
        (
            "---\na: b\n\nText\n",
            "1:1 FRONT002 the front matter that begins in line 1 is not closed"
            " | add a line `---` after the last field",
        ),
        (
            "---\na: b\n ----\nText\n",
            "3:2 FRONT002 the front matter that begins in line 1 is not closed"
            " | is “----” meant to close it? Write exactly `---`, at the start of the line",
        ),
        (
            "---\n# a: b\n\n---\nText",
            "1:1 FRONT003 the front matter is empty | add `title:` and the other fields",
        ),
        ("---\n---\n", "1:1 FRONT003 the front matter is empty | add `title:` and the other fields"),
    ],
)
def test_a_missing_part_of_the_frame_is_told(text: str, expected: str) -> None:
    front, found = split_front_matter(ContentFile("a.md", text))
    assert front is None
    assert [told(problem) for problem in found] == [expected]


@given(
    st.lists(st.sampled_from(["---", "...", " ---", "----", "a: b", "", "—", "\u2028---", "# c"])).map(
        "\n".join
    )
)
def test_front_matter_and_body_are_parts_of_the_file(text: str) -> None:
    front, found = split_front_matter(ContentFile("a.md", text))
    assert (front is None) == bool(found)
    if front is not None:
        assert text[front.yaml_offset : front.yaml_offset + len(front.yaml)] == front.yaml
        assert text[front.body_offset :] == front.body
        assert front.yaml_offset + len(front.yaml) < front.body_offset


@pytest.mark.parametrize(
    ("text", "imported"),
    [
        ("", True),
        (
            'title: Harbour closes\nactors: [pilots, the port]\nevents:\n  - title: "Day: two"\n    date: 2026-01-09\n',
            False,
        ),
        ("figures:\n  - {id: ships, label: ships in port}\nplace: Port of Ormå, “Old” Town\n", False),
        ("title: Harbour closes # today\n", True),
    ],
)
def test_reading_imports_yaml_only_for_what_cannot_be_read_at_a_glance(text: str, imported: bool) -> None:
    import subprocess
    import sys

    root = Path(__file__).parent.parent
    code = f"""if True:
        import sys
        from dateline.yaml.nodes import ContentFile, read_yaml
        assert 'yaml' not in sys.modules
        _, found = read_yaml(ContentFile("a.md", {text!r}), {text!r})
        assert not found
        print('yaml' in sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == str(imported)


@given(st.text(max_size=12).filter(lambda text: not FORBIDDEN.search(text)), st.booleans())
@example("2026-01-08T12:30", False)
@example("a, b", True)
@example("no", False)
@example("one\ntwo\u00a0", True)
def test_a_text_that_is_written_is_read_back_as_it_was(text, in_brackets):
    written = scalar(text, in_brackets)
    source = f"key: [{written}]\n" if in_brackets else f"key: {written}\n"
    node, problems = read_yaml(ContentFile("x.yaml", source), source)
    value = node.get("key")
    assert (value.items[0] if in_brackets else value).value == text
    assert problems == ()
