"""Publication: what the published folder holds after every way in which a build can end."""

import os
import stat
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.write.disk import Disk
from dateline.write.errors import PublishError
from dateline.write.publication import Written
from tests.publishing import AFTER, BEFORE, STRATEGIES, Files, Site, put, statuses, tree


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


# What a publication says and changes


def test_the_first_publication_writes_everything(site: Site) -> None:
    assert site.publish(BEFORE) == Written(frozenset(BEFORE), frozenset(), 0)
    assert tree(site.output) == BEFORE


def test_the_first_publication_moves_no_file_by_itself(site: Site) -> None:
    """New files lie in the folders that they are published in: a process that makes pages makes these, too."""
    moved: list[str] = []

    class Watched(Disk):
        def move(self, path: str, new: str) -> None:
            moved.append(path)
            super().move(path, new)

    site.disk = Watched()
    site.publish(BEFORE)
    assert tree(site.output) == BEFORE
    assert moved
    assert not [path for path in moved if path.endswith(tuple(BEFORE))]


def test_the_next_one_writes_what_changed_and_removes_what_is_gone(site: Site) -> None:
    site.publish(BEFORE)
    written = site.publish(AFTER)
    assert tree(site.output) == AFTER
    assert written.written == {path for path in AFTER if AFTER[path] != BEFORE.get(path)}
    assert written.removed == {"crises/bridge/index.html", "assets/site.0a.css", "feed"}
    assert written.kept == 1


def test_many_publications_follow_each_other(site: Site) -> None:
    for turn in range(6):
        files = {**(AFTER if turn % 2 else BEFORE), "turn.html": str(turn), f"turns/{turn}/index.html": ""}
        site.publish(files)
        assert tree(site.output) == files
        assert site.left_over() == set()


def test_publishing_the_same_again_touches_nothing(site: Site) -> None:
    site.publish(BEFORE)
    before = statuses(site.output)
    assert site.publish(BEFORE) == Written(frozenset(), frozenset(), len(BEFORE))
    assert statuses(site.output) == before


def test_the_same_bytes_made_from_something_else_are_not_written(site: Site) -> None:
    site.publish(BEFORE)
    before = statuses(site.output)
    with site.open() as publication:
        for path, text in BEFORE.items():
            assert not publication.keep(path, "another template")
            publication.add(path, text.encode(), "another template")
        assert publication.commit().written == frozenset()
    assert statuses(site.output) == before
    with site.open() as publication:
        assert all(publication.keep(path, "another template") for path in BEFORE)


def test_files_that_stay_keep_their_time_and_inode(site: Site) -> None:
    site.publish(BEFORE)
    kept = site.output / "crises/harbour/index.html"
    before = kept.stat()
    for files in (AFTER, BEFORE, AFTER):
        site.publish(files)
        assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_bytes_that_come_back_are_newer_than_those_they_replace(site: Site) -> None:
    """Tools that copy a site to a server look at sizes and times: “pier” must not get its time of last
    week."""
    page = site.output / "page.html"
    times = []
    for text in ("pier", "quay", "pier", "quay"):
        site.publish({"page.html": text})
        times.append(page.stat().st_mtime_ns)
        time.sleep(0.02)
    assert times == sorted(set(times))


def test_everybody_may_read_the_site_whatever_the_users_mask_says(site: Site) -> None:
    mask = os.umask(0o077)
    try:
        site.publish(BEFORE)
        site.publish(AFTER)
    finally:
        os.umask(mask)
    for path in [site.output, *site.output.rglob("*")]:
        wanted = 0o555 if path.is_dir() else 0o444
        assert stat.S_IMODE(path.stat().st_mode) & wanted == wanted


def test_leaving_without_commit_changes_nothing(site: Site) -> None:
    site.publish(BEFORE)
    before = statuses(site.output)
    with site.open() as publication:
        publication.add("index.html", b"half a site")
    assert (statuses(site.output), site.left_over()) == (before, set())


def test_an_error_while_rendering_changes_nothing(site: Site) -> None:
    site.publish(BEFORE)
    before = statuses(site.output)
    with pytest.raises(ZeroDivisionError), site.open() as publication:
        publication.add("index.html", b"half a site")
        raise ZeroDivisionError
    assert (statuses(site.output), site.left_over()) == (before, set())
    site.publish(AFTER)
    assert tree(site.output) == AFTER


def test_the_bytes_of_a_page_are_on_the_disk_at_once(site: Site) -> None:
    with site.open() as publication:
        publication.add("index.html", b"page")
        assert "page" in tree(site.state).values()


