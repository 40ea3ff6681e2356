"""What is withheld appears in no file, under no name: a marker stands in every field and is looked for everywhere."""

import re

import pytest

from dateline.exports import FORMATS
from dateline.exports.command import Exported, export
from dateline.options import Options
from dateline.pipeline import for_address, published
from dateline.progress import Progress
from dateline.views import share
from dateline.views.plan import Page, Plan
from tests.sites import HARBOUR, SmallSite

DAY = 86_400
NOW = 1_591_000_000  # 1 June 2020
STORY = "content/crises/harbour/2020-05-06-zzslug.md"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)
# Every field of a story that takes words, each with a marker of its own.
WITHHELD = """---
title: zztitle opens
date: 2020-05-06
date_text: zzdatetext
published: 2020-05-06
updated: 2020-05-08
place: zzplace
summary: zzsummary happened.
status: disputed
kind: closure
key: true
statements:
  - {status: confirmed, label: zzlabel, text: zzstatement}
  - {status: disputed, text: zzother}
quote: {text: zzquote, by: harbour-board}
actors: [{actor: harbour-board, role: zzrole}]
history:
  - {date: 2020-05-06, status: reported, why: zzhistory}
  - {date: 2020-05-08, status: disputed, why: zzagain}
media: {url: "https://media.example/zzmediaurl", caption: zzcaption, credit: zzcredit, alt: zzalt}
image: {file: zzimage.png, alt: zzimagealt, credit: zzimagecredit, caption: zzimagecaption}
old_ids: [zzoldid]
old_addresses: [/crises/harbour/zzoldaddress/]
figures:
  - {figure: ships, value: 987654, by: harbour-board, as_of: 2020-05-06, source: zzsource, quote: zzclaimquote, note: zznote}
  - {figure: ships, value: 987655, by: harbour-board, as_of: 2020-05-05, source: notice, method: zzmethod, includes: {zzpart: 7}}
  - {label: zzfigure, unit: zzunit, value: 3, by: harbour-board, as_of: 2020-05-06, source: notice, withdrawn: {date: 2020-05-07, why: zzwithdrawn}}
events:
  - id: zzevent
    date: 2020-05-05
    title: zzeventtitle
    text: zzeventtext
    place: zzeventplace
    status: retracted
    retraction: zzretraction
    sources: [zzsource]
sources:
  - {id: zzsource, title: zzsourcetitle, publisher: zzpublisher, url: "https://source.example/zzsourceurl", published: 2020-05-06, kind: zzsourcekind, note: zzsourcenote, archived: "https://archive.example/zzarchived"}
  - zzshared
corrections:
  - {date: 2020-05-08, was: zzwas, now: zznow, why: zzwhy}
tags: [zztag]
---
zzbody is told, as [^1] says. [@zzsource]

## zzheading

[^1]: zzfootnote
"""
SHARED = """- id: zzshared
  title: zzsharedtitle
  published: 2020-05-04
"""
HOW = {
    "a draft": "draft: true",
    "an embargoed story": "publish_at: 2020-07-01T08:00",
    "an expired story": "expires: 2020-05-20",
}
TRANSLATED = """---
title: zztitletranslated
translated: 2020-05-08
date_text: zzdatetexttranslated
place: zzplacetranslated
summary: zzsummarytranslated
figures:
  - {note: zznotetranslated}
  - {method: zzmethodtranslated}
  - {label: zzfiguretranslated, unit: zzunittranslated}
events:
  - {id: zzevent, title: zzeventtitletranslated, text: zzeventtexttranslated}
tags: [zztagtranslated]
---
zzbodytranslated
"""
OF_TRANSLATION = set(re.findall("zz[a-z]+translated", TRANSLATED))
MARKERS = set(re.findall(r"zz[a-z]+|98765[45]", WITHHELD + SHARED)) | {"zzslug"}


def found_in(site: SmallSite, **changes: object) -> set[str]:
    """Every marker in the bytes or name of a published file, in what is written in a picture, or in an export."""
    options = site.options(**({"now": NOW, "base_url": "https://harbour.example/"} | changes))
    everything = "\n".join(
        [f"{path}\n{data.decode('utf-8', 'replace')}" for path, data in site.published().items()]
        + [repr(page.make(*page.gather())) for page in pages_of(options) if page.template == share.PICTURE]
        + [
            exported.text
            for kind in FORMATS
            if isinstance(exported := export(kind, "harbour", options, Progress(quiet=True)), Exported)
        ]
    )
    # Numbers are grouped for readers.
    everything = everything.replace("\u202f", "").replace("\u00a0", "").replace("987,65", "98765")
    return {marker for marker in MARKERS if marker in everything}


