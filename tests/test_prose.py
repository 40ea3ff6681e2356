"""Texts: Markdown with references becomes safe HTML, and everything an editor can get wrong is said at its place."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from dateline.findings.diagnostics import Diagnostic
from dateline.prose import (
    LONGEST_TEXT,
    Answer,
    Kind,
    Prose,
    Reference,
    fill,
    plain_text,
    read_prose,
)
from dateline.read.text import ContentFile
from dateline.rulebook.text import TEXT

ROOT = Path(__file__).parents[1]


def read(text: str, **options: Any) -> tuple[Prose, tuple[Diagnostic, ...]]:
    return read_prose(text, ContentFile("content/a.md", text), 0, **options)


def answer(reference: Reference) -> Answer:
    """A page on which every id is known, and leads to ``#id``."""
    match reference.kind:
        case Kind.FIGURE:
            return Answer(
                text="863", value="863", href="#f-ships", as_of="4 May 2020", as_of_iso="2020-05-04"
            )
        case Kind.SOURCE:
            return Answer(text="1", href="#s1", anchor=f"c-{reference.id}", title="Source 1: Notice")
        case Kind.LINK:
            return Answer(text="", href=".." + reference.id)
    return Answer(text=reference.id.title(), href=f"#{reference.id}")


def printed(text: str, **options: Any) -> str:
    """The HTML of a text that has nothing wrong with it."""
    prose, diagnostics = read(text, **options)
    assert diagnostics == ()
    return str(fill(prose, answer))


def found(text: str, **options: Any) -> list[tuple[int, int, str]]:
    """Line, column and code of what is wrong with a text."""
    return [(one.at.line, one.at.column, one.code) for one in read(text, **options)[1]]


# References


def test_a_figure_prints_its_value_with_the_day_it_describes() -> None:
    assert printed("[[figure:ships]] ships", inline=True) == (
        '<a class="ref ref--figure" href="#f-ships"><bdi><data value="863">863</data></bdi></a> '
        '<span class="ref__as-of">(as of <time datetime="2020-05-04">4 May 2020</time>)</span> ships'
    )


def test_a_figure_with_other_words_prints_the_words_and_keeps_the_day_for_those_who_listen() -> None:
    assert printed("[[figure:ships|more than 800]] ships", inline=True) == (
        '<a class="ref ref--figure" href="#f-ships"><data value="863">more than 800</data></a> '
        '<span class="ref__as-of visually-hidden">(as of <time datetime="2020-05-04">4 May 2020</time>)</span> ships'
    )


def test_a_figure_whose_day_has_no_form_for_machines_prints_it_in_words_alone() -> None:
    prose, _ = read("[[figure:ships]]", inline=True)

    def undated(reference: Reference) -> Answer:
        return Answer(text="dozens", as_of="date not given", as_of_frame="({})")

    assert fill(prose, undated) == (
        '<span class="ref ref--figure"><bdi>dozens</bdi></span> <span class="ref__as-of">(date not given)</span>'
    )


@pytest.mark.parametrize("kind", ["actor", "event", "story"])
def test_a_name_is_linked_and_isolated_from_the_direction_around_it(kind: str) -> None:
    link = f'<a class="ref ref--{kind}" href="#port">'

    assert printed(f"The [[{kind}:port]]", inline=True) == f"The {link}<bdi>Port</bdi></a>"
    assert printed(f"The [[{kind}:port|harbour]]", inline=True) == f"The {link}harbour</a>"


def test_what_leads_nowhere_is_printed_without_a_link() -> None:
    prose, _ = read("[[actor:port]] [@notice] [there](/there/)", inline=True)

    assert fill(prose, lambda reference: Answer(text="<Port>")) == (
        '<span class="ref ref--actor"><bdi>&lt;Port&gt;</bdi></span><sup class="cite">&lt;Port&gt;</sup> <a>there</a>'
    )


def test_a_citation_is_a_superscript_at_the_word_before_it() -> None:
    assert printed("closed [@notice].", inline=True) == (
        'closed<sup class="cite"><a href="#s1" id="c-notice" aria-label="Source 1: Notice">1</a></sup>.'
    )


@pytest.mark.parametrize("text", ["closed [@a; @b]", "closed [@a][@b]", "closed [@a] [@b]", "closed[@a;@b]"])
def test_citations_side_by_side_do_not_read_as_one_number(text: str) -> None:
    html = printed(text, inline=True)

    assert html.count("<sup") == 1
    assert re.sub("<[^>]*>", "", html) == "closed1, 1"


def test_a_link_to_a_page_of_the_site_is_filled_in_for_each_page() -> None:
    prose, _ = read('See [the *notice*](/a/b/?c=d&e=f#g "Title") and [this](#x)', inline=True)

    assert [(one.kind, one.id, one.label) for one in prose.references] == [
        (Kind.LINK, "/a/b/?c=d&e=f#g", "Title")
    ]
    assert fill(prose, answer) == (
        'See <a href="../a/b/?c=d&amp;e=f#g" title="Title">the <em>notice</em></a> and <a href="#x">this</a>'
    )


