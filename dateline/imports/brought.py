"""What a file in another format brings: a crisis and its stories in the words of the content format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.addresses import is_our_address
from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.parse.file import place_of
from dateline.read.filenames import name_problem
from dateline.read.folders import LONGEST_NAME
from dateline.read.text import FORBIDDEN
from dateline.resolve.names import is_our_anchor
from dateline.values.names import fold
from dateline.values.slugs import LONGEST, slugify
from dateline.yaml.writing import yaml_text

Fields = dict[str, Any]
"""Front matter: texts, ``True``, lists and groups by the keys of the content format, in the order of the file."""

_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FULL_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(slots=True)
class Notes:
    """What is said of the file while it is read."""

    found: list[Diagnostic] = field(default_factory=list)

    def say(self, at: Position, code: str, message: str, hint: str = "") -> None:
        self.found.append(Diagnostic(at, code, message, hint))


@dataclass(frozen=True, slots=True)
class Told:
    """One story."""

    slug: str
    fields: Fields
    body: str = ""


@dataclass(slots=True)
class Kinds:
    """The kinds that groups become, in the order in which they come."""

    labels: dict[str, str] = field(default_factory=dict)

    def of(self, group: str, id: str) -> str:
        """The id of the kind that a group is; ``id`` where the file says which."""
        id = id if id and slugify(id) == id else slugify(group)
        self.labels.setdefault(id, group)
        return id

    def fields(self) -> list[Fields]:
        return [{"id": id, "label": label} for id, label in self.labels.items()]


@dataclass(frozen=True, slots=True)
class Known:
    """The names of the site that a file may use."""

    actors: frozenset[str]
    """Folded ids, names and aliases."""
    sources: frozenset[str]
    """Ids in ``sources.yaml``."""
    kinds: frozenset[str]
    """Ids of the kinds of ``site.yaml``, which crises without kinds of their own use."""

    def actor(self, name: str) -> bool:
        return fold(name) in self.actors

    def source(self, id: str) -> bool:
        return id in self.sources


@dataclass(frozen=True, slots=True)
class Brought:
    """The crisis's own fields and explainer, and its stories."""

    fields: Fields
    body: str
    stories: tuple[Told, ...]
    titled: bool = True
    """Whether the title is the file's own."""


@dataclass(slots=True)
class Slugs:
    """Names for stories that are free, that no address or anchor of ours takes, and that every system can hold."""

    taken: set[str] = field(default_factory=set)

    def can_be(self, slug: str) -> bool:
        """Whether something may be called so, as it is."""
        return slug == slugify(slug) and slug not in self.taken and not _is_ours(slug)

    def free(self, text: str) -> str:
        """A slug for ``text``, with a number behind it where it is taken; it is taken from now on."""
        base = slugify(text)
        while name_problem(f"0000-00-00-text-{base}-9999.md", LONGEST_NAME):
            base = slugify(base[:-1])
        slug, number = base, 2
        if _is_ours(f"{base}-2"):  # as is every number behind it: “f-2” is the anchor of a figure
            base = f"text-{base}"
        while not self.can_be(slug):
            tail = f"-{number}"
            slug, number = slugify(base[: LONGEST - len(tail)] + tail), number + 1
        self.taken.add(slug)
        return slug


def _is_ours(slug: str) -> bool:
    return is_our_address(slug) or is_our_anchor(slug) or name_problem(slug) != ""


def title_after(crisis: str) -> str:
    """What a crisis is called where its file does not say: as its folder."""
    return crisis.replace("-", " ").capitalize()


def documents(brought: Brought, crisis: str) -> Mapping[str, str]:
    """The text of each content file by its path below ``content/``; the crisis's own comes first."""
    files = {f"crises/{crisis}/index.md": document(brought.fields, brought.body)}
    for story in brought.stories:
        files[story_path(crisis, story)] = document(story.fields, story.body)
    return files


def story_path(crisis: str, story: Told) -> str:
    """Where a story lies: with its day in front where it has one, and so that its address is its slug."""
    day = _FULL_DAY.match(story.fields["date"])
    whole = day is not None and story.fields["date"][10:11] in ("", "T")
    for front in (f"{day[0]}-" if day and whole else "", "0000-00-00-"):
        path = f"crises/{crisis}/{front}{story.slug}.md"
        place = place_of(path)
        if place is not None and place.slug == story.slug and not name_problem(path.rpartition("/")[2]):
            break
    return path


def document(fields: Mapping[str, Any], body: str = "") -> str:
    """A content file with these fields and this text."""
    front = yaml_text({key: value for key, value in fields.items() if value not in ("", [], {})})
    return f"---\n{front}---\n{body}\n" if body else f"---\n{front}---\n"


def clean(text: str, at: Position, notes: Notes) -> str:
    """``text`` without the invisible signs that no page may contain and no text needs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = FORBIDDEN.search(text) or _OVERRIDES.search(text)
    if found is None:
        return text
    signs = f"U+{ord(found[0][0]):04X}"
    notes.say(at, "IMPORT003", f"invisible signs such as {signs} were taken out of a text")
    return _OVERRIDES.sub("", FORBIDDEN.sub("", text))
