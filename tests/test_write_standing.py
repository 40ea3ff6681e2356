"""Whether a site stands as it was published, and taking it away."""

import errno
import os
from pathlib import Path

import pytest

from dateline.write.disk import Disk
from dateline.write.errors import PublishError
from dateline.write.removal import remove_published
from dateline.write.unchanged import stands
from tests.publishing import AFTER, BEFORE, STRATEGIES, Site, put, statuses, tree

every_strategy = pytest.mark.parametrize("strategy", list(STRATEGIES))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def publish(site: Site, files: dict[str, str], key: str) -> None:
    """Publishes as a build does that was made from ``key``."""
    with site.open() as publication:
        for path, text in files.items():
            publication.add(path, text.encode(), key=text)
        publication.commit(key)


def stood(site: Site, key: str | None = None) -> bool:
    return stands(site.output, site.state, key)


@every_strategy
def test_a_site_stands_from_its_publication_to_the_next_change(site: Site, strategy: str) -> None:
    site.disk = STRATEGIES[strategy]()
    assert not stood(site)
    for files in (BEFORE, AFTER, BEFORE):
        publish(site, files, "one")
        assert stood(site)
        assert stood(site, "one")
        assert not stood(site, "other")
    publish(site, BEFORE, "other")
    assert stood(site, "other")
    assert not stood(site, "one")


def test_asking_changes_nothing(site: Site) -> None:
    assert not stood(site)
    assert list(site.root.iterdir()) == []
    publish(site, BEFORE, "one")
    before = statuses(site.root)
    assert stood(site, "one")
    assert statuses(site.root) == before


def test_a_build_that_was_not_committed_counts_for_nothing(site: Site) -> None:
    publish(site, BEFORE, "one")
    with site.open() as publication:
        publication.add("index.html", b"other")
    assert stood(site, "one")


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.unlink(),
        lambda page: page.write_text("HARBOUR"),
        lambda page: page.write_text("longer than before"),
        lambda page: (page.unlink(), page.mkdir()),
        lambda page: (page.unlink(), page.symlink_to("../../index.html")),
        lambda page: page.chmod(0o600),
    ],
    ids=["removed", "same length", "other length", "folder", "link", "private"],
)
def test_a_page_that_somebody_changed_does_not_stand(site: Site, change: object) -> None:
    assert callable(change)
    publish(site, BEFORE, "one")
    change(site.output / "crises/harbour/index.html")
    assert not stood(site)
    if (page := site.output / "crises/harbour/index.html").is_dir():
        page.rmdir()
    publish(site, BEFORE, "one")
    assert stood(site, "one")
    assert tree(site.output) == BEFORE


def test_what_is_not_ours_does_not_matter(site: Site) -> None:
    publish(site, BEFORE, "one")
    put(site.output / "crises/CNAME", "record.example")
    assert stood(site, "one")


@pytest.mark.parametrize("lost", ["output", ".dateline", ".dateline/publish"])
def test_without_the_folder_or_what_is_known_of_it_nothing_stands(site: Site, lost: str) -> None:
    publish(site, BEFORE, "one")
    Disk().remove_tree(str(site.root / lost))
    assert not stood(site)


def test_a_link_in_the_place_of_the_folder_does_not_stand(site: Site) -> None:
    publish(site, BEFORE, "one")
    site.output.rename(site.root / "elsewhere")
    site.output.symlink_to("elsewhere")
    assert not stood(site)


# Taking a site away


@every_strategy
def test_removing_the_site_takes_what_we_wrote_and_nothing_else(site: Site, strategy: str) -> None:
    site.disk = STRATEGIES[strategy]()
    site.publish(AFTER)
    site.publish(BEFORE)
    foreign = {"CNAME": "record.example", "crises/harbour/notes.txt": "by hand"}
    for path, text in foreign.items():
        put(site.output / path, text)
    assert remove_published(site.output, site.state) == len(BEFORE)
    assert tree(site.output) == foreign
    assert not site.state.exists()
    assert remove_published(site.output, site.state) == 0
    assert tree(site.output) == foreign


def test_a_folder_that_held_nothing_else_goes_too(site: Site) -> None:
    site.publish(BEFORE)
    (site.output / "index.html").unlink()
    assert remove_published(site.output, site.state) == len(BEFORE) - 1
    assert list(site.root.iterdir()) == []
    assert remove_published(site.output, site.state) == 0


def test_without_the_state_folder_nothing_is_known_to_be_ours(site: Site) -> None:
    site.publish(BEFORE)
    Disk().remove_tree(str(site.state))
    assert remove_published(site.output, site.state) == 0
    assert tree(site.output) == BEFORE


def test_what_a_killed_build_had_put_aside_is_not_lost(site: Site) -> None:
    """Killed between two renames, the published folder lies in the state folder."""
    site.publish(AFTER)
    site.publish(BEFORE)
    put(site.output / "CNAME", "record.example")
    site.output.rename(site.state / "publish/between")
    assert remove_published(site.output, site.state) == len(BEFORE)
    assert tree(site.output) == {"CNAME": "record.example"}


def test_a_folder_in_the_place_of_a_page_is_not_ours(site: Site) -> None:
    site.publish(BEFORE)
    (site.output / "index.html").unlink()
    put(site.output / "index.html/notes.txt", "by hand")
    assert remove_published(site.output, site.state) == len(BEFORE) - 1
    assert tree(site.output) == {"index.html/notes.txt": "by hand"}


def test_a_link_is_not_followed(site: Site) -> None:
    site.publish(BEFORE)
    site.output.rename(site.root / "elsewhere")
    site.output.symlink_to("elsewhere")
    with pytest.raises(PublishError, match="is a symbolic link"):
        remove_published(site.output, site.state)
    assert tree(site.root / "elsewhere") == BEFORE


def test_what_a_disk_answers_is_told_and_removal_can_be_repeated(site: Site) -> None:
    class ReadOnly(Disk):
        def remove(self, path: str) -> None:
            if path.endswith("index.html"):
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)
            super().remove(path)

    site.publish(BEFORE)
    with pytest.raises(PublishError, match="cannot remove the site: the disk is read-only"):
        remove_published(site.output, site.state, ReadOnly())
    assert "crises/harbour/index.html" in tree(site.output)
    remove_published(site.output, site.state)
    assert list(site.root.iterdir()) == []
