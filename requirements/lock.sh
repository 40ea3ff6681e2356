#!/usr/bin/env bash
# Writes requirements/runtime.txt, deploy.txt and test.txt anew from pyproject.toml: exact releases, and the hashes
# of all files of each release, so that one lock serves every system and Python. Needs uv (`pip install uv`).
# Newer releases of everything: requirements/lock.sh --upgrade
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url "$@")
uv pip compile pyproject.toml "${options[@]}" --output-file requirements/runtime.txt
uv pip compile --group deploy --constraint requirements/runtime.txt "${options[@]}" --output-file requirements/deploy.txt
uv pip compile --group test --constraint requirements/runtime.txt --constraint requirements/deploy.txt "${options[@]}" --output-file requirements/test.txt
