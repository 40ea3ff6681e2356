"""Rules about languages and translations: words are told anew, facts stay what they are."""

from __future__ import annotations

from dateline.rulebook.base import Rule, Severity

LANGUAGES: tuple[Rule, ...] = (
    Rule(
        "LANG001",
        Severity.ERROR,
        "the languages of the site are ones that Dateline speaks",
        "A page is more than its texts: menus, dates and numbers would stand there in English.",
        "languages: [en, sp]",
        "languages: [en, es]",
        fixed=True,
    ),
    Rule(
        "LANG002",
        Severity.ERROR,
        "the language of a text is given by its code",
        "Screen readers and browsers know codes: under another name a text is read aloud with the wrong voice.",
        "language: Ukrainian",
        "language: uk",
        fixed=True,
    ),
    Rule(
        "LANG003",
        Severity.ERROR,
        "a translation has an original in another language",
        "Nobody could be shown it: pages are made of originals.",
        "closing.es.md beside closure.md",
        "closure.es.md beside closure.md",
        fixed=True,
    ),
    Rule(
        "LANG004",
        Severity.WARNING,
        "a translation is into a language of the site",
        "A translation that no page shows looks as if it had been published.",
        "closure.es.md, while site.yaml has `languages: [en, fa]`",
        "closure.es.md, and `languages: [en, es, fa]`",
    ),
    Rule(
        "LANG005",
        Severity.ERROR,
        "a translation says no other facts than its original",
        "Readers of one language would be told another date, number or status than those of the other.",
        "`value: 21` in closure.es.md, while closure.md has `value: 12`",
        "the claim in closure.es.md with its label and note alone",
        fixed=True,
    ),
    Rule(
        "LANG006",
        Severity.ERROR,
        "what is translated is in the original",
        "What only one language tells has no sources, no status and no place in the record.",
        "an event `first-ship-turn` in closure.es.md, while closure.md has `first-ship-turns`",
        "an event `first-ship-turns` in both",
        fixed=True,
    ),
    Rule(
        "LANG007",
        Severity.WARNING,
        "a translated list has as many items as the original",
        "Items without an id are told apart by their order: with one too few, words would stand beside another status.",
        "two lines under `known:` in index.es.md, while index.md has three",
        "three lines under `known:` in both",
    ),
    Rule(
        "LANG008",
        Severity.NOTICE,
        "a translation is of the last version of its original",
        "Readers of the translation do not learn what was changed or corrected since.",
        "`translated: 2020-05-05`, while the original says `updated: 2020-05-09`",
        "`translated: 2020-05-09`, once the translation says it, too",
    ),
)
