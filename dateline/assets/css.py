"""Style sheets before they are joined: references rewritten, comments taken out, open ends found."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.assets.references import Trouble
from dateline.findings.diagnostics import Diagnostic
from dateline.read.text import ContentFile

_TOKEN = re.compile(
    r"""
      (?P<open_comment> /\* (?: (?! \*/ ) . )* \Z )
    | (?P<licence> /\*! .*? \*/ )
    | (?P<comment> /\* .*? \*/ )
    | (?<![\w-]) url\( \s* (?: "(?P<double>[^"\n]*)" | '(?P<single>[^'\n]*)' | (?P<bare>[^"'()\s]*) ) \s* \)
    | (?P<sheet_import> @import \s+ "(?P<sheet>[^"\n]*)" \s* ; )
    | (?P<at_import> @(?:import|charset)\b )
    | (?P<string> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<quote> ["'] )
    | (?P<open> \{ )
    | (?P<close> \} )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def rewrite(
    file: ContentFile,
    address: Callable[[str], str | Trouble],
    imported: Callable[[str], str | Trouble] | None = None,
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The sheet with every ``url(…)`` leading to what ``address`` says, and without its comments.

    ``imported`` gives the text that takes the place of an ``@import``, which is refused without.

    Comments beginning with ``/*!`` (licences) stay; so do ``data:`` and ``#fragment`` references.
    """
    text = file.text
    parts: list[str] = []
    problems: list[Diagnostic] = []
    braces: list[int] = []
    done = 0

    def report(trouble: Trouble, start: int, end: int) -> None:
        at = file.position(start, max(1, end - start))
        problems.append(Diagnostic(at, trouble.code, trouble.message, trouble.hint))

    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind in ("double", "single", "bare"):
            reference = token[kind]
            if reference.startswith(("#", "data:")):
                continue
            answer = address(reference)
            if isinstance(answer, Trouble):
                report(answer, *token.span(kind))
            else:
                parts += (text[done : token.start()], f'url("{answer}")')
                done = token.end()
        elif kind == "sheet_import":
            answer = imported(token["sheet"]) if imported else _TROUBLES["at_import"]
            if isinstance(answer, Trouble):
                report(answer, *token.span())
            else:
                parts += (text[done : token.start()], answer)
                done = token.end()
        elif kind == "comment":
            start, end = _lines_of_comment(text, *token.span())
            parts += (text[done:start], "/**/" if _joins(text, start, end) else "")
            done = end
        elif kind == "open":
            braces.append(token.start())
        elif kind == "close" and braces:
            braces.pop()
        elif trouble := _TROUBLES.get(kind):
            report(trouble, *token.span())
    for brace in braces:
        report(_OPEN_BRACE, brace, brace + 1)
    return "".join([*parts, text[done:]]), tuple(problems)


_KEPT = re.compile(r"/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_SPACE = re.compile(r"(?<!\\)\s+")
_AROUND = re.compile(r"(?<!\\) ?([{};,]) ?")


def tightened(sheet: str) -> str:
    """The sheet without the white space that only people need; strings and licences stay as they are."""
    parts: list[str] = []
    done = 0
    for kept in _KEPT.finditer(sheet):
        parts += (_tight(sheet[done : kept.start()]), kept[0])
        done = kept.end()
    return "".join((*parts, _tight(sheet[done:]))).strip()


def _tight(text: str) -> str:
    spaced = _AROUND.sub(lambda found: found[1], _SPACE.sub(" ", text))  # a template costs twice as much
    return spaced.replace(": ", ":").replace(";}", "}")


def _lines_of_comment(text: str, start: int, end: int) -> tuple[int, int]:
    """The comment at ``text[start:end]`` with its lines where it stands alone on them."""
    line = text.rfind("\n", 0, start) + 1
    rest = text.find("\n", end)
    if rest >= 0 and not text[line:start].strip() and not text[end:rest].strip():
        return line, rest + 1
    return start, end


def _joins(text: str, start: int, end: int) -> bool:
    """Whether taking ``text[start:end]`` away would make one word of two."""
    separators = " \t\n{};,:()"
    if start == 0 or end == len(text):
        return False
    return text[start - 1] not in separators and text[end] not in separators


_OPEN_BRACE = Trouble("ASSET004", "this brace is not closed", "add “}”")
_TROUBLES = {
    "open_comment": Trouble("ASSET004", "this comment is not closed", "add “*/”"),
    "quote": Trouble("ASSET004", "this quote is not closed on its line", "add the closing quote"),
    "close": Trouble("ASSET004", "this brace closes nothing", "remove it"),
    "at_import": Trouble("ASSET003", "all style sheets become one file", "remove this line"),
}
