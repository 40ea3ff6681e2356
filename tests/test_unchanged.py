"""A build without a change: it says what the last one said, and does nothing else."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.findings.diagnostics import format_text
from tests.sites import HARBOUR, ROOT, SmallSite

WITH_MORE_TO_SAY = HARBOUR + (
    "-- content/crises/harbour/2020-05-06-later.md --\n---\ntitle: The harbour stays closed\n"
    "date: 2020-05-06\npublished: 2020-05-06\nsummary: Still closed.\nsources: [notice]\n"
    "publish_at: 2020-05-20\n---\nIt <font>stays</font> so.\n"
)


def _same_size_and_time(site: SmallSite) -> None:
    path = site.folder / "content/actors/harbour-board.md"
    before = path.stat()
    site.edit("content/actors/harbour-board.md", "runs the harbour.", "owns the harbour.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def _moved_over(site: SmallSite) -> None:
    path = site.folder / "content/actors/harbour-board.md"
    beside = path.with_suffix(".new")
    beside.write_text(path.read_text().replace("runs the harbour.", "owns the harbour."))
    beside.replace(path)


@dataclass(frozen=True)
class Change:
    """Something that happens between two builds, and how the second is asked for."""

    do: Callable[[SmallSite], object] = lambda site: None
    options: tuple[str, ...] = ()
    writes: str = ""  # the file that is another one after the second build


CHANGES = {
    "an edit that keeps size and time": Change(_same_size_and_time, writes="actors/harbour-board/index.html"),
    "a file moved over another": Change(_moved_over, writes="actors/harbour-board/index.html"),
    "a new file": Change(
        lambda site: site.write("content/pages/method.md", "---\ntitle: Method\n---\nWe count.\n"),
        writes="method/index.html",
    ),
    "a published file that somebody edited": Change(
        lambda site: (site.output / "index.html").write_text("vandal"), writes="index.html"
    ),
    "a published file that somebody removed": Change(
        lambda site: (site.output / "index.html").unlink(), writes="index.html"
    ),
    "an address of its own": Change(options=("--base-url", "https://harbour.example/"), writes="index.html"),
    "the end of an embargo": Change(
        options=("--as-of", "2020-05-21"), writes="crises/harbour/later/index.html"
    ),
}


def _build(site: SmallSite, *options: str) -> int:
    """Build as people do: only the command asks what the last build said. The last option of a name counts."""
    folders = ("--content", str(site.folder / "content"), "--output", str(site.output))
    return main(["build", *folders, "--as-of", "2020-05-11", *options])


def _file(site: SmallSite, path: str) -> bytes | None:
    place = site.output / path
    return place.read_bytes() if place.exists() else None


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SmallSite]:
    """A built site for each change, left alone long enough for its times to be believed."""
    sites = {
        name: SmallSite(tmp_path_factory.mktemp("site"), WITH_MORE_TO_SAY) for name in [*CHANGES, "none"]
    }
    time.sleep(2.1)
    for site in sites.values():
        assert _build(site, "--quiet") == 0
    return sites


def test_a_build_without_a_change_repeats_what_the_last_one_said(settled, capsys, monkeypatch):
    site = settled["none"]
    assert _build(site, "--hold-back") == 0  # another one: the next build looks at the site again
    capsys.readouterr()
    assert _build(site) == 0
    first = capsys.readouterr().out
    monkeypatch.setattr("dateline.run.build", None)
    assert _build(site) == 0
    said = capsys.readouterr()
    assert said.out == first
    assert "TEXT005" in first
    assert "nothing changed" in said.err
    assert "embargoed" in said.err


def test_a_build_that_looks_again_says_what_the_last_one_said(settled):
    site = settled["none"]
    site.build()
    first, again = site.build(), site.build()
    assert again == first
    assert [one.why for one in again.withheld] == ["embargoed"]
    assert [one.code for one in again.diagnostics] == ["TEXT005"]
    assert format_text(again.diagnostics, again.files) == site.messages()
    assert again.next_change is not None
    assert (again.pages, again.written, again.published) == (first.pages, frozenset(), True)


LATER = {"jinja2", "markdown", "nh3", "yaml", "msgspec"} | {
    *("dataclasses", "datetime", "inspect", "shutil", "sqlite3", "subprocess", "tempfile"),
}
"""What is loaded once a build finds something to do."""


def test_a_build_without_a_change_loads_neither_packages_nor_parts_of_python_that_it_has_no_use_for(settled):
    site = settled["none"]
    command = (
        "import sys\nfrom dateline.cli import main\n"
        f"code = main(['build', '--content', {str(site.folder / 'content')!r}, "
        f"'--output', {str(site.output)!r}])\n"
        f"print(sorted({LATER!r} & set(sys.modules)), code)\n"
    )

    def run() -> list[str]:
        done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True)
        return done.stdout.splitlines()[-1:] + done.stderr.splitlines()[-1:]

    first, second = run(), run()
    assert all(name in first[0] for name in ("jinja2", "dataclasses", "sqlite3"))
    assert second[0] == "[] 0", second
    assert "nothing changed" in second[1]


def test_openssl_is_loaded_once_there_are_bytes_to_compare():
    used = "dateline.cli.build, dateline.memory.last_build, dateline.write.unchanged"
    command = f"import sys, {used}; from dateline.write.standing import digest; print('hashlib' in sys.modules); digest(b''); print('hashlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"], done.stderr


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_what_was_said_for_programs_is_repeated_too(settled, form):
    site = settled["none"]

    def run(form: str) -> tuple[str, bool]:
        """What is printed, and whether the site was looked at again."""
        command = (
            "import sys\nfrom dateline.cli import main\n"
            f"main(['build', '--quiet', '--format', {form!r}, '--as-of', '2020-05-11', "
            f"'--content', {str(site.folder / 'content')!r}, '--output', {str(site.output)!r}])\n"
            "print('dateline.pipeline' in sys.modules, file=sys.stderr)\n"
        )
        done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True)
        return done.stdout, done.stderr.splitlines()[-1] == "True"

    first, looked = run(form)
    assert "TEXT005" in first
    assert looked
    assert run(form) == (first, False)
    text, looked = run("text")
    assert "warning[TEXT005]" in text
    assert not looked


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_built(settled, name, monkeypatch):
    site, change = settled[name], CHANGES[name]
    with monkeypatch.context() as without:
        without.setattr("dateline.run.build", None)
        assert _build(site) == 0  # before the change, what the last build said is believed
    change.do(site)
    before = _file(site, change.writes)
    assert _build(site, *change.options) == 0
    assert _file(site, change.writes) not in (None, before)


def test_a_record_that_is_damaged_counts_for_nothing(settled, capsys):
    site = settled["none"]
    capsys.readouterr()
    assert _build(site, "--quiet") == 0
    expected = capsys.readouterr().out
    (record,) = (site.folder / ".dateline").glob("last-*.txt")
    whole = record.read_bytes()
    assert b"TEXT005" in whole
    for damage in (b"", b"{}", b"\xff\xfe", whole[:-1], whole.replace(b"TEXT005", b"TEXT006")):
        record.write_bytes(damage)
        assert _build(site, "--quiet") == 0
        assert capsys.readouterr().out == expected
        assert record.read_bytes() != damage  # the site was looked at again


def _with_own_program(folder: Path) -> SmallSite:
    """A site with a copy of this program, left alone long enough for its times to be believed."""
    site = SmallSite(folder, HARBOUR)
    for name in ("dateline", "templates", "assets", "requirements"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    time.sleep(2.1)
    return site


def _opened(site: SmallSite) -> list[str]:
    """The modules of the program whose text a build reads, beside those that Python reads to compile them."""
    command = (
        "import sys\nfrom dateline.cli import main\nopened = set()\n"
        "sys.addaudithook(lambda name, given: name == 'open' and opened.add(str(given[0])))\n"
        "main(['build', '--quiet', '--format', 'json'])\nprint('\\n'.join(opened))\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=site.folder, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    package = f"{site.folder / 'dateline'}{os.sep}"
    return [line for line in done.stdout.splitlines() if line.startswith(package) and line.endswith(".py")]


def test_the_text_of_the_program_is_read_once_and_again_when_a_file_of_it_changed(tmp_path: Path) -> None:
    site = _with_own_program(tmp_path / "site")
    whole = len(list((site.folder / "dateline").rglob("*.py")))
    assert len(_opened(site)) == whole
    assert _opened(site) == []
    page = site.page("/crises/harbour/")
    module = site.folder / "dateline/views/crisis.py"
    before = module.stat()
    site.edit("dateline/views/crisis.py", '"What we know"', '"What me know"')
    os.utime(module, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert module.stat().st_size == before.st_size
    for compiled in module.parent.glob("__pycache__/crisis.*"):
        compiled.unlink()  # Python itself believes size and time
    assert len(_opened(site)) == whole
    assert "What me know" not in page
    assert "What me know" in site.page("/crises/harbour/")


def _known_folders(site: SmallSite) -> dict[str, bytes]:
    """By folder: what the database knows of the files in it by their times."""
    with closing(sqlite3.connect(site.output.parent / ".dateline/kept.sqlite")) as database:
        return dict(database.execute("select name, data from kept where kind = 'times'").fetchall())


def test_after_an_edit_a_build_keeps_anew_what_it_knows_of_the_files_in_that_folder_and_forgets_folders(
    tmp_path: Path,
) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR)
    time.sleep(2.1)
    assert site.build().published
    before = _known_folders(site)
    site.edit("content/crises/harbour/2020-05-04-closure.md", "[[figure:ships]] ships", "twelve ships")
    assert site.build().published
    after = _known_folders(site)
    assert before.keys() == after.keys() == {"content", "content/actors", "content/crises/harbour"}
    assert [name for name in before if before[name] != after[name]] == ["content/crises/harbour"]
    assert "twelve ships" in site.page("/crises/harbour/closure/")
    (site.folder / "content/actors").rename(site.folder / "content/pages")
    site.build()
    assert _known_folders(site).keys() == {"content", "content/pages", "content/crises/harbour"}


UNUSED = {"markdown", "tornado", "livereload", "watchfiles", "asyncio", "http", "unittest"} | {
    f"dateline.{name}"
    for name in ("deploy", "desk", "exports", "imports", "outside", "serve", "since", "verify")
}
"""What no build after an edited text has a use for; to load it would take longer than to build."""


def test_a_build_after_an_edited_text_loads_nothing_of_other_commands_and_no_markdown(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR)
    assert site.build().published
    site.edit("content/crises/harbour/2020-05-04-closure.md", "[[figure:ships]] ships", "*twelve* ships")
    command = (
        "import sys\nfrom dateline.cli import main\n"
        f"code = main(['build', '--content', {str(site.folder / 'content')!r}, "
        f"'--output', {str(site.output)!r}])\nprint(sorted({UNUSED!r} & set(sys.modules)), code)\n"
    )
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[] 0", done.stdout + done.stderr
    assert "<em>twelve</em> ships" in site.page("/crises/harbour/closure/")
