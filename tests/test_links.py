"""``build.py links``: every link within the published pages leads somewhere."""

from pathlib import Path

import pytest

from dateline import cli


def published(folder: Path, **pages: str) -> list[str]:
    for name, text in pages.items():
        place = folder / name.replace("__", "/") / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return ["links", "--output", str(folder)]


def test_the_site_has_no_dead_link(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["links", "--output", str(built), "--base-url", "https://known.example"])
    assert (status, capsys.readouterr().out) == (0, "")


def test_each_link_to_nowhere_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = published(
        tmp_path,
        harbour="<h1 id=top>\n<a href='../pier/'>\n<a href='#top'><a href='../quay/#gone'><img src='ship.png'>",
        quay="<a href='../harbour/#top'><a href='/harbour'><a href='https://elsewhere.example/gone/'>"
        "<a href='mailto:desk@news.example'><a href='https://news.example/known/old/'>",
    )
    assert cli.main(words) == 1
    assert capsys.readouterr().out.splitlines() == [
        "harbour/index.html:2: leads to “../pier/”, which is not there",
        "harbour/index.html:3: leads to “../quay/#gone”, and the page there has no such place",
        "harbour/index.html:3: leads to “ship.png”, which is not there",
    ]
    assert cli.main([*words, "--base-url", "https://news.example/known"]) == 1
    assert "quay/index.html:1: leads to “https://news.example/known/old/”" in capsys.readouterr().out