def test_a_link_elsewhere_is_kept_as_written_and_listed() -> None:
    prose, _ = read(
        "[a](https://example.org/x_(y)?z=1&lt=2) <https://example.org/> <desk@example.org>", inline=True
    )

    assert [link.href for link in prose.links] == [
        "https://example.org/x_(y)?z=1&lt=2",
        "https://example.org/",
        "mailto:desk@example.org",
    ]
    assert [link.at.column for link in prose.links] == [5, 42, 65]
    assert '<a href="https://example.org/x_(y)?z=1&amp;lt=2">a</a>' in fill(prose, answer)


def test_a_reference_inside_a_link_is_printed_without_a_second_one() -> None:
    html = printed("[by [[actor:port]] [@notice]](https://example.org/)", inline=True)

    assert html.count("<a") == 1
    assert '<span class="ref ref--actor"><bdi>Port</bdi></span><sup class="cite">1</sup></a>' in html


@pytest.mark.parametrize(
    "around",
    [
        "# {}",
        "- {}\n- two",
        "1. {}\n2. two",
        "> {}",
        "a | b\n--|--\n{} | c",
        "**{}**",
        "*{}*",
        "_{}_",
        "***{}*** end",
        "one\n{}\ntwo",
        "{}",
        "a[^n]\n\n[^n]: {}",
        "a[^n]\n\n[^n]: one\n\n    {}",
        "- a\n\n    {}",
        "<mark>{}</mark>",
        "a*b {} c",
        "[ {} ",
        "{}\n===",
    ],
)
def test_references_are_read_wherever_text_is(around: str) -> None:
    prose, diagnostics = read(
        around.format("[[actor:port|the|harbour]][[figure:ships|words]][@notice]".replace("|the", ""))
    )

    assert diagnostics == ()
    assert [(one.kind, one.id, one.label) for one in prose.references] == [
        ("actor", "port", "harbour"),
        ("figure", "ships", "words"),
        ("source", "notice", ""),
    ]
    html = fill(prose, answer)
    assert ">harbour</a>" in html
    assert "\x01" not in html


@pytest.mark.parametrize(
    "text",
    [
        "`[[actor:port]]`",
        "``a ` [[actor:port]]``",
        "    [[actor:port]]\n    [[figure:]]",
        "```\n[[actor:port]] <b> [[figur:x]]\n```",
        "~~~ text\n[[actor:port]]\n\n```\n~~~",
        "- a\n\n        [[actor:port]] <script>",
        "```\n[[actor:port]]",
    ],
)
def test_in_code_everything_is_text(text: str) -> None:
    prose, diagnostics = read(text)

    assert (prose.references, diagnostics) == ((), ())
    html = fill(prose, answer)
    assert "[[actor:port]]" in html
    assert "<code>" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\[[actor:port]]", "[[actor:port]]"),
        (r"\[@notice]", "[@notice]"),
        ("{{ page.title }} {% include 'x' %}", "{{ page.title }} {% include &#x27;x&#x27; %}"),
        ("a < b and b > c", "a &lt; b and b &gt; c"),
        (r"\<b>", "&lt;b&gt;"),
        ("[sic] he said", "[sic] he said"),
        ("[[1]](#n)", '<a href="#n">[1]</a>'),
        ("[@desk](https://example.org/)", '<a href="https://example.org/">@desk</a>'),
        ("a]] b] c)", "a]] b] c)"),
        ("AT&T &amp; &copy; &lt;b&gt;", "AT&amp;T &amp; © &lt;b&gt;"),
        ("1. May", "1. May"),
        ("# hash", "# hash"),
        ("<!-- not [[finished]] -->Done", "Done"),
    ],
)
def test_what_only_looks_like_markup_stays_text(text: str, expected: str) -> None:
    assert printed(text, inline=True) == expected.replace("&#x27;", "'")


@pytest.mark.parametrize("text", ["*aa**bb*cc", "x***c*c_***ac**x", "x**a_****b*****a**x", "*[[**[[*[["])
def test_asterisks_in_any_disorder_lose_no_letter(text: str) -> None:
    prose, _ = read(text)
    html = str(fill(prose, answer))
    kept = re.sub("<[^>]*>", "", html)
    assert re.sub(r"[*_\s]", "", kept) == re.sub(r"[*_\s]", "", text)


def test_a_reference_may_name_an_actor_by_words_and_break_over_lines() -> None:
    prose, diagnostics = read("by [[ actor : Harbour\nOffice | the\n office ]]", inline=True)

    assert diagnostics == ()
    assert [(one.id, one.label) for one in prose.references] == [("Harbour Office", "the office")]


def test_ids_can_be_replaced_by_what_they_stand_for() -> None:
    prose, _ = read("# [[actor:Port]]\n\n[[actor:Port]] [@n]")

    resolved = prose.with_ids(["port", "port", "notice"])

    assert [one.id for one in resolved.references] == ["port", "port", "notice"]
    assert resolved.parts == prose.parts
    with pytest.raises(ValueError, match="shorter"):
        prose.with_ids(["port"])


