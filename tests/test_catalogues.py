"""The catalogues are complete, well formed, and about what the program says today."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel import Locale

from dateline.languages import language_of
from dateline.languages.catalogue import read
from tests.catalogues import (
    FOLDER,
    KEYWORDS,
    TEMPLATE,
    TRANSLATIONS,
    problems,
    read_catalogue,
    speaking_files,
    up_to_date,
)
from tests.sites import ROOT


def without_places(text: str) -> str:
    """A catalogue without the files that say each message: where they change, nobody has to translate."""
    return re.sub(r"^#: .*\n", "", text, flags=re.MULTILINE)


UPDATE = "python3 build.py test tests/test_catalogues.py --update-golden"


@pytest.mark.parametrize(
    "path", [TEMPLATE, *(FOLDER / f"{code}.po" for code in TRANSLATIONS)], ids=lambda path: path.name
)
def test_a_catalogue_has_exactly_the_messages_of_the_program(
    path: Path, request: pytest.FixtureRequest
) -> None:
    now = up_to_date(path)
    if request.config.getoption("--update-golden"):
        path.write_text(now, encoding="utf-8")
    kept = path.read_text(encoding="utf-8")
    assert without_places(kept) == without_places(now), f"bring it up to date, then translate: {UPDATE}"


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_every_message_is_translated_and_well_formed(code: str) -> None:
    assert problems(FOLDER / f"{code}.po") == []


@pytest.mark.parametrize(
    ("there", "instead", "problem"),
    [
        ('msgstr "Fuentes"', 'msgstr ""', "is not translated"),
        ('msgid "Sources"', '#, fuzzy\nmsgid "Sources"', "is marked as fuzzy"),
        ('msgid "Sources"\nmsgstr "Fuentes"', '#~ msgid "Sources"\n#~ msgstr "Fuentes"', "nobody says this any more"),
        ('msgid "Sources"', 'msgid "Sauces"', "nobody says this any more"),
        ("msgstr[2] \"%(n)s hechos\"\n", "", "is not translated"),
        ('"%(n)s hechos"', '"%(m)s hechos"', "says %(m)s, which the message does not have"),
        ('"%(n)s hechos"', '"hechos"', "lacks %(n)s"),
        ('msgstr "Fuentes"', 'msgstr "<b>Fuentes</b>"', "has markup; translations are plain text"),
        ('msgstr "Fuentes"', 'msgstr "\u202eFuentes"', "has a sign that overrides direction (U+202A–E)"),
        ('msgstr "Fuentes"', 'msgstr "Fuentes."', "does not end as the message does"),
        ('msgstr "Fuentes"', 'msgstr "Fuentes ', "is not a line of a catalogue"),
    ],
)  # fmt: skip
def test_a_fault_in_a_catalogue_is_named_at_its_line(
    tmp_path: Path, there: str, instead: str, problem: str
) -> None:
    text = (FOLDER / "es.po").read_text(encoding="utf-8")
    assert there in text
    (tmp_path / "es.po").write_text(text.replace(there, instead, 1), encoding="utf-8")
    found = problems(tmp_path / "es.po")
    near = range(text[: text.index(there)].count("\n") - 6, text[: text.index(there)].count("\n") + 8)
    named = [one for one in found if problem in one.lower() or problem in one]
    assert any(int(one.split(":")[1]) in near for one in named), found


def test_what_a_message_says_stands_in_the_code_as_a_text() -> None:
    """A message put together by the program would never come to a translator."""
    wrong = []
    for path, method in speaking_files():
        if method != "python":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            messages = {"count": node.args[:2], "ngettext": node.args[:2], "pgettext": node.args[:2]}
            if name in KEYWORDS and len(node.args) >= {"count": 3, "ngettext": 3, "pgettext": 2}.get(name, 1):
                said = messages.get(name, node.args[:1])
                literal = all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in said)
                if not literal and path.name not in ("composer.py",):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_templates_say_nothing_that_cannot_be_translated() -> None:
    from jinja2 import Environment

    wrong = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = "".join(
            value if kind == "data" else "\0" if kind == "variable_begin" else ""
            for _, kind, value in Environment(autoescape=True).lex(path.read_text(encoding="utf-8"))
        )
        text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
        spoken = re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"\0]+)"', text)
        spoken += re.findall(r">([^<>]+)<", text)
        wrong += [
            f"{path.name}: {one.strip()}"
            for one in spoken
            if re.search(r"[A-Za-z]{2}", one) and '="' not in one
        ]
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_the_program_reads_a_catalogue_as_gettext_does(code: str) -> None:
    ours = read((FOLDER / f"{code}.po").read_text(encoding="utf-8"))
    for message in read_catalogue(FOLDER / f"{code}.po"):
        if isinstance(message.id, tuple):
            assert ours.forms[message.id[0]] == message.string
        elif message.id:
            said = ours.pgettext(message.context, message.id) if message.context else ours.gettext(message.id)
            assert said == message.string


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_plural_forms_are_those_of_cldr(code: str) -> None:
    rule = Locale(code).plural_form
    classes = [
        name for name in ("zero", "one", "two", "few", "many", "other") if name in (*rule.tags, "other")
    ]
    plural = read((FOLDER / f"{code}.po").read_text(encoding="utf-8")).plural
    for n in (*range(1202), 10**6, 10**6 + 1, 2 * 10**6):
        assert classes[plural(n)] == rule(n), n


@pytest.mark.parametrize(
    ("code", "counted"),
    [
        ("en", ("0 events", "1 event", "2 events", "3 events", "11 events", "100 events", "1,000,000 events")),
        ("es", ("0 hechos", "1 hecho", "2 hechos", "3 hechos", "11 hechos", "100 hechos", "1.000.000 de hechos")),
        ("ar", ("لا أحداث", "حدث واحد", "حدثان", "3 أحداث", "11 حدثًا", "100 حدث", "1,000,000 حدث")),
        ("fa", ("۰ رویداد", "۱ رویداد", "۲ رویداد", "۳ رویداد", "۱۱ رویداد", "۱۰۰ رویداد", "۱٬۰۰۰٬۰۰۰ رویداد")),
    ],
)  # fmt: skip
def test_things_are_counted_in_every_class_of_numbers(code: str, counted: tuple[str, ...]) -> None:
    numbers = (0, 1, 2, 3, 11, 100, 10**6)
    assert tuple(language_of(code).ngettext("%(n)s event", "%(n)s events", n) for n in numbers) == counted


def test_a_message_without_a_translation_stays_english() -> None:
    persian = language_of("fa")
    assert persian.gettext("A line of a template of your own") == "A line of a template of your own"
    assert persian.ngettext("%(n)s boat", "%(n)s boats", 2) == "۲ boats"


def test_a_name_that_runs_the_other_way_is_isolated() -> None:
    arabic, english = language_of("ar"), language_of("en")
    assert arabic.gettext("%(by)s: %(value)s", by="Foro Penal", value="863") == "\u2068Foro Penal\u2069: 863"
    assert arabic.gettext("%(by)s: %(value)s", by="الرئاسة", value="863") == "الرئاسة: 863"
    assert english.gettext("%(by)s: %(value)s", by="الرئاسة", value="863") == "\u2068الرئاسة\u2069: 863"
    assert english.gettext("%(by)s: %(value)s", by="Rocío", value="863") == "Rocío: 863"
