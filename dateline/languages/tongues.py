"""Texts that are not in the language of their page, and how a page says so.

Such a text carries its language with it: a mark before, a mark behind, in signs that no content can hold. It may then
be joined into sentences, escaped, cut up and printed anywhere. When the page is done, ``spoken`` turns the marks into
``lang`` and ``dir`` on the elements around such texts, and ``plain`` into isolates where there can be no elements.
"""

import re

BEGIN, END = "\ufdd3", "\ufdd4"
"""Noncharacters: files that hold them are refused."""
_TAGS = 0xE0000
"""Unicode's tags: a code of a language in signs that no text of ours is written in."""
_OPENING = re.compile(f"{BEGIN}([\U000e0020-\U000e007e]*)")
_MARK = re.compile(f"{BEGIN}[\U000e0020-\U000e007e]*|{END}")
_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
_RTL_SCRIPTS = frozenset(("arab", "hebr", "syrc", "thaa", "nkoo", "adlm"))
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
_POP = "\u2069"


def direction_of(language: str) -> str:
    """“rtl” for languages written from right to left, by their script where the code names one."""
    first, *rest = language.lower().split("-")
    if rest and len(rest[0]) == 4:
        return "rtl" if rest[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if first in _RIGHT_TO_LEFT else "ltr"


def begin(language: str) -> str:
    """The mark before a text in this language; ``END`` goes behind it."""
    return BEGIN + "".join(chr(_TAGS + ord(sign)) for sign in language)


def marked(text: str, language: str) -> str:
    """``text`` with its language; an empty one stays empty."""
    return f"{begin(language)}{text}{END}" if text else text


def language_in(text: str) -> str:
    """The language that the text begins in, by its mark; empty where it has none."""
    found = _OPENING.match(text)
    return _code(found[1]) if found else ""


def whole_in(text: str) -> str:
    """The language that all of the text is in, by one mark around it; empty where there is none such."""
    found = _OPENING.match(text)
    depth = 0
    for mark in _MARK.finditer(text):
        depth += -1 if mark[0] == END else 1
        if depth <= 0:
            return _code(found[1]) if found and mark.end() == len(text) else ""
    return ""


def within(text: str) -> str:
    """``text`` without the mark around all of it, if there is one."""
    found = _OPENING.match(text)
    return text[found.end() : -len(END)] if found and whole_in(text) else text


def bare(text: str) -> str:
    """``text`` without marks."""
    return _MARK.sub("", text) if BEGIN in text or END in text else text


def capital(text: str) -> str:
    """``text`` with a capital at its start, as a title has it."""
    mark = _OPENING.match(text)
    start = mark.end() if mark else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def plain(text: str, direction: str = "ltr") -> str:
    """``text`` where there are no elements: what runs in another direction is isolated, unless it is all there is."""
    if BEGIN not in text and END not in text:
        return text
    whole = _OPENING.match(text)
    if whole and text.find(END) == len(text) - 1:
        return bare(text)
    pieces: list[str] = []
    around, closers = [direction], []
    for piece in _split(text):
        if piece.startswith(BEGIN):
            own = direction_of(_code(piece[1:]))
            turned = own != around[-1]
            around.append(own)
            closers.append(_POP if turned else "")
            pieces.append(_ISOLATES[own] if turned else "")
        elif piece == END:
            pieces.append(closers.pop() if closers else "")
            if len(around) > 1:
                around.pop()
        else:
            pieces.append(piece)
    return "".join((*pieces, *reversed(closers)))


# What is no place for elements; a tag, whatever its attributes hold; nothing else.
_NO_ELEMENTS = re.compile(
    r"<(title|script|style|option|textarea)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>.*?</\1>"
    r"|<[a-zA-Z/!](?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'|>[^<]*")
_BLOCKS = re.compile(r"<(?:p|ul|ol|dl|div|h[1-6]|blockquote|table|figure|pre|section|hr)\b")
_LAST_TAG = re.compile(r"<([a-zA-Z][\w-]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>\Z")


def spoken(page: str, direction: str) -> str:
    """A page of HTML with ``lang`` and ``dir`` for its marked texts; ``direction``: that of the page itself."""
    if BEGIN not in page and END not in page:
        return page

    def without_elements(found: re.Match[str]) -> str:
        text = found[0]
        return (
            _VALUE.sub(lambda one: one[0][0] + _plain_value(one[0][1:], direction), text)
            if BEGIN in text
            else text
        )

    return _elements(_NO_ELEMENTS.sub(without_elements, page), direction)


def _plain_value(text: str, direction: str) -> str:
    closing = text[-1:] if text[-1:] in "\"'" else ""
    return plain(text.removesuffix(closing), direction) + closing


def _elements(page: str, direction: str) -> str:
    out: list[str] = []
    waiting: list[
        tuple[int, str, str]
    ] = []  # where each open text begins in ``out``, its language and direction
    drawing = 0
    pieces = _split(page)
    for number, piece in enumerate(pieces):
        if piece.startswith(BEGIN):
            code = _code(piece[1:])
            waiting.append((len(out), code, direction_of(code)))
        elif piece != END:
            out.append(piece)
            drawing += piece.count("<svg") - piece.count("</svg")
        elif waiting:
            start, code, own = waiting.pop()
            if waiting and waiting[-1][1] == code:  # the text around it says so
                continue
            around = waiting[-1][2] if waiting else direction
            turned = own != around and not drawing  # SVG has no ``dir``
            says = f' lang="{code}"' + (f' dir="{own}"' if turned else "")
            inner = "".join(out[start:])
            del out[start:]
            before = out[-1] if out else ""
            behind = pieces[number + 1] if number + 1 < len(pieces) else ""
            tag = _LAST_TAG.search(before, max(0, before.rfind("<")))
            if (
                tag
                and " lang=" not in tag[0]
                and not tag[0].endswith("/>")
                and behind.startswith(f"</{tag[1]}>")
            ):
                out[-1] = f"{before[:-1]}{says}>"
                out.append(inner)
            else:
                name = "tspan" if drawing else "div" if _BLOCKS.search(inner) else "span"
                out.append(f"<{name}{says}>{inner}</{name}>")
    return "".join(out)


_WHOLE = re.compile(f">{BEGIN}([\U000e0020-\U000e007e]*)([^<{BEGIN}{END}]*){END}</")


def spoken_xml(document: str, direction: str) -> str:
    """The same for XML: ``xml:lang`` on an element that holds one such text and nothing else."""
    if BEGIN not in document and END not in document:
        return document
    said = _WHOLE.sub(lambda found: f' xml:lang="{_code(found[1])}">{found[2]}</', document)
    return re.sub(
        r">[^<]+|\"[^\"]*\"", lambda found: found[0][0] + _plain_value(found[0][1:], direction), said
    )


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def spoken_json(document: str, direction: str) -> str:
    """JSON without marks, as ``plain`` would have each of its texts."""
    if BEGIN not in document and END not in document:
        return document
    return _STRING.sub(lambda found: f'"{plain(found[0][1:-1], direction)}"', document)


def _split(text: str) -> list[str]:
    """The text in pieces, each mark one of them."""
    pieces, place = [], 0
    for mark in _MARK.finditer(text):
        if mark.start() > place:
            pieces.append(text[place : mark.start()])
        pieces.append(mark[0])
        place = mark.end()
    pieces.append(text[place:])
    return pieces


def _code(tags: str) -> str:
    return "".join(chr(ord(sign) - _TAGS) for sign in tags)