# Blocks


def test_a_whole_text_prints_as_it_always_did() -> None:
    text = """# Harbour *closes* for [[actor:port]]

First [[figure:ships]] ships.[^why]

## Why

| Day | Ships |
|:----|------:|
| 4 May | [[figure:ships|863]] |

- one
- two

> Closed [@notice].

```
[[actor:port]]
```

[^why]: The quay [@notice] sank.

    By four centimetres.
"""
    golden = Path(__file__).parent / "golden" / "prose.html"
    assert printed(text) + "\n" == golden.read_text("utf-8"), (
        f"the text is printed differently; if that is meant, update {golden}"
    )


def test_no_heading_is_above_the_base_and_none_is_skipped() -> None:
    def levels(text: str, **options: Any) -> list[int]:
        return [heading.level for heading in read(text, **options)[0].headings]

    assert levels("# a\n\n## b\n\n# c") == [2, 3, 2]
    assert levels("## a\n\n#### b\n\n### c\n\n## d") == [2, 3, 3, 2]
    assert levels("##### a\n\n# b") == [2, 2]
    assert levels("# a\n\n## b", heading_base=4) == [4, 5]
    assert levels("\n\n".join("#" * n + " a" for n in range(1, 7)), heading_base=3) == [3, 4, 5, 6, 6, 6]
    assert levels("a\n=\n\nb\n-") == [2, 3]
    assert "<h1" not in printed("# a\n\n> # b\n\n- # c")


def test_heading_anchors_are_unique_and_never_those_of_events_or_figures() -> None:
    prose, _ = read(
        "## A\n\n## A\n\n## A 2\n\n## عنوان\n\n## `x` *y* [z](/z/)\n\n## [[actor:port]] [@n]", prefix="q1-"
    )

    ids = [heading.id for heading in prose.headings]
    assert ids == ["q1-h_a", "q1-h_a_2", "q1-h_a-2", "q1-h_عنوان", "q1-h_x-y-z", "q1-h_port"]
    assert re.findall(r' id="(q1-h_[^"]*)"', fill(prose, answer)) == ids


def test_an_empty_heading_is_not_printed() -> None:
    prose, _ = read("##\n\n## <!-- later -->\n\ntext")

    assert (prose.headings, fill(prose, answer)) == ((), "<p>text</p>")


def test_a_table_scrolls_by_itself_and_is_aligned_by_classes() -> None:
    html = printed("a | b | c\n:-|:-:|-:\n1 | 2 | 3")

    assert html.startswith('<div class="table-frame" tabindex="0">\n<table>')
    assert html.endswith("</table>\n</div>")
    assert re.findall("<td[^>]*>", html) == [
        f'<td class="cell cell--{side}">' for side in ("start", "centre", "end")
    ]
    assert "style" not in html
    assert "align=" not in html


def test_footnotes_are_numbered_as_they_are_marked_and_lead_back() -> None:
    prose, diagnostics = read("a[^x] b[^y] a[^x]\n\n[^y]: why[^z]\n[^x]: ex\n[^z]: zed", prefix="b-")
    html = fill(prose, answer, back="Zurück <")

    assert diagnostics == ()
    assert prose.notes == 3
    assert re.findall(r'<li id="([^"]*)">\n<p>(\w+)', html) == [
        ("b-note_1", "ex"),
        ("b-note_2", "why"),
        ("b-note_3", "zed"),
    ]
    targets = re.findall(r'href="#([^"]*)"', html)
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids)) == 7
    assert set(targets) == set(ids)
    assert html.count('aria-label="Zurück &lt;"') == 4
    assert 'role="doc-endnotes"' in html


def test_two_texts_on_a_page_share_no_id() -> None:
    text = "# a\n\nb[^c]\n\n[^c]: d"
    html = printed(text, prefix="q1-") + printed(text, prefix="q2-")

    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids)) == 6


def test_plain_text_has_names_and_numbers_but_no_markup_and_no_citations() -> None:
    prose, _ = read(
        "# A & b\n\nThe *[[actor:port]]* [@n] saw [[figure:ships]] <mark>ships</mark>[^f] [x](/y/).\n\n[^f]: Note"
    )

    assert plain_text(prose, answer) == "A & b\nThe Port saw 863 ships x.\nNote"


def test_words_are_counted_as_readers_see_them() -> None:
    def words(text: str) -> int:
        return read(text)[0].words

    assert words("") == 0
    assert words("One, *two* – “three”\n\n- four’s <!-- five -->") == 4
    assert words("# One [[figure:x]] [[actor:y|three four]] [@z] [five](/a/b/) &amp;") == 5
    assert words("one/two – three-four, 5 «شش» a.[[figure:x]]b … x*y*z") == 9


