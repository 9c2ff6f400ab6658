"""The stage: a virtual screen, a window manager and a browser that shows the demo site."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from playground.loopback import serving
from playground.recording.screen import Screen
from playground.site import HOST, create_site

_QUIET = (
    "--no-sandbox",
    "--test-type",  # no bar about the line above
    "--start-maximized",
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
_POINTER = 24  #: usual size of a pointer, in pixels
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
def set_stage(screen: Screen) -> Iterator[Stage]:
    """A fresh demo site, screen and browser; all of it gone afterwards."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="recording-")))
        port = stack.enter_context(serving(create_site(home / "site")))
        display = stack.enter_context(virtual_screen(screen))
        yield Stage(display, stack.enter_context(browser(home / "profile", display, screen, {HOST: port})))


@contextmanager
def virtual_screen(screen: Screen) -> Iterator[str]:
    """A screen with a window manager; gives the X display, e.g. ``:99``."""
    with _server(screen) as display, running(["openbox"], display):
        yield display


@contextmanager
def _server(screen: Screen) -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{screen.width}x{screen.height}x24"]
    command += ["-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as answer:
                yield f":{int(answer.readline())}"
        finally:
            server.terminate()


@contextmanager
def running(command: list[str], display: str) -> Iterator[None]:
    """A program on a display, ended with the block."""
    silence = subprocess.DEVNULL
    with subprocess.Popen(command, env=on_display(display), stdout=silence, stderr=silence) as process:
        try:
            yield
        finally:
            process.terminate()


def on_display(display: str) -> dict[str, str]:
    """Return the environment of programs that show themselves on a display."""
    return {**os.environ, "DISPLAY": display}


@contextmanager
def browser(profile: Path, display: str, screen: Screen, hosts: Mapping[str, int]) -> Iterator[Page]:
    """Chromium over the whole screen; `hosts` are names that are served on these loopback ports."""
    preferences = profile / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps(_PREFERENCES), encoding="utf-8")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            headless=False,
            executable_path="/usr/bin/chromium",
            env={**on_display(display), "XCURSOR_SIZE": str(_POINTER * screen.scale)},
            no_viewport=True,
            color_scheme="dark" if screen.dark else "light",
            ignore_default_args=["--enable-automation"],
            args=[*_QUIET, *_looks(screen), f"--host-resolver-rules={_resolved(hosts)}"],
        )
        yield context.pages[0]
        context.close()


def _looks(screen: Screen) -> list[str]:
    """Return Chromium's arguments for a screen; its sizes are in pixels of a page."""
    size = f"--window-size={screen.width // screen.scale},{screen.height // screen.scale}"
    return [
        size,
        f"--force-device-scale-factor={screen.scale}",
        *(["--force-dark-mode"] if screen.dark else []),
    ]


def _resolved(hosts: Mapping[str, int]) -> str:
    return ",".join(f"MAP {host} 127.0.0.1:{port}" for host, port in hosts.items())
