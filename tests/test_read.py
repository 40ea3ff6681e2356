"""What the content folder may contain, and what is said about everything else."""

import os
import socket
from pathlib import Path

import pytest

from dateline.findings.diagnostics import Diagnostic
from dateline.read.folders import FileEntry, is_debris, read, read_content


def put(root: Path, path: str, data: bytes = b"text") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def found(root: Path) -> list[str]:
    return [entry.path for entry in read_content(root).texts]


def said(root: Path) -> list[tuple[str, str]]:
    return [(diagnostic.code, diagnostic.at.path) for diagnostic in read_content(root).diagnostics]


def test_files_are_listed_by_path_whatever_the_order_of_the_disk(tmp_path: Path) -> None:
    for path in ("z.md", "a/z.md", "a.md", "site.yaml", "É.md", "B.md"):
        put(tmp_path, f"content/{path}")
    listed = found(tmp_path)
    assert listed == sorted(listed)
    assert set(listed) >= {"content/B.md", "content/a/z.md", "content/site.yaml", "content/É.md"}
    assert said(tmp_path) == []


def test_pictures_are_media_and_are_not_read_as_texts(tmp_path: Path) -> None:
    put(tmp_path, "content/crises/harbour/pier.jpg")
    put(tmp_path, "content/crises/harbour/index.md")
    tree = read_content(tmp_path)
    assert [entry.path for entry in tree.media] == ["content/crises/harbour/pier.jpg"]
    assert [entry.path for entry in tree.texts] == ["content/crises/harbour/index.md"]


def test_an_entry_tells_size_time_and_inode(tmp_path: Path) -> None:
    file = put(tmp_path, "content/a.md", b"12345")
    status = file.stat()
    expected = FileEntry("content/a.md", 5, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)
    assert read_content(tmp_path).texts == (expected,)


def test_bytes_come_as_they_are(tmp_path: Path) -> None:
    put(tmp_path, "content/a.md", b"\xff\x00\r\n")
    (entry,) = read_content(tmp_path).texts
    assert read(tmp_path, entry) == b"\xff\x00\r\n"


@pytest.mark.parametrize(
    "name",
    [
        *(
            ".DS_Store",
            "4913",
            ".#story.md",
            "#story.md#",
            "story.md~",
            ".story.md.swp",
            "Thumbs.db",
            "~$story.md",
        ),
        *(
            "sedA1b2C3",
            "story.md___jb_tmp___",
            ".git/config",
            ".hidden/story.md",
            "desktop.ini",
            "story.md.tmp",
        ),
    ],
)
def test_hidden_files_and_what_editors_leave_are_passed_over(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"content/{name}")
    tree = read_content(tmp_path)
    assert (tree.texts, tree.media, tree.diagnostics) == ((), (), ())


@pytest.mark.parametrize("name", ["story.md", "2020-05-04-harbour-closes.md", "sedation.md", "notes.es.md"])
def test_ordinary_names_are_not_debris(name: str) -> None:
    assert not is_debris(name)


def test_a_missing_content_folder_is_reported(tmp_path: Path) -> None:
    assert said(tmp_path) == [("FILE101", "content")]


def test_a_file_in_place_of_the_content_folder_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "content")
    assert "is not a folder" in read_content(tmp_path).diagnostics[0].message


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("story.markdown", "rename it to “story.md”"),
        ("sources.yml", "rename it to “sources.yaml”"),
        ("story.MD", "rename it to “story.md”"),
        ("pier.JPG", "rename it to “pier.jpg”"),
        ("notes.docx", "texts end in .md or .yaml; move anything else out of the folder"),
        ("LICENSE", "texts end in .md or .yaml; move anything else out of the folder"),
    ],
)
def test_an_unknown_ending_is_a_warning_with_the_name_to_use(tmp_path: Path, name: str, hint: str) -> None:
    put(tmp_path, f"content/{name}")
    (diagnostic,) = read_content(tmp_path).diagnostics
    assert (diagnostic.code, diagnostic.hint) == ("FILE107", hint)
    assert diagnostic.severity == "warning"


def test_names_that_differ_only_in_case_are_reported_once(tmp_path: Path) -> None:
    put(tmp_path, "content/Harbour.md")
    put(tmp_path, "content/harbour.md")
    assert said(tmp_path) == [("FILE103", "content/harbour.md")]


def test_folders_that_differ_only_in_case_are_reported(tmp_path: Path) -> None:
    put(tmp_path, "content/crises/Pier/a.md")
    put(tmp_path, "content/crises/pier/b.md")
    assert said(tmp_path) == [("FILE103", "content/crises/pier")]


def test_names_that_differ_only_in_the_coding_of_an_accent_are_reported(tmp_path: Path) -> None:
    put(tmp_path, "content/caf\u00e9.md")
    put(tmp_path, "content/cafe\u0301.md")
    assert [code for code, _ in said(tmp_path)] == ["FILE103"]


