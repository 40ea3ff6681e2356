"""One more entry in a list of a front matter, where every other byte stays as it is."""

from dateline.findings.positions import Edit
from dateline.parse.frontmatter import split_front_matter
from dateline.read.text import ContentFile
from dateline.yaml.nodes import Entry, Mapping, Scalar, Sequence, read_yaml


def insertion(file: ContentFile, key: str, lines: list[str]) -> Edit | None:
    """The edit that puts ``lines`` at the end of the list ``key``; None where the file is not built for it.

    The list is begun where there is none. A list in brackets with something in it is left to people.
    """
    front, _ = split_front_matter(file)
    node = read_yaml(file, front.yaml, front.yaml_offset)[0] if front else None
    if front is None or not isinstance(node, Mapping) or node.source:
        return None
    entry = next((one for one in node.entries if one.key.value == key), None)
    end_of_fields = front.yaml_offset + len(front.yaml)
    if entry is None:
        return Edit(end_of_fields, end_of_fields, f"{key}:\n{_item(lines, 2)}")
    value = entry.value
    if isinstance(value, Scalar) and value.absent:
        at = _next_line(file, file.offset(entry.key.at.line, entry.key.at.column))
        return Edit(at, at, _item(lines, 2))
    if not isinstance(value, Sequence):
        return None
    start = file.offset(value.at.line, value.at.column)
    if value.source:
        return (
            None if value.items else Edit(start - 1, start + len(value.source), "\n" + _item(lines, 2)[:-1])
        )
    return _after_the_last(file, entry, value, end_of_fields, lines)


def _after_the_last(
    file: ContentFile, entry: Entry, value: Sequence, end_of_fields: int, lines: list[str]
) -> Edit | None:
    """The edit behind the last line that stands further in than the hyphens of the list, or begins with one."""
    indent = value.at.column - 1
    at = after = _next_line(file, file.offset(entry.key.at.line, entry.key.at.column))
    while at < end_of_fields:
        following = _next_line(file, at)
        line = file.text[at:following]
        inner = len(line) - len(line.lstrip(" "))
        if line.strip() and (inner > indent or (inner == indent and line.startswith("-", inner))):
            after = following
        elif line.strip() and not line.lstrip().startswith("#"):
            break
        at = following
    return Edit(after, after, _item(lines, indent))


def _next_line(file: ContentFile, at: int) -> int:
    end = file.text.find("\n", at)
    return len(file.text) if end < 0 else end + 1


def _item(lines: list[str], indent: int) -> str:
    blank = " " * indent
    return f"{blank}- {lines[0]}\n" + "".join(f"{blank}  {line}\n" for line in lines[1:])
