"""Rules about files as a whole: encoding, forbidden characters, the frame of the front matter."""

from __future__ import annotations

from dateline.rulebook.base import Rule, Severity

FILES: tuple[Rule, ...] = (
    Rule(
        "FILE001",
        Severity.ERROR,
        "a file is UTF-8",
        "Any other encoding turns letters with accents, and whole scripts, into other letters.",
        "a file saved as Windows-1252 or Latin-1",
        "the same file saved as UTF-8",
        fixed=True,
    ),
    Rule(
        "FILE002",
        Severity.ERROR,
        "a file is UTF-8, not UTF-16 or UTF-32",
        "Some Windows programs save “Unicode” as UTF-16, which nothing else in the project can read.",
        "a file saved as “Unicode” or “UTF-16”",
        "the same file saved as UTF-8",
        fixed=True,
    ),
    Rule(
        "FILE003",
        Severity.ERROR,
        "a file is of a size that somebody could have written",
        "A larger file is a picture, a database or an accident, and would stall every build.",
        "a photograph renamed to story.md",
        "a text of at most 1 MiB",
        fixed=True,
    ),
    Rule(
        "FILE004",
        Severity.ERROR,
        "a text has no control characters",
        "They are invisible, forbidden in feeds (XML), and usually copied from a PDF or a terminal.",
        "a vertical tab between two words",
        "a space between two words",
        fixed=True,
    ),
    Rule(
        "FILE005",
        Severity.ERROR,
        "a text does not override the direction of its letters",
        "After U+202D or U+202E letters are shown in another order than they are stored: what an editor "
        "reads is not what was written. The direction of ordinary text needs no override.",
        "a right-to-left override (U+202E) inside a title",
        "the same title without it",
    ),
    Rule(
        "FILE006",
        Severity.WARNING,
        "an invisible direction mark that opens is closed on its line",
        "An embedding or isolate left open turns round the text that follows it on the page.",
        "a right-to-left embedding (U+202B) without its end (U+202C)",
        "both of them, or neither",
    ),
    Rule(
        "FILE007",
        Severity.ERROR,
        "a byte order mark stands at the start of a file or nowhere",
        "Inside a text it is an invisible character that makes two equal names different.",
        "two files joined, with U+FEFF at the seam",
        "the same text without it",
        fixed=True,
    ),
    Rule(
        "FRONT001",
        Severity.ERROR,
        "a content file begins with front matter",
        "Without it the file has no title and no date, and everything in it would be read as text.",
        "title: Harbour closes",
        "---\ntitle: Harbour closes\ndate: 2020-05-04\n---",
        fixed=True,
    ),
    Rule(
        "FRONT002",
        Severity.ERROR,
        "front matter is closed by a line ---",
        "Without the second line nobody can tell where the fields end and the text begins.",
        "---\ntitle: Harbour closes\n\nThe harbour closed at noon.",
        "---\ntitle: Harbour closes\n---\n\nThe harbour closed at noon.",
        fixed=True,
    ),
    Rule(
        "FRONT003",
        Severity.ERROR,
        "front matter has fields",
        "A page needs at least a title.",
        "---\n---\nThe harbour closed at noon.",
        "---\ntitle: Harbour closes\n---\nThe harbour closed at noon.",
        fixed=True,
    ),
)
