"""YAML as nodes that know where they were written.

Most files are read line by line, without libyaml (``plain.py``). Where that has no answer, events of libyaml are read
in one flat pass: no recursion, a limit on depth and number, no aliases, no tags. Neither guesses at types: a value is
the text that was written; each field decides what it means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Edit, Position, position_of
from dateline.parse.frontmatter import FrontMatter, split_front_matter
from dateline.read.text import FORBIDDEN, ContentFile
from dateline.yaml.flow import CURLY, meant_as_text, rejoined_entries, rejoined_items
from dateline.yaml.plain import plain_yaml
from dateline.yaml.problems import ODD_BLANKS, Failure, Problem, Repair, explain, no_colon, odd_blank
from dateline.yaml.quoting import lost_comment, quoted
from dateline.yaml.tree import DEEPEST, MOST_NODES, Entry, Mapping, Node, Scalar, Sequence

__all__ = [
    "DEEPEST",
    "MOST_NODES",
    "Entry",
    "FrontMatter",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "read_yaml",
    "split_front_matter",
]

_MOST_PROBLEMS = 10
"""Places at which one text may stop libyaml before we do; each costs a pass."""


def read_yaml(file: ContentFile, text: str, offset: int = 0) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The node of the YAML ``text``, which begins at ``offset`` in ``file``, and what is wrong with it.

    The node is None for a text without values, and where an error leaves no node to rely on. Where it is
    clear what was meant, the error is reported and the node has what was meant, so that the fields can be
    checked as well. Any text gives an answer, nothing raises. libyaml is asked only where the text is not plain
    enough to be read line by line; who reads it makes no difference to the node.
    """
    node = plain_yaml(file, text, offset)
    return _Reader(file, text, offset).read() if node is None else (node, ())