def test_equal_texts_are_equal_wherever_they_stand() -> None:
    text = "By [[actor:port]], [here](/x/) [@n]"
    one, _ = read_prose(text, ContentFile("a.md", text), 0)
    other, _ = read_prose(text, ContentFile("b.md", f"---\n\n{text}"), 5)

    assert one == other
    assert hash(one) == hash(other)
    assert one.references[0].at != other.references[0].at


def test_a_text_survives_the_cache() -> None:
    prose, _ = read("# [[actor:port]]\n\nBy [[figure:ships|x]] [here](/x/) [@n].[^a]\n\n[^a]: b")

    encoded = msgspec.json.encode(prose)

    assert msgspec.json.decode(encoded, type=Prose) == prose


def test_nothing_gives_nothing() -> None:
    for text in ("", " \n\t", "<!-- only a comment -->"):
        prose, diagnostics = read(text)
        assert (bool(prose), fill(prose, answer), diagnostics) == (False, Markup(""), ())


# Places


@pytest.mark.parametrize(
    ("before", "line", "column"),
    [
        ("", 1, 1),
        ("one ", 1, 5),
        ("---\r\ntitle: a\r\n---\r\n\r\n", 5, 1),
        ("😀 é 👩‍👩‍👧 ", 1, 11),
        ("بندر بسته شد ", 1, 14),
        ("- a\n    - b ", 2, 9),
        ("a | b\n--|--\nc | ", 3, 5),
        ("> > quote ", 1, 11),
        ("a\u2028b\n", 2, 1),
        ("a\tx ", 1, 5),
        ("```\ncode\n```\n\n", 5, 1),
        ("a[^n]\n\n[^n]: b\n\n    c ", 5, 7),
    ],
)
def test_a_place_is_where_the_editor_sees_it(before: str, line: int, column: int) -> None:
    written = before + "[[actor:port]] x [[figur:y]] [z](javascript:a) <b onclick=c>d</b>"
    text = written.replace("\r\n", "\n")
    prose, diagnostics = read_prose(text, ContentFile("content/a.md", text), 0)

    at = prose.references[0].at
    assert (at.path, at.line, at.column, at.length) == ("content/a.md", line, column, 14)
    assert [(one.at.line, one.at.column - column, one.at.length, one.code) for one in diagnostics] == [
        (line, 19, 5, "TEXT002"),
        (line, 33, 12, "TEXT009"),
        (line, 47, 13, "TEXT006"),
    ]


def test_places_count_from_where_the_text_begins_in_its_file() -> None:
    file = ContentFile("content/a.md", "---\ntitle: a\n---\nOne\n[[figure:]] two")

    _, (problem,) = read_prose("One\n[[figure:]] two", file, file.text.index("One"))

    assert (problem.at.line, problem.at.column, problem.at.length) == (5, 1, 11)


def test_of_several_sources_each_has_its_own_place() -> None:
    prose, _ = read("a [@one;  @two] [@three]", inline=True)

    assert [(one.id, one.at.column, one.at.length) for one in prose.references] == [
        ("one", 4, 4),
        ("two", 11, 4),
        ("three", 17, 8),
    ]


def test_the_same_bad_address_twice_is_reported_at_both_places() -> None:
    assert found("[a](javascript:x) [b](javascript:x)") == [(1, 5, "TEXT009"), (1, 23, "TEXT009")]


# What is reported


