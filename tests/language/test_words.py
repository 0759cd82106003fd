from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.spelling import compose
from pipeline.language.words import Token, aligned, words

PIECES = ("Uỷ", "ban", "hoà", "dân", "Đắk", "chủ", "trì", "128/KH-", "UBND", "08/7/2022", "…", "“", "1.2.", "&")
prose = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "", "  ", "\t", "\u00a0"]))).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)
texts = st.one_of(prose, st.text(max_size=60)).map(compose)


def spelled(text: str, tokens: tuple[Token, ...]) -> list[str]:
    return [text[token.start : token.end] for token in tokens]


def test_words_are_offsets_into_the_text_as_it_is_spelled() -> None:
    text = "Giao Uỷ ban nhân dân  tỉnh rà soát, hoàn thành trước ngày 08/7/2022."
    found = spelled(text, words(text))
    assert found == ["Giao", "Uỷ ban nhân dân", "tỉnh", "rà soát", ",", "hoàn thành", "trước", "ngày", "08/7/2022", "."]
    assert words(text)[3].tag == "V"


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_text_without_letters_has_no_words(text: str) -> None:
    assert words(text) == ()


@settings(max_examples=60)
@given(texts)
def test_every_letter_is_in_one_word(text: str) -> None:
    tokens = words(text)
    covered = [position for token in tokens for position in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    assert {n for n, letter in enumerate(text) if not letter.isspace()} <= set(covered)
    assert all(token.start < token.end for token in tokens)
    assert all(piece == piece.strip() for piece in spelled(text, tokens))


def test_a_tokeniser_that_drops_or_invents_letters_does_no_harm() -> None:
    text = "rà soát [x] hồ sơ"
    tokens = tuple(aligned(text, [("Rà soát", "V"), ("bịa", "N"), ("hồ  sơ", "N")]))
    assert spelled(text, tokens) == ["rà soát", "[", "x", "]", "hồ sơ"]
    assert [token.tag for token in tokens] == ["V", "", "", "", "N"]


def test_a_word_that_stands_far_behind_is_not_taken() -> None:
    text = "một " + "x " * 60 + "hai ba"
    tokens = tuple(aligned(text, [("một", "M"), ("hai", "M")]))
    assert [token.tag for token in tokens if token.tag] == ["M"]


def test_the_models_come_with_the_package_and_say_nothing(tmp_path: Path) -> None:
    program = """
import socket
def refuse(*_):
    raise AssertionError("the network was asked")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from pipeline.workbench.document import annotate
assert annotate("Nạo vét kênh mương")[0].tag_ == "V"
"""
    environment = {"HOME": str(tmp_path / "none"), "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "none").exists()
