"""Rules about actors."""

import re
from collections.abc import Iterator

from dateline.checks.mentions import Mentions
from dateline.diagnostics import Diagnostic
from dateline.model import Actor, Site
from dateline.names import fold

_NUMERAL = re.compile(r"[ivxlc]+|\d+")
_SHORTEST = 8  # letters: in shorter names one letter makes another name


def actors_take_part(site: Site, named: Mentions) -> Iterator[Diagnostic]:
    """An actor is named somewhere but in its own file."""
    for actor in site.actors.values():
        if actor.id not in named.actors and not actor.positions:
            hint = f"name it where it takes part, or remove {actor.path}"
            yield Diagnostic(actor.at, "ACTOR001", f"nothing names “{actor.name}”", hint)


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
