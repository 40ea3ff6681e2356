"""Modules: what they import, read with a scanner that knows strings, comments, templates and patterns.

Not a parser: it finds the words ``import`` and ``export`` where they stand in code, and the text after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?: \s+ | //[^\n]* | /\*.*?\*/ )*
    (?: (?P<word> [\w$\#]+ )
    | (?P<string> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<mark> . )
    )?
    """,
    re.VERBOSE | re.DOTALL,
)
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{|\Z)", re.DOTALL)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
# After these a slash begins a pattern; after a value it divides.
_BEFORE_PATTERN = frozenset("(,=:[!&|?{};+-*%~^<>")
_WORDS_BEFORE_PATTERN = frozenset(
    ("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else")
)


class Token(NamedTuple):
    """One piece of code: ``kind`` is ``word``, ``string`` (with its quotes), ``mark``, or ``value``."""

    kind: str
    text: str
    offset: int


class Import(NamedTuple):
    """The text between the quotes of an import or re-export, and where it begins."""

    reference: str
    offset: int


class Module:
    """A module, cut into its pieces once for everything that is asked of it."""

    def __init__(self, code: str) -> None:
        self._tokens = list(_tokens(code)) if "import" in code or "export" in code else []

    @property
    def imports(self) -> tuple[Import, ...]:
        """Every module named by a fixed text: static imports, re-exports and ``import("…")``, in order."""
        found = []
        for index, token in enumerate(self._tokens):
            if token.kind != "word" or token.text not in ("import", "export"):
                continue
            if index and self._tokens[index - 1].text == ".":  # a property of that name
                continue
            named = _named_module(self._tokens, index)
            if named is not None:
                found.append(Import(named.text[1:-1], named.offset + 1))
        return tuple(found)

    @property
    def stands_alone(self) -> bool:
        """Whether the code may run inside a block of other code: it exports nothing, and imports at most what it is
        told while it runs (``import(address)``), since what it names itself would be looked for beside the other
        code."""
        end = Token("mark", "", 0)
        tokens = [*self._tokens, end, end]
        return not any(
            token.kind == "word"
            and (
                token.text == "export"
                or (token.text == "import" and (after.text != "(" or named.kind != "word"))
            )
            for token, after, named in zip(tokens, tokens[1:], tokens[2:], strict=False)
        )


def replaced(code: str, new: Mapping[Import, str]) -> str:
    """The code with the text of these imports replaced."""
    parts: list[str] = []
    done = 0
    for old in sorted(new, key=lambda item: item.offset):
        parts += (code[done : old.offset], new[old])
        done = old.offset + len(old.reference)
    return "".join([*parts, code[done:]])


def _named_module(tokens: list[Token], index: int) -> Token | None:
    """The string that names the module of the ``import`` or ``export`` at ``index``."""
    statement = tokens[index].text
    after = tokens[index + 1 : index + 3]
    if not after:
        return None
    if statement == "import":
        if after[0].kind == "string":
            return after[0]
        if after[0].text == "(":
            return after[1] if len(after) == 2 and after[1].kind == "string" else None
        if after[0].kind != "word" and after[0].text not in "{*":  # import.meta, a key of that name
            return None
    elif after[0].text not in ("{", "*"):  # a declaration
        return None
    for at in range(index + 1, len(tokens) - 1):
        token = tokens[at]
        if token.text == "from" and token.kind == "word" and tokens[at + 1].kind == "string":
            return tokens[at + 1]
        if token.kind == "string" or (token.kind == "mark" and token.text not in "{}*,"):
            return None
        if token.text == "}" and tokens[at + 1].text != "from":
            return None
    return None


def _tokens(code: str) -> Iterator[Token]:
    """The pieces of the code without blanks and comments; patterns and parts of templates are ``value``."""
    at, before = 0, Token("mark", ";", 0)
    nested: list[int] = []  # for each template we are inside of: how many braces are open in its expression
    while match := _TOKEN.match(code, at):
        kind = match.lastgroup
        if kind is None:
            return
        text, start, at = match[kind], match.start(kind), match.end()
        if kind == "mark":
            if text == "`" or (text == "}" and nested and nested[-1] == 0):
                if text == "}":
                    nested.pop()
                template = _TEMPLATE.match(code, at)
                at = template.end() if template else len(code)
                kind, text = "value", ""
                if code.endswith("${", start + 1, at):
                    nested.append(0)
                    kind, text = "mark", "("
            elif text == "/":
                pattern = _PATTERN.match(code, start) if _may_begin_pattern(before) else None
                if pattern and not code.startswith(("//", "/*"), start):
                    kind, text, at = "value", pattern[0], pattern.end()
            elif nested and text in "{}":
                nested[-1] += 1 if text == "{" else -1
        before = Token(kind, text, start)
        yield before


def _may_begin_pattern(before: Token) -> bool:
    if before.kind == "mark":
        return before.text in _BEFORE_PATTERN
    return before.kind == "word" and before.text in _WORDS_BEFORE_PATTERN