PATHS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3).map("/".join)
SITES = st.dictionaries(PATHS, st.sampled_from(["", "x", "yy"]), max_size=6).filter(
    lambda files: not any(other.startswith(f"{path}/") for path in files for other in files)
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(SITES, min_size=2, max_size=5))
def test_whatever_follows_whatever_the_folder_holds_the_last_site(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]
) -> None:
    site = Site(tmp_path_factory.mktemp("site"))
    shown: dict[str, str] = {}
    for files in states:
        put(site.output / "ours/CNAME", "not of the build")
        written = site.publish(files)
        found = tree(site.output)
        assert found.pop("ours/CNAME") == "not of the build"
        assert found == files
        assert written.written == {path for path in files if files[path] != shown.get(path)}
        assert written.removed == shown.keys() - files.keys()
        shown = files


# What somebody else does to the published folder


def test_what_the_build_did_not_make_stays(site: Site) -> None:
    put(site.output / "CNAME", "record.example")
    put(site.output / "old/page.html", "by another program")
    foreign = {"CNAME": "record.example", "old/page.html": "by another program"}
    assert site.publish(BEFORE).not_ours == ("CNAME", "old")
    assert tree(site.output) == {**BEFORE, **foreign}
    put(site.output / "crises/harbour/notes.txt", "by hand")
    (site.output / "empty").mkdir()
    (site.output / "link").symlink_to("CNAME")
    foreign |= {"crises/harbour/notes.txt": "by hand", "empty/": "", "link": "-> CNAME"}
    for files in (AFTER, BEFORE, {"index.html": "one page"}, AFTER):
        site.publish(files)
        assert tree(site.output) == {**files, **foreign}


def test_what_somebody_changes_removes_or_adds_beside_ours_is_followed(site: Site) -> None:
    put(site.output / ".git/HEAD", "main")
    put(site.output / ".git/objects/00", "blob")
    site.publish(BEFORE)
    site.publish(AFTER)
    (site.output / ".git/HEAD").unlink()
    put(site.output / ".git/HEAD", "other")
    (site.output / ".git/objects/00").unlink()
    put(site.output / ".git/refs/main", "1")
    expected = {".git/HEAD": "other", ".git/refs/main": "1", ".git/objects/": ""}
    for files in (BEFORE, AFTER, BEFORE):
        site.publish(files)
        assert tree(site.output) == {**files, **expected}
    (site.output / ".git/objects").rmdir()
    put(site.output / ".git/objects", "a folder becomes a file")
    for files in (AFTER, BEFORE):
        site.publish(files)
        assert tree(site.output)[".git/objects"] == "a folder becomes a file"


def test_files_that_are_not_ours_and_were_removed_by_hand_stay_away(site: Site) -> None:
    site.publish(BEFORE)
    for name in ("CNAME", "crises/CNAME"):
        put(site.output / name, "x")
    site.publish(AFTER)
    site.publish(BEFORE)
    for name in ("CNAME", "crises/CNAME"):
        (site.output / name).unlink()
    for files in (AFTER, BEFORE, AFTER):
        site.publish(files)
        assert tree(site.output) == files


@pytest.mark.parametrize("publish_between", [False, True])
def test_a_page_edited_or_removed_by_hand_is_restored(site: Site, publish_between: bool) -> None:
    site.publish(BEFORE)
    if publish_between:
        site.publish(AFTER)
        site.publish(BEFORE)
    time.sleep(0.03)
    with open(site.output / "index.html", "r+") as file:
        file.write("HACK")  # in place, of the same length
    put(site.output / "feed", "replaced by another file")
    (site.output / "crises/harbour/index.html").unlink()
    written = site.publish(BEFORE)
    assert written.written == {"index.html", "feed", "crises/harbour/index.html"}
    for files in (BEFORE, AFTER, BEFORE):
        site.publish(files)
        assert tree(site.output) == files


