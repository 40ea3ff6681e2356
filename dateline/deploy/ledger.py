"""What a target remembers: the files we brought there, which builds they were, which assets are kept for a while."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

FORMAT = "dateline deployment 1"
MOST_BUILDS = 200


@dataclass(frozen=True, slots=True)
class Ledger:
    """Frozen; the mappings, too, are not changed after they were given."""

    commit: str = ""
    """The git commit of the newest site that was begun here; empty where it came from no repository."""
    builds: tuple[str, ...] = ()
    """Digests of the sites that were begun here, oldest first."""
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Path → (digest, tag): what is ours, or was about to be when a deployment was cut off. Tag empty: not known."""
    superseded: Mapping[str, int] = field(default_factory=dict)
    """Assets that no page asks for any more → since when, in seconds since 1970."""
    rules: str = ""
    """How files were to be served when they were put, as ``serving.rules``."""


def to_bytes(ledger: Ledger) -> bytes:
    """The ledger as a file; the same for the same contents."""
    data = {
        "format": FORMAT,
        "commit": ledger.commit,
        "builds": ledger.builds[-MOST_BUILDS:],
        "rules": ledger.rules,
        "superseded": dict(sorted(ledger.superseded.items())),
        "files": dict(sorted(ledger.files.items())),
    }
    return (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode()


def from_bytes(data: bytes) -> Ledger | None:
    """The ledger in a file; an empty one for no bytes, None for anything that ``to_bytes`` did not make."""
    if not data:
        return Ledger()
    try:
        found = json.loads(data)
        if found["format"] != FORMAT:
            return None
        return Ledger(
            str(found["commit"]),
            tuple(map(str, found["builds"])),
            {str(path): (str(digest), str(tag)) for path, (digest, tag) in found["files"].items()},
            {str(path): int(since) for path, since in found["superseded"].items()},
            str(found["rules"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