@pytest.mark.parametrize(
    "rule", [rule for rule in TEXT if rule.code not in ("TEXT012", "TEXT013", "TEXT014")]
)
def test_each_rule_reports_its_wrong_example_and_accepts_the_right_one(rule: Any) -> None:
    assert rule.code in {code for _, _, code in found(rule.wrong)}
    assert rule.code not in {code for _, _, code in found(rule.right)}


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        (
            "[[figur:x]]",
            "TEXT002",
            "there is no kind of reference called “figur”",
            "did you mean [[figure:x]]?",
        ),
        (
            "[[source:x]]",
            "TEXT002",
            "there is no kind of reference called “source”",
            "a source is cited as [@x]",
        ),
        (
            "[[link:/x/]]",
            "TEXT002",
            "there is no kind of reference called “link”",
            "there are actor, event, figure",
        ),
        ("[[:x]]", "TEXT002", "there is no kind of reference called “”", "there are actor, event, figure"),
        ("[[event: ]]", "TEXT001", "the reference names no event", "as in [[event:some-id]]"),
        ("[[x]]", "TEXT001", "the reference does not say what it refers to", "write [[actor:…]]"),
        ("[[actor:x] y", "TEXT003", "the reference is not closed", "end it with ]]"),
        ("[[actor:x\n\ny]]", "TEXT003", "the reference is not closed", "in the same paragraph"),
        ("[@x", "TEXT003", "the citation is not closed", "end it with ]"),
        ("[@]", "TEXT004", "the citation cannot be read", "write [@id]"),
        ("[@a b]", "TEXT004", "the citation cannot be read", "write [@id]"),
        ("[@a; b]", "TEXT004", "the citation cannot be read", "write [@id]"),
        ("[@a;]", "TEXT004", "the citation cannot be read", "write [@id]"),
        ("<DIV>x", "TEXT005", "<div> is not allowed in a text and was removed", "use Markdown"),
        ("<a href='/x/'>x", "TEXT005", "<a> is not allowed", "write a link as [words]"),
        ("<!DOCTYPE html>x", "TEXT005", "what looks like HTML is not allowed", "use Markdown"),
        ("<b>x\n\ny</b>", "TEXT007", "<b> is not closed in its paragraph", "write </b>"),
        ("x</b>", "TEXT007", "</b> closes nothing", "write <b> before it"),
        ("<!-- x", "TEXT007", "the comment is not closed", "write -->"),
        ("![x](https://example.org/x.png)", "TEXT008", "images inside a text", "`image:`"),
        ("[x](a b)", "TEXT009", "the address of this link cannot be read", "%20"),
        (
            "[x](www.example.org/a)",
            "TEXT009",
            "the address has no https://",
            "write https://www.example.org/a",
        ),
        ("[x](about/)", "TEXT009", "does not begin at the top of the site", "write it as in /about/"),
        (
            "[x](//example.org/)",
            "TEXT009",
            "names a host but not how to reach it",
            "write https://example.org/",
        ),
        (
            "[x][y]\n\n[y]: javascript:z",
            "TEXT009",
            "addresses with “javascript:” are not allowed",
            "https://",
        ),
        ("a[^b]", "TEXT010", "there is no footnote “b”", "[^b]: …"),
        ("a\n\n[^b]: c", "TEXT011", "nothing refers to the footnote “b”", "write [^b]"),
        ("a[^b]\n\n[^b]: c\n\n[^b]: d", "TEXT011", "there are two footnotes “b”", "another name"),
        ("a\x07b", "TEXT014", "the invisible character U+0007 was removed", "delete it"),
    ],
)
def test_a_message_says_what_is_wrong_and_what_to_type(text: str, code: str, message: str, hint: str) -> None:
    _, diagnostics = read(text)

    first = diagnostics[0]
    assert first.code == code
    assert message in first.message
    assert hint in first.hint


def test_what_cannot_be_read_is_printed_as_it_was_written() -> None:
    prose, _ = read("[[figur:*x*]] [@a b] [[actor:y] <b", inline=True)

    assert fill(prose, answer) == "[[figur:*x*]] [@a b] [[actor:y] &lt;b"


def test_removed_html_leaves_its_words_and_is_reported_once() -> None:
    prose, diagnostics = read("a <div class='x'>b</div> <font>c</font>\n\n<div>\n\nd\n\n</div>")

    assert fill(prose, answer) == "<p>a b c</p>\n<p>d</p>"
    assert [one.at.column for one in diagnostics] == [3, 26, 1]


def test_the_short_list_of_html_is_kept() -> None:
    kept = (
        '<abbr title="United &quot;Ports&quot;">UP</abbr> <bdi lang="fa" dir="rtl">بندر</bdi><br>'
        '<time datetime="2020-05-04">then</time> <del>old</del> <ins>new</ins> <mark>m</mark> <q>q</q> <kbd>k</kbd> '
        'H<sub>2</sub>O <small>s</small> <span lang="es-419">puerto</span> <cite>c</cite> <s>s</s> <dfn>d</dfn>'
    )
    assert printed(kept, inline=True) == kept


@pytest.mark.parametrize(
    "attribute",
    [
        "onclick=x",
        'style="color:red"',
        "id=x",
        "class=x",
        "lang='a b'",
        "dir=up",
        "title=x",
        "href=/x/",
        "lang=fa lang=es",
    ],
)
def test_other_attributes_are_removed_and_reported(attribute: str) -> None:
    prose, diagnostics = read(f"<mark {attribute}>x</mark>", inline=True)

    assert [one.code for one in diagnostics] == ["TEXT006"]
    assert fill(prose, answer) in ("<mark>x</mark>", '<mark lang="fa">x</mark>')


def test_a_text_that_is_too_long_is_an_error_and_not_printed() -> None:
    prose, (problem,) = read("a " * (LONGEST_TEXT // 2 + 1))

    assert (problem.code, bool(prose)) == ("TEXT012", False)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 500 + " a",
        "> " * 500 + "a",
        "- " * 500 + "a",
        "1. " * 500 + "a",
        "a[^n]\n\n[^n]: " + "> " * 500,
        "# a\n" * 1000,
        "a\n=\n" * 1000,
        "---\n" * 1000,
    ],
)
def test_a_text_that_is_too_costly_to_read_is_an_error(text: str) -> None:
    prose, diagnostics = read(text)

    assert ([one.code for one in diagnostics], bool(prose)) == (["TEXT013"], False)
    assert printed("*still* works") == "<p><em>still</em> works</p>"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3000,
        "[[" * 1500,
        "[]" * 2000,
        "[a](" * 1000,
        "![" * 2000,
        "`a``b" * 800,
        "`x` " * 12_000,
        "*a_b" * 1000,
        "<b>" * 1000,
        "<!--" * 1000,
        "<a " * 1000,
        "[@" * 2000,
        "[^a]" * 1000,
        "\\" * 4000,
        "&" * 4000,
        "[" * 2000 + "]" * 2000,
        "| " * 2000,
        "word " * 15000,
        "**a " * 1000,
        "<script>" * 500,
        "".join(" " * 4 * depth + "- a\n" for depth in range(200)),
    ],
)
def test_a_text_of_one_sign_repeated_is_read(text: str) -> None:
    # Without care some of these take minutes or end in a traceback.
    for inline in (False, True):
        prose, diagnostics = read(text, inline=inline)
        assert prose or diagnostics