@pytest.mark.parametrize(
    "name",
    [
        *("aux.md", "CON.md", "lpt1.md", "nul", "what?.md", "a:b.md", "a\nb.md", "back\\slash.md", "a.md."),
        "x" * 201 + ".md",
    ],
)
def test_a_name_that_some_system_cannot_hold_is_reported(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"content/{name}")
    assert [code for code, _ in said(tmp_path)] == ["FILE104"]
    assert found(tmp_path) == []


def test_a_name_that_is_not_utf8_is_reported_in_printable_form(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with open(os.path.join(os.fsencode(tmp_path), b"content", b"caf\xe9.md"), "wb"):
        pass
    assert said(tmp_path) == [("FILE104", "content/caf\\xe9.md")]


def test_a_link_to_a_file_inside_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "content/pictures/pier.jpg", b"picture")
    (tmp_path / "content/pier.jpg").symlink_to("pictures/pier.jpg")
    tree = read_content(tmp_path)
    assert tree.diagnostics == ()
    assert [read(tmp_path, entry) for entry in tree.media] == [b"picture", b"picture"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("../outside.md", "leads out of the folder"),
        ("../content-too/a.md", "leads out of the folder"),
        ("..", "leads out of the folder"),
        (".", "leads to a folder, whose files would count twice"),
        ("inside", "leads to a folder, whose files would count twice"),
        ("nothing.md", "leads nowhere"),
        ("link.md", "leads in a circle"),
    ],
)
def test_other_symbolic_links_are_refused(tmp_path: Path, target: str, reason: str) -> None:
    put(tmp_path, "outside.md")
    put(tmp_path, "content-too/a.md")
    put(tmp_path, "content/inside/a.md")
    (tmp_path / "content/link.md").symlink_to(target)
    tree = read_content(tmp_path)
    assert [entry.path for entry in tree.texts] == ["content/inside/a.md"]
    assert [(d.code, d.at.path, d.message) for d in tree.diagnostics] == [
        ("FILE102", "content/link.md", f"the symbolic link {reason}")
    ]


def test_the_content_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    put(tmp_path, "desk/a.md")
    (tmp_path / "content").symlink_to("desk")
    assert found(tmp_path) == ["content/a.md"]
    assert said(tmp_path) == []


def test_pipes_and_sockets_are_reported_and_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content/pipe.md")
    monkeypatch.chdir(tmp_path / "content")  # a socket's path may have about 100 bytes
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.md")
        assert said(tmp_path) == [("FILE106", "content/pipe.md"), ("FILE106", "content/socket.md")]


def test_a_file_that_vanishes_after_the_listing_is_reported(tmp_path: Path) -> None:
    file = put(tmp_path, "content/a.md")
    (entry,) = read_content(tmp_path).texts
    file.unlink()
    answer = read(tmp_path, entry)
    assert isinstance(answer, Diagnostic)
    assert (answer.code, answer.at.path) == ("FILE105", "content/a.md")
    assert "vanished" in answer.message


def test_a_file_that_becomes_a_folder_is_reported(tmp_path: Path) -> None:
    file = put(tmp_path, "content/a.md")
    (entry,) = read_content(tmp_path).texts
    file.unlink()
    file.mkdir()
    answer = read(tmp_path, entry)
    assert isinstance(answer, Diagnostic)
    assert answer.code == "FILE105"


def test_a_huge_text_is_refused_without_reading_it(tmp_path: Path) -> None:
    with open(put(tmp_path, "content/a.md"), "r+b") as file:
        file.truncate(1 << 40)  # sparse: a tebibyte that nobody can hold in memory
    (entry,) = read_content(tmp_path).texts
    answer = read(tmp_path, entry)
    assert isinstance(answer, Diagnostic)
    assert answer.code == "FILE003"


def test_folders_may_be_nested_deeper_than_a_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    for _ in range(1500):
        os.mkdir("d")
        os.chdir("d")
    Path("a.md").touch()
    listed = found(tmp_path)
    Path("a.md").unlink()
    for _ in range(1500):  # what removes temporary folders recurses
        os.chdir("..")
        os.rmdir("d")
    assert listed == ["content/" + "d/" * 1500 + "a.md"]


def test_a_path_too_long_for_the_system_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    for _ in range(50):
        os.mkdir("d" * 99)
        os.chdir("d" * 99)
    assert [(d.code, d.message) for d in read_content(tmp_path).diagnostics] == [
        ("FILE105", "the path is too long for this system")
    ]


def test_every_problem_of_a_folder_is_reported_at_once(tmp_path: Path) -> None:
    for name in ("aux.md", "a.md", "A.md", "notes.docx"):
        put(tmp_path, f"content/{name}")
    assert [code for code, _ in said(tmp_path)] == ["FILE103", "FILE104", "FILE107"]
