"""Rules about actors."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from msgspec import Struct

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.memory.memo import Memo
from dateline.model import Actor, Crisis, Site, Story
from dateline.prose import Kind, Prose
from dateline.values.names import alike, fold


def actors_take_part(site: Site, named: Set[str]) -> Iterator[Diagnostic]:
    """An actor is named somewhere but in its own file; who is named in one that could not be read, nobody knows."""
    if site.unread:
        return
    for actor in site.actors.values():
        if actor.id not in named and not actor.positions:
            hint = f"name it where it takes part, or remove {actor.path}"
            yield Diagnostic(actor.at, "ACTOR001", f"nothing names “{actor.name}”", hint)


# What is no capital in ASCII is passed over quickly; of the rest it is seen whether it is a letter and begins a word.
_CAPITALISED = re.compile(r"[^\x00-@\[-`a-z{-\x7f](?<=[^\W\d_])(?<!\w.)[\w’'-]*", re.DOTALL)
_TAG = re.compile("<[^>]*>")


class ActorNames(Struct, frozen=True):
    """What texts may call the actors of the site."""

    names: Mapping[str, str]
    """By id."""
    by_word: Mapping[str, list[tuple[str, str, frozenset[str]]]]
    """By the word with a capital that it begins with: each name and alias, the id, and the crises in which the actor
    has positions. States are left out: their names are places, too."""

    @staticmethod
    def of(actors: Iterable[Actor]) -> "ActorNames":
        """Made from the names of the actors."""
        names: dict[str, str] = {}
        by_word: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
        for actor in actors:
            names[actor.id] = actor.name
            crises = frozenset(said.crisis.id for said in actor.positions if said.crisis)
            for one in (actor.name, *actor.aliases) if actor.kind != "state" else ():
                if first := _CAPITALISED.match(one):
                    by_word.setdefault(first[0], []).append((one, actor.id, crises))
        return ActorNames(names, by_word)


def actors_in_texts_are_listed(crisis: Crisis, actors: ActorNames, memo: Memo) -> Iterator[Diagnostic]:
    """Who is named in a story's texts, by reference or in plain words, is among its actors. ``memo``: of the stories.

    Plain words are not held against an actor that has positions in other crises alone: “rights groups” here are others.
    """

    def look(story: Story, actors: ActorNames) -> tuple[Diagnostic, ...]:
        return tuple(_unlisted_in(story, crisis.slug, actors))

    for story in crisis.stories:
        yield from memo.make(("actors in", crisis.slug, story.slug), look, story, actors)


def _unlisted_in(story: Story, crisis: str, actors: ActorNames) -> Iterator[Diagnostic]:
    listed = story.actor_ids
    texts = [story.body]
    for event in story.all_events:
        texts += (one for one in (event.text, *(said.text for said in event.statements)) if one)
    referred = [one for text in texts for one in text.references if one.kind is Kind.ACTOR]
    for reference in {one.id: one for one in reversed(referred)}.values():
        if reference.id not in listed and reference.id in actors.names:
            yield _unlisted(reference.at, actors.names[reference.id])
    listed |= {one.id for one in referred}
    for text in texts:
        printed = " ".join(part for part in text.parts if isinstance(part, str))
        for word in sorted(actors.by_word.keys() & set(_CAPITALISED.findall(printed))):
            words = _TAG.sub("", printed)
            for name, id, crises in actors.by_word[word]:
                elsewhere = crises and crisis not in crises
                if id not in listed and not elsewhere and re.search(rf"\b{_across_lines(name)}\b", words):
                    listed.add(id)
                    yield _unlisted(_place(name, text) or story.event.title_at, name)


_NOT_WORDS = r"\[\[[^\]\n]*\]\]|\]\([^)\n]*\)|`[^`\n]*`|<[^>\n]*>"
"""In Markdown what is no word of the text: references, the addresses of links, code, tags."""


def _place(name: str, text: Prose) -> Position | None:
    """Where a name stands in a text; None where that cannot be told."""
    for found in re.finditer(rf"{_NOT_WORDS}|\b(?P<name>{_across_lines(name, '[*_]*')})\b", text.source):
        if found["name"]:
            return text.place(found.start(), len(found[0].partition("\n")[0]))
    return None


def _across_lines(name: str, marks: str = "") -> str:
    """A pattern for a name whose words may stand on two lines, with ``marks`` beside the blanks between them."""
    return rf"{marks}\s+{marks}".join(map(re.escape, name.split()))


def _unlisted(at: Position, name: str) -> Diagnostic:
    message = f"“{name}” is named in the text, and not among the actors of this story"
    return Diagnostic(at, "ACTOR003", message, "add it to `actors:` where it takes part")


def actors_have_one_file(site: Site) -> Iterator[Diagnostic]:
    """No two actors have names that are easily taken for each other; “Alexander I” and “Alexander II” are two.

    Two that have the very same name are an error of its own.
    """
    for actor, first in alike((one, (one.name, *one.aliases)) for one in site.actors.values()):
        if {fold(one) for one in (actor.name, *actor.aliases)} & {
            fold(one) for one in (first.name, *first.aliases)
        }:
            continue
        message = f"“{actor.name}” looks like “{first.name}” in {first.path}"
        yield Diagnostic(actor.at, "ACTOR002", message, "make them one, with `aliases:`")
