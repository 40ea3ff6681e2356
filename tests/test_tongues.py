"""Texts carry their language, and the finished page says it where that can be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.languages import language_of
from dateline.languages.tongues import (
    bare,
    capital,
    direction_of,
    language_in,
    marked,
    plain,
    spoken,
    spoken_xml,
)

EN, FA = marked("Harbour closes", "en"), marked("بندر", "fa")


def test_an_element_that_holds_one_text_gets_its_language():
    assert spoken(f'<h1 class="a">{EN}</h1>', "ltr") == '<h1 class="a" lang="en">Harbour closes</h1>'
    assert spoken(f"<p>{EN}</p>", "rtl") == '<p lang="en" dir="ltr">Harbour closes</p>'


def test_a_text_among_others_gets_an_element_of_its_own():
    assert spoken(f"<p>863 {FA}; {EN}</p>", "ltr") == (
        '<p>863 <span lang="fa" dir="rtl">بندر</span>; <span lang="en">Harbour closes</span></p>'
    )
    assert spoken(f'<p lang="es">{EN}</p>', "ltr") == '<p lang="es"><span lang="en">Harbour closes</span></p>'


def test_whole_paragraphs_among_others_get_a_block():
    body = marked("<p>One.</p><p>Two.</p>", "en")
    assert spoken(f"<div>{body}</div>", "rtl") == '<div lang="en" dir="ltr"><p>One.</p><p>Two.</p></div>'
    assert spoken(f"<div>{body}<hr></div>", "ltr") == (
        '<div><div lang="en"><p>One.</p><p>Two.</p></div><hr></div>'
    )


def test_a_text_within_a_text_turns_back():
    inner = marked(f"by <bdi>{FA}</bdi> alone", "en")
    assert spoken(f"<p>{inner}</p>", "rtl") == (
        '<p lang="en" dir="ltr">by <bdi lang="fa" dir="rtl">بندر</bdi> alone</p>'
    )


def test_where_there_are_no_elements_only_what_runs_the_other_way_is_isolated():
    page = f'<a title="Source 1: {FA}" data-x="{EN}"><title>Moved: {FA}</title><option>{FA}</option></a>'
    assert spoken(page, "ltr") == (
        '<a title="Source 1: \u2067بندر\u2069" data-x="Harbour closes">'
        "<title>Moved: \u2067بندر\u2069</title><option>بندر</option></a>"
    )


def test_a_sign_that_ends_a_tag_may_stand_in_an_attribute():
    assert spoken(f'<a title="a > {EN}">b</a>', "ltr") == '<a title="a > Harbour closes">b</a>'


def test_in_a_drawing_there_is_no_direction():
    page = f"<svg><text>{FA}</text><text>1 {FA}</text></svg><p>{FA}</p>"
    assert spoken(page, "ltr") == (
        '<svg><text lang="fa">بندر</text><text>1 <tspan lang="fa">بندر</tspan></text></svg>'
        '<p lang="fa" dir="rtl">بندر</p>'
    )


def test_xml_says_it_on_elements_of_their_own():
    assert spoken_xml(f'<title>{EN}</title><a b="{EN}">{FA} 1</a>', "ltr") == (
        '<title xml:lang="en">Harbour closes</title><a b="Harbour closes">\u2067بندر\u2069 1</a>'
    )


@pytest.mark.parametrize(
    ("code", "direction"),
    [("fa", "rtl"), ("ar-EG", "rtl"), ("az-Arab", "rtl"), ("ur-Latn", "ltr"), ("es", "ltr"), ("", "ltr")],
)
def test_directions_follow_the_script(code, direction):
    assert direction_of(code) == direction


def test_what_is_isolated_or_marked_within_a_phrase_does_not_isolate_the_phrase():
    persian = language_of("fa")
    phrase = persian.gettext("%(by)s: %(value)s", by=EN, value="۵")
    assert phrase == f"{EN}: ۵"
    assert persian.phrases([phrase, "Foro Penal: ۵"]) == f"{EN}: ۵؛ \u2068Foro Penal: ۵\u2069"
    inner = persian.gettext("%(by)s: %(value)s", by="Foro Penal", value="۵")
    assert persian.isolate(inner) == inner == "\u2068Foro Penal\u2069: ۵"


def test_a_capital_is_set_within_the_text():
    assert bare(capital(marked("ships", "en"))) == "Ships"
    assert capital("ships") == "Ships"
    assert capital("") == ""


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\ufdd3\ufdd4")),
    st.sampled_from(["en", "pt-BR", "fa"]),
)
def test_a_text_comes_out_as_it_went_in(text, code):
    said = marked(text, code)
    assert bare(said) == text
    assert language_in(said) == (code if text else "")
    assert plain(said, "rtl") == text


@given(st.lists(st.sampled_from([EN, FA, "<p>", "</p>", " ", "\ufdd3", "\ufdd4", "&amp;", '<a title="'])))
def test_no_mark_is_left_whatever_was_cut(pieces):
    for page in ("".join(pieces), f"<p>{''.join(pieces)}</p>"):
        for said in (spoken(page, "rtl"), plain(page, "rtl")):
            assert "\ufdd3" not in said
            assert "\ufdd4" not in said
