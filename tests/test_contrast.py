"""The colours of the design keep their contrast: recomputed from the tokens by the formula of WCAG 2."""

import re

import pytest

from tests.sites import ROOT

TOKENS = (ROOT / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")
TEXT = ("ink", "ink-2", "ink-3", "link", "confirmed", "reported", "disputed", "retracted")
GROUNDS = ("paper", "tint")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))


def themes() -> dict[str, dict[str, str]]:
    """Every block that sets the paper, with its meanings as colours; the first is the light theme."""
    found: dict[str, dict[str, str]] = {}
    for selector, block in re.findall(r"([^{}]+)\{([^{}]*--colour-paper:[^{}]*)\}", TOKENS):
        meanings = {}
        for name, value in declared(block).items():
            colour = value.strip()
            while (inner := re.fullmatch(r"var\((--[\w-]+)\)", colour)) is not None:
                colour = declared(block).get(inner[1], "").strip()
            if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
                meanings[name.removeprefix("--colour-")] = colour
        found[" ".join(selector.split())[-60:]] = meanings
    return found


def test_there_is_a_light_a_dark_and_a_band_theme():
    papers = {colours.get("paper", "").lower() for colours in themes().values()}
    assert {"#ffffff", "#0e1517", "#0c2a32"} <= papers


@pytest.mark.parametrize(
    "theme", [name for name, colours in themes().items() if set(GROUNDS) <= colours.keys()]
)
def test_text_and_controls_stand_out_from_paper_and_tint(theme):
    colours = themes()[theme]
    for ground in GROUNDS:
        for name in TEXT:
            assert contrast(colours[name], colours[ground]) >= 4.5, (theme, name, ground)
        assert contrast(colours["line-2"], colours[ground]) >= 3.0, (theme, ground)
    assert contrast(colours["mark"], colours["on-mark"]) >= 4.5