def test_findings_are_a_hundred_at_most() -> None:
    assert len(read("[[x]] " * 500)[1]) == 100


# Safety

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(//evil.example)}</style>",
    "<b style='background:url(//evil.example)'>x</b>",
    "<b onmouseover=alert(1)>x</b>",
    "<b\x0conclick=alert(1)>x</b>",
    "<b/onclick=alert(1)>x</b>",
    "<b title='\"><script>alert(1)</script>'>x</b>",
    "<abbr title='\"><img src=x onerror=alert(1)>'>x</abbr>",
    '<abbr title="`><img src=x onerror=alert(1)>">x</abbr>',
    "<abbr title='[[actor:x]]\"onclick=\"alert(1)'>x</abbr>",
    "<time datetime='\" onclick=alert(1)'>x</time>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='https://example.org' target=_blank ping=//evil.example>x</a>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE html [<!ENTITY x '<script>alert(1)</script>'>]>&x;",
    "<plaintext><xmp><textarea><title></title><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<portal src=//evil.example>",
    "<table background=//evil.example><td background=javascript:alert(1)>x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java&#x73;cript:alert(1))",
    "[x](&#106;avascript&colon;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java\\script:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](<java\tscript:alert(1)>)",
    '[x]( javascript:alert(1) "title")',
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](https://bank.example@evil.example)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x]\n\n[x]: <javascript:alert(1)>",
    '[y]: javascript:alert(1) "t"\n\n[y][] and [x][Y]',
    "<javascript:alert(1)>",
    "<javascript://example.org/%0aalert(1)>",
    "<data://text/html,x>",
    "<x@y.example?onclick=alert(1)>",
    '<"onclick=alert(1)//@x.example>',
    "<[[actor:x]]\\<x@y.z>",
    '<[[actor:x|a" onclick=alert(1) b]]\\<x@y.z>',
    "<[[figure:x|onclick=alert(1)]]x@y.z>",
    "<[@x|onclick=alert(1)]\\<x@y.z>",
    "<[^n]\\<x@y.z>",
    "<[^n]\\<x@y.z>\n\n[^n]: b",
    "<x@[[actor:x]]\\<y.z>",
    "<\\[x@y.z>",
    "<`x`x@y.z>",
    "<x@y.z\\_>",
    "&#x000000090;&#000064976;&#x00000FDD0;",
    "[x](&#" + "0" * 5000 + "65;)",
    '[x](https://example.org/"onclick=alert(1)//)',
    '[x](https://example.org/ "t\\" onclick=alert(1)")',
    "[x](https://example.org/ 't\" onclick=\"alert(1)')",
    "[x](https://example.org/[[actor:x]])",
    '[x](https://example.org/ "[[actor:x]]<b>")',
    "[x](/[[actor:x]]/)",
    "[x [y](https://b.example/)](javascript:alert(1))",
    "[![x](javascript:alert(1))](javascript:alert(2))",
    "![x](javascript:alert(1))",
    '![x"onerror=alert(1)](x)',
    '![x](x "onerror=alert(1)")',
    "![x][y]\n\n[y]: https://evil.example/x.png",
    "[[actor:<script>alert(1)</script>]]",
    '[[actor:"onclick=alert(1)//]]',
    "[[actor:x|<img src=x onerror=alert(1)>]]",
    '[[figure:x|"><script>alert(1)</script>]]',
    '[@"onclick=alert(1)//]',
    "[@<script>]",
    '[[figur"><script>:x]]',
    'a[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: <img src=x onerror=alert(1)>',
    "a[^<script>]\n\n[^<script>]: b",
    '# <img src=x onerror=alert(1)> "onclick=alert(1)',
    "## x {#onclick=alert(1)} {: onclick=alert(1) }",
    "a | b\n--|--\n<script>alert(1)</script> | <b onclick=alert(1)>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```html onclick=alert(1)\n</code></pre><script>alert(1)</script>\n```",
    "`a` <b `> <script>alert(1)</script>` c",
    "<b title=`>`<script>alert(1)</script>`",
    "\x010\x04 [[actor:x]] \x011\x04\ufdd2",
    "\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \x02amp\x03 *a*",
    "<b><i><b><i></b></i>" * 20,
    "<em>" * 60 + "[x](javascript:alert(1))",
    "<mark>*a</mark>b* [c</mark>](https://example.org/)",
]

