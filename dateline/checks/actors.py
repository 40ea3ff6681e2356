"""Rules about actors."""

import re
from collections.abc import Iterator

from dateline.checks.mentions import Mentions
from dateline.diagnostics import Diagnostic
from dateline.model import Actor, Site, Story
from dateline.names import fold
from dateline.positions import Position
from dateline.prose import Kind

_NUMERAL = re.compile(r"[ivxlc]+|\d+")
_SHORTEST = 8  # letters: in shorter names one letter makes another name


def actors_take_part(site: Site, named: Mentions) -> Iterator[Diagnostic]:
    """An actor is named somewhere but in its own file."""
    for actor in site.actors.values():
        if actor.id not in named.actors and not actor.positions:
            hint = f"name it where it takes part, or remove {actor.path}"
            yield Diagnostic(actor.at, "ACTOR001", f"nothing names “{actor.name}”", hint)


_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w’'-]*")
_TAG = re.compile("<[^>]*>")


def actors_in_texts_are_listed(site: Site) -> Iterator[Diagnostic]:
    """Who is named in a story's texts, by reference or in plain words, is among its actors.

    States are left out of plain words: their names are places, too.
    """
    by_word: dict[str, list[tuple[str, Actor]]] = {}
    for actor in site.actors.values():
        for name in (actor.name, *actor.aliases) if actor.kind != "state" else ():
            if first := _CAPITALISED.match(name):
                by_word.setdefault(first[0], []).append((name, actor))
    for crisis in site.crises.values():
        for story in crisis.stories:
            listed = _listed(story)
            bodies = [story.body, *(event.text for event in story.all_events if event.text)]
            referred = [one for text in bodies for one in text.references if one.kind is Kind.ACTOR]
            for reference in {one.id: one for one in reversed(referred)}.values():
                if reference.id not in listed and reference.id in site.actors:
                    name = site.actors[reference.id].name
                    yield _unlisted(reference.at, name)
            listed |= {one.id for one in referred}
            source = " ".join(part for text in bodies for part in text.parts if isinstance(part, str))
            for word in sorted(by_word.keys() & set(_CAPITALISED.findall(source))):
                words = _TAG.sub("", source)
                for name, actor in by_word[word]:
                    if actor.id not in listed and re.search(rf"\b{re.escape(name)}\b", words):
                        listed.add(actor.id)
                        yield _unlisted(story.event.title_at, name)


def _listed(story: Story) -> set[str]:
    """The ids of the actors that a story names outside its texts."""
    found = {claim.by.id for claim in story.figures if claim.by}
    for event in story.all_events:
        found.update(one.actor.id for one in event.actors)
        if event.quote and event.quote.by:
            found.add(event.quote.by.id)
    return found


def _unlisted(at: Position, name: str) -> Diagnostic:
    message = f"“{name}” is named in the text, and not among the actors of this story"
    return Diagnostic(at, "ACTOR003", message, "add it to `actors:` where it takes part")


def actors_have_one_file(site: Site) -> Iterator[Diagnostic]:
    """No two actors have names that differ in one letter only; “Alexander I” and “Alexander II” are two.

    Names that share what is left without one of their letters are near: found in one pass over all names.
    """
    left: dict[str, list[tuple[str, Actor]]] = {}
    for actor in site.actors.values():
        for name in dict.fromkeys(map(fold, (actor.name, *actor.aliases))):
            if len(name) < _SHORTEST:
                continue
            near = {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
            others = (one for key in sorted(near) for one in left.get(key, ()))
            for other, first in others:
                if first is not actor and not _are_numbered(name, other):
                    message = f"“{actor.name}” looks like “{first.name}” in {first.path}"
                    yield Diagnostic(actor.at, "ACTOR002", message, "make them one, with `aliases:`")
                    break
            for key in near:
                left.setdefault(key, []).append((name, actor))


def _are_numbered(name: str, other: str) -> bool:
    """Whether the two differ in a number alone, arabic or roman, that one of them may lack."""
    ours, theirs = name.split(), other.split()
    differ = [word for word in (*ours, *theirs) if (word in ours) != (word in theirs)]
    return bool(differ) and all(_NUMERAL.fullmatch(word) for word in differ)
