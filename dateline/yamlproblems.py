"""What an editor did when libyaml gives up: its few technical complaints told apart, with the line to type
instead.
 Where the intention is clear, the problem carries a repair, so that the rest of the file can be read and all
its mistakes are told in one run. A repaired file is never published: the problem stays an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.yamlquoting import Value, line_around, quoted, value_in_brackets, value_on_line

__all__ = ["ODD_BLANKS", "Failure", "Problem", "Repair", "explain", "odd_blank"]

ODD_BLANKS = "\xa0\u1680\u2000-\u200b\u200e\u200f\u202f\u205f\u2060\u3000\ufeff"
"""Characters (for a class in a pattern) that look like a blank or like nothing, and are letters to YAML."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Where and why libyaml stopped. Places are offsets in the text."""

    problem: str
    context: str
    at: int
    begun: int
    """Where the thing began that could not be finished; the same as ``at`` where libyaml does not say."""
    last: tuple[int, int, bool] | None
    """Begin and end of the last value that was read, and whether it is quoted."""
    bracket: int | None
    """The innermost ``[`` or ``{`` still open, None outside of brackets."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What to read instead, for the sake of the rest of the file: as many characters as it replaces."""

    start: int
    text: str
    value: str | None = None
    """What the value at ``start`` was meant to be, where ``text`` only keeps its place."""
    sound: bool = True
    """False where the repair only helps to find more errors, and the node must not be used."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding in a YAML text. Without a code there is nothing to report, only to repair."""

    start: int
    length: int
    code: str
    message: str
    hint: str
    repair: Repair | None = None


def explain(text: str, failure: Failure) -> Problem:
    """What was done wrong and what to type instead, at the place where an editor would look for it."""
    for reason in _REASONS:
        problem = reason(text, failure)
        if problem is not None:
            return problem
    return _anything_else(text, failure)


def _put_in_quotes(value: Value, at: int, code: str, message: str, meant: str | None = None) -> Problem:
    """The problem that is solved by quotes around ``value``."""
    repair = Repair(value.start, "x" * (value.end - value.start), value.text if meant is None else meant)
    return Problem(at, 1, code, message, f"put the value in quotes: {value.fixed}", repair)


def _value(text: str, failure: Failure, at: int) -> Value | None:
    if failure.bracket is not None:
        return value_in_brackets(text, failure.bracket, at)
    return value_on_line(text, at)


def _a_tab(text: str, failure: Failure) -> Problem | None:
    at = failure.at
    start, end = line_around(text, at)
    if text[at : at + 1] != "\t" or text[start:at].strip(" \t-"):
        return None
    blank = len(text[start:end]) - len(text[start:end].lstrip(" \t"))
    if text[start + blank : end][:1] in ("", "#"):
        return Problem(at, 1, "", "", "", Repair(start, " " * blank))
    more = sum("\t" in line for line in re.findall(r"^[ \t]+(?=[^\s#])", text[end:], re.MULTILINE))
    also = f", here and in {more} more line{'s' if more > 1 else ''}" if more else ""
    if text[start:at].strip():
        return Problem(at, 1, "YAML002", "a tab follows the hyphen of a list item", f"use a space{also}")
    return Problem(at, 1, "YAML002", "a tab is used for indentation", f"use two spaces for each tab{also}")


_ODD_INDENT = re.compile(
    rf"[ \t]*(?:-[ \t]+)*[ \t]*([{ODD_BLANKS}][{ODD_BLANKS} ]*)|[\w.-]+:([{ODD_BLANKS}])"
)


def odd_blank(text: str, at: int) -> Problem | None:
    """A no-break space or the like in the indentation of the line of ``at``, or after its first colon."""
    start, end = line_around(text, at)
    match = _ODD_INDENT.match(text, start, end)
    if match is None:
        return None
    group = 1 if match[1] else 2
    found = re.sub(f"[{ODD_BLANKS}]", " ", match[group])
    where = "in the indentation" if group == 1 else "after the colon"
    return Problem(
        match.start(group),
        len(found),
        "YAML003",
        f"an invisible character (U+{ord(match[group][0]):04X}) stands {where}",
        "replace it with an ordinary space",
        Repair(match.start(group), found),
    )


def _an_odd_blank(text: str, failure: Failure) -> Problem | None:
    places = [failure.at, failure.begun, *((failure.last[0],) if failure.last else ())]
    return next((found for place in places if (found := odd_blank(text, place)) is not None), None)


_KEY_WITHOUT_SPACE = re.compile(
    r"[ \t]*(?:-[ \t]+)*([^\s:\"'\[\]{}#,][^\s:\"'\[\]{}#,]*):(?!//)([^\s:][^\n]*)"
)


