"""What a slip of the pen in a rule file is told as: the line to be mended, and what is missing there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.i18n import translator
from pipeline.rulebook import read
from tests.rulebook.make import EXAMPLES, write

HEAD = '[[rule]]\nid = "stem.one"\nkind = "stem"\n'


def told(text: str, folder: Path) -> list[tuple[int | None, str]]:
    write(folder, "own.toml", text)
    return [(fault.line, str(fault).partition(": ")[2]) for fault in read([folder])[1]]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEAD + 'pattern = \'rà soát\nsource = "a"\n', 4, "the text that begins on this line is not closed: ' is"),
        (HEAD + "pattern = 'rà soát\nsource = 'a'\n", 4, "not closed: ' is missing at its end (the text begins: 'rà"),
        (HEAD + 'pattern = "rà soát\nsource = "a"\n', 4, 'not closed: " is missing'),
        (HEAD + "# it's\npattern = '''\n  rà soát\n", 5, "not closed: ''' is missing"),
        ('a = """\nb\n', 1, 'not closed: """ is missing'),
        ("examples = [\n  { text = 'a', match = 'b' },\n", 1, "the [ on this line is not closed: a ] is missing"),
        ("a = { b = 1\nc = 2\n", 1, "the brace on this line is not closed (a table between braces stands on one line)"),
        ("a = { b = 1,\n c = 2 }\n", 1, "the brace on this line is not closed"),
        ("a = [{ text = 'b' match = 'c' }]\n", 1, "probably a comma is missing before this place"),
        ("a = ['b' 'c']\n", 1, "probably a comma is missing before this place"),
        ("a = ['b'\nc = 2\n", 2, "a ] is missing (or a comma between the parts of the list)"),
        ("a = { b = 1, }\n", 1, "no comma may stand before the closing brace"),
        ("a = “b”\n", 1, "“ is no quotation mark of TOML (write straight ones"),
        ("a = 'it's'\n", 1, "(a ' within '...' ends the text: write ''' at both its ends)"),
        ("ngày = 1\n", 1, "here a key is expected: letters without diacritics"),
        ("đến = 1\n", 1, "here a key or a table is expected"),
        ("[rule]\nid = 'stem.one'\n", 1, "[rule] opens no entry of its own (write [[rule]])"),
        ("\n[rule]\nid = 'a'\n[rule]\nid = 'b'\n", 2, "[rule] opens no entry of its own (write [[rule]])"),
        (HEAD + "[rule]\nid = 'b'\n", 4, "[rule] opens no entry of its own (write [[rule]])"),
        ("[agency]\nname = 'Sở Y tế'\n", 1, "[agency] opens no entry of its own (write [[agency]])"),
        ("[[rules]]\nid = 'stem.one'\n", 1, "rules: there is no such key (did you mean rule?)"),
    ],
)
def test_the_line_to_be_mended_is_told(text: str, line: int, said: str, tmp_path: Path) -> None:
    ((where, fault),) = told(text, tmp_path)
    assert where == line
    assert said in fault


def test_nothing_of_it_is_english_in_vietnamese(tmp_path: Path) -> None:
    write(tmp_path, "own.toml", HEAD + "pattern = 'rà soát\n")
    (fault,) = read([tmp_path])[1]
    assert fault.localized(translator("vi")).startswith(
        "own.toml:4: chuỗi bắt đầu ở dòng này chưa đóng: thiếu dấu ' ở cuối"
    )


@pytest.mark.parametrize(
    ("pattern", "mark"),
    [
        ("rà (soát", "rà ▸(soát"),
        ("rà soát)", "rà soát▸)"),
        ("rà [soát", "rà ▸[soát"),
        ("rà {day} (soát", "rà (?:[0-9]+) ▸(soát"),
        (r"\(rà (?:[(]a", r"\(rà ▸(?:[(]a"),
    ],
)
def test_a_broken_pattern_is_marked_where_it_breaks(pattern: str, mark: str, tmp_path: Path) -> None:
    text = f"[fragments]\nday = '[0-9]+'\n{HEAD}pattern = '{pattern}'\n{EXAMPLES}"
    ((line, fault),) = told(text, tmp_path)
    assert line == 6
    assert f"(at the mark ▸: {mark})" in fault


def test_every_fault_of_an_entry_is_told(tmp_path: Path) -> None:
    rule = (
        HEAD + "pattern = '(?P<week>rà) soát'\nwhere = ['item']\nyields = { modality = 'maybe', day = 1 }\ncolour = 1\n"
    )
    agency = "[[agency]]\nlevel = 'province'\nvalid_to = '31/3/2025'\n"
    write(tmp_path / "base", "a.toml", "")
    write(tmp_path / "own", "own.toml", rule + EXAMPLES + agency)
    faults = read([tmp_path / "base", tmp_path / "own"])[1]
    assert [(fault.line, str(fault.reason)) for fault in faults] == [
        (4, "group week is unknown to the kind stem"),
        (5, "where = item is no place at which a stem is looked for"),
        (6, "modality = maybe is none of required, proposed"),
        (6, "a rule of kind stem does not yield day"),
        (7, "rule.colour: there is no such key"),
        (10, "agency.name is missing"),
        (12, "valid_to = 31/3/2025 is no date"),
    ]


def test_each_example_is_told_with_its_own_line(tmp_path: Path) -> None:
    examples = "examples = [\n  { text = 'ta rà soát', match = 'rà soát' },\n  { text = 'họ rà soát', match = 'rà' },\n"
    third = "  { text = 'sở xem xét', match = 'rà soát' },\n]\ncounter_examples = [{ text = 'b' }]\n"
    write(tmp_path / "base", "a.toml", "")
    write(tmp_path / "own", "own.toml", HEAD + "pattern = 'rà soát'\n" + examples + third)
    (fault,) = read([tmp_path / "base", tmp_path / "own"])[1]
    assert (fault.line, fault.reason) == (8, "match is not a part of the example “sở xem xét”")


def test_an_unknown_fragment_is_answered_with_those_that_resemble_it(tmp_path: Path) -> None:
    fragments = "[fragments]\ndl_day = 'a'\ndl_month = 'b'\nagency = 'c'\n"
    ((_, fault),) = told(fragments + HEAD + "pattern = '{ngay_dl_noi}'\n" + EXAMPLES, tmp_path)
    assert "there is no fragment {ngay_dl_noi} (there are {dl_" in fault
    assert "in fragments.toml" in fault
