"""What Lighthouse says of the four crises' pages on a phone: ``python benchmarks/lighthouse.py DIR [--runs N]``.

Builds content/ into DIR, installs Lighthouse there with npm, serves the site as a host would and prints the scores of
each page kind: performance as the median of the runs, the rest as the least; then when the largest part was painted,
how long the page was busy, and how much moved. Ends with 1 where a score is below 99 or one of these above its limit.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.hosting import hosted  # noqa: E402

LIGHTHOUSE = "lighthouse@12.8.2"  # the last one for Node 20
PAGES = {
    "home": "/",
    "crisis": "/crises/venezuela/",
    "story": "/crises/venezuela/releases-announced/",
    "actor": "/actors/foro-penal/",
    "search": "/search/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AIM = 99
MOMENTS = {"largest-contentful-paint": 1_800, "total-blocking-time": 200, "cumulative-layout-shift": 0.02}
"""The most that a page may have of each: milliseconds, the last a share of the screen."""
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


def build(folder: Path, address: str) -> Path:
    """The real content, with the address under which it will be asked for."""
    output = folder / "output"
    command = [sys.executable, str(ROOT / "build.py"), "--no-setup", "--quiet", "--base-url", address]
    subprocess.run([*command, "--output", str(output)], check=True)
    return output


def lighthouse(folder: Path, url: str) -> dict[str, Any]:
    """Its report on one page, with its standard settings for a phone."""
    report = folder / "report.json"
    command = [str(folder / "node_modules/.bin/lighthouse"), url, f"--chrome-flags={FLAGS}", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--output=json", f"--output-path={report}"]
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium or ""})
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def complaints(report: dict[str, Any]) -> list[str]:
    """What took points, outside of performance."""
    audits, found = report["audits"], []
    for name in CATEGORIES[1:]:
        for ref in report["categories"][name]["auditRefs"]:
            audit = audits[ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                found.append(f"{name}: {audit['title']}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    npm = [
        "npm",
        "install",
        "--prefix",
        str(folder),
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        LIGHTHOUSE,
    ]
    subprocess.run(npm, check=True, stdout=subprocess.DEVNULL)
    (folder / "output").mkdir(exist_ok=True)
    scores: dict[str, list[dict[str, float]]] = {}
    moments: dict[str, list[dict[str, float]]] = {}
    said: dict[str, None] = {}
    with hosted(folder / "output") as address:
        output = build(folder, address)
        kinds = {name: path for name, path in PAGES.items() if (output / path[1:] / "index.html").is_file()}
        for _ in range(given.runs):
            for name, path in kinds.items():
                report = lighthouse(folder, address + path)
                categories = report["categories"]
                scores.setdefault(name, []).append(
                    {one: round(categories[one]["score"] * 100) for one in CATEGORIES}
                )
                moments.setdefault(name, []).append(
                    {one: report["audits"][one]["numericValue"] for one in MOMENTS}
                )
                said.update(dict.fromkeys(f"{name}: {one}" for one in complaints(report)))
    print(f"{LIGHTHOUSE}, mobile, {given.runs} runs\n\n| page | {' | '.join((*CATEGORIES, *MOMENTS))} |")
    print(f"|---|{'---|' * (len(CATEGORIES) + len(MOMENTS))}")
    least: float = AIM
    late = False
    for name, runs in scores.items():
        shown = [statistics.median(run["performance"] for run in runs)]
        shown += [min(run[one] for run in runs) for one in CATEGORIES[1:]]
        least = min(least, *shown)
        found = {one: statistics.median(run[one] for run in moments[name]) for one in MOMENTS}
        late = late or any(found[one] > most for one, most in MOMENTS.items())
        words = (*(f"{score:.0f}" for score in shown), *(f"{value:.3g}" for value in found.values()))
        print(f"| {name} | {' | '.join(words)} |")
    print(*said, sep="\n")
    return 0 if least >= AIM and not late else 1


if __name__ == "__main__":
    sys.exit(main())