class _Stop(Exception):
    """Reading ends here, because of ``problem``."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Open:
    """A list or group of fields that has not ended yet."""

    __slots__ = ("bracket", "flow", "found", "is_mapping", "items", "key", "start")

    def __init__(self, is_mapping: bool, start: int, flow: bool, found: int) -> None:
        self.is_mapping = is_mapping
        self.start = start
        self.flow = flow
        self.found = found
        """How many findings there were before it."""
        self.bracket: int | None = None
        """The innermost open bracket outside of it; ``[b: c]`` has a group that begins without one."""
        self.items: list[Any] = []
        self.key: Scalar | None = None


# Characters that ``decode`` reports where they stand; an escape would bring them in behind its back.
_NOT_BY_ESCAPE = re.compile(f"{FORBIDDEN.pattern}|[\u202d\u202e]+")
_UNSEEN_BREAKS = re.compile("[\x85\u2028\u2029]")
_ODD_ENDS = re.compile(f"^[{ODD_BLANKS}]|[{ODD_BLANKS}]$")
_LIST_ITEM = re.compile(r"\n[ \t]*(- [^\n]*)")


class _Reader:
    """The passes over one text: one, and another for each mistake that could be repaired."""

    __slots__ = (
        "base",
        "bracket",
        "file",
        "found",
        "has_comments",
        "has_curly_quotes",
        "has_odd_blanks",
        "last",
        "repairs",
        "restore",
        "starts",
        "text",
    )

    def __init__(self, file: ContentFile, text: str, offset: int) -> None:
        self.file = file
        self.text = text
        self.base = offset
        self.starts = file.line_starts()
        self.found: list[Diagnostic] = []
        self.repairs: dict[int, Repair] = {}
        self.restore: dict[int, str] = {}
        self.last: Any = None
        self.bracket: int | None = None
        # What one look at the whole text rules out need not be looked for at every value.
        self.has_comments = " #" in text or "\t#" in text
        self.has_curly_quotes = any(mark in text for mark in CURLY)
        self.has_odd_blanks = not text.isascii() and re.search(f"[{ODD_BLANKS}]", text) is not None

    def at(self, start: int, length: int) -> Position:
        """The place in the file of ``length`` characters from ``start`` in the YAML text."""
        offset = self.base + start
        line = bisect_right(self.starts, offset)
        place = (self.file.path, line, offset - self.starts[line - 1] + 1, length or 1)
        return position_of(place)

    def note(
        self, start: int, length: int, code: str, message: str, hint: str = "", fix: Edit | None = None
    ) -> None:
        """Keep a finding about ``length`` characters from ``start`` in the YAML text, where ``fix`` counts, too."""
        if fix is not None:
            fix = Edit(fix.start + self.base, fix.end + self.base, fix.text)
        self.found.append(Diagnostic(self.at(start, length), code, message, hint, fix=fix))

    def read(self) -> tuple[Node | None, tuple[Diagnostic, ...]]:
        """The node and the findings, in order of place; each finding once."""
        stopped: list[Problem] = []
        text = self.text
        root: Node | None = None
        for _ in range(_MOST_PROBLEMS):
            self.found.clear()
            root, problem = self.attempt(text)
            if problem is None or problem in stopped:
                break
            stopped.append(problem)
            repair = problem.repair
            if repair is None:
                break
            blank = len(repair.text) - len(repair.text.lstrip(" "))
            self.repairs[repair.start + blank] = repair
            text = text[: repair.start] + repair.text + text[repair.start + len(repair.text) :]
        for problem in stopped:
            if problem.code:
                self.note(
                    problem.start, problem.length, problem.code, problem.message, problem.hint, problem.fix
                )
        sound = all(problem.repair is not None and problem.repair.sound for problem in stopped)
        return root if sound else None, tuple(sorted(set(self.found)))

    def attempt(self, text: str) -> tuple[Node | None, Problem | None]:
        """The root node, or what stopped libyaml."""
        import yaml

        # libyaml ends lines at U+0085, U+2028 and U+2029; editors do not, and a title pasted from a web page
        # may have them. While it reads, letters from a private area that the text does not use stand in.
        for unseen in sorted(set(_UNSEEN_BREAKS.findall(text))):
            code = next(code for code in range(0xF0000, 0xFFFFE) if chr(code) not in text)
            self.restore[code] = unseen
            text = text.replace(unseen, chr(code))
        self.last = self.bracket = None
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            parser = loader(text)
            return self.build(parser), None
        except _Stop as stop:
            return None, stop.problem
        except (yaml.reader.ReaderError, UnicodeEncodeError):
            return None, self.forbidden_character()
        except yaml.MarkedYAMLError as error:
            return None, self.explain(text, error)

    def explain(self, text: str, error: Any) -> Problem:
        """The problem behind an exception of the parser."""
        at = error.problem_mark.index if error.problem_mark is not None else 0
        begun = error.context_mark.index if error.context_mark is not None else at
        last = None
        if self.last is not None:
            last = (self.last.start_mark.index, self.last.end_mark.index, self.last.style in ("'", '"'))
        failure = Failure(error.problem or "", error.context or "", at, begun, last, self.bracket)
        return explain(text, failure)

    def forbidden_character(self) -> Problem:
        match = FORBIDDEN.search(self.text)
        at = match.start() if match else 0
        name = f"U+{ord(self.text[at]):04X}" if match else "a character here"
        return Problem(at, 1, "FILE004", f"the character {name} is not allowed in a text", "delete it")

    def build(self, parser: Any) -> Node | None:
        """The root node; raises what the parser raises."""
        from yaml import events

        root: Node | None = None
        stack: list[_Open] = []
        documents = nodes = 0
        next_event = parser.get_event
        while True:
            event = next_event()
            kind = type(event)
            start: int = event.start_mark.index
            node: Node
            if kind is events.ScalarEvent:
                node = self.scalar(event, start)
                self.last = event
            elif kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self.refuse_property(event)
                    start = self.after_property(start)
                stack.append(
                    _Open(kind is events.MappingStartEvent, start, event.flow_style, len(self.found))
                )
                if event.flow_style:
                    stack[-1].bracket = self.bracket
                    if self.text[start : start + 1] in ("[", "{"):
                        self.bracket = start
                if len(stack) > DEEPEST:
                    message = f"values are nested more than {DEEPEST} levels deep here"
                    raise _Stop(Problem(start, 1, "YAML018", message, "take a level away"))
                continue
            elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
                open_ = stack.pop()
                start = open_.start
                node = self.close(open_, event.end_mark.index)
                if open_.flow:
                    self.bracket = open_.bracket
            elif kind is events.AliasEvent:
                node = self.refuse_alias(event)
            elif kind is events.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a second YAML document begins here"
                    hint = "delete this line: a file has one document"
                    raise _Stop(Problem(start, 3, "YAML017", message, hint))
                continue
            elif kind is events.StreamEndEvent:
                return self.fields_or_list(root)
            else:
                continue
            nodes += 1
            if nodes > MOST_NODES:
                message = f"the file has more than {MOST_NODES} values"
                raise _Stop(Problem(start, 1, "YAML019", message, "split the file"))
            if stack:
                self.add(stack[-1], node, start)
            else:
                root = node

    def fields_or_list(self, root: Node | None) -> Node | None:
        """The outermost node, which is a list or a group of fields; nothing for nothing."""
        if not isinstance(root, Scalar) or root.absent:
            return None if isinstance(root, Scalar) else root
        start = self.file.offset(root.at.line, root.at.column) - self.base
        problem = odd_blank(self.text, start) or no_colon(self.text, start)
        if problem.message.endswith("no colon"):
            hint = "write each field as `key: value`"
            problem = Problem(start, root.at.length, "YAML022", "this is a text, not a list of fields", hint)
        raise _Stop(problem)

    def scalar(self, event: Any, start: int) -> Scalar:
        """A value or key, as it was written or as it was meant."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_property(event)
            start = min(self.after_property(start), event.end_mark.index)
        end: int = event.end_mark.index
        value: str = event.value
        plain = not event.style
        length = end - start
        if self.repairs and (repair := self.repairs.get(start)) is not None and repair.value is not None:
            return Scalar(repair.value, self.at(repair.start, len(repair.text)), plain=False)
        if self.restore:
            value = value.translate(self.restore)
        if length != len(value):
            length = self.first_line(event, start, end)
        if plain:
            if self.has_comments:
                self.warn_of_comment(end)
            if self.has_odd_blanks and _ODD_ENDS.search(value):
                return self.without_odd_blanks(value, start, length)
        elif event.style == '"' and "\\" in self.text[start:end] and _NOT_BY_ESCAPE.search(value):
            message = "an escape in this value stands for a character that is not allowed in a text"
            self.note(start, length, "YAML021", message, "delete it")
            value = _NOT_BY_ESCAPE.sub("\ufffd", value)
        return Scalar(value, self.at(start, length), plain)

    def first_line(self, event: Any, start: int, end: int) -> int:
        """The length of the first line of a value that is written on several, or with quotes or escapes."""
        newline = self.text.find("\n", start, end)
        if newline < 0:
            return end - start
        if not event.style and (item := _LIST_ITEM.search(self.text, start, end)):
            message = "this line is read as a part of the text above it, not as an item of a list"
            hint = "give all items of a list the same indentation"
            self.note(item.start(1), len(item[1].rstrip()), "YAML012", message, hint)
        return len(self.text[start:newline].rstrip())

    def without_odd_blanks(self, value: str, start: int, length: int) -> Scalar:
        """A value or key that begins or ends with an invisible character, reported and without it."""
        problem = odd_blank(self.text, start)
        if problem is not None and problem.start <= start and start not in self.repairs:
            raise _Stop(problem)
        character = next(end for end in (value[0], value[-1]) if re.match(f"[{ODD_BLANKS}]", end))
        edge = "begins" if character == value[0] else "ends"
        message = f"this {edge} with an invisible character (U+{ord(character):04X})"
        meant = re.sub(f"^[{ODD_BLANKS} ]+|[{ODD_BLANKS} ]+$", "", value)
        fix = Edit(start, start + length, meant) if self.text.startswith(value, start) else None
        self.note(start, length, "YAML003", message, "delete it", fix)
        return Scalar(meant, self.at(start, length), plain=True)

    def warn_of_comment(self, end: int) -> None:
        lost = lost_comment(self.text, end)
        if lost is not None:
            start, comment, hint, fix = lost
            message = "the rest of the line is a comment and is lost"
            self.note(start, len(comment), "YAML008", message, hint, fix)

    def add(self, parent: _Open, node: Node, start: int) -> None:
        """Put a finished node where it belongs: an item, a key or a value."""
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is not None:
            parent.items.append(Entry(parent.key, node))
            parent.key = None
        elif not isinstance(node, Scalar):
            hint = "put it in quotes if it is a text"
            self.note(start, 1, "YAML020", "a key is a word, not a list or a group of fields", hint)
            parent.key = Scalar("", node.at, plain=False)
        else:
            if node.absent:
                self.note(
                    start, 1, "YAML020", "a key is missing before this colon", "write the name of the field"
                )
            parent.key = node

    def close(self, open_: _Open, end: int) -> Node:
        """The node of a list or group that ends at ``end``."""
        items = open_.items
        source = ""
        if open_.flow:
            source = self.text[open_.start : end]
            if meant_as_text(source):
                return self.text_in_brackets(open_, source)
            rejoined = rejoined_entries if open_.is_mapping else rejoined_items
            if self.has_curly_quotes or open_.is_mapping:
                items, found = rejoined(self.file, items)
                self.found.extend(found)
        at = self.at(open_.start, len(source.partition("\n")[0]))
        if not open_.is_mapping:
            return Sequence(tuple(items), at, source)
        return Mapping(tuple(self.unrepeated(items)), at, source)

    def text_in_brackets(self, open_: _Open, source: str) -> Scalar:
        """What YAML takes for a list in a list, and an editor meant as a reference."""
        del self.found[open_.found :]
        message = "YAML takes brackets for a list or a group of fields, not for a part of a text"
        hint = f"put the value in quotes: {quoted(source)}"
        length = len(source.partition("\n")[0])
        fix = Edit(open_.start, open_.start + len(source), quoted(source)) if length == len(source) else None
        self.note(open_.start, length, "YAML010", message, hint, fix)
        return Scalar(source, self.at(open_.start, length), plain=False)

    def unrepeated(self, entries: list[Entry]) -> list[Entry]:
        """The entries without those whose key was there before, each of which is reported."""
        first: dict[str, Entry] = {}
        for entry in entries:
            earlier = first.setdefault(entry.key.value, entry)
            if earlier is not entry and entry.key.value:
                line = earlier.key.at.line
                message = f"“{entry.key.value}” is written twice: it is in line {line} already"
                self.found.append(Diagnostic(entry.key.at, "YAML014", message, "keep one of the two"))
        return entries if len(first) == len(entries) else list(first.values())

    def refuse_alias(self, event: Any) -> Scalar:
        start: int = event.start_mark.index
        name = self.text[start : event.end_mark.index]
        message = f"“{name}” refers to another value, and values cannot refer to each other"
        self.note(
            start,
            len(name),
            "YAML015",
            message,
            f"write the value itself, or a text in quotes: {quoted(name)}",
        )
        return Scalar(name, self.at(start, len(name)), plain=False)

    def refuse_property(self, event: Any) -> None:
        """Report an anchor or a tag before a value."""
        start: int = event.start_mark.index
        written = self.text[start:].split(maxsplit=1)[0]
        code = "YAML015" if written.startswith("&") else "YAML016"
        what = f"the anchor “{written}”" if code == "YAML015" else f"the tag “{written}”"
        hint = f"delete it; a text that begins with {written[0]} is put in quotes"
        self.note(start, len(written), code, f"{what} has no meaning here", hint)

    def after_property(self, start: int) -> int:
        """Where the value begins whose anchor or tag begins at ``start``."""
        match = re.compile(r"(?:[&!]\S*\s+)*").match(self.text, start)
        return min(match.end() if match else start, len(self.text))
