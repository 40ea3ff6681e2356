"""Rules about single fields: keys, types, values."""

from __future__ import annotations

from dateline.rulebook.base import Rule, Severity

FIELDS: tuple[Rule, ...] = (
    Rule(
        "FIELD001",
        Severity.ERROR,
        "a key is one that the content format knows",
        "A misspelt key is lost without a word: the page is published without what stands behind it.",
        "titel: Harbour closes",
        "title: Harbour closes",
    ),
    Rule(
        "FIELD002",
        Severity.ERROR,
        "what is required is there",
        "A story without a title or a date has no place on a timeline.",
        "title: Harbour closes",
        "title: Harbour closes\ndate: 2020-05-04",
        fixed=True,
    ),
    Rule(
        "FIELD003",
        Severity.ERROR,
        "a field holds what it is for: a text, a list, a group of fields",
        "A list where a text is expected would be printed as code, or not at all.",
        "title: [Harbour closes]",
        'title: "[Harbour closes]"',
        fixed=True,
    ),
    Rule(
        "FIELD004",
        Severity.ERROR,
        "a text is not longer than its field",
        "A title of thousands of characters is a text that slipped into the front matter.",
        "a title of 5,000 characters",
        "a title of one sentence; the rest in the body",
    ),
    Rule(
        "FIELD005",
        Severity.ERROR,
        "a word from a closed list is one of them",
        "Twelve spellings of “confirmed” are twelve statuses, and no reader can learn what they mean.",
        "status: verified",
        "status: confirmed",
        fixed=True,
    ),
    Rule(
        "FIELD006",
        Severity.ERROR,
        "a stretch of days is written with its unit",
        "“30” could be days, weeks or hours.",
        "review_after: 30",
        "review_after: 30d",
        fixed=True,
    ),
    Rule(
        "FIELD007",
        Severity.ERROR,
        "an id has only letters, digits, hyphens and underscores",
        "An id becomes an anchor that others link to; blanks and signs do not survive the way through other programs.",
        "id: harbour closed!",
        "id: harbour-closed",
        fixed=True,
    ),
    Rule(
        "FIELD008",
        Severity.ERROR,
        "a file name names a file beside the text",
        "A path that leads out of the content folder could publish any file of the machine.",
        "file: ../../secrets.txt",
        "file: harbour.jpg",
        fixed=True,
    ),
    Rule(
        "FIELD009",
        Severity.ERROR,
        "an old address is one of this site",
        "Only addresses below the site's own can be redirected.",
        "old_addresses: [https://example.org/old]",
        "old_addresses: [/crises/harbour/old-name/]",
        fixed=True,
    ),
)
