"""Rules about pictures of ours."""

from collections.abc import Iterable, Iterator, Set

from dateline.findings.diagnostics import Diagnostic
from dateline.model import Image, Site, Source
from dateline.values.names import nearest


def images_exist(site: Site, pictures: Set[str]) -> Iterator[Diagnostic]:
    """An image's file lies beside the text that shows it. ``pictures``: the paths of those that are there.

    Why: the page would show a broken picture.
    """
    for path, image in _images(site):
        folder = path.rpartition("/")[0]
        if image.beside(path) not in pictures:
            beside = [one.rpartition("/")[2] for one in pictures if one.rpartition("/")[0] == folder]
            near = nearest(image.file, beside)
            hint = f"did you mean {near}?" if near else f"put the file into {folder}/"
            yield Diagnostic(image.at, "IMG001", f"there is no file {image.file} beside this one", hint)


def _images(site: Site) -> Iterator[tuple[str, Image]]:
    """Every picture, with the path of the file that shows it."""
    for crisis in site.crises.values():
        yield from ((story.path, story.image) for story in crisis.stories if story.image)
    yield from ((actor.path, actor.portrait) for actor in site.actors.values() if actor.portrait)


def shown(site: Site) -> Iterator[str]:
    """The paths of the pictures that stories and actors show."""
    for path, image in _images(site):
        yield image.beside(path)


def images_are_described(site: Site) -> Iterator[Diagnostic]:
    """A picture has a text for those who cannot see it, and says whose it is."""
    for _, image in _images(site):
        if not image.alt:
            hint = "add `alt:` with what it shows"
            yield Diagnostic(
                image.at, "IMG002", f"{image.file} has no text for those who cannot see it", hint
            )
        if not image.credit:
            yield Diagnostic(image.at, "IMG003", f"{image.file} does not say whose it is", "add `credit:`")


def sources_are_archived(sources: Iterable[Source]) -> Iterator[Diagnostic]:
    """A source on the web has a copy that lasts."""
    for source in sources:
        if source.url and not source.archived and not source.withdrawn:
            message = f"there is no lasting copy of “{source.title}”"
            yield Diagnostic(source.at, "SRC002", message, "save it in a web archive and add `archived:`")