def no_colon(text: str, at: int) -> Problem:
    """The line of ``at`` should be ``key: value`` and lacks the colon, or the space after it."""
    start, end = line_around(text, at)
    line = text[start:end].strip()
    match = _KEY_WITHOUT_SPACE.match(text, start, end)
    if match is None:
        begins = start + len(text[start:end]) - len(text[start:end].lstrip())
        hint = (
            "write `key: value`; a line that continues the value above is indented, a comment begins with #"
        )
        return Problem(
            begins, max(1, len(line)), "YAML011", "this line is not a field: it has no colon", hint
        )
    key, value = match[1], match[2].rstrip()
    repair = Repair(match.end(1) + 1, " " + "x" * (len(match[2]) - 1), value) if len(match[2]) > 1 else None
    return Problem(
        match.start(1),
        len(key) + 1,
        "YAML011",
        f"a space is missing after “{key}:”",
        f"write `{_short(f'{key}: {value}')}`",
        repair,
    )


def _a_colon_in_a_value(text: str, failure: Failure) -> Problem | None:
    at = failure.at
    if "mapping values are not allowed" not in failure.problem:
        if (
            failure.bracket is None
            or text[at : at + 1] != ":"
            or "did not find expected ','" not in failure.problem
        ):
            return None
    elif failure.last is not None and "\n" in text[failure.last[0] : at] and failure.bracket is None:
        # The line above was taken for the beginning of this one.
        begins = failure.last[0]
        if text[begins] in "\"'":
            return Problem(
                begins, 1, "YAML004", "this quote is not closed on its line", _closing(text, begins)
            )
        line, _ = line_around(text, begins)
        if not text[line:begins].strip(" \t-"):
            return no_colon(text, begins)
        return _nested_under_a_value(text, at, begins)
    value = _value(text, failure, at)
    if value is None or value.start > at:
        return None
    return _put_in_quotes(value, at, "YAML001", "an unquoted value cannot have a colon and a space in it")


def _nested_under_a_value(text: str, at: int, above: int) -> Problem:
    """The line of ``at`` is further in than the field above, whose value begins at ``above``."""
    start, end = line_around(text, at)
    indent = len(text[start:end]) - len(text[start:end].lstrip(" "))
    upper, _ = line_around(text, above)
    match = _INDENT.match(text, upper)
    wanted = match.end() - upper if match is not None else 0
    message = "this line is further in than the field above it, which has a value already"
    return Problem(start + indent, len(text[start:end].strip()), "YAML012", message, _begin_it(wanted))


def _begin_it(spaces: int) -> str:
    return (
        f"begin it with {spaces} space{'' if spaces == 1 else 's'}"
        if spaces
        else "begin it at the start of the line"
    )


_INDENT = re.compile(r" *(?P<hyphens>(?:- +)*)")


def _misplaced(text: str, at: int) -> Problem:
    """A line whose indentation fits nothing above it."""
    start, end = line_around(text, at)
    line = text[start:end]
    indent = len(line) - len(line.lstrip(" "))
    place, length = start + indent, max(1, len(line.strip()))
    above = [upper for upper in text[:start].split("\n") if upper.strip()]
    if above and above[-1].lstrip().startswith("#"):
        message = "the comment above ends the text before it, and this line fits nothing"
        return Problem(place, length, "YAML012", message, "move the comment, or check the indentation")
    matches = [match for upper in above if (match := _INDENT.match(upper)) is not None]
    if line.strip().startswith("-"):
        columns = {match.start("hyphens") for match in matches if match["hyphens"]}
    else:
        columns = {match.end() for match in matches}
    nearest = min(columns, key=lambda column: (abs(column - indent), -column), default=indent)
    if nearest == indent:
        message = "this line does not fit the lines above it"
        return Problem(place, length, "YAML012", message, "check its indentation and theirs")
    spaces = f"{indent} space{'' if indent == 1 else 's'}" if indent else "no space"
    message = f"this line begins with {spaces} and fits no line above it"
    return Problem(place, length, "YAML012", message, _begin_it(nearest))


_BEFORE_A_SIGN = (
    "while scanning a block scalar",
    "while scanning a directive",
    "while scanning a tag",
    "while parsing a tag",
    "while scanning an alias",
    "while scanning an anchor",
)
_KEY_AHEAD = re.compile(r"[^\n:]*:(?:[ \t\n]|$)")
_SIGN_COMPLAINTS = (
    "cannot start any token",
    "block sequence entries are not allowed",
    "mapping keys are not allowed",
    "undefined tag handle",
)


