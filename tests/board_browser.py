"""A board in Debian's Chromium, driven as a person drives it."""

from __future__ import annotations

import contextlib
import os
import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt install chromium")


@contextlib.contextmanager
def chromium():
    """Give a browser; none is downloaded."""
    from playwright.sync_api import sync_playwright

    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=as_root)
        yield browser
        browser.close()


@contextlib.contextmanager
def opened(browser, file, **settings):
    """Give a page with a board; it asks for nothing but itself and says nothing on the console."""
    context = browser.new_context(**settings)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    yield page
    assert asked == [file.as_uri()]
    assert said == []
    context.close()


def drag(page, person, target):
    """Drag a chip with the mouse, in steps, as a hand does."""
    from_, to = person.bounding_box(), target.bounding_box()
    page.mouse.move(from_["x"] + 40, from_["y"] + 10)
    page.mouse.down()
    page.mouse.move(from_["x"] + 55, from_["y"] + 20, steps=3)
    page.mouse.move(to["x"] + 25, to["y"] + 12, steps=4)
    page.mouse.up()
