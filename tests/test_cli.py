"""The command line, as people type it."""

import json
import re
import subprocess
import sys

import pytest

from dateline.cli import COMMANDS, main
from tests.sites import HARBOUR, ROOT, SmallSite
from tests.terminals import Terminal


@pytest.fixture
def site(tmp_path):
    return SmallSite(tmp_path, HARBOUR)


def run(site, *words, check=None):
    command = [sys.executable, str(ROOT / "build.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=site.folder, timeout=120)
    if check is not None:
        assert done.returncode == check, done.stdout + done.stderr
    return done


def folders(site):
    return ("--content", "content", "--output", "output")


def test_build_is_what_runs_without_a_name(site):
    done = run(site, *folders(site), check=0)
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("Built ")
    assert (site.output / "crises/harbour/index.html").is_file()
    again = run(site, "build", *folders(site), check=0)
    assert "nothing changed" in again.stderr


@pytest.mark.parametrize("name", ["build", "test", "deploy"])
def test_a_folder_may_be_called_as_a_command_is(site, name):
    run(site, "--quiet", "--output", name, "--content", "content", check=0)
    assert (site.folder / name / "crises/harbour/index.html").is_file()
    run(site, "--quiet", "check", "--content", "content", check=0)


@pytest.mark.parametrize("folder", [".", "content", "content/crises", "..", str(ROOT / "docs"), str(ROOT)])
@pytest.mark.parametrize("command", ["build", "deploy"])
def test_a_site_is_not_published_among_what_it_is_made_from(site, command, folder):
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")}
    words = ("--output", folder) if command == "build" else (folder,)
    done = run(site, command, "--content", "content", *words, check=2)
    assert re.search("among what it is made from|this is where the site is built", done.stderr)
    assert {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")} == before


def test_a_folder_of_nothing_and_one_called_like_a_text_are_found_also_after_a_build(site):
    run(site, "--quiet", *folders(site), check=0)
    (site.folder / "content/crises/quay").mkdir()
    (site.folder / "content/actors/pilot.md").mkdir()
    (site.folder / "content/actors/pilot.md/.DS_Store").touch()
    for words in (("check", "--content", "content"), ("build", *folders(site))):
        said = [line for line in run(site, *words, check=0).stdout.splitlines() if "FILE108" in line]
        assert said == [
            "content/actors/pilot.md:1:1: warning[FILE108] there is nothing in this folder",
            "content/actors/pilot.md:1:1: warning[FILE108] this is a folder, and is called like a text",
            "content/crises/quay:1:1: warning[FILE108] there is nothing in this folder",
        ]
    (site.folder / "content/crises/quay").rmdir()
    assert "quay" not in run(site, "check", "--content", "content", check=0).stdout


def test_a_folder_where_nothing_was_published_is_not_cleaned(site):
    assert "nothing is published there" in run(site, "clean", "--output", "nowhere/output", check=2).stderr


def test_problems_go_to_standard_output_and_give_1(site):
    site.edit("content/site.yaml", "title: Harbour Watch", "titel: Harbour Watch")
    done = run(site, "check", "--content", "content", check=1)
    assert "content/site.yaml:1:1: error[FIELD002]" in done.stdout
    assert "did you mean title?" in done.stdout
    assert "1 error in 1 file." in done.stderr
    assert not site.output.exists()


def test_quiet_prints_problems_and_nothing_else(site):
    assert run(site, "check", "--content", "content", "--quiet", check=0).stderr == ""
    assert run(site, "--quiet", *folders(site), check=0).stderr == ""


def test_json_is_for_programs(site):
    site.edit("content/sources.yaml", "2020-05-04", "2020-02-30")
    done = run(site, "check", "--content", "content", "--format", "json", check=1)
    (found,) = json.loads(done.stdout)["findings"]
    assert (found["path"], found["line"], found["column"], found["code"]) == (
        "content/sources.yaml",
        3,
        22,
        "DATE001",
    )


@pytest.mark.parametrize(
    ("command", "refused"),
    [
        ("check", "--templates . --base-url https://harbour.example"),
        ("fix", "--templates . --base-url https://harbour.example"),
        ("diff HEAD", "--templates . --base-url https://harbour.example --strict"),
        ("serve", "--format json"),
        ("export csv harbour", "--format json --templates ."),
        ("links", "--as-of 2020-05-11 --templates ."),
    ],
)
def test_a_command_refuses_an_option_that_it_would_not_obey(command, refused, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), *refused.split()])
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(f"unrecognized arguments: {refused}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as-of", "yesterday"), "--as-of"),
        (("--as-of", "2020-05"), "write a full day"),
        (("--content", "nowhere"), "no such folder"),
        (("--base-url", "javascript:alert(1)"), "--base-url"),
        (("--jobs", "-1"), "--jobs"),
        (("--jobs", "0"), "write 1 or more"),
        (("bild",), "invalid choice"),
        (("build", "--bild"), "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_one_sentence_and_2(site, words, said):
    done = run(site, *words, check=2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_help_names_every_command(site):
    done = run(site, "--help", check=0)
    for command in COMMANDS:
        assert re.search(rf"^    {command.name} ", done.stdout, re.MULTILINE), command.name
        assert command.summary.split()[-1] in done.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=[command.name for command in COMMANDS])
def test_every_command_says_what_it_does_and_loads_no_other(command):
    code = (
        "import sys\nfrom dateline.cli import main\n"
        f"try: main([{command.name!r}, '--help'])\n"
        "finally: print(sorted(name for name in sys.modules if name.startswith('dateline.cli.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: build.py {command.name} ")
    assert " ".join(command.summary.split()).capitalize()[:40] in " ".join(done.stdout.split())
    others = {f"'dateline.cli.{one.module or one.name}'" for one in COMMANDS if one is not command}
    needed = {"deploy": {"build"}, "fix": {"check"}, "import": {"check"}}.get(command.name, set())
    assert {name for name in others if name in done.stderr} == {f"'dateline.cli.{one}'" for one in needed}


def test_what_follows_test_is_read_by_pytest(site):
    words = ("-q", "-k", "not_one_test_is_called_this", "--collect-only", "tests/test_names.py")
    done = run(site, "test", *words, check=5)  # pytest's status where it finds no test
    assert "deselected" in done.stdout


def test_the_last_line_says_what_was_withheld_and_why(site):
    site.write("content/crises/harbour/later.md", "---\ntitle: Later\ndate: 2020-05-06\ndraft: true\n---\n")
    done = run(site, *folders(site), check=0)
    assert "Withheld: " in done.stderr.splitlines()[-1]
    assert "later.md (draft)" in done.stderr.splitlines()[-1]


def test_clean_removes_what_we_published_and_nothing_else(site):
    run(site, *folders(site), check=0)
    (site.output / "CNAME").write_text("harbour.example")
    done = run(site, "clean", "--output", "output", check=0)
    assert done.stderr.startswith("Removed ")
    assert [path.name for path in site.output.rglob("*") if path.is_file()] == ["CNAME"]
    assert not (site.folder / ".dateline").exists()


def test_an_output_that_cannot_be_written_is_one_sentence(site):
    (site.folder / "file").write_text("in the way")
    done = run(site, "--content", "content", "--output", "file", check=1)
    assert "Traceback" not in done.stderr
    assert "file" in done.stderr


def test_check_loads_nothing_that_only_building_needs(site):
    code = (
        "import sys; sys.argv=['build.py']; from dateline.cli import main\n"
        "code = main(['check', '--content', 'content', '--quiet'])\n"
        "print(code, sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'jinja2', 'livereload', 'tornado', 'babel', 'watchfiles', 'pytest', 'unittest'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=site.folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert done.stdout.strip() == "0 []", done.stderr


@pytest.mark.parametrize(
    ("given", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colours_can_be_asked_for_and_refused(site, capsys, monkeypatch, given, coloured):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(site.folder)
    site.edit("content/sources.yaml", "2020-05-04", "2020-02-30")
    assert main(["check", "--content", "content", "--quiet"]) == 1
    assert ("\x1b[31merror" in capsys.readouterr().out) is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize(
    ("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_problems_are_coloured_on_a_terminal(site, more, coloured):
    site.edit("content/sources.yaml", "2020-05-04", "2020-02-30")
    terminal = Terminal(
        [sys.executable, str(ROOT / "build.py"), "check", "--content", "content"], site.folder, more
    )
    printed = terminal.read_to_the_end()
    assert terminal.status() == 1
    assert "DATE001" in printed
    assert ("\x1b[31merror" in printed) is coloured