def pages_of(options: Options) -> list[Page]:
    examined = published(options, Progress(quiet=True))
    return list(Plan(for_address(examined.site, options)).pages())


def with_story(site: SmallSite, extra: str = "") -> SmallSite:
    site.write(
        STORY,
        WITHHELD.replace("kind: closure\n", f"kind: closure\n{extra}\n" if extra else "kind: closure\n"),
    )
    site.write("content/sources.yaml", (site.folder / "content/sources.yaml").read_text() + SHARED)
    (site.folder / "content/crises/harbour/zzimage.png").write_bytes(PICTURE)
    return site


def build(site: SmallSite, **changes: object) -> None:
    options: dict[str, object] = {"now": NOW, "base_url": "https://harbour.example/"}
    report = site.build(**(options | changes))
    assert report.published, site.messages()


def test_each_marker_is_seen_when_the_story_is_published(site_from):
    """Else the tests below would look for what nobody shows."""
    site = with_story(site_from())
    build(site)
    assert found_in(site) == MARKERS


@pytest.mark.parametrize("how", HOW)
def test_nothing_of_a_withheld_story_is_in_any_file(site_from, how):
    site = with_story(site_from(), HOW[how])
    build(site)
    assert found_in(site) == set()
    build(site, hold_back=True)
    assert found_in(site) == set()


@pytest.mark.parametrize("how", HOW)
def test_nothing_stays_of_a_story_that_is_withheld_again(site_from, how):
    site = with_story(site_from())
    build(site)
    site.edit(STORY, "kind: closure\n", f"kind: closure\n{HOW[how]}\n")
    build(site)
    assert found_in(site) == set()


@pytest.mark.parametrize("how", ["", *HOW])
def test_nothing_of_a_withheld_story_is_in_any_language(site_from, how):
    site = with_story(site_from(), HOW.get(how, ""))
    site.edit("content/site.yaml", "publisher:", "languages: [en, ar, es]\npublisher:")
    for language in ("ar", "es"):
        site.write(STORY.replace(".md", f".{language}.md"), TRANSLATED)
    build(site)
    texts = "".join(data.decode("utf-8", "replace") for data in site.published().values())
    shown = {marker for marker in OF_TRANSLATION if marker in texts}
    if how:
        assert (shown, found_in(site)) == (set(), set())
    else:
        assert (shown, found_in(site)) == (OF_TRANSLATION, MARKERS)


def test_an_embargoed_story_is_in_no_file_until_its_moment(site_from):
    site = with_story(site_from(), "publish_at: 2020-07-01T08:00")
    start = 1_593_590_400
    build(site, now=start - 1)
    assert found_in(site, now=start - 1) == set()
    build(site, now=start)
    assert found_in(site, now=start) == MARKERS


def test_nothing_of_a_draft_crisis_actor_or_page_is_in_any_file(site_from):
    site = site_from()
    crisis = HARBOUR.partition("-- content/crises/harbour/index.md --\n")[2].partition("-- content")[0]
    site.write(
        "content/crises/zzcrisis/index.md",
        crisis.replace("---\ntitle: The harbour", "---\ndraft: true\ntitle: zzbody")
        .replace("place: Porthaven", "place: zzplace")
        .replace("The harbour is closed.", "zzstatement")
        .replace("When it opens.", "zzother")
        .replace("ships at anchor", "zznote")
        .replace("The harbour is old.", "zzheading"),
    )
    site.write(
        "content/crises/zzcrisis/zzslug.md",
        "---\ntitle: zztitle\ndate: 2020-05-06\nsources: [notice]\n---\nzzbody\n",
    )
    site.write(
        "content/actors/zzactor.md",
        "---\ndraft: true\nname: zztitle\nkind: person\nrole: zzrole\naliases: [zzlabel]\n"
        "positions: [{crisis: harbour, text: zzstatement, source: notice}]\n---\nzzbody\n",
    )
    site.write(
        "content/pages/zzpage.md", "---\ndraft: true\ntitle: zztitle\nsummary: zzsummary\n---\nzzbody\n"
    )
    build(site)
    assert found_in(site) == set()
    names = "".join(site.published())
    assert not re.search("zz(crisis|slug|actor|page)", names)


def test_what_the_desk_plans_is_nobodys_business(site_from):
    site = site_from()
    story = "content/crises/harbour/2020-05-04-closure.md"
    site.edit(
        story, "status: confirmed\n", "status: confirmed\npublish_at: 2020-05-06T03:17\nexpires: 2031-10-23\n"
    )
    build(site)
    for path, data in site.published().items():
        assert b"2031" not in data, path
        assert b"03:17" not in data, path
