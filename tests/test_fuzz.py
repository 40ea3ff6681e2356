"""Any bytes at all: no traceback, places that exist, HTML that runs nothing. The targets are in ``tests/fuzz.py``."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import TARGETS, seeds

PIECES = sorted({piece for data in seeds() for piece in re.findall(rb"\w+|\s+|[^\w\s]+", data)})
SIGNS = (
    *(
        b"---\n",
        b"\r\n",
        b"\n",
        b"  ",
        b"\t",
        b": ",
        b"- ",
        b"{",
        b"}",
        b"[",
        b"]",
        b"[[actor:",
        b"]]",
        b"[@",
        b"|",
        b">",
    ),
    *(
        b"#",
        b'"',
        b"'",
        b"`",
        b"*",
        b"_",
        b"<",
        b"&#",
        b";",
        b"\\",
        b"!",
        b"&a",
        b"*a",
        b"~",
        b"..",
        b"/",
        b"X",
        b"?",
        b"+",
    ),
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        "“".encode(),
        "\u202e".encode(),
        "\u00a0".encode(),
        "\u2028".encode(),
    ),
    *(
        b"javascript:",
        b"<script>",
        b"](",
        b"[^1]",
        b"[^1]: ",
        b"0",
        b"-",
        b"2020",
        b"T12:30",
        b"unknown",
        b"tens of",
    ),
)
anything = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from((*PIECES, *SIGNS * 20)), max_size=60).map(b"".join),
)


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=120, deadline=None)
@given(data=anything)
def test_any_bytes_are_taken_or_refused_with_a_reason(target, data):
    TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
def test_so_are_the_real_content_and_every_broken_story_cut_anywhere(target):
    for number, data in enumerate(seeds()):
        TARGETS[target](data)
        TARGETS[target](data[: len(data) * (number % 7 + 1) // 8])


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 50_000,
        b"---\n" + b"a: &a [*a]\n" * 5_000 + b"---\n",
        b"---\ntitle: " + b"[{" * 20_000 + b"\n---\n",
        b"---\n" + b"k: {" * 10_000 + b"\n---\n",
        b"---\ntitle: x\n---\n" + b"> " * 30_000,
        b"---\ntitle: x\n---\n" + b"[a](" * 20_000,
        b"---\ntitle: x\n---\n" + b"*_" * 10_000,
        b"9" * 100_000,
        b"1," * 50_000,
        b" " * 100_000 + b"x",
        b"---\n" + b"\t- a\n" * 300 + b"---\n",
        b"---\n" + b"titel: a: b\n" * 60 + b"---\n",
        b"x" * (2 * 1024 * 1024),
    ],
    ids=lambda data: repr(data[:16]),
)
@pytest.mark.parametrize("target", TARGETS)
def test_what_is_made_to_take_long_does_not(target, data):
    """A text for which the work grows faster than its length would run into the time limit of the whole suite."""
    TARGETS[target](data)


FOUND = [
    ("quantity", b"6" * 35 + b"m"),
    ("quantity", b"1.50000000000000000000000000000000000000001bn"),
]
"""What the fuzzer found, each a text that once raised."""


@pytest.mark.parametrize(("target", "data"), FOUND)
def test_what_the_fuzzer_found_stays_found(target, data):
    TARGETS[target](data)
