"""The stage: a virtual screen, a window manager and a browser that shows the demo site."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from playground.loopback import serving
from playground.site import HOST, create_site

#: Pixels. Small enough for a light file, large enough that 17 pixel text reads well.
WIDTH, HEIGHT = 1280, 800

_QUIET = (
    "--no-sandbox",
    "--test-type",  # no bar about the line above
    "--start-maximized",
    f"--window-size={WIDTH},{HEIGHT}",
    "--window-position=0,0",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-features=Translate,AutofillServerCommunication,OptimizationHints",
    "--password-store=basic",
)
_PREFERENCES = {
    "credentials_enable_service": False,
    "profile": {"password_manager_enabled": False, "password_manager_leak_detection": False},
    "autofill": {"profile_enabled": False, "credit_card_enabled": False},
    "search": {"suggest_enabled": False},
}


@dataclass(frozen=True, slots=True)
class Stage:
    display: str  #: the X display, e.g. ``:99``
    page: Page  #: read only: where things are; every action goes through the X server


@contextmanager
def set_stage() -> Iterator[Stage]:
    """A fresh site, screen and browser; all of it gone afterwards."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="recording-")))
        port = stack.enter_context(serving(create_site(home / "site")))
        display = stack.enter_context(_virtual_screen())
        stack.enter_context(_running(["openbox"], display))
        yield Stage(display, stack.enter_context(_browser(home / "profile", display, port)))


@contextmanager
def _virtual_screen() -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    command += ["-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as answer:
                yield f":{int(answer.readline())}"
        finally:
            server.terminate()


@contextmanager
def _running(command: list[str], display: str) -> Iterator[None]:
    environment = {**os.environ, "DISPLAY": display}
    silence = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=silence, stderr=silence) as process:
        try:
            yield
        finally:
            process.terminate()


@contextmanager
def _browser(profile: Path, display: str, port: int) -> Iterator[Page]:
    preferences = profile / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps(_PREFERENCES), encoding="utf-8")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            headless=False,
            executable_path="/usr/bin/chromium",
            env={**os.environ, "DISPLAY": display},
            no_viewport=True,
            ignore_default_args=["--enable-automation"],
            args=[*_QUIET, f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}"],
        )
        yield context.pages[0]
        context.close()
