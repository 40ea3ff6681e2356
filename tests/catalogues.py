"""The messages of the interface and their translations, as Babel finds and reads them.

``pytest tests/test_catalogues.py --update-golden`` brings the template and the catalogues up to date with the code: new
messages come in untranslated, messages that nobody says any more go out.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import PoFileError, read_po, write_po

from dateline.languages import CODES
from tests.sites import ROOT

FOLDER = ROOT / "dateline" / "languages"
TEMPLATE = FOLDER / "messages.pot"
TRANSLATIONS = tuple(code for code in CODES if code != "en")
SPEAKERS = ("dateline/views", "dateline/charts", "dateline/data")
"""Folders whose modules speak to readers; templates do, too."""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "say": None,
    "say_whole": None,
    "count": (1, 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
PLURALS = {
    "es": "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
    "ar": "nplurals=6; plural=n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 && n % 100 <= 99 ? 4 : 5;",
    "fa": "nplurals=2; plural=n > 1;",
}
"""CLDR's classes as gettext writes them."""
OPTIONS = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def speaking_files() -> Iterator[tuple[Path, str]]:
    """Every file with words for readers, and how Babel reads it."""
    for folder in SPEAKERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, "python"
    for path in sorted((ROOT / "templates").rglob("*.*ml")):
        yield path, "jinja2.ext:babel_extract"


def extracted() -> Catalog:
    """All messages of code and templates, with the comments for translators before them."""
    found = Catalog(project="Dateline", charset="utf-8", fuzzy=False)
    for name, message, comments, context in _said():
        found.add(message, locations=[(name, None)], auto_comments=comments, context=context)
    return found


@cache
def _said() -> tuple[tuple[str, str | tuple[str, ...], list[str], str | None], ...]:
    return tuple(
        (path.relative_to(ROOT).as_posix(), message, comments, context)
        for path, method in speaking_files()
        for _, message, comments, context in extract(
            method,
            io.BytesIO(path.read_bytes()),
            KEYWORDS,
            ("Translators:",),
            OPTIONS,
            strip_comment_tags=True,
        )
    )


def read_catalogue(path: Path) -> Catalog:
    """The catalogue at ``path``; a new one where there is none."""
    data = path.read_bytes() if path.is_file() else header(path.stem).encode()
    return read_po(io.BytesIO(data), locale=path.stem, abort_invalid=True)


def written(catalogue: Catalog) -> str:
    """The catalogue as its file holds it: no time of writing, so that nothing changes where no message does."""
    buffer = io.BytesIO()
    # Which files say a message stands in the template alone: catalogues would change whenever a text is said elsewhere.
    no_place = catalogue.locale is not None
    write_po(buffer, catalogue, width=0, no_location=no_place, omit_header=True, sort_output=True)
    body = buffer.getvalue().decode("utf-8")
    return f"{header(str(catalogue.locale) if catalogue.locale else '')}\n{body.lstrip()}"


def header(code: str) -> str:
    lines = ["# What Dateline says to readers; docs/translating.md tells how it is translated."]
    lines += ['msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=utf-8\\n"']
    if code:
        lines += [f'"Language: {code}\\n"', f'"Plural-Forms: {PLURALS[code]}\\n"']
    return "\n".join(lines) + "\n"


def up_to_date(path: Path) -> str:
    """The catalogue at ``path`` with exactly the messages there are now."""
    messages = extracted()
    if path == TEMPLATE:
        return written(messages)
    catalogue = read_catalogue(path)
    catalogue.update(messages, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return written(catalogue)


PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w*)\}|%%")
MARKUP = re.compile(r"<[a-z/!]|&#?\w+;", re.IGNORECASE)
LINE = re.compile(r'#.*|\s*|((msgid|msgid_plural|msgctxt|msgstr(\[\d\])?) )?"([^"\\]|\\["\\nt])*"')
OVERRIDES = re.compile("[\u202a-\u202e]")


def problems(path: Path) -> list[str]:
    """What is wrong with a catalogue, each as ``file:line: what``."""
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    try:
        catalogue = read_catalogue(path)
    except PoFileError as error:
        return [f"{name}:{(error.lineno or 0) + 1}: {error}"]
    found = [
        (number, "is not a line of a catalogue")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if not LINE.fullmatch(line)
    ]
    found += ((message.lineno or 0, "nobody says this any more") for message in catalogue.obsolete.values())
    wanted = {(message.context, _key(message)) for message in extracted() if message.id}
    for message in catalogue:
        if message.id:
            line = message.lineno or 0
            if (message.context, _key(message)) not in wanted:
                found.append((line, "nobody says this any more"))
            found += ((line, what) for what in _faults(message, catalogue))
    there = {(message.context, _key(message)) for message in catalogue}
    found += [(1, f"“{message}” is not here") for _, message in sorted(wanted - there, key=str)]
    return [f"{name}:{line}: {what}" for line, what in sorted(found)]


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


@cache
def _of_one_number(plural: str) -> frozenset[int]:
    """The plural forms that are for one number alone, and so need not say it: “One event”."""
    used = Counter(map(c2py(plural), range(1001)))
    return frozenset(form for form, numbers in used.items() if numbers == 1)


def _faults(message: Message, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with one translation."""
    plurals = catalogue.num_plurals
    source = (message.id,) if isinstance(message.id, str) else message.id
    forms = (message.string,) if isinstance(message.string, str) else message.string
    if message.fuzzy:
        yield "is marked as fuzzy"
    if len(source) > 1 and len(forms) != plurals:
        yield f"has {len(forms)} plural forms, not {plurals}"
    if not all(forms):
        yield "is not translated"
        return
    known = {one[0] for text in source for one in PLACEHOLDER.finditer(text)}
    for number, form in enumerate(forms):
        given = {one[0] for one in PLACEHOLDER.finditer(form)}
        if unknown := given - known:
            yield f"says {', '.join(sorted(unknown))}, which the message does not have"
        alone = len(source) > 1 and number in _of_one_number(catalogue.plural_expr)
        needed = known - ({"%(n)s", "%%"} if alone else {"%%"})
        if missing := needed - given:
            yield f"lacks {', '.join(sorted(missing))}"
        if "%" in PLACEHOLDER.sub("", form) and any("%" in text for text in source):
            yield "has a % that begins nothing"
        if MARKUP.search(form):
            yield "has markup; translations are plain text"
        if OVERRIDES.search(form):
            yield "has a sign that overrides direction (U+202A–E)"
        if (form[0].isspace(), form[-1].isspace()) != (source[0][0].isspace(), source[0][-1].isspace()):
            yield "begins or ends with a space where the message does not, or the other way round"
        ends = [text[-1] in ".:…" and text[-1] for text in (source[-1], form)]
        if ends[0] != ends[1] and not form.endswith("؟"):
            yield "does not end as the message does"
