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
    assert lines
    pinned = re.compile(r"(- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in lines if not pinned.fullmatch(line)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_the_deployment_may_write_and_only_to_pages(file: Path) -> None:
    workflow = load(file)
    assert workflow["permissions"] == {"contents": "read"}
    writing = {
        (name, right)
        for name, job in workflow["jobs"].items()
        for right, level in job.get("permissions", {}).items()
        if level != "read"
    }
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
    assert publish["on"] == {"push": {"branches": ["main"]}, "pull_request": None}
    deploy = publish["jobs"]["deploy"]
    assert deploy["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"
    assert set(deploy["needs"]) == {"build", "test"}


def test_one_publication_at_a_time_and_none_is_cut_short(publish: dict[str, Any]) -> None:
    group = publish["concurrency"]["group"]
    assert "github.event_name == 'push' && 'pages'" in group
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


def run_steps(steps: list[dict[str, Any]], clone: Path, programs: Path, base_url: str) -> None:
    """Run each ``run:`` step as GitHub does, with ``python3`` the interpreter of these tests."""
    programs.mkdir()
    python3 = programs / "python3"
    python3.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    python3.chmod(0o755)
    answers = {"${{ steps.pages.outputs.base_url }}": base_url}
    for step in steps:
        if "run" not in step:
            continue
        variables = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))
        }
        variables |= {"PATH": f"{programs}:{os.environ['PATH']}", "CI": "true", "PIP_NO_INDEX": "1"}
        variables |= {name: answers[value] for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=clone,
            env=variables,
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
    run_steps(publish["jobs"]["build"]["steps"], clone, tmp_path / "programs", base_url)
    front = (clone / "output" / "index.html").read_text(encoding="utf-8")
    assert "</html>" in front
    assert (ADDRESS in front) == bool(base_url)
