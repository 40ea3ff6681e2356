"""What is said of a file in another format when it becomes content files: nothing in it is passed over in silence."""

from __future__ import annotations

from dateline.rulebook.base import Rule, Severity

IMPORTS: tuple[Rule, ...] = (
    Rule(
        "IMPORT001",
        Severity.ERROR,
        "a file that is imported can be read in the format it is said to have",
        "Half a timeline looks like a whole one. A file that cannot be read is not taken in at all.",
        "`import timelinejs` with a file that is no JSON",
        "the JSON or CSV that the timeline is made from",
        fixed=True,
    ),
    Rule(
        "IMPORT002",
        Severity.NOTICE,
        "what an imported file says has a field in the content format",
        "Some of it has none, such as the colour behind a slide. It is kept under `foreign:`, where no page shows it, "
        "and `export` gives it back.",
        "`background.color` of a slide in TimelineJS",
        "the same under `foreign:`",
    ),
    Rule(
        "IMPORT003",
        Severity.WARNING,
        "a value of an imported file can be used as it is",
        "An address that is none, a text too long for its field or a sign that no page may contain cannot be taken "
        "over. What it was is kept under `foreign:` where that can be, and somebody has to look at it.",
        "an `<iframe>` as the address of a video",
        "the address itself",
    ),
    Rule(
        "IMPORT004",
        Severity.WARNING,
        "a date of an imported file has one reading",
        "A date that can be read in two ways, or in none, becomes `unknown` with its words in `date_text:`. "
        "A guess would be read as a fact.",
        "3/4/2014 in a table that does not say which number is the month",
        "2014-04-03",
    ),
    Rule(
        "IMPORT005",
        Severity.WARNING,
        "every entry of an imported file becomes an event",
        "One that says nothing, or that is there already, is left out. Nothing else is.",
        "a row without a date, a headline or a text",
        "a row with at least one of them",
    ),
    Rule(
        "IMPORT006",
        Severity.NOTICE,
        "a text of an imported file is words, emphasis, links, lists and quotations",
        "Pictures, scripts and looks inside a text have no place in Markdown and are left out.",
        "an `<img>` in the text of a slide",
        "the picture beside the story, under `image:`",
    ),
)