def _a_sign_of_yaml(text: str, failure: Failure) -> Problem | None:
    """A value, or a line, that begins with a character that YAML keeps for itself."""
    at = failure.at
    if failure.context in _BEFORE_A_SIGN:
        at = failure.begun
    elif not any(complaint in failure.problem for complaint in _SIGN_COMPLAINTS):
        return None
    sign = text[at : at + 1]
    bracket = failure.bracket
    if sign == "%" and bracket == at - 1:  # {% … %}
        value = value_on_line(text, at)
        if value is not None and value.start == bracket:
            return _brackets(value, bracket)
    value = _value(text, failure, at)
    if value is None or value.start > at:
        return None
    if number := re.fullmatch(r">=?\s*(\d[\d.,]*)", value.text):
        hint = f"write `{value.label}{number[1]}+` for “at least”"
        repair = Repair(value.start, "x" * len(value.text), f"{number[1]}+")
        return Problem(at, len(value.text), "YAML009", "“>” has a meaning of its own in YAML", hint, repair)
    if sign == "\t":
        return None
    if not value.label and failure.bracket is None and _KEY_AHEAD.match(text, at):
        return Problem(at, 1, "YAML009", f"a key cannot begin with “{sign}”", "put the key in quotes")
    if value.start < at:
        return _put_in_quotes(value, at, "YAML009", f"“{sign}” cannot stand here in an unquoted value")
    problem = _put_in_quotes(value, at, "YAML009", f"an unquoted value cannot begin with “{sign}”")
    if sign == "-" and value.label:
        hint = f"begin the list on a line of its own, or {problem.hint}"
        return Problem(
            at,
            1,
            problem.code,
            problem.message,
            hint,
            Repair(value.start, "x" * len(value.text), sound=False),
        )
    return problem


def _brackets(value: Value, at: int) -> Problem:
    message = "YAML takes brackets for a list or a group of fields, not for a part of a text"
    return _put_in_quotes(value, at, "YAML010", message)


def _a_quote_not_closed(text: str, failure: Failure) -> Problem | None:
    if failure.context != "while scanning a quoted scalar":
        return None
    return _unclosed(text, failure.begun, failure.bracket)


def _unclosed(text: str, at: int, bracket: int | None) -> Problem:
    """The quote at ``at`` has no end on its line. It is taken to end there."""
    _, end = line_around(text, at)
    rest = text[at:end].rstrip()
    usable = bracket is None and len(rest) > 1
    repair = Repair(at, "x" * len(rest), rest[1:]) if usable else None
    return Problem(at, 1, "YAML004", "this quote is not closed", _closing(text, at), repair)


def _closing(text: str, at: int) -> str:
    """The hint for the quote at ``at``, which has no end on its line."""
    _, end = line_around(text, at)
    rest = text[at + 1 : end].rstrip()
    if text[at] == "'" and rest:
        fixed = _short(quoted(f"'{rest}"))
        return f"close it, or if it is an apostrophe put the value in double quotes: {fixed}"
    return f"close it: {_short(text[at] + rest + text[at])}" if rest else "close it, or delete it"


_A_FIELD = re.compile(r"[ ]*(?:- +)*[^\W\d][\w -]*:(?:[ \n]|$)")


def _text_after_a_value(text: str, failure: Failure) -> Problem | None:
    """Something follows the closing quote or bracket of a value on its line."""
    at = failure.at
    if "did not find expected" not in failure.problem or failure.begun == at:
        return None
    if failure.last is not None and failure.last[2] and not text[failure.last[1] : at].strip(" \t"):
        begins = failure.last[0]
        if "\n" in text[begins:at]:
            return Problem(
                begins, 1, "YAML004", "this quote is not closed on its line", _closing(text, begins)
            )
        if failure.bracket is not None:
            found = value_in_brackets(text, failure.bracket, at)
        else:
            found = value_on_line(text, at)
        if found is None or found.start != begins:
            return None
        inner = found.text
        if inner[-1] == inner[0] and len(inner) > 1:
            inner = inner[1:-1]
        meant = Value(found.start, found.end, inner.replace("''", "'"), found.label)
        message = "the value ends at its second quote, and more follows"
        return _put_in_quotes(meant, at, "YAML006", message)
    if failure.bracket is None:
        value = value_on_line(text, at)
        if value is not None and value.start < at and value.text[0] in "[{":
            return _brackets(value, value.start)
    elif text[at : at + 1] in ("[", "{") and text[at - 1 : at] not in ",:[{":
        value = value_in_brackets(text, failure.bracket, at)
        if value is not None and value.start < at:
            return _brackets(value, at)
    return None


