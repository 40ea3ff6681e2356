"""``record.json`` becomes the content files that build the same record.

A record is written in the words of the content format, so that its fields go back as they are: of a date its EDTF, of a
quantity its statement. What follows from them, and addresses, are left to the next build.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.data.record import FORMAT, VERSION
from dateline.values.refusal import Refusal
from dateline.values.slugs import slugify
from dateline.yaml.writing import yaml_text

_DERIVED = ("slug", "address", "body")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_FULL_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def content_files(record: Any, with_settings: bool = True) -> Mapping[str, str] | Refusal:
    """The text of each content file by its path below ``content/``; or why ``record`` cannot be taken.

    Without ``with_settings`` the site has its own, and the crisis brings the kinds of its events. ``record`` is what
    was read as JSON. Nothing in it is believed: what the files say is for ``check`` to judge.
    """
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        return Refusal("this is not the record of a crisis", "take the file record.json beside its page")
    if record.get("version") != VERSION:
        return Refusal(f"this record has version {record.get('version')}, and {VERSION} is read here")
    files: dict[str, str] = {}
    try:
        for path, text in _files(record, with_settings):
            if path in files:
                return Refusal(f"the record has two texts for {path}")
            files[path] = text
    except (AttributeError, KeyError, TypeError) as error:
        return Refusal(f"the record does not keep to its schema ({error})", "see docs/record.schema.json")
    return files


def _files(record: Mapping[str, Any], with_settings: bool) -> Iterator[tuple[str, str]]:
    site = record["site"]
    settings = {key: site[key] for key in ("title", "publisher", "timezone", "language", "languages")}
    if "://" in site["address"]:
        settings["base_url"] = site["address"]
    if with_settings:
        yield "site.yaml", yaml_text({**settings, "kinds": site["kinds"]})
    if record["sources"]:
        yield "sources.yaml", yaml_text(plain(record["sources"]))
    originals: dict[tuple[str, str], str] = {}
    for actor in record["actors"]:
        fields = {key: value for key, value in actor.items() if key != "id"}
        originals["actor", actor["id"]] = path = f"actors/{_slug(actor['id'])}"
        yield f"{path}.md", _document(fields)
    folder = f"crises/{_slug(record['slug'])}"
    figures = record["crisis"].get("figures", [])
    of_stories = {one["id"] for one in figures if "story" in one}
    own = [one for one in figures if "story" not in one]
    kinds = {} if with_settings else {"kinds": site["kinds"]}
    originals["crisis", record["slug"]] = f"{folder}/index"
    yield f"{folder}/index.md", _document({**kinds, **record["crisis"], "figures": own})
    for story in record["stories"]:
        claims = [_claim(one, of_stories) for one in story.get("figures", [])]
        day = _FULL_DAY.match(story["published"]["edtf"]) if "published" in story else None
        name = f"{day[0] if day else '0000-00-00'}-{_slug(story['slug'])}"
        originals["story", story["slug"]] = path = f"{folder}/{name}"
        yield f"{path}.md", _document({**story, "figures": claims})
    yield from _translations(record, originals, with_settings)


def _translations(
    record: Mapping[str, Any], originals: Mapping[tuple[str, str], str], with_settings: bool
) -> Iterator[tuple[str, str]]:
    """Beside each original what there is of it in other languages. ``originals``: where they are, without “.md”."""
    kinds: dict[str, Any] = {}  # where the crisis brings those of its site along, by language
    for told in record["translations"]:
        if not _LANGUAGE.fullmatch(told["language"]):
            raise KeyError(f"“{told['language']}” is no language")
        if told["kind"] == "site" and with_settings:
            yield f"site.{told['language']}.yaml", yaml_text(plain(told["words"]))
        elif told["kind"] == "site" and "kinds" in told["words"]:
            kinds[told["language"]] = told["words"]["kinds"]
    for told in record["translations"]:
        if told["kind"] != "site":
            about = {key: told[key] for key in ("translated", "translator") if key in told}
            words, path = told["words"], originals[told["kind"], told["slug"]]
            if told["kind"] == "crisis" and told["language"] in kinds:
                words = {**words, "kinds": kinds.pop(told["language"])}
            yield f"{path}.{told['language']}.md", _document({**about, **words})
    for language, words in kinds.items():
        yield f"{originals['crisis', record['slug']]}.{language}.md", _document({"kinds": words})


def _claim(claim: Mapping[str, Any], of_stories: set[str]) -> dict[str, Any]:
    """A claim that defines its figure does so by its label alone."""
    defines = "label" in claim and claim["figure"] in of_stories
    return {key: value for key, value in claim.items() if not (defines and key == "figure")}


def _document(fields: Mapping[str, Any]) -> str:
    front = {key: value for key, value in fields.items() if key not in _DERIVED and value != []}
    return f"---\n{yaml_text(plain(front))}---\n{fields.get('body', '')}\n"


def plain(value: Any) -> Any:
    """Dates and quantities as an editor writes them."""
    if isinstance(value, dict):
        if value.keys() == {"edtf", "earliest", "latest"}:
            return value["edtf"]
        if value.keys() == {"value", "form", "low", "high"}:
            return value["value"]
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def _slug(text: str) -> str:
    """``text`` where it can be part of a path; a name that leads elsewhere is none."""
    if slugify(text) != text or not text:
        raise KeyError(f"“{text}” is no slug")
    return text
