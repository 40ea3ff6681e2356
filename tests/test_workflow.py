"""The GitHub workflow that checks, tests and publishes: well formed, with no right too many, and working.

“Working” is tried as far as it can be without GitHub: every ``run:`` step of the build job is executed in
order in a clean clone of what is committed, with the interpreter that runs the tests and without a network.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
ADDRESS = "https://news.example/known-so-far"
FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.iterdir())


def load(file: Path) -> dict[str, Any]:
    """A workflow as GitHub reads it: ``on`` is a word, not the truth value that YAML 1.1 makes of it."""
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    document["on"] = document.pop(True)
    return document


@pytest.fixture(scope="module")
def publish() -> dict[str, Any]:
    return load(FOLDER / "publish.yml")


def step_lists(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """All steps of all jobs."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_fits_the_schema_of_workflows(file: Path) -> None:
    schema = json.loads((ROOT / "tests" / "schemas" / "github-workflow.json").read_text(encoding="utf-8"))
    jsonschema.validate(load(file), schema, cls=jsonschema.Draft7Validator)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_pinned_to_a_commit_and_says_which_release_that_is(file: Path) -> None:
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines or file.name == "comment.yml"  # which runs nobody's code
    pinned = re.compile(r"(- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in lines if not pinned.fullmatch(line)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_the_deployment_may_write_to_pages_and_only_the_comment_to_a_pull_request(file: Path) -> None:
    workflow = load(file)
    assert workflow["permissions"] == {"contents": "read"}
    writing = {
        (name, right)
        for name, job in workflow["jobs"].items()
        for right, level in job.get("permissions", {}).items()
        if level != "read"
    }
    if file.name == "comment.yml":
        assert writing == {("comment", "pull-requests")}
        assert [step for step in step_lists(workflow) if "uses" in step] == []
        return
    if file.name == "links.yml":
        assert writing == set()
        return
    assert writing == {("deploy", "pages"), ("deploy", "id-token")}
    assert [step["uses"].partition("@")[0] for step in workflow["jobs"]["deploy"]["steps"]] == [
        "actions/deploy-pages"
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_expression_is_pasted_into_a_script_and_no_credential_is_left_for_one(file: Path) -> None:
    steps = step_lists(load(file))
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_every_push_to_main_is_published_and_a_pull_request_never_is(publish: dict[str, Any]) -> None:
    assert publish["on"] == {
        "push": {"branches": ["main"]},
        "pull_request": None,
        "schedule": [{"cron": "23 * * * *"}],
        "workflow_dispatch": None,
    }
    deploy = publish["jobs"]["deploy"]
    assert deploy["if"] == "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'"
    assert set(deploy["needs"]) == {"build", "test"}


def test_one_publication_at_a_time_and_none_is_cut_short(publish: dict[str, Any]) -> None:
    group = publish["concurrency"]["group"]
    assert "github.event_name != 'pull_request' && 'pages'" in group
    assert "github.ref" not in group
    assert publish["concurrency"]["cancel-in-progress"] is False
    assert all("concurrency" not in job for job in publish["jobs"].values())


def test_every_job_ends_in_reasonable_time(publish: dict[str, Any]) -> None:
    assert all(job["timeout-minutes"] <= 30 for job in publish["jobs"].values())


def test_what_is_uploaded_is_what_was_built(publish: dict[str, Any]) -> None:
    steps = publish["jobs"]["build"]["steps"]
    upload = next(step for step in steps if step.get("uses", "").startswith("actions/upload-pages-artifact@"))
    assert upload["with"]["path"] == "output"
    assert upload is steps[-1]


def clean_clone(folder: Path) -> Path:
    """A clone of the last commit: nothing untracked, nothing ignored, no .venv."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], check=True)
    return folder


# Stands in for GitHub's command line: writes down how it was called, and answers the way the test says.
GH = """\
import json, os, sys
words = sys.argv[1:]
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps(words) + "\\n")
for sign, answer in json.loads(os.environ["ANSWERS"]).items():
    if sign in " ".join(words):
        print(answer)
        break
"""


def run_steps(
    steps: list[dict[str, Any]], clone: Path, programs: Path, answers: dict[str, str], **variables: str
) -> None:
    """Run each ``run:`` step as GitHub does, with ``python3`` the interpreter of these tests.

    ``answers``: what GitHub puts in place of expressions; nothing where it knows none.
    """
    programs.mkdir(exist_ok=True)
    (programs / "gh.py").write_text(GH)
    for name, words in (("python3", [sys.executable]), ("gh", [sys.executable, str(programs / "gh.py")])):
        (programs / name).write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        (programs / name).chmod(0o755)
    for step in steps:
        if "run" not in step:
            continue
        given = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))
        }
        given |= {"PATH": f"{programs}:{os.environ['PATH']}", "CI": "true", "PIP_NO_INDEX": "1", **variables}
        given |= {
            name: answers.get(value.removeprefix("${{").removesuffix("}}").strip(), "")
            for name, value in step.get("env", {}).items()
        }
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=clone,
            env=given,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, f"{step['name']}: {step['run']}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("base_url", [ADDRESS, ""], ids=["push", "pull_request"])
def test_the_build_job_builds_the_site_from_a_clean_clone(
    publish: dict[str, Any], tmp_path: Path, base_url: str
) -> None:
    clone = clean_clone(tmp_path / "clone")
    run_steps(
        publish["jobs"]["build"]["steps"],
        clone,
        tmp_path / "programs",
        {"steps.pages.outputs.base_url": base_url},
    )
    front = (clone / "output" / "index.html").read_text(encoding="utf-8")
    assert "</html>" in front
    assert (ADDRESS in front) == bool(base_url)


def test_addresses_outside_are_asked_by_a_workflow_that_nothing_waits_for(tmp_path: Path) -> None:
    workflow = load(FOLDER / "links.yml")
    assert workflow["on"] == {"schedule": [{"cron": "41 5 2 * *"}], "workflow_dispatch": None}
    (job,) = workflow["jobs"].values()
    build, ask = (step for step in job["steps"] if "run" in step)
    assert "--external" not in build["run"]
    clone = clean_clone(tmp_path / "clone")
    for path in (clone / "content").rglob("*"):
        if path.suffix in (".md", ".yaml"):  # whoever runs the tests bothers nobody
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"https?://[^/\s]+", "http://127.0.0.1:1", text), encoding="utf-8")
    run_steps([build, ask], clone, tmp_path / "programs", {})
    others = [file for file in FILES if file.name != "links.yml"]
    assert not [file for file in others if "--external" in file.read_text(encoding="utf-8")]


def asked(
    publish: dict[str, Any], clone: Path, programs: Path, event: str, last_run: tuple[str, str], commit: str
) -> str:
    """What the first job answers: whether there is something to do."""
    output = programs.parent / "asked"
    output.unlink(missing_ok=True)
    run_steps(
        publish["jobs"]["due"]["steps"],
        clone,
        programs,
        {"github.event_name": event, "github.sha": commit},
        GITHUB_OUTPUT=str(output),
        CALLS=str(programs.parent / "calls"),
        ANSWERS=json.dumps({"run list": " ".join(last_run)}),
    )
    return output.read_text()


def test_every_hour_it_publishes_only_what_became_due_or_was_left_out(
    publish: dict[str, Any], tmp_path: Path
) -> None:
    clone, programs = clean_clone(tmp_path / "clone"), tmp_path / "programs"
    story = clone / "content/crises/aleppo/to-come.md"
    story.write_text(
        "---\ntitle: A story to come\ndate: 2026-01-08\npublished: 2026-01-08\npublish_at: 2100-01-01T08:00Z\n"
        "summary: To come.\nstatus: reported\nsources: [briefing-aleppo]\n---\nTo come.\n"
    )
    commit = "a" * 40
    long_ago, later = "2026-01-09T12:00:00Z", "2099-12-31T12:00:00Z"
    due, not_due = "due=true\n", "due=false\n"
    assert asked(publish, clone, programs, "push", ("", ""), commit) == due
    assert asked(publish, clone, programs, "workflow_dispatch", ("", ""), commit) == due
    assert asked(publish, clone, programs, "schedule", ("null", "null"), commit) == due
    assert asked(publish, clone, programs, "schedule", (later, "b" * 40), commit) == due
    assert asked(publish, clone, programs, "schedule", (later, commit), commit) == not_due
    assert asked(publish, clone, programs, "schedule", (long_ago, commit), commit) == due  # figures to review


def test_a_pull_request_is_told_what_it_changes_by_a_workflow_that_runs_no_code_of_it(
    publish: dict[str, Any], tmp_path: Path
) -> None:
    clone, programs = clean_clone(tmp_path / "clone"), tmp_path / "programs"
    desk = ("-c", "user.name=Desk", "-c", "user.email=desk@news.example")
    story = clone / "content/crises/aleppo/clashes-escalate.md"
    front, body = story.read_text(encoding="utf-8").split("\n---\n", 1)
    story.write_text(
        f"{front}\n---\nAmended. {body}\n\nIt was the 8th of Janury. [Nowhere](/nowhere/)\n", encoding="utf-8"
    )
    (clone / "content/crises/aleppo/to-come.md").write_text(
        "---\ntitle: A story to come\ndate: 2026-01-08\npublished: 2026-01-08\npublish_at: 2100-01-01T08:00Z\n"
        "summary: To come.\nstatus: reported\nsources: [briefing-aleppo]\n---\nTo come.\n"
    )
    subprocess.run(["git", "add", "content"], cwd=clone, check=True)
    subprocess.run(["git", *desk, "commit", "-qm", "Merge"], cwd=clone, check=True)
    run_steps(publish["jobs"]["compare"]["steps"], clone, programs, {"github.event.number": "12"})
    text = (clone / "comment" / "text.md").read_text(encoding="utf-8")
    assert text.startswith("# The record since `HEAD^1`")
    assert "<summary>Changed (" in text
    assert "\n- /crises/aleppo/clashes-escalate/\n" in text
    assert "/crises/iran/" not in text
    _, new_findings, withheld = re.split("\n## (?:New findings|Withheld)\n", text)
    assert new_findings.count("\n- ") == 1
    assert "error\\[LINK001\\] there is no page /nowhere/" in new_findings
    assert "\n- content/crises/aleppo/to-come.md (embargoed until 2100-01-01T08:00:00Z)\n" in withheld
    assert "<summary>What the checks say</summary>" in text
    assert re.search(r"</summary>\n\n    \S", text)
    (clone / "comment" / "text.md").write_text("Ask @desk about this.\n")
    (_, comment) = load(FOLDER / "comment.yml")["jobs"]["comment"]["steps"]
    calls = tmp_path / "calls"

    def posted(head: str, old: str) -> list[list[str]]:
        calls.write_text("")
        run_steps(
            [comment],
            clone,
            programs,
            {"github.repository": "desk/site", "github.event.workflow_run.head_sha": "a" * 40},
            CALLS=str(calls),
            ANSWERS=json.dumps({"pulls/12": head, "--paginate": old}),
        )
        made = [json.loads(line) for line in calls.read_text().splitlines()]
        return [words for words in made if "--method" in words]

    (new,) = posted("a" * 40, "")
    assert new[2:5] == ["--method", "POST", "repos/desk/site/issues/12/comments"]
    body = (clone / "body.md").read_text(encoding="utf-8")
    assert body == "<!-- what changes for readers -->\nAsk @\u200bdesk about this.\n"
    (again,) = posted("a" * 40, "7")
    assert again[2:5] == ["--method", "PATCH", "repos/desk/site/issues/comments/7"]
    assert posted("b" * 40, "") == []


def test_the_jobs_that_publish_wait_for_the_answer_and_pull_requests_alone_are_compared(
    publish: dict[str, Any],
) -> None:
    for name in ("build", "test"):
        job = publish["jobs"][name]
        assert (job["needs"], job["if"]) == ("due", "needs.due.outputs.due == 'true'")
    assert publish["jobs"]["compare"]["if"] == "github.event_name == 'pull_request'"
    assert load(FOLDER / "comment.yml")["jobs"]["comment"]["if"] == (
        "github.event.workflow_run.event == 'pull_request'"
    )