ELEMENTS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "div",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
        "var",
        "wbr",
    ]
)
ATTRIBUTES = frozenset(
    [
        "aria-label",
        "class",
        "datetime",
        "dir",
        "href",
        "id",
        "lang",
        "role",
        "start",
        "tabindex",
        "title",
        "value",
    ]
)


def elements(html: str) -> Iterator[Any]:
    """The elements that a browser would make of ``html``."""
    for element in html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False).iter():
        if element.tag != "DOCUMENT_FRAGMENT":
            yield element


def assert_safe(html: str) -> None:
    for element in elements(html):
        assert element.tag in ELEMENTS, html
        assert set(element.attrib) <= ATTRIBUTES, html
        address = element.get("href", "#")
        assert urlsplit(address).scheme in ("", "http", "https", "mailto"), html
        assert not address.startswith(("//", "/\\", "\\")), html
    assert not re.search("[\ufdd0-\ufdef\x00-\x08\x0b-\x1f\x7f-\x9f]", html)


def hostile(reference: Reference) -> Answer:
    """Answers that try to break out of where they are put."""
    bad = f"\"'><script>alert(1)</script>{reference.id}{reference.label}"
    return Answer(
        text=bad,
        href="javascript:" + bad,
        value=bad,
        as_of=bad,
        as_of_iso=bad,
        as_of_frame=bad,
        anchor=bad,
        title=bad,
    )


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("inline", [False, True])
def test_nothing_dangerous_reaches_a_page(attack: str, inline: bool) -> None:
    for text in (
        attack,
        f"before {attack} after",
        f"*{attack}*",
        f"- {attack}\n- x",
        f"<b>{attack}</b>",
        attack * 3,
    ):
        prose, _ = read(text, inline=inline)
        for answers in (answer, hostile):
            assert_safe(fill(prose, answers))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            r"to <[[actor:port]]\<x@y.example> now",
            '&lt;<a class="ref ref--actor" href="#port"><bdi>Port</bdi></a>&lt;x@y',
        ),
        (
            r'to <[[actor:port|a" b]]\<x@y.example> now',
            '&lt;<a class="ref ref--actor" href="#port">a&quot; b</a>&lt;x@y',
        ),
        (r"to <[^n]\<x@y.example> now", "&lt;[^n]&lt;x@y.example&gt; now"),
        (r"to <\[x@y.example> now", "&lt;[x@y.example&gt; now"),
        ("to <`x`x@y.example> now", "&lt;<code>x</code>x@y.example&gt; now"),
        ("to <x+é@y.example> now", '<a href="mailto:x+é@y.example">x+é@y.example</a> now'),
        ("to <mailto:x@y.example> now", '<a href="mailto:x@y.example">x@y.example</a> now'),
    ],
)
def test_a_mail_address_holds_nothing_that_was_read_before_it(text: str, expected: str) -> None:
    prose, _ = read(text)
    assert expected in fill(prose, answer)


@pytest.mark.parametrize(
    "written", ["&#x000000090;", "&#000064976;", "&#x00000FDD0;", "&#" + "0" * 5000 + "65;"]
)
def test_a_number_too_long_to_be_a_character_is_removed_whole(written: str) -> None:
    prose, (problem,) = read(f"a{written}b")

    assert problem.code == "TEXT014"
    assert re.sub(" +", " ", str(fill(prose, answer))) == "<p>a b</p>"


def test_answers_cannot_lead_to_what_a_text_could_not_link_to() -> None:
    prose, _ = read("[[actor:a]] [b](/c/) [@d]", inline=True)

    assert "href" not in fill(prose, hostile)
    assert "<script" not in fill(prose, hostile)


signs = st.sampled_from(
    [
        "[[",
        "]]",
        "[",
        "]",
        "(",
        ")",
        "[@",
        "[^",
        "actor:",
        "figure:x",
        "|",
        "`",
        "``",
        "```\n",
        "*",
        "**",
        "_",
        "\\",
        "<",
        ">",
        "<b>",
        "</b>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<mark lang=fa>",
        "</mark>",
        "<abbr title=x>",
        "</abbr>",
        "<br>",
        "<x",
        "&",
        "&#60;",
        "javascript:",
        "https://e.example/",
        "/x/",
        "#",
        "# ",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "1. ",
        "[^a]: ",
        "a",
        "b c",
        "é",
        "بندر",
        "😀",
        '"',
        "'",
        "=",
        "---",
        "| a |\n|--|\n",
        "![",
        "\x01",
        "0",
        "\x04",
        "\x02",
        "\t",
        "  \n",
        "\\<",
        "\\[",
        "x@y.z>",
        "[[actor:x]]",
        "[@x]",
        "[^a]",
    ]
)
markdown = st.lists(signs, max_size=25).map("".join) | st.text(max_size=60)


