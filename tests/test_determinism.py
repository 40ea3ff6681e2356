"""The same content gives the same bytes, whatever the machine is set to."""

import os
import shutil
import subprocess
import sys

from tests.sites import ROOT


def test_hash_seed_time_zone_locale_and_place_change_nothing(tmp_path):
    copy = tmp_path / "elsewhere" / "content"
    for folder in sorted((ROOT / "content").rglob("*"), reverse=True):  # another order of creation
        if folder.is_file():
            target = copy / folder.relative_to(ROOT / "content")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder, target)
    settings = (
        (ROOT / "content", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}),
        (copy, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tehran", "LC_ALL": "C.UTF-8"}),
    )
    trees = []
    for number, (content, environment) in enumerate(settings):
        output = tmp_path / str(number) / "output"
        command = [sys.executable, str(ROOT / "build.py"), "--content", str(content), "--output", str(output)]
        done = subprocess.run(
            command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        trees.append(
            {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
        )
    assert len(trees[0]) > 50
    assert trees[0] == trees[1]
