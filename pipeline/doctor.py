"""What the program needs on a machine, and whether it is there."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.i18n import N_

_INSTALL = "apt-get install {package}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for. ``purpose`` is a message key: what cannot be done without it."""

    name: str
    found: bool
    version: str | None
    needed: bool
    purpose: str
    remedy: str


def examine() -> list[Finding]:
    """Everything that the program calls, in the order in which a user should repair it."""
    return [_python(), *_tesseract(), *_old_word(), *_packages()]


def _python() -> Finding:
    version = platform.python_version_tuple()
    fits = (3, 11) <= (int(version[0]), int(version[1])) < (3, 14)
    return Finding("Python", fits, platform.python_version(), True, N_("runs the program"), "Python 3.11 - 3.13")


def _tesseract() -> Iterator[Finding]:
    version = _first_line("tesseract", "--version")
    purpose = N_("reads scanned pages")
    remedy = _INSTALL.format(package="tesseract-ocr tesseract-ocr-vie")
    yield Finding("tesseract", version is not None, _number(version), True, purpose, remedy)
    languages = _output("tesseract", "--list-langs") or ""
    have = "vie" in languages.split()
    yield Finding("tesseract: vie", have, "vie" if have else None, True, N_("reads Vietnamese letters"), remedy)


def _old_word() -> Iterator[Finding]:
    for program in ("antiword", "catdoc"):
        path = shutil.which(program)
        remedy = _INSTALL.format(package=program)
        yield Finding(program, path is not None, path, False, N_("reads old Word files (.doc)"), remedy)


def _packages() -> Iterator[Finding]:
    try:
        requirements = importlib.metadata.requires("giaoviec") or []
    except importlib.metadata.PackageNotFoundError:  # run from a clone that is not installed
        requirements = []
    for requirement in requirements:
        if "extra ==" in requirement:
            continue
        name = re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0]
        try:
            version: str | None = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            version = None
        yield Finding(name, version is not None, version, True, N_("a Python package"), f"pip install {name}")


def _first_line(*command: str) -> str | None:
    output = _output(*command)
    return output.splitlines()[0] if output else None


def _output(*command: str) -> str | None:
    """What a program prints, None where it is not there or fails."""
    if shutil.which(command[0]) is None:
        return None
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout or done.stderr


def _number(text: str | None) -> str | None:
    match = re.search(r"\d+(\.\d+)+", text or "")
    return match[0] if match else text