@settings(max_examples=300, deadline=None)
@given(markdown, st.booleans())
def test_any_text_gives_safe_html_and_diagnostics_in_its_file(text: str, inline: bool) -> None:
    file = ContentFile("content/a.md", text)

    prose, diagnostics = read_prose(text, file, 0, inline=inline)

    html = fill(prose, answer)
    assert_safe(html)
    assert_safe(fill(prose, hostile))
    plain_text(prose, answer)
    assert list(diagnostics) == sorted(diagnostics)
    for at in [
        *(one.at for one in diagnostics),
        *(one.at for one in prose.references),
        *(one.at for one in prose.links),
    ]:
        assert 1 <= at.line <= text.count("\n") + 1
        assert at.column <= len(file.line(at.line)) + 1
    ids = re.findall(r' id="((?:h|note|noteref)_[^"]*)"', html)
    assert len(ids) == len(set(ids))


@settings(max_examples=300, deadline=None)
@given(markdown)
def test_what_a_text_becomes_is_balanced_html(text: str) -> None:
    html = fill(read(text)[0], answer)

    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parseFragment(html)
    assert [
        error for error in parser.errors if "character" not in error[1] and "codepoint" not in error[1]
    ] == [], html


@given(
    st.text(st.characters(exclude_characters="\\`*_[]<>&\ufeff", exclude_categories=["Cc", "Cs", "Cn"]))
    | st.text("a \u00a0.#-1\u200f")
)
def test_text_without_signs_is_the_same_with_and_without_markdown(text: str) -> None:
    # The sign at the end makes the text go the long way.
    short, long = read(text, inline=True)[0], read(f"{text.strip()} _x_", inline=True)[0]

    if short and not text.strip().endswith(" "):
        assert f"{fill(short, answer)} <em>x</em>" == fill(long, answer)


# fmt: off
pieces = st.sampled_from([
    "a", "b c", "1", "[", "]", "](", ")", "[a](", "/b/)", "[a b](https://e.example/)", "!", ".", ":", "|", ">", "é", " ", "  ",
    "\n", "\n\n", "\n\n\n", "*", "**", "***", "_", "#", "## a", "-", "- a", "+", "=", "---", "2.", "    a", "a\n===", "\\",
    "`", "&", "[@notice]", "[[actor:port]]", "<b>", "</b>", "x[^a]", "\n\n[^a]: y",
])
# fmt: on
nearly_plain = st.lists(pieces, max_size=25).map("".join)


@settings(max_examples=1000, deadline=None)
@given(nearly_plain)
def test_blocks_are_the_same_with_and_without_markdown(text: str) -> None:
    # A definition of a link makes the whole text go the long way.
    short, long = read(text)[0], read(f"[that no text names]: https://example.org/\n\n{text}")[0]

    assert fill(short, answer) == fill(long, answer)
    assert (short.references, short.headings, short.links, short.words) == (
        long.references,
        long.headings,
        long.links,
        long.words,
    )


@settings(max_examples=1000, deadline=None)
@given(nearly_plain)
def test_a_line_is_the_same_with_and_without_markdown(text: str) -> None:
    # So does the sign at the end.
    short, long = read(f"a {text}", inline=True)[0], read(f"a {text} &amp;", inline=True)[0]

    assert f"{fill(short, answer)} &amp;".split() == str(fill(long, answer)).split()


@pytest.mark.parametrize("before", ["    ", "\t\n\n", "      \n"])
def test_what_only_looks_empty_prints_no_code(before: str) -> None:
    assert printed(f"{before}\n\nWords.\n\n  {before}\n") == "<p>Words.</p>"


@given(st.lists(markdown, max_size=4))
def test_a_text_reads_the_same_whatever_was_read_before_it(texts: list[str]) -> None:
    text = "# a\n\nb[^c] *d* &amp; [e][f]\n\n[^c]: g"
    before = printed(text)
    for other in texts:
        read(other)

    assert printed(text) == before


@pytest.mark.parametrize(
    ("text", "inline", "loaded"),
    [
        ("Plain words.", True, []),
        ("Words by *[[actor:port]]*, [a page](https://example.org/). [@notice]", True, ["nh3"]),
        ("## Words\\n\\nby **[[actor:port]]**\\nin [a page](/b/). [@notice]", False, ["nh3"]),
        ("- Words", False, ["markdown", "nh3"]),
    ],
)
def test_a_text_loads_no_more_than_it_needs(text: str, inline: bool, loaded: list[str]) -> None:
    program = (
        "import sys\nfrom dateline.prose import read_prose\nfrom dateline.read.text import ContentFile\n"
        f"read_prose('{text}', ContentFile('a.md', '{text}'), 0, inline={inline})\n"
        "print(sorted({'markdown', 'nh3', 'jinja2', 'pygments'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert result.stdout == f"{loaded}\n"


def test_a_text_is_freed_of_invisible_characters_also_where_its_file_has_none() -> None:
    prose, problems = read_prose(
        "The crane \x010\x04 [[event:crane]]", ContentFile("story.md", "The crane"), 0
    )
    assert [one.code for one in problems] == ["TEXT014", "TEXT014"]
    assert not re.search("[\x00-\x08]", "".join(part for part in prose.parts if isinstance(part, str)))
    assert [one.id for one in prose.references] == ["crane"]
