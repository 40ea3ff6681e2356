"""Mistakes planted one at a time into the real content, each with the code and place that must be reported."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.values.quantities import Form, parse_quantity
from tests.sites import ROOT

CONTENT = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "content").rglob("*"))
    if path.suffix in (".md", ".yaml") and "." not in path.stem  # translations have tests of their own
}
FILES = {path: text for path, text in CONTENT.items() if "/crises/" in path}
AT_MOST = 20
"""Plants a rule: a slip that can be made everywhere would leave the others no time."""


@dataclass(frozen=True)
class Plant:
    """One mistake: the new text of a file, and what is to be said about it where."""

    code: str
    path: str
    text: str
    line: int
    column: int


def changed(code: str, path: str, start: int, end: int, new: str, at: int) -> Plant:
    """``new`` from ``start`` to ``end`` of a file, reported at the offset ``at`` of the new text."""
    text = CONTENT[path][:start] + new + CONTENT[path][end:]
    return Plant(code, path, text, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1)


def each(pattern: str, kinds: str = "") -> Iterator[tuple[str, re.Match[str]]]:
    """Every match in the files of the crises whose path holds ``kinds``."""
    for path, text in FILES.items():
        if kinds in path:
            for found in re.finditer(pattern, text, re.MULTILINE):
                yield path, found


def blocks(inside: str) -> Iterator[tuple[str, str, int]]:
    """The items of the list ``inside`` of every story: path, whole item and its offset."""
    for path, text in FILES.items():
        if path.endswith("index.md") or not (
            area := re.search(rf"^{inside}:\n((?:[ -].*\n)+)", text, re.MULTILINE)
        ):
            continue
        for item in re.finditer(r"^  - (?:.*\n)(?:    .*\n)*", area[1], re.MULTILINE):
            yield path, item[0], area.start(1) + item.start()


def misspelt() -> Iterator[Plant]:
    """Fields, names, words, dates and numbers with a slip in them."""
    for path, found in each(
        r"^(?: *(?:- )?)(date|status|kind|title|place|figure|value|source|note|text|label): "
    ):
        yield changed("FIELD001", path, found.start(1), found.end(1), found[1] + "zz", found.start(1))
    for path, found in each(r"\[\[(?:actor|event|story|figure):([\w-]+)"):
        yield changed("NAME001", path, found.end(1), found.end(1), "zz", found.start())
    for path, found in each(r"\[@([\w-]+)\]"):
        yield changed("NAME001", path, found.end(1), found.end(1), "zz", found.start())
    for path, found in each(r"^ +(?:- )?(?:by|source|actor): ([\w-]+)$"):
        yield changed("NAME001", path, found.end(1), found.end(1), "zz", found.start(1))
    for path, found in each(r"^ *(?:- )?(?:status): (\w+)"):
        yield changed("FIELD005", path, found.start(1), found.end(1), "sure", found.start(1))
    for path, found in each(r"^ *(?:since|date|published|as_of): (\d{4})-(\d\d)(?:-\d\d)?$"):
        yield changed("DATE001", path, found.start(2), found.end(2), "13", found.start(2))
    for path, found in each(r"^ +value: (.+)$"):
        yield changed("QTY001", path, found.start(1), found.end(1), "many", found.start(1))


def in_claims() -> Iterator[Plant]:
    """Claims that cannot be checked, do not add up, or stand alone."""
    for path, item, start in blocks("figures"):
        begin = start + 4
        unit = start + item.index("    value: ")
        yield changed("FIG002", path, unit, unit, "    unit: tonnes\n", unit + 10)
        if "    note: " not in item and (who := re.search("    by: .*\n", item)):
            yield changed("FIG008", path, start + who.start(), start + who.end(), "", begin)
        for field, code in (("source", "FIG003"), ("as_of", "FIG004")):
            line = re.search(rf"    {field}: .*\n", item)
            if line:
                yield changed(code, path, start + line.start(), start + line.end(), "", begin)
        day = re.search("as_of: (.*)\n", item)
        if day and "promised: true" not in item:
            place = start + day.start(1)
            yield changed("FIG006", path, place, start + day.end(1), "2062-01-01", place)
        for part in re.finditer(r"^      (\w.*): (\d+)$", item, re.MULTILINE):
            new, place = start + part.start(2), start + part.start(1)
            yield changed("FIG001", path, new, new, "99", place)
        figure = item.split("figure: ")[1].split("\n")[0]
        if FILES[path].count(f"figure: {figure}\n") == 1 and (sure := re.search("    status: (.*)\n", item)):
            yield changed(
                "STATUS002",
                path,
                start + sure.start(1),
                start + sure.end(1),
                "disputed",
                start + sure.start(1),
            )


def in_events() -> Iterator[Plant]:
    """Events without a reason, a day or a speaker, in the wrong century, or told twice."""
    for path, item, start in blocks("events"):
        title, day = item.index("title: ") + 7, re.search("date: (.*)\n", item)
        if status := re.search("status: (.*)\n", item):
            place = start + status.start(1)
            yield changed("STATUS003", path, place, start + status.end(1), "retracted", place)
        if day and "venezuela" in path:
            yield changed(
                "EVENT001", path, start + day.start(1), start + day.end(1), "1999-01", start + day.start(1)
            )
        words = re.search("    date_text: .*\n", item)
        if day and words and day[1] == "unknown" and "key: true" in item:
            yield changed(
                "EVENT003", path, start + words.start(), start + words.end(), "", start + day.start(1)
            )
        if sources := re.search("    sources: .*\n", item):
            place = start + title - (len(sources[0]) if sources.start() < title else 0)
            yield changed("SRC001", path, start + sources.start(), start + sources.end(), "", place)
        name = item[title:].splitlines()[0]
        if day and len(set(name.split())) > 5 and not name.startswith(('"', "'")):
            alike = f"  - id: told-alike\n    date: {day[1]}\n    title: Again {name}\n"
            end = start + len(item)
            yield changed("EVENT002", path, end, end, alike, end + alike.index("title: ") + 7)
        if day:
            twice = f"  - id: told-twice\n    date: {day[1]}\n    title: {item[title:].splitlines()[0]}\n"
            end = start + len(item)
            yield changed("EVENT002", path, end, end, twice, end + twice.index("title: ") + 7)
    for path, found in each(r"^( *)quote:\n\1  (text: .*\n)(\1  by: .*\n)"):
        yield changed("QUOTE001", path, found.start(3), found.end(3), "", found.start(2))
    for path, found in each(r"^title: .*\n(?=date)"):
        for code, given in (("IMG001", "alt: A, credit: B"), ("IMG002", "credit: B"), ("IMG003", "alt: A")):
            line = f"image: {{file: none.jpg, {given}}}\n"
            yield changed(code, path, found.end(), found.end(), line, found.end() + 7)


def in_texts() -> Iterator[Plant]:
    """Texts that disagree with the calendar or the record."""
    for path, found in each(r"(?<!Thursday )(?<!\d )8 January 2026"):
        yield changed("TEXT015", path, found.start(), found.start(), "Monday ", found.start())
    for path, found in each(r"(?<=\n\n)## .*\n(?=(?s:.)*?\n(## ))"):
        yield changed("TEXT016", path, found.start(1), found.start(1), "##", found.start(1))
    for path, found in each(r"\[\[figure:([\w-]+)\]\]"):
        told = [item for _, item, _ in blocks("figures") if f"figure: {found[1]}\n" in item]
        values = [parse_quantity(item.split("value: ")[1].split("\n")[0]) for item in told]
        if all(getattr(one, "form", Form.UNKNOWN) is not Form.UNKNOWN for one in values):
            for number in ("7,777,777", "seven million"):
                new = f"[[figure:{found[1]}|all {number} people]]"
                yield changed(
                    "FIG007", path, found.start(), found.end(), new, found.start() + new.index(number)
                )
    for path, found in each(r"(?<=\n)\n(?=[A-Z][^\n]{60})"):
        crisis = path.split("/")[2]
        links = f"[there](/crises/{crisis}/#nowhere) "
        yield changed("LINK002", path, found.end(), found.end(), links, found.end() + 8)
    for path, found in each(r"(?<=\n)\n(?=[A-Z][^\n]{60})"):
        if not path.endswith("index.md"):
            new = "[[actor:un-fact-finding-mission]] "
            if "un-fact-finding-mission" not in FILES[path]:
                yield changed("ACTOR003", path, found.end(), found.end(), new, found.end())
    dates = {item.split("id: ")[1].split("\n")[0]: item for _, item, _ in blocks("events")}
    for path, found in each(r"\[\[event:([\w-]+)(?:\|[^\]]*)?\]\]"):
        if found[1] in dates and "date: unknown" not in dates[found[1]]:
            for day in ("May 1999", "4 May 1999"):
                new = f"[[event:{found[1]}|what came in {day}]]"
                yield changed(
                    "EVENT004", path, found.start(), found.end(), new, found.start() + new.index(day)
                )


def in_actors_and_sources() -> Iterator[Plant]:
    """A second file for an actor, an actor nobody needs, a source that will vanish."""
    for path, text in CONTENT.items():
        if "/actors/" in path and (name := re.search("^name: (.{8,})$", text, re.MULTILINE)):
            twin = f"---\nname: {name[1]}s\n---\n"
            yield Plant("ACTOR002", path.replace("/actors/", "/actors/zz-"), twin, 2, 1)
            yield Plant(
                "ACTOR001", path.replace("/actors/", "/actors/zz-"), f"---\nname: Zz {path}\n---\n", 2, 1
            )
    path = "content/sources.yaml"
    for found in re.finditer(r"^- (id: .*\n)", CONTENT[path], re.MULTILINE):
        yield changed(
            "SRC002", path, found.end(), found.end(), "  url: https://desk.example/\n", found.start(1)
        )


_TITLE = r"^title: (?=\w[^\"':#]*$)"
_PARAGRAPH = r"(?<=\n)\n(?=[A-Z][^\n]{60})"
SLIPS = (
    ("FIELD002", "", r"^title: .*\n", "§"),
    ("FIELD003", "", r"^title: .*$", "title: §[a, b]"),
    ("FIELD004", "", r"^place: .*$", "place: §" + "far " * 60),
    ("FIELD006", "", r"^    review_after: .*$", "    review_after: §soon"),
    ("FIELD007", "", r"^  - id: [\w-]+$", "  - id: §a b"),
    ("FIELD008", "", r"^date: ", "image: {file: §../a.jpg, alt: A, credit: B}\ndate: "),
    ("FIELD009", "", r"^title: ", "old_addresses: [§nowhere]\ntitle: "),
    ("URL001", "", r"^date: ", "media: {url: §java&#115;cript:x}\ndate: "),
    ("DATE002", "", r"^published: .*$", "published: §2026-01"),
    ("NAME007", "index", r"^started: ", "timezone: §Nowhere\nstarted: "),
    ("NAME008", "", r"^  - (?=id: [\w-]+\n    (?:date|title): )id: .*$", "  - §id: sources"),
    ("ADDR003", "", r"^date: ", "old_addresses: §/timeline/\ndate: "),
    ("STATUS001", "", r"^date: ", "history:\n  - §{date: 2026-01-09, status: retracted, why: No.}\ndate: "),
    ("LINK001", "", _PARAGRAPH, "\n[there](§/nowhere/) "),
    ("TEXT001", "", _PARAGRAPH, "\n§[[figure:]] "),
    ("TEXT002", "", _PARAGRAPH, "\n[[§person:somebody]] "),
    ("TEXT003", "", _PARAGRAPH, "\n§[[figure:ships "),
    ("TEXT004", "", _PARAGRAPH, "\n§[@] "),
    ("TEXT005", "", _PARAGRAPH, "\nB §<div>a</div> "),
    ("TEXT006", "", _PARAGRAPH, '\nB §<abbr onclick="x">a</abbr> '),
    ("TEXT007", "", _PARAGRAPH, "\nB §<em>a "),
    ("TEXT008", "", _PARAGRAPH, "\n§![a](b.png) "),
    ("TEXT009", "", _PARAGRAPH, "\n[a](§javascript:x) "),
    ("TEXT010", "", _PARAGRAPH, "\na§[^zz] "),
    ("FILE004", "", r"^title: ", "title: §\x07"),
    ("FILE005", "", r"^title: ", "title: §\u202e"),
    ("FILE006", "", r"^title: ", "title: §\u202a"),
    ("FILE007", "", r"^title: ", "title: §\ufeff"),
    ("FRONT001", "", r"\A---\n", "§"),
    ("YAML001", "", _TITLE, "title: War§: "),
    ("YAML002", "", r"^  - id", "§\t- id"),
    ("YAML003", "", r"^  - id", "§\u00a0 - id"),
    ("YAML004", "", _TITLE, 'title: §"'),
    ("YAML005", "", r"^title: .*$", "title: §[a, b"),
    ("YAML006", "", _TITLE, 'title: "War" §day '),
    ("YAML007", "", r"^date: ", "quote: {text: §“no, no”}\ndate: "),
    ("YAML008", "", r"^title: (\w[^\"':#]*)$", r"title: \1 §#1"),
    ("YAML009", "", r"^title: (?=\w)", "title: §@"),
    ("YAML010", "", r"^title: (?=\w)", "title: §[War] "),
    ("YAML011", "", r"^title: (?=\w)", "§title:"),
    ("YAML012", "", r"^published: ", " §published: "),
    ("YAML013", "", r"^date: ", "§- a\ndate: "),
    ("YAML014", "", r"^title: (.*)$", "title: \\1\n§title: again"),
    ("YAML015", "", r"^title: (?=\w)", "title: §&a "),
    ("YAML016", "", r"^title: (?=\w)", "title: §!!str "),
    ("YAML018", "", r"^place: .*$", "place: " + "[" * 19 + "§[[]]" + "]" * 19),
    ("YAML020", "", r"^date: ", "§[a]: b\ndate: "),
    ("YAML021", "", r"^title: .*$", r'title: "War §\q"'),
    ("FIELD001", "", r"^summary: ", "§sumary: "),
    ("FIELD005", "index", r"^status: .*$", "status: §finished"),
)
"""Code, kind of file, what is looked for in it and what is written instead, with § before what is reported."""


def slips_of_the_hand() -> Iterator[Plant]:
    """Slips that a text can have anywhere: in fields, YAML, characters and Markdown."""
    for code, kinds, pattern, new in SLIPS:
        for path, found in each(pattern, kinds):
            text = found.expand(new) if r"\1" in new else new
            place = found.start() + text.index("§")
            yield changed(code, path, found.start(), found.end(), text.replace("§", ""), place)


def in_names() -> Iterator[Plant]:
    """Ids, names and addresses given twice, files in the wrong place, and figures nobody renewed."""
    for path, found in each(r"^  - id: ([\w-]+)\n    label: .*\n", "index"):
        twin = f"  - id: {found[1]}\n    label: Again\n"
        yield changed("NAME003", path, found.start(), found.start(), twin, found.start() + len(twin) + 4)
    ids = {
        path: item.split("id: ")[1].split("\n")[0] for path, item, _ in blocks("events") if "- id: " in item
    }
    for path, id in ids.items():
        twin = f"---\ntitle: Told again of {id}\ndate: 2026-01-09\nevents:\n  - id: {id}\n    date: unknown\n    title: A\n---\n"
        yield Plant("NAME002", f"{path.rpartition('/')[0]}/zz-again.md", twin, 5, 5)
        slug = re.sub(r"^[\d-]+", "", path.rpartition("/")[2])
        if slug == path.rpartition("/")[2]:
            continue  # the one without a day in its name comes after, and is reported
        yield Plant("ADDR001", f"{path.rpartition('/')[0]}/2031-01-01-{slug}", twin.replace(id, "zz"), 2, 1)
    for crisis in sorted({path.split("/")[2] for path in FILES}):
        for name, code in (("updates", "ADDR002"), ("2026", "ADDR002"), ("War day!", "PLACE002")):
            story = "---\ntitle: More on it\ndate: 2026-01-09\n---\n"
            yield Plant(code, f"content/crises/{crisis}/{name}.md", story, 2 if code == "ADDR002" else 1, 1)
        lost = f"content/crises/{crisis}/deeper/more.md"
        yield Plant("PLACE001", lost, "---\ntitle: More\n---\n", 1, 1)
        yield Plant(
            "NAME006",
            f"content/crises/{crisis}-two/more.md",
            "---\ntitle: More\ndate: 2026-01-09\n---\n",
            2,
            1,
        )
    yield Plant("ADDR004", "content/pages/actors.md", "---\ntitle: Actors\n---\n", 2, 1)
    for path, text in CONTENT.items():
        if "/actors/" in path and (name := re.search("^name: (.*)$", text, re.MULTILINE)):
            twin = f"---\nname: Zz {path}\naliases: [{name[1]}]\n---\n"
            yield Plant("NAME005", path.replace("/actors/", "/actors/zz-"), twin, 2, 1)
    path = "content/sources.yaml"
    for found in re.finditer(r"^- (id: .*\n)", CONTENT[path], re.MULTILINE):
        twin = f"- {found[1]}  title: Again\n"
        yield changed("NAME004", path, found.start(), found.start(), twin, found.start() + len(twin) + 2)
    path = "content/site.yaml"
    for code, at, line in (
        ("RULE001", 9, "rules: {FIG999: off}\n"),
        ("RULE002", 9, "rules: {NAME001: off}\n"),
        ("FIELD005", 17, "rules: {FIG003: loud}\n"),
        ("FIELD001", 1, "titel: War\n"),
        ("FIELD003", 12, "publisher: [a, b]\n"),
    ):
        text = re.sub(r"^(?:rules|publisher):.*\n(?: +.*\n)*", "", CONTENT[path], flags=re.MULTILINE)
        lines = text.splitlines()
        number = next(n for n, one in enumerate(lines) if one.startswith("title:"))
        new = "\n".join([*lines[:number], line.rstrip(), *lines[number:]]) + "\n"
        yield Plant(code, path, new, number + 1, at)


def of_published_claims() -> Iterator[Plant]:
    """Claims later than their sources, by nobody, and figures that nobody renewed."""
    for path, item, start in blocks("figures"):
        day = re.search("as_of: (.*)\n", item)
        source = re.search("    source: (.*)\n", item)
        own = re.search(r"^sources: \[", CONTENT[path], re.MULTILINE)
        if day and day[1] != "unknown" and "promised: true" not in item and source and own:
            text = (
                CONTENT[path][: own.end()]
                + "{id: zz, title: Old, published: 1999}, "
                + CONTENT[path][own.end() :]
            )
            text = text[: start + source.start(1)] + "zz" + text[start + source.end(1) :]
            at = start + day.start(1) + (0 if day.start() < source.start() else 2 - len(source[1]))
            line = text.count("\n", 0, at) + 1
            assert own.start() > at, "the list of sources comes last"
            yield Plant("FIG005", path, text, line, at - text.rfind("\n", 0, at))
        if "    note: " in item and "    by: " in item:
            bare = re.sub("    (?:by|note): .*\n(?:     .*\n)*", "", item)
            yield changed("FIG008", path, start, start + len(item), bare, start + 4)


FAMILIES: tuple[Callable[[], Iterator[Plant]], ...] = (
    misspelt,
    in_claims,
    in_events,
    in_texts,
    in_actors_and_sources,
    slips_of_the_hand,
    in_names,
    of_published_claims,
)


def plants() -> list[Plant]:
    """Every mistake, those of one rule spread over the files where there are too many."""
    by_code: dict[str, list[Plant]] = {}
    for family in FAMILIES:
        for plant in family():
            by_code.setdefault(plant.code, []).append(plant)
    return [one for found in by_code.values() for one in found[:: -(-len(found) // AT_MOST)]]
