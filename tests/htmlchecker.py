"""The Nu HTML checker: what the validator of the HTML standard says about pages.

It is a Java program from an npm package, pinned with its hash in tests/html-checker/package-lock.json.
``.ci/run`` installs both; elsewhere: ``npm ci --prefix tests/html-checker --ignore-scripts``. Start it once
for many pages: the start costs more than a page does.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.chromium import unavailable

JAR = Path(__file__).parent / "html-checker" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def problems(pages: Iterable[Path]) -> list[str]:
    """What the checker finds wrong, as “file:line: message”, in the order of ``pages``; warnings count too.

    Skips the test with a reason where the checker is not installed, and fails it there in CI.
    """
    java = shutil.which("java")
    if java is None:
        unavailable("the HTML checker needs Java, which is not on this machine")
    if not JAR.exists():
        unavailable("the HTML checker is not installed (npm ci --prefix tests/html-checker --ignore-scripts)")
    command = [java, "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=True)
    # It reads the pages as files, where 'self' is nobody: what the policy lets through is tested in the browser.
    return [
        f"{message.get('url', '')}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if "Content Security Policy" not in message["message"]
    ]
