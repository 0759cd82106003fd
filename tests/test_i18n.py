from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest

from pipeline.errors import DamagedFileError, RuleError, WrongContentError
from pipeline.i18n import LANGUAGES, Message, read_catalogue, translator
from pipeline.resources import PACKAGE, catalogue
from tests.messages import as_catalogue, fields, messages

VIETNAMESE = read_catalogue(catalogue("vi"))
FOUND = messages()
LETTERS = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def test_every_sentence_is_found() -> None:
    assert {"List tasks, the most urgent first.", "Failed:", "Due", "{file}: forgotten."} <= set(FOUND)
    assert {"{file} is cut off: ask for it again.", "The task database.", "closing", "a ZIP archive"} <= set(FOUND)


def test_the_catalogue_has_no_gap() -> None:
    missing = {message: where for message, where in FOUND.items() if not VIETNAMESE.get(message)}
    assert not missing, f"add to {catalogue('vi')}:\n\n{as_catalogue(missing)}"


def test_the_catalogue_has_nothing_that_nobody_says() -> None:
    assert [message for message in VIETNAMESE if message and message not in FOUND] == []


@pytest.mark.parametrize("message", sorted(FOUND))
def test_a_translation_fills_in_the_same(message: str) -> None:
    translation = VIETNAMESE.get(message, message)
    assert fields(translation) == fields(message)
    assert unicodedata.is_normalized("NFC", translation)


def test_no_vietnamese_stands_in_the_program() -> None:
    """Comments and docstrings may name a thing; what runs may not."""

    for path in [*sorted((PACKAGE / "cli").rglob("*.py")), PACKAGE / "services.py", PACKAGE / "doctor.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not LETTERS & set(node.value.lower()), f"{path.name}: {node.value}"


def test_a_language_without_a_catalogue_is_english() -> None:
    assert LANGUAGES[0] == "vi"
    assert translator("en")("Failed:") == "Failed:"
    assert translator("vi")("Failed:") != "Failed:"
    assert translator("vi")("said by nobody") == "said by nobody"
    assert translator("vi")("") == ""


def test_errors_are_told_in_the_users_language() -> None:
    error = DamagedFileError("{file} is cut off: ask for it again.", file="a.pdf")
    assert str(error) == "a.pdf is cut off: ask for it again."
    told = error.localized(translator("vi"))
    assert told.startswith("a.pdf")
    assert told != str(error)


def test_what_is_filled_in_is_translated_too() -> None:
    error = WrongContentError("{file} is {actual}: unpack it first.", file="a.docx", actual="a ZIP archive")
    assert "archive" not in error.localized(translator("vi"))


def test_braces_in_a_plain_message_are_left_alone() -> None:
    assert str(DamagedFileError("{not a field}")) == "{not a field}"


def test_entries_over_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text('msgid ""\nmsgstr "head\\n"\n\n# note\n#: a.py:1\nmsgid ""\n"one "\n"two"\nmsgstr "ba \\"bốn\\""\n')
    assert read_catalogue(path) == {"": "head\n", "one two": 'ba "bốn"'}


def test_a_message_is_english_and_can_be_told_in_another_language() -> None:
    message = Message("{key} must be {wanted}", key="id", wanted=Message("a whole number"))
    assert message == "id must be a whole number"
    assert message.localized(translator("vi")) == "id phải là một số nguyên"


def test_errors_tell_what_they_hold_in_the_users_language() -> None:
    error = RuleError("{count} faults", count=Message("this id stands twice"))
    assert error.localized(translator("vi")).startswith("mã này")