def test_an_edit_right_after_the_publication_is_noticed_too(site: Site) -> None:
    """Within one tick of the clock an edited file of the same length has the same time as before."""
    site.publish({"index.html": "home"})
    status = (site.output / "index.html").stat()
    with open(site.output / "index.html", "r+") as file:
        file.write("hack")
    os.utime(site.output / "index.html", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert site.publish({"index.html": "home"}).written == {"index.html"}


def test_a_touched_page_is_compared_and_not_written(site: Site) -> None:
    site.publish(BEFORE)
    os.utime(site.output / "index.html", ns=(0, 0))
    assert site.publish(BEFORE).written == frozenset()
    assert site.publish(BEFORE).written == frozenset()
    assert (site.output / "index.html").stat().st_mtime_ns == 0


def test_a_page_that_nobody_may_read_is_restored(site: Site) -> None:
    site.publish(BEFORE)
    (site.output / "index.html").chmod(0o600)
    assert site.publish(BEFORE).written == {"index.html"}
    assert stat.S_IMODE((site.output / "index.html").stat().st_mode) & 0o444 == 0o444


def test_a_link_in_the_place_of_a_page_is_replaced(site: Site) -> None:
    site.publish(BEFORE)
    page = site.output / "index.html"
    page.unlink()
    page.symlink_to(site.root / "secret")
    put(site.root / "secret", "home")
    site.publish(BEFORE)
    assert tree(site.output) == BEFORE
    assert tree(site.root)["secret"] == "home"


def test_second_names_of_pages_made_by_a_backup_do_no_harm(site: Site) -> None:
    site.publish(BEFORE)
    (site.root / "backup").mkdir()
    for path in ("index.html", "feed"):
        os.link(site.output / path, site.root / "backup" / path)
    for files in (AFTER, BEFORE):
        site.publish(files)
        assert tree(site.output) == files
    assert tree(site.root / "backup") == {"index.html": "home", "feed": "feed"}


def test_a_removed_output_folder_is_published_again(site: Site) -> None:
    site.publish(BEFORE)
    site.publish(AFTER)
    site.disk = None
    Disk().remove_tree(str(site.output))
    assert site.publish(AFTER).written == frozenset(AFTER)
    assert tree(site.output) == AFTER


def test_without_the_state_folder_equal_files_stay_and_others_are_not_ours(site: Site) -> None:
    site.publish(BEFORE)
    before = statuses(site.output)
    Disk().remove_tree(str(site.state))
    assert site.publish(BEFORE).written == frozenset()
    assert statuses(site.output) == before
    Disk().remove_tree(str(site.state))
    files = {"index.html": "home, edited", "crises/harbour/index.html": "harbour"}
    written = site.publish(files)
    assert written.written == {"index.html"}
    assert tree(site.output) == {**BEFORE, **files}
    assert written.not_ours == ("assets", "crises/bridge", "crises/harbour/pier", "feed")


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\xff\xfe", None])
def test_a_damaged_manifest_is_no_manifest(site: Site, damage: bytes | None) -> None:
    site.publish(BEFORE)
    site.publish({**BEFORE, "index.html": "edited"})
    for manifest in (site.state / "publish").glob("manifest-*"):
        manifest.write_bytes(manifest.read_bytes()[:-9] if damage is None else damage)
    for files in (BEFORE, {**BEFORE, "index.html": "again"}):
        site.publish(files)
        assert tree(site.output) == files


def test_a_project_that_was_copied_still_knows_what_is_ours(site: Site, tmp_path: Path) -> None:
    site.publish(BEFORE)
    site.publish({**BEFORE, "index.html": "edited"})
    (tmp_path / "copy").mkdir()
    subprocess.run(["cp", "-r", str(site.output), str(site.state), str(tmp_path / "copy")], check=True)
    copy = Site(tmp_path / "copy")
    assert copy.publish({**BEFORE, "index.html": "edited"}).written <= {"index.html"}
    copy.publish(AFTER)
    assert tree(copy.output) == AFTER
    assert tree(site.output) == {**BEFORE, "index.html": "edited"}


@pytest.mark.parametrize("damage", ["crises", "index.html", "assets/site.0a.css", "."])
def test_a_damaged_twin_is_repaired(site: Site, damage: str) -> None:
    for files in (AFTER, BEFORE, AFTER, BEFORE):
        site.publish(files)
    Disk().remove_tree(str(site.state / "publish/twin" / damage))
    for files in (AFTER, BEFORE, AFTER):
        site.publish(files)
        assert tree(site.output) == files
        assert site.left_over() == set()


def test_things_put_into_the_twin_are_not_published(site: Site) -> None:
    site.publish(BEFORE)
    site.publish(AFTER)
    put(site.state / "publish/twin/draft.html", "secret")
    site.publish(BEFORE)
    assert tree(site.output) == BEFORE


# What stands in the way


def refusal(site: Site, files: Files, disk: Disk | None = None) -> PublishError:
    with pytest.raises(PublishError) as caught:
        site.publish(files, disk)
    return caught.value


def test_output_as_a_file_is_refused(site: Site) -> None:
    put(site.output, "a file")
    assert "is a file" in refusal(site, BEFORE).message
    assert site.output.read_text() == "a file"


def test_output_as_a_symbolic_link_is_refused(site: Site) -> None:
    (site.root / "elsewhere").mkdir()
    site.output.symlink_to("elsewhere")
    assert "is a symbolic link" in refusal(site, BEFORE).message
    assert tree(site.root / "elsewhere") == {}


@pytest.mark.parametrize("output", [".", ".dateline", ".dateline/publish", "/"])
def test_a_folder_that_holds_more_than_the_site_is_refused(site: Site, output: str) -> None:
    site.output = site.root / output
    assert "cannot be published to" in refusal(site, BEFORE).message


@pytest.mark.parametrize("strategy", ["exchange", "in place"])
def test_a_folder_that_is_not_ours_in_the_way_of_a_page_is_refused(site: Site, strategy: str) -> None:
    site.disk = STRATEGIES[strategy]()
    put(site.output / "page.html/notes.txt", "by hand")
    assert "page.html is a folder" in refusal(site, {"index.html": "home", "page.html": "page"}).message
    put(site.output / "crises", "by hand")
    assert "crises is not a folder" in refusal(site, {"index.html": "home", "crises/index.html": ""}).message
    assert tree(site.output) == {"page.html/notes.txt": "by hand", "crises": "by hand"}
    site.publish({"index.html": "home"})
    assert tree(site.output) == {"page.html/notes.txt": "by hand", "crises": "by hand", "index.html": "home"}


def test_a_page_made_twice_is_refused(site: Site) -> None:
    with site.open() as publication:
        publication.add("index.html", b"")
        with pytest.raises(PublishError, match=r"“index.html” is made twice"):
            publication.add("index.html", b"")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("feed", "feed/index.html", "“feed” is a file, and other pages need a folder of that name"),
        ("feed/index.html", "feed", "“feed” is a file, and other pages need a folder of that name"),
        ("a/feed", "a/feed/b/index.html", "“a/feed” is a file, and other pages need a folder of that name"),
        ("A.html", "a.html", "“A.html” and “a.html” are one file on macOS and Windows"),
        ("A/x.html", "a/y.html", "the folders “A” and “a” are one on macOS and Windows"),
        ("caf\u00e9.html", "cafe\u0301.html", "are one file on macOS and Windows"),
    ],
)
def test_pages_that_cannot_lie_beside_each_other_are_refused(
    site: Site, one: str, other: str, said: str
) -> None:
    site.publish(BEFORE)
    with pytest.raises(PublishError) as caught, site.open() as publication:
        publication.add(one, b"")
        publication.add(other, b"")
        publication.commit()
    assert said in caught.value.message
    assert tree(site.output) == BEFORE


