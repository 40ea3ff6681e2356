"""The preview through a real socket: every save ends with the browser showing the latest state."""

import asyncio
import contextlib
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dateline.pipeline import published
from dateline.progress import Progress
from dateline.serve.engine import Engine
from dateline.views.plan import Plan
from tests.sites import HARBOUR, NOON, ROOT, SmallSite

STORY = "content/crises/harbour/2020-05-04-closure.md"
PATIENCE = 30
"""Seconds after which a test gives up: no test says how fast anything is."""
DRAFT = """-- content/crises/harbour/2020-05-06-later.md --
---
title: The harbour stays closed
date: 2020-05-06
published: 2020-05-06
draft: true
sources: [notice]
---
It stays so.
"""


class Preview:
    """A running preview and everything it says over its socket."""

    def __init__(self, site: SmallSite, *words: str, stdout: int = subprocess.DEVNULL) -> None:
        self.site = site
        command = [sys.executable, str(ROOT / "build.py"), "serve", "--no-setup", "--no-open", "--port", "0"]
        folders = ["--content", str(site.folder / "content"), "--as-of", "2020-05-11"]
        self.process = subprocess.Popen(
            [*command, *folders, *words],
            cwd=site.folder,
            stderr=subprocess.PIPE,
            stdout=stdout,
            text=True,
        )
        assert self.process.stderr is not None
        self.said: queue.Queue[str] = queue.Queue()
        threading.Thread(
            target=lambda: [self.said.put(line) for line in self.process.stderr], daemon=True
        ).start()
        line = self.said.get(timeout=PATIENCE)
        self.address = line.split()[1].rstrip("/")
        self.until(lambda: self.state()["build"] == 1)

    def get(self, path: str, **headers: str) -> str:
        with urllib.request.urlopen(urllib.request.Request(self.address + path, headers=headers)) as answer:
            return answer.read().decode()

    def state(self) -> dict:
        return json.loads(self.get("/__preview/state"))

    def codes(self) -> list[str]:
        return [one["code"] for one in self.state()["problems"]]

    def shows(self, path: str, text: str) -> None:
        def there() -> bool:
            try:
                return text in self.get(path)
            except urllib.error.HTTPError as error:
                return text in error.read().decode()

        self.until(there)

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, self.state()
            time.sleep(0.02)

    def stop(self) -> str:
        """Ctrl-C; everything it still said."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=PATIENCE)
        time.sleep(0.1)
        rest = []
        while not self.said.empty():
            rest.append(self.said.get())
        return "".join(rest)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    running = Preview(SmallSite(tmp_path / "site", HARBOUR + DRAFT))
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_a_save_is_on_the_page_and_nothing_is_published(preview):
    assert "It had waited." in preview.get("/crises/harbour/")
    preview.site.edit(STORY, "It had waited.", "It had waited long.")
    preview.shows("/crises/harbour/", "It had waited long.")
    assert not preview.site.output.exists()


def test_an_error_is_told_with_its_place_while_the_last_good_page_stays(preview):
    preview.site.edit(STORY, "status: confirmed", "status: sure")
    preview.until(lambda: preview.state()["failed"])
    problem = preview.state()["problems"][0]
    assert problem["place"] == f"{STORY}:7:9"
    assert problem["editor"] == f"vscode://file/{preview.site.folder}/{STORY}:7:9"
    assert "Harbour closes" in preview.get("/crises/harbour/closure/")
    sides = "statements: [{status: confirmed, text: It is closed}, {status: disputed, text: It is not}]"
    preview.site.edit(STORY, "status: sure", f"status: disputed\n{sides}")
    preview.until(lambda: preview.codes() == [])
    assert "Disputed" in preview.get("/crises/harbour/closure/")


def test_drafts_are_there_and_marked(preview):
    assert "Not published: draft" in preview.get("/crises/harbour/later/")
    assert "Not published" not in preview.get("/crises/harbour/closure/")
    assert [one["address"] for one in preview.state()["withheld"]] == ["/crises/harbour/later/"]


def test_five_files_saved_at_once_are_one_build(preview):
    for number in range(5):
        preview.site.write(f"content/pages/text-{number}.md", f"---\ntitle: Text {number}\n---\nText.\n")
    for number in range(5):
        preview.shows(f"/text-{number}/", f"Text {number}")
    assert preview.state()["build"] == 2


def test_two_saves_within_a_second_are_both_shown(preview):
    preview.site.edit(STORY, "It had waited.", "One.")
    preview.shows("/crises/harbour/", "One.")
    preview.site.edit(STORY, "One.", "Two.")
    preview.shows("/crises/harbour/", "Two.")


def test_saves_while_a_build_runs_are_not_lost(preview):
    text = (preview.site.folder / STORY).read_text()
    for number in range(30):
        preview.site.write(STORY, text.replace("It had waited.", f"Save {number}."))
        time.sleep(0.013)
    preview.shows("/crises/harbour/", "Save 29.")


@pytest.mark.parametrize("way", ["renamed over", "removed and written", "temporary file beside"])
def test_editors_save_in_their_own_ways(preview, way):
    path = preview.site.folder / STORY
    text = path.read_text().replace("It had waited.", "Saved.")
    if way == "renamed over":
        (path.parent / ".closure.md.swp").write_text(text)
        os.replace(path.parent / ".closure.md.swp", path)
    elif way == "removed and written":
        path.unlink()
        path.write_text(text)
    else:
        (path.parent / "4913").write_text("")
        (path.parent / "4913").unlink()
        path.rename(path.with_name(path.name + "~"))
        path.write_text(text)
    preview.shows("/crises/harbour/", "Saved.")
    assert preview.codes() == []


def test_what_editors_leave_behind_builds_nothing(preview):
    folder = (preview.site.folder / STORY).parent
    for name in (".closure.md.swp", "closure.md~", "4913", ".#closure.md"):
        (folder / name).write_text("x")
    preview.site.edit(STORY, "It had waited.", "Saved.")
    preview.shows("/crises/harbour/", "Saved.")
    assert preview.state()["build"] == 2
    assert preview.codes() == []


@pytest.mark.parametrize("folder", ["content", "content/crises", "content/crises/harbour"])
def test_folders_that_go_and_come_back(preview, folder):
    path = preview.site.folder / folder
    away = preview.site.folder / "away"
    path.rename(away)
    preview.until(lambda: preview.state()["build"] > 1)
    away.rename(path)
    preview.until(lambda: preview.codes() == [] and not preview.state()["failed"])
    preview.site.edit(STORY, "It had waited.", "Back again.")
    preview.shows("/crises/harbour/", "Back again.")


def test_a_folder_that_is_deleted_takes_its_pages_along(preview):
    shutil.rmtree(preview.site.folder / "content/crises/harbour")
    preview.site.edit(
        "content/actors/harbour-board.md",
        "positions:\n  - {crisis: harbour, text: Says the closure is short., date: 2020-05-04, source: notice}\n",
        "",
    )
    preview.shows("/crises/harbour/", "This page is not here")


def test_a_change_that_no_system_tells_of_is_shown_a_while_after_a_save(preview):
    about = preview.site.folder / "content/pages/about.md"
    elsewhere = preview.site.folder / "elsewhere.md"
    preview.site.write("content/pages/about.md", "---\ntitle: About\n---\nOf the harbour.\n")
    os.link(about, elsewhere)
    preview.shows("/about/", "Of the harbour.")
    elsewhere.write_text("---\ntitle: About\n---\nOf the pier.\n")  # in a folder that nobody watches
    time.sleep(0.1)
    preview.site.edit(STORY, "It had waited.", "It had waited long.")
    preview.shows("/crises/harbour/", "It had waited long.")
    preview.shows("/about/", "Of the pier.")


def test_nobody_else_can_read_along(preview):
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example:8000"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            preview.get("/", Host=host)
        assert refused.value.code == 403
    port = int(preview.address.rpartition(":")[2])
    for origin, expected in ((f"http://127.0.0.1:{port}", 101), ("https://evil.example", 403), ("null", 403)):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(
                f"GET /livereload HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\n"
                "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
            )
            assert int(line.recv(100).split()[1]) == expected


def test_every_build_is_announced_over_the_socket(preview):
    from tornado.websocket import websocket_connect

    async def listen() -> dict:
        url = preview.address.replace("http", "ws") + "/livereload"
        from tornado.httpclient import HTTPRequest

        line = await websocket_connect(HTTPRequest(url, headers={"Origin": preview.address}))
        await line.write_message(json.dumps({"command": "hello"}))
        assert json.loads(await line.read_message())["command"] == "hello"
        await line.write_message(json.dumps({"command": "info", "url": "x"}))
        await asyncio.sleep(0.1)
        preview.site.edit(STORY, "It had waited.", "Announced.")
        return json.loads(await asyncio.wait_for(line.read_message(), PATIENCE))

    assert asyncio.run(listen())["command"] == "reload"
    assert "Announced." in preview.get("/crises/harbour/")


def test_it_takes_over_what_builds_remember_beside_the_output(tmp_path):
    site = SmallSite(tmp_path / "site", HARBOUR)
    assert site.build().published
    listed = site.published()
    running = Preview(site, "--output", str(site.output), "--jobs", "2")
    try:
        running.site.edit(STORY, "It had waited.", "It had waited long.")
        running.shows("/crises/harbour/", "It had waited long.")
    finally:
        running.stop()
    assert site.published() == listed
    site.edit(STORY, "It had waited long.", "It had waited longer.")
    assert site.build().published


def test_ctrl_c_ends_it_without_a_word_too_many(preview):
    said = preview.stop()
    assert said.endswith("The preview has stopped.\n")
    assert "Traceback" not in said
    assert preview.process.returncode == 0


def test_a_port_that_is_taken_is_told(preview):
    port = preview.address.rpartition(":")[2]
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--no-setup", "--no-open", "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    assert done.stderr == f"build.py: port {port} is taken: choose another with --port, or leave it out.\n"


@pytest.mark.browser
def test_in_a_browser_a_save_appears_without_losing_the_place(preview, browser: Browser):
    page = browser.new_page(viewport={"width": 390, "height": 500})
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    with contextlib.closing(page):
        page.goto(preview.address + "/crises/harbour/")
        page.evaluate("window.kept = true")
        page.evaluate("document.getElementById('first-ship-turns').scrollIntoView({behavior: 'instant'})")
        before = page.evaluate("scrollY")
        assert before > 0
        preview.site.edit(STORY, "It had waited.", "It had waited for long.")
        expect(page.get_by_text("It had waited for long.")).to_be_attached(timeout=PATIENCE * 1000)
        assert page.evaluate("window.kept") is True
        assert abs(page.evaluate("scrollY") - before) < 2
        preview.site.edit(STORY, "status: confirmed", "status: sure")
        link = page.get_by_role("link", name=f"{STORY}:7:9")
        expect(link).to_be_visible(timeout=PATIENCE * 1000)
        expect(page.get_by_text("It had waited for long.")).to_be_attached()
        preview.site.edit(STORY, "status: sure", "status: confirmed")
        expect(link).to_have_count(0, timeout=PATIENCE * 1000)
    assert trouble == []


@pytest.mark.browser
def test_in_a_browser_the_page_that_is_edited_can_be_followed(preview, browser: Browser):
    page = browser.new_page()
    with contextlib.closing(page):
        page.goto(preview.address + "/crises/harbour/")
        page.get_by_label("go to the page I edit").check()
        preview.site.edit("content/actors/harbour-board.md", "The board runs", "That board runs")
        page.wait_for_url("**/actors/harbour-board/", timeout=PATIENCE * 1000)
        expect(page.get_by_text("That board runs")).to_be_visible()


@pytest.mark.browser
def test_in_a_browser_a_save_while_the_page_loads_is_shown(preview, browser: Browser):
    page = browser.new_page()
    with contextlib.closing(page):

        def save_first(route):
            preview.site.edit(STORY, "It had waited.", "Saved meanwhile.")
            preview.until(lambda: preview.state()["build"] == 2)
            route.continue_()

        page.route("**/client.js", save_first)
        page.goto(preview.address + "/crises/harbour/")
        expect(page.get_by_text("Saved meanwhile.")).to_be_attached(timeout=PATIENCE * 1000)


def test_a_template_that_fails_is_told_with_its_line(tmp_path):
    site = SmallSite(tmp_path / "site", HARBOUR)
    site.write(
        "own/pages/actor.html", '{% extends "base.html" %}\n{% block main %}{{ view.nmae }}{% endblock %}\n'
    )
    preview = Preview(site, "--templates", str(site.folder / "own"))
    try:
        preview.shows("/actors/harbour-board/", "nmae")
        (problem,) = preview.state()["problems"]
        assert (problem["code"], problem["place"].rpartition("own/")[2]) == ("TPL002", "pages/actor.html:2:1")
        site.edit("own/pages/actor.html", "nmae", "name")
        preview.shows("/actors/harbour-board/", "Harbour board")
        assert preview.codes() == []
    finally:
        preview.stop()


def test_a_terminal_that_is_gone_does_not_end_the_preview(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR)
    reading, writing = os.pipe()
    os.close(reading)
    running = Preview(site, stdout=writing)
    os.close(writing)
    try:
        site.edit(STORY, "status: confirmed", "status: sure")
        running.until(lambda: running.state()["failed"])
        site.edit(STORY, "status: sure", "status: disputed")
        running.until(lambda: not running.state()["failed"])
        running.shows("/crises/harbour/closure/", "Disputed")
    finally:
        running.process.kill()
        running.process.wait()


def test_the_terminal_shows_what_is_new_and_errors_every_time(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "site", HARBOUR)
    site.edit("content/crises/harbour/index.md", "lead: true", "lead: true, x: 1")
    site.edit(STORY, "ships. See", "<font>ships</font>. See")
    said = tmp_path / "said"

    def codes() -> list[str]:
        return re.findall(r"\[([A-Z]+\d+)\]", said.read_text())

    with said.open("w") as file:
        running = Preview(site, stdout=file.fileno())
    try:
        running.until(lambda: codes() == ["TEXT005", "FIELD001"])
        assert "<font>ships</font>. See" in said.read_text()  # the line that is meant
        site.edit(STORY, "title: Harbour closes", "# a line more\ntitle: Harbour closes")
        running.until(lambda: codes() == ["TEXT005", "FIELD001", "FIELD001"])
        site.edit(STORY, "It had waited.", "It had <blink>waited</blink>.")
        running.until(lambda: codes()[3:] == ["TEXT005", "FIELD001"])
        assert "<blink>" in said.read_text()
        assert len(running.state()["problems"]) == 3
    finally:
        running.process.kill()
        running.process.wait()


def test_links_to_the_editor_hold_any_path(tmp_path: Path) -> None:
    running = Preview(SmallSite(tmp_path / "a site #1", HARBOUR))
    try:
        running.site.edit(STORY, "status: confirmed", "status: sure")
        running.until(lambda: running.state()["failed"])
        (problem,) = running.state()["problems"]
        assert "/a%20site%20%231/content/" in problem["editor"]
    finally:
        running.process.kill()
        running.process.wait()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "localhost:80"])
def test_this_machine_may_ask_with_or_without_a_port(preview, host):
    assert "Harbour Watch" in preview.get("/", Host=host)


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1.example.org", "localhost.example.org:8000", "[::1"]
)
def test_a_name_from_elsewhere_that_leads_here_is_refused(preview, host):
    with pytest.raises(urllib.error.HTTPError) as refused:
        preview.get("/", Host=host)
    assert refused.value.code == 403


@pytest.mark.parametrize("port", ["-1", "65536", "99999", "eight"])
def test_a_port_that_cannot_be_is_wrong_usage(port):
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--no-setup", "--no-open", f"--port={port}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert "port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.browser
def test_the_browser_follows_every_save_of_a_story_also_the_same_twice(preview, browser):
    page = browser.new_page()
    page.goto(f"{preview.address}/")
    page.evaluate("sessionStorage.setItem('preview-follow', 'yes')")
    for number in range(2):
        page.goto(f"{preview.address}/")
        page.wait_for_selector(".preview", state="attached")
        preview.site.edit(STORY, "It had waited", f"It had waited {number}")
        page.wait_for_url("**/crises/harbour/closure/", timeout=PATIENCE * 1000)
    page.close()


@pytest.mark.browser
def test_focus_stays_where_it_was_when_the_page_changes(preview, browser):
    page = browser.new_page()
    page.goto(f"{preview.address}/crises/harbour/")
    link = page.locator(".event__foot a").first
    link.focus()
    preview.site.edit(STORY, "It had waited.", "It had waited and waited.")
    expect(page.get_by_text("It had waited and waited.")).to_be_visible(timeout=PATIENCE * 1000)
    assert page.evaluate("document.activeElement.closest('.event__foot') !== null")
    page.close()


def test_every_page_is_found_whichever_is_asked_for_first(site_from):
    site = site_from()
    site.edit("content/site.yaml", "publisher:", "languages: [en, es]\npublisher:")
    site.write("content/pages/about.md", "---\ntitle: About\n---\nOf the harbour.\n")
    options = site.options(preview=True)
    paths = sorted(page.path for page in Plan(published(options, Progress(quiet=True)).site).pages())
    assert {"index.html", "crises/harbour/index.html", "es/crises/harbour/index.html"} <= set(paths)
    for asked in (paths, paths[::-1]):
        snapshot = Engine(options).snapshot()
        assert [path for path in asked if not isinstance(snapshot.read(path), bytes)] == []
        nowhere = ("es", "es/", "crises", "crises/nowhere/index.html", "es/crises/nowhere", "nothing.html")
        assert [snapshot.read(path) for path in nowhere] == [None] * len(nowhere)


def test_what_time_changes_is_shown_when_it_comes_due(site_from):
    site = site_from()
    site.write(
        "content/crises/harbour/later.md",
        "---\ntitle: Later\ndate: 2020-05-11\npublished: 2020-05-11\npublish_at: 2020-05-11T13:00Z\nsources: [notice]\n---\nText.\n",
    )
    clock = [NOON]
    engine = Engine(site.options(preview=True), lambda: clock[0])
    first = engine.snapshot()
    assert [one.path for one in first.report.withheld] == ["content/crises/harbour/later.md"]
    assert engine.waits == 60 * 60
    clock[0] += 60 * 60 - 1
    assert engine.snapshot().number == first.number
    clock[0] += 1
    second = engine.snapshot()
    assert (second.number, second.report.withheld) == (first.number + 1, ())
