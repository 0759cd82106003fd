from __future__ import annotations

import socket

import pytest


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as caller, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        caller.connect(("192.0.2.1", 80))