@pytest.mark.parametrize(
    "path",
    [
        *("/index.html", "../index.html", "a/../b.html", "a//b.html", "", "a/", "./a", "a\\b", "a:b", "a\0b"),
        *("aux/index.html", "con", "a\nb.html", "a./index.html", "x" * 256, "a/\udcff.html"),
    ],
)
def test_a_path_that_cannot_be_everywhere_is_refused(site: Site, path: str) -> None:
    with site.open() as publication, pytest.raises(PublishError, match="no page can be published at"):
        publication.add(path, b"")
    with site.open() as publication, pytest.raises(PublishError, match="no page can be published at"):
        publication.stage(path, b"")


def test_a_second_build_is_refused_while_one_runs(site: Site) -> None:
    with site.open() as publication:
        with pytest.raises(PublishError, match=f"another build is publishing .*process {os.getpid()}"):
            site.publish(AFTER)
        publication.add("index.html", b"home")
        publication.commit()
    site.publish(BEFORE)
    assert tree(site.output) == BEFORE


# Every way of publishing: in one step, in two renames, file by file


every_strategy = pytest.mark.parametrize("strategy", list(STRATEGIES))


@every_strategy
def test_every_way_of_publishing_gives_the_same_site(site: Site, strategy: str) -> None:
    site.disk = STRATEGIES[strategy]()
    put(site.output / "CNAME", "record.example")
    kept = site.output / "crises/harbour/index.html"
    times: set[int] = set()
    for files in (BEFORE, AFTER, AFTER, BEFORE, {"index.html": "home"}, AFTER):
        site.publish(files)
        assert tree(site.output) == {**files, "CNAME": "record.example"}
        if kept.exists() and len(times) < 2:
            times.add(kept.stat().st_mtime_ns)
        assert site.left_over() == set()
        before = statuses(site.output)
        assert site.publish(files).written == frozenset()
        assert statuses(site.output) == before
    assert len(times) <= 2


def test_the_published_folder_may_lie_on_another_disk(site: Site, tmp_path: Path) -> None:
    """Only where there is a second disk to write to; the strategy itself is tested above on any machine."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK) or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("/dev/shm is no second disk here")
    site.output = shared / f"dateline-test-{os.getpid()}"
    try:
        for files in (BEFORE, AFTER, BEFORE):
            site.publish(files)
            assert tree(site.output) == files
    finally:
        Disk().remove_tree(str(site.output))
