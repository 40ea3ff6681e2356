"""Rules about actors."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from dateline.diagnostics import Diagnostic
from dateline.model import Actor, Crisis, Site
from dateline.names import alike
from dateline.positions import Position
from dateline.prose import Kind


def actors_take_part(site: Site, named: Set[str]) -> Iterator[Diagnostic]:
    """An actor is named somewhere but in its own file; who is named in one that could not be read, nobody knows."""
    if site.unread:
        return
    for actor in site.actors.values():
        if actor.id not in named and not actor.positions:
            hint = f"name it where it takes part, or remove {actor.path}"
            yield Diagnostic(actor.at, "ACTOR001", f"nothing names “{actor.name}”", hint)


_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w’'-]*")
_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True, slots=True)
class ActorNames:
    """What texts may call the actors of the site."""

    names: Mapping[str, str]
    """By id."""
    by_word: Mapping[str, list[tuple[str, str]]]
    """By the word with a capital that it begins with: each name and alias, and the id. States are left out: their names
    are places, too."""

    @staticmethod
    def of(actors: Iterable[Actor]) -> "ActorNames":
        """Made from the names of the actors."""
        names: dict[str, str] = {}
        by_word: dict[str, list[tuple[str, str]]] = {}
        for actor in actors:
            names[actor.id] = actor.name
            for one in (actor.name, *actor.aliases) if actor.kind != "state" else ():
                if first := _CAPITALISED.match(one):
                    by_word.setdefault(first[0], []).append((one, actor.id))
        return ActorNames(names, by_word)


def actors_in_texts_are_listed(crisis: Crisis, actors: ActorNames) -> Iterator[Diagnostic]:
    """Who is named in a story's texts, by reference or in plain words, is among its actors."""
    for story in crisis.stories:
        listed = story.actor_ids
        bodies = [story.body, *(event.text for event in story.all_events if event.text)]
        referred = [one for text in bodies for one in text.references if one.kind is Kind.ACTOR]
        for reference in {one.id: one for one in reversed(referred)}.values():
            if reference.id not in listed and reference.id in actors.names:
                yield _unlisted(reference.at, actors.names[reference.id])
        listed |= {one.id for one in referred}
        source = " ".join(part for text in bodies for part in text.parts if isinstance(part, str))
        for word in sorted(actors.by_word.keys() & set(_CAPITALISED.findall(source))):
            words = _TAG.sub("", source)
            for name, id in actors.by_word[word]:
                if id not in listed and re.search(rf"\b{re.escape(name)}\b", words):
                    listed.add(id)
                    yield _unlisted(story.event.title_at, name)


def _unlisted(at: Position, name: str) -> Diagnostic:
    message = f"“{name}” is named in the text, and not among the actors of this story"
    return Diagnostic(at, "ACTOR003", message, "add it to `actors:` where it takes part")


def actors_have_one_file(site: Site) -> Iterator[Diagnostic]:
    """No two actors have names that differ in one letter only; “Alexander I” and “Alexander II” are two."""
    for actor, first in alike((one, (one.name, *one.aliases)) for one in site.actors.values()):
        message = f"“{actor.name}” looks like “{first.name}” in {first.path}"
        yield Diagnostic(actor.at, "ACTOR002", message, "make them one, with `aliases:`")