def _a_bracket_not_closed(text: str, failure: Failure) -> Problem | None:
    bracket, at = failure.bracket, failure.at
    if bracket is None:
        return None
    closing = {"[": "]", "{": "}"}[text[bracket]]
    _, line_end = line_around(text, bracket)
    here = text[at : at + 1]
    if here and here in "]}":
        if here == closing:
            return Problem(
                at, 1, "YAML005", "a value is missing before this bracket", "add it, or delete the comma"
            )
        message = f"“{here}” does not close the “{text[bracket]}” that is open here"
        return Problem(at, 1, "YAML005", message, f"write “{closing}”", Repair(at, closing))
    if here == ",":
        message = "a value is missing before this comma"
        return Problem(at, 1, "YAML005", message, "add it, or delete the comma", Repair(at, " "))
    if at <= line_end and text[at:line_end].strip():
        value = value_in_brackets(text, bracket, at)
        hint = "put a comma before it" + (f", or quotes around all of it: {value.fixed}" if value else "")
        return Problem(at, 1, "YAML005", "a comma is missing before this", hint)
    comment = re.search(r"[ \t]#", text[bracket:line_end])
    if comment is not None:
        hint = f"“{closing}” is in a comment: put the value with # in quotes"
    else:
        hint = f"add “{closing}”"
    repair = None
    if _A_FIELD.match(text, line_end + 1):
        repair = Repair(bracket, "x" * (line_end - bracket), sound=False)
    return Problem(bracket, 1, "YAML005", f"this “{text[bracket]}” is not closed", hint, repair)


def _an_unknown_escape(text: str, failure: Failure) -> Problem | None:
    if failure.context != "while parsing a quoted scalar":
        return None
    at = text.rfind("\\", failure.begun, failure.at + 1)
    match = re.compile(r'"((?:[^"\\\n]|\\[^\n])*)"').match(text, failure.begun)
    message = f"“{text[at : at + 2]}” is not an escape that YAML knows"
    if match is None:
        return Problem(at, 2, "YAML021", message, "write two backslashes, or use single quotes")
    repair = Repair(failure.begun, "x" * len(match[0]), match[1])
    hint = f"use single quotes: {_short(quoted(match[1]))}"
    return Problem(at, 2, "YAML021", message, hint, repair)


def _a_line_without_a_colon(text: str, failure: Failure) -> Problem | None:
    if "could not find expected ':'" not in failure.problem:
        return None
    return no_colon(text, failure.begun)


def _lists_and_fields_mixed(text: str, failure: Failure) -> Problem | None:
    """A list item among fields, a field among list items, or an indentation that fits neither."""
    mapping = failure.context == "while parsing a block mapping"
    if not mapping and failure.context != "while parsing a block collection":
        return None
    start, end = line_around(text, failure.at)
    line = text[start:end]
    if failure.at != start + len(line) - len(line.lstrip(" ")):
        return None
    begun, _ = line_around(text, failure.begun)
    same_column = failure.at - start == failure.begun - begun
    item = bool(re.match(r"-(?:[ \t]|$)", line.strip()))
    if mapping and item and same_column:
        hint = "put the key it belongs to on the line above, such as `tags:`, or delete the hyphen"
        return Problem(failure.at, 1, "YAML013", "a list item stands among fields", hint)
    if not mapping and not item and same_column:
        hint = "begin it with a hyphen, or put it where the fields are"
        return Problem(failure.at, len(line.strip()), "YAML013", "a field stands among list items", hint)
    if line.strip()[:1] in ("", ":", "]", "}"):
        return None
    return _misplaced(text, failure.at)


def _a_second_document(text: str, failure: Failure) -> Problem | None:
    if "expected <document start>" not in failure.problem and "document indicator" not in failure.problem:
        return None
    if re.search(r"^\.\.\.[ \t]*$", text[: failure.at], re.MULTILINE):
        return Problem(
            failure.at, 1, "YAML017", "a second YAML document begins here", "delete the line `...` above"
        )
    start, _ = line_around(text, failure.at)
    if failure.at == start and start:
        return _misplaced(text, failure.at)
    return None


def _anything_else(text: str, failure: Failure) -> Problem:
    at = min(failure.at, max(0, len(text.rstrip()) - 1))
    here = text[at : at + 1]
    if here == ":":
        return Problem(at, 1, "YAML020", "a key is missing before this colon", "write the name of the field")
    if here in ("]", "}", ","):
        return Problem(
            at, 1, "YAML009", f"“{here}” opens nothing here", "delete it, or put the value in quotes"
        )
    complaint = f" ({failure.problem})" if failure.problem else ""
    return Problem(
        at, 1, "YAML023", f"this cannot be read as YAML{complaint}", "if it is a text, put it in quotes"
    )


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:44]} … {text[-20:]}"


_REASONS: tuple[Callable[[str, Failure], Problem | None], ...] = (
    _a_tab,
    _an_odd_blank,
    _a_quote_not_closed,
    _an_unknown_escape,
    _a_colon_in_a_value,
    _a_sign_of_yaml,
    _text_after_a_value,
    _a_bracket_not_closed,
    _a_line_without_a_colon,
    _lists_and_fields_mixed,
    _a_second_document,
)
"""Asked in this order; the first that recognises the mistake explains it."""
