"""Rules about pictures of ours."""

from collections.abc import Iterator

from dateline.diagnostics import Diagnostic
from dateline.model import Image, Site
from dateline.names import nearest
from dateline.read import Tree


def images_exist(site: Site, tree: Tree) -> Iterator[Diagnostic]:
    """An image's file lies beside the text that shows it.

    Why: the page would show a broken picture.
    """
    files = {entry.path for entry in tree.media}
    for crisis in site.crises.values():
        for story in crisis.stories:
            yield from _missing(story.image, story.path, files)
    for actor in site.actors.values():
        yield from _missing(actor.portrait, actor.path, files)


def _missing(image: Image | None, path: str, files: set[str]) -> Iterator[Diagnostic]:
    folder = path.rpartition("/")[0]
    if image is not None and f"{folder}/{image.file}" not in files:
        beside = [file.rpartition("/")[2] for file in files if file.rpartition("/")[0] == folder]
        near = nearest(image.file, beside)
        hint = f"did you mean {near}?" if near else f"put the file into {folder}/"
        yield Diagnostic(image.at, "IMG001", f"there is no file {image.file} beside this one", hint)


def images_are_described(site: Site) -> Iterator[Diagnostic]:
    """A picture has a text for those who cannot see it, and says whose it is."""
    stories = (story.image for crisis in site.crises.values() for story in crisis.stories)
    for image in (*stories, *(actor.portrait for actor in site.actors.values())):
        if image is not None and not image.alt:
            hint = "add `alt:` with what it shows"
            yield Diagnostic(
                image.at, "IMG002", f"{image.file} has no text for those who cannot see it", hint
            )
        if image is not None and not image.credit:
            yield Diagnostic(image.at, "IMG003", f"{image.file} does not say whose it is", "add `credit:`")


def sources_are_archived(site: Site) -> Iterator[Diagnostic]:
    """A source on the web has a copy that lasts."""
    for source in site.sources.values():
        if source.url and not source.archived and not source.withdrawn:
            message = f"there is no lasting copy of “{source.title}”"
            yield Diagnostic(source.at, "SRC002", message, "save it in a web archive and add `archived:`")
