"""Fields that are one value: a date, an amount, a choice, a name, an address.

Each type resolves its own scalar (``NO`` stays the text NO where a text is expected), so YAML's guesses never arise.
"""

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from dateline.dates import PartialDate, Shape, parse_date
from dateline.model.ref import Ref
from dateline.parse.reading import Reading, text_of
from dateline.read.filenames import is_reserved
from dateline.values.names import nearest, only_near
from dateline.values.quantities import Quantity, parse_quantity
from dateline.values.refusal import Refusal
from dateline.values.slugs import slugify
from dateline.values.urls import check_url
from dateline.yaml.flow import CURLY
from dateline.yaml.nodes import Node, Scalar, Sequence

CURLY_QUOTES = "".join(CURLY) + "".join(CURLY.values())


def _out_of_curly_quotes(text: str, reads: Callable[[str], object]) -> Refusal | None:
    """Why a text in curly quotes is refused that would do without them; None for any other."""
    inner = text[1:-1].strip()
    if len(text) < 3 or text[-1] not in CURLY.get(text[0], "") or isinstance(reads(inner), Refusal | None):
        return None
    return Refusal("curly quotes do not quote in YAML", f"write {inner}", instead=inner)


class Date(Struct, frozen=True):
    """A date with its uncertainty (docs/writing.md). ``full`` asks for a day or a moment, ``known`` for one that is."""

    full: bool = False
    known: bool = False
    expects: str = "a date"

    def read(self, node: Node, reading: Reading) -> PartialDate | None:
        if isinstance(node, Sequence) and len(node.items) == 1 and node.source:
            text = node.source  # [2026-01-02..2026-01-08] is YAML's one-item list and our window
        elif isinstance(node, Scalar):
            text = node.value
        else:
            reading.wrong_type(
                node, "a date", "write it as in 2026-01-08, 2026-01 or [2026-01-02..2026-01-08]"
            )
            return None
        date = parse_date(text.strip())
        if isinstance(date, Refusal):
            reading.refuse(node, "DATE001", _out_of_curly_quotes(text, parse_date) or date)
            return None
        unknown = date.shape is Shape.UNKNOWN
        if (self.known and unknown) or (
            self.full and not unknown and date.shape not in (Shape.DAY, Shape.TIME)
        ):
            reading.report(
                node.at,
                "DATE002",
                f"a full day is expected here, and “{text}” is not one",
                "write it as in 2026-01-08",
            )
            return None
        return date


class Amount(Struct, frozen=True):
    """A quantity as somebody states it (values/quantities.py)."""

    expects: str = "a number or one of the words for a vague count"

    def read(self, node: Node, reading: Reading) -> Quantity | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        quantity = parse_quantity(text.strip())
        if isinstance(quantity, Refusal):
            reading.refuse(node, "QTY001", _out_of_curly_quotes(text, parse_quantity) or quantity)
            return None
        return quantity


class Choice(Struct, frozen=True):
    """One of a closed list of words."""

    options: tuple[str, ...]
    make: Callable[[str], Any] = str

    @property
    def expects(self) -> str:
        return f"one of {', '.join(self.options)}"

    def read(self, node: Node, reading: Reading) -> Any | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        if text in self.options:
            return self.make(text)
        near = nearest(text, self.options)
        hint = f"did you mean {near}?" if near else f"write {self.expects}"
        fix = reading.instead(node, only_near(text.strip(CURLY_QUOTES), self.options))
        reading.report(node.at, "FIELD005", f"“{text}” is not a word for this field", hint, fix)
        return None


_FLAGS = (("true", ("true", "yes", "on")), ("false", ("false", "no", "off")))


class Flag(Struct, frozen=True):
    """True or false, and nothing that merely looks like it."""

    expects: str = "true or false"

    def read(self, node: Node, reading: Reading) -> bool | None:
        hint = "write true or false"
        if not isinstance(node, Scalar):
            reading.wrong_type(node, self.expects, hint)
            return None
        if node.value in ("true", "false"):
            return node.value == "true"
        meant = next(
            (word for word, others in _FLAGS if node.value.strip(CURLY_QUOTES).lower() in others), None
        )
        fix = reading.instead(node, meant)
        reading.report(node.at, "FIELD005", f"“{node.value}” is neither true nor false", hint, fix)
        return None


class Days(Struct, frozen=True):
    """A stretch of days, written ``30d``."""

    expects: str = "a number of days such as 30d"

    def read(self, node: Node, reading: Reading) -> int | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        match = re.fullmatch(r"([1-9][0-9]{0,3})d", text)
        if not match:
            days = re.fullmatch(r"([1-9][0-9]{0,3})(?: ?days?| d)", text.strip(), re.IGNORECASE)
            fix = reading.instead(node, f"{days[1]}d") if days else None
            reading.report(
                node.at, "FIELD006", f"“{text}” is not a number of days", "write it as in 30d", fix
            )
            return None
        return int(match[1])


class Id(Struct, frozen=True):
    """The id of something: it becomes an anchor or an address, and never changes."""

    expects: str = "an id of letters, digits and hyphens"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        if re.fullmatch(r"\w[\w-]{0,99}", text) and not is_reserved(text):
            return text
        why = ": it is reserved on Windows" if is_reserved(text) else ""
        reading.report(node.at, "FIELD007", f"“{text}” cannot be an id{why}", f"write {slugify(text)}")
        return None


class Name(Struct, frozen=True):
    """The name or id of something defined elsewhere, resolved later."""

    of: str

    @property
    def expects(self) -> str:
        return f"{'an' if self.of[0] in 'aeiou' else 'a'} {self.of}"

    def read(self, node: Node, reading: Reading) -> Ref | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        if not text.strip():
            reading.wrong_type(node, self.expects)
            return None
        return Ref(" ".join(text.split()), node.at)


class Url(Struct, frozen=True):
    """An address through the one allow-list; ``site``: that of a site, which others can ask for."""

    site: bool = False
    expects: str = "an address"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        url = check_url(text.strip())
        if isinstance(url, Refusal):
            reading.refuse(node, "URL001", url)
            return None
        if self.site and not url.startswith(("https://", "http://")):
            message = f"“{url}” is no address of a site"
            meant = f"https://{url}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/[^?#]*)?", url) else ""
            hint = f"write {meant}" if meant else "write it as in https://news.example/"
            reading.report(node.at, "URL001", message, hint, reading.instead(node, meant))
            return None
        return url


class FileName(Struct, frozen=True):
    """A file of ours below the content folder; it cannot name one outside."""

    expects: str = "the name of a file beside this one"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        parts = text.split("/")
        if not text or "\\" in text or any(part in ("", ".", "..") for part in parts) or ":" in text:
            reading.report(
                node.at,
                "FIELD008",
                f"“{text}” does not name a file beside this one",
                "write a name such as photo.jpg",
            )
            return None
        return text


class Address(Struct, frozen=True):
    """An address of this site that something had before: ``/crises/venezuela/old-name/``."""

    expects: str = "an address of this site such as /crises/aleppo/old-name/"

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading, self)
        if text is None:
            return None
        reserved = next(filter(is_reserved, text.split("/")), "")
        if re.fullmatch(r"(/[\w-]+)+/", text) and not reserved:
            return text
        if reserved:
            message = f"no page can have the address {text}: “{reserved}” is reserved on Windows"
            reading.report(node.at, "FIELD009", message, "leave it out")
            return None
        reading.report(
            node.at,
            "FIELD009",
            f"“{text}” is not an address of this site",
            "write it as in /crises/aleppo/old-name/",
        )
        return None
