from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, RuleError
from pipeline.i18n import Message
from pipeline.rulebook import Fault, load, read
from pipeline.rulebook.check import check
from pipeline.rulebook.faults import like_id
from tests.rulebook.make import rule_text, write

GOOD = rule_text()
FRAGMENT = "[fragments]\nday = '[0-9]+'\nround = 'a{round}'\n\n"


@dataclass(frozen=True)
class Faulty:
    """A file with one fault, and what is said of it: the line, the rule, and a pattern for the reason."""

    name: str
    text: str
    line: int | None
    rule: str | None
    reason: str


def without(line: str) -> str:
    assert line in GOOD
    return GOOD.replace(line, "")


FAULTS = [
    Faulty("not TOML", "a = 1\n[[rule]\n", 2, None, r"own.toml:2: is no TOML at column 7: a \] is missing"),
    Faulty("a key twice", "[lists]\n[lists]\n", 2, None, "this key or table stands twice"),
    Faulty("not composed", "[lists]\na = ['nga\u0300y']\n", 2, None, "not Unicode NFC: save it composed"),
    Faulty("an unknown table", "[[rules]]\nid = 'x.y'\n", 1, None, "rules: there is no such key"),
    Faulty(
        "an unknown key", GOOD.replace("kind", "colour = 1\nkind"), 3, "stem.one", "rule.colour: there is no such key"
    ),
    Faulty("no id", without('id = "stem.one"\n'), 1, "rule 1", "rule.id is missing"),
    Faulty("no kind", without('kind = "stem"\n'), 2, "stem.one", "rule.kind is missing"),
    Faulty("an id of one part", rule_text("stem"), 2, "stem", "rule.id = stem is no id .small letters"),
    Faulty("an id in capitals", rule_text("Stem.One"), 2, "Stem.One", "rule.id = Stem.One is no id"),
    Faulty(
        "an unknown status",
        rule_text(more='status = "new"\n'),
        5,
        "stem.one",
        "rule.status = new is none of draft, stable",
    ),
    Faulty(
        "a priority in words",
        rule_text(more='priority = "high"\n'),
        5,
        "stem.one",
        "priority must be a whole number",
    ),
    Faulty(
        "an example without its match",
        GOOD.replace(', match = "a"', ""),
        5,
        "stem.one",
        "rule.examples.match is missing",
    ),
    Faulty("an id twice", GOOD + GOOD, 9, "stem.one", r"this id stands twice .also at .*own.toml:2."),
    Faulty("an unknown kind", rule_text(kind="verb"), 3, "stem.one", "there is no kind verb; there are deadline, "),
    Faulty("a pattern and phrases", rule_text(more='phrases = ["a"]\n'), 4, "stem.one", "needs a pattern or phrases"),
    Faulty(
        "neither pattern nor phrases", without("pattern = 'rà soát'\n"), 2, "stem.one", "needs a pattern or phrases"
    ),
    Faulty(
        "no example",
        without('examples = [{ text = "a", match = "a" }]\n'),
        2,
        "stem.one",
        "needs at least one example and one counter-example",
    ),
    Faulty(
        "no counter-example",
        without('counter_examples = [{ text = "b" }]\n'),
        2,
        "stem.one",
        "needs at least one example and one counter-example",
    ),
    Faulty("a broken pattern", rule_text(pattern="(sở"), 4, "stem.one", r"missing \)"),
    Faulty("a bad range", rule_text(pattern="[z-a]"), 4, "stem.one", "bad character range"),
    Faulty("an unknown fragment", rule_text(pattern="{week}"), 4, "stem.one", r"there is no fragment \{week\}"),
    Faulty(
        "a circular fragment", FRAGMENT + rule_text(pattern="{round}"), 8, "stem.one", r"\{round\} refers to itself"
    ),
    Faulty("a group twice", rule_text(pattern="(?P<a>b)(?P<a-c>d)"), 4, "stem.one", "bad character in group name"),
    Faulty(
        "an unknown group", rule_text(pattern="(?P<week>a)"), 4, "stem.one", "group week is unknown to the kind stem"
    ),
    Faulty("an unknown yield", rule_text(more="yields = { day = 1 }\n"), 5, "stem.one", "kind stem does not yield day"),
    Faulty(
        "a value that is none",
        rule_text(more='yields = { modality = "maybe" }\n'),
        5,
        "stem.one",
        "modality = maybe is none of required, proposed",
    ),
    Faulty("a yield missing", rule_text("zone.one", kind="zone"), 2, "zone.one", "must yield zone"),
    Faulty(
        "nothing to switch off", 'switch_off = ["stem.two"]\n', 1, "stem.two", "there is no such rule to switch off"
    ),
    Faulty("a body without a name", "[[agency]]\nkind = 'body'\n", 1, "agency 1", "agency.name is missing"),
    Faulty("a body of no kind", "[[agency]]\nname = 'Sở'\nkind = 'x'\n", 3, "Sở", "agency.kind = x is none of body"),
]


FAULTS += [
    Faulty("words for truth", rule_text(more='misread = "false"\n'), 5, "stem.one", "misread must be true or false"),
    Faulty(
        "a level that is none", "[[agency]]\nname = 'Sở'\nlevel = 'tinh'\n", 3, "Sở", "level = tinh is none of central,"
    ),
    Faulty(
        "switching off behind an agency",
        "[[agency]]\nname = 'Sở'\nswitch_off = ['stem.one']\n",
        3,
        "Sở",
        "agency.switch_off: there is no such key .write switch_off at the top of the file",
    ),
    Faulty(
        "an agency twice", "[[agency]]\nname = 'Sở'\n" * 2, 4, "Sở", "this agency stands twice .also at .*own.toml:2"
    ),
    Faulty(
        "a broken pattern, where", rule_text(pattern="rà [soát"), 4, "stem.one", "missing ] .at the mark ▸: rà ▸.soát"
    ),
    Faulty("TOML that ends too soon", "a = [1,\n", 1, None, "is not closed: a ] is missing"),
]


@pytest.mark.parametrize("faulty", [pytest.param(one, id=one.name) for one in FAULTS])
def test_a_fault_is_told_with_its_file_line_rule_and_reason(faulty: Faulty, tmp_path: Path) -> None:
    write(tmp_path, "office/own.toml", faulty.text)
    _, faults = read([tmp_path])
    assert [(fault.file, fault.line, fault.rule) for fault in faults] == [("office/own.toml", faulty.line, faulty.rule)]
    with pytest.raises(RuleError, match=faulty.reason) as refused:
        load([tmp_path])
    assert refused.value.exit_code == ExitCode.BAD_RULES


def test_a_file_that_is_no_utf_8_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "old.toml").write_bytes("# ngày".encode("utf-16"))
    _, faults = read([tmp_path])
    assert [fault.file for fault in faults] == ["old.toml"]
    assert "UTF-8" in faults[0].reason


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="office: there is no such folder"):
        load([tmp_path / "office"])


@pytest.mark.parametrize("name", ["own.toml.txt", "own.tml", "own.TOML"])
def test_a_file_that_would_be_passed_over_is_a_fault(name: str, tmp_path: Path) -> None:
    write(tmp_path, name, GOOD)
    _, faults = read([tmp_path])
    assert [(fault.file, fault.reason) for fault in faults] == [(name, "is not read")]


@pytest.mark.parametrize("name", ["README.md", ".own.toml.swp", ".git/own.toml"])
def test_other_files_are_passed_over(name: str, tmp_path: Path) -> None:
    write(tmp_path, name, "no rules")
    assert read([tmp_path])[1] == []


def test_a_mark_at_the_start_of_a_file_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD, "utf-8-sig")
    assert patterns([tmp_path]) == {"stem.one": "rà soát"}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (rule_text(kind="stm"), "did you mean stem?"),
        (GOOD.replace("kind", "patern = 'x'\nkind"), "did you mean pattern?"),
        (FRAGMENT + rule_text(pattern="{dy}"), "did you mean day?"),
        ('[[rule]]\nid = "stem.one"\npattern = "\\p"\n', "write patterns between single quotation marks"),
    ],
)
def test_a_fault_hints_at_what_was_meant(text: str, hint: str, tmp_path: Path) -> None:
    write(tmp_path, "own.toml", text)
    with pytest.raises(RuleError) as refused:
        load([tmp_path])
    assert hint in str(refused.value)


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", rule_text("stem.a", "(") + rule_text("stem.b", kind="verb"))
    write(tmp_path, "b.toml", "[[rule]\n")
    with pytest.raises(RuleError) as refused:
        load([tmp_path])
    message = str(refused.value)
    assert message.startswith("3 faults in the rule files:\n")
    assert "a.toml:4: stem.a: " in message
    assert "a.toml:10: stem.b: " in message
    assert "\nb.toml:1: is no TOML" in message


def test_a_faulty_key_hides_no_other_rule_of_its_file(tmp_path: Path) -> None:
    text = rule_text("stem.a", more="colour = 1\n") + rule_text("stem.b", "(") + rule_text("stem.c")
    write(tmp_path, "a.toml", text)
    rulebook, faults = read([tmp_path])
    assert [(fault.line, fault.rule) for fault in faults] == [(5, "stem.a"), (12, "stem.b")]
    assert [rule.id for rule in rulebook.rules] == ["stem.c"]


def test_a_rule_is_found_by_its_table_though_its_id_stands_before(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", rule_text("stem.a", more='source = "stem.b"\n') + rule_text("stem.b", "("))
    (fault,) = read([tmp_path])[1]
    assert (fault.line, fault.rule) == (12, "stem.b")


@pytest.mark.parametrize(
    ("list_name", "said"),
    [
        ("deadline.ordinl.3", "the list deadline.ordinl.3 is unknown (did you mean deadline.ordinal.3?)"),
        ("agency.zzzzzz", "the list agency.zzzzzz is unknown"),
        ("deadline.ordinal.4", None),
        ("own_seasons", None),
    ],
)
def test_a_list_of_a_misspelt_name_is_a_fault(list_name: str, said: str | None, tmp_path: Path) -> None:
    write(tmp_path / "base", "a.toml", '[lists]\n"deadline.ordinal.3" = ["ba"]\n')
    write(tmp_path / "office", "b.toml", f'[lists]\n"{list_name}" = ["bốn"]\n')
    _, faults = read([tmp_path / "base", tmp_path / "office"])
    assert [str(fault).partition(": ")[2] for fault in faults] == ([said] if said else [])


def test_what_an_office_takes_the_place_of_is_noted(base: Path, tmp_path: Path) -> None:
    text = rule_text() + "[lists]\nnames = ['Bình']\n[[agency]]\nname = 'Sở Y tế'\n"
    write(tmp_path / "office", "own.toml", text)
    _, faults, notes = check([base, tmp_path / "office"])
    assert faults == []
    assert [str(note).partition("own.toml:")[2] for note in notes] == [
        "9: names: takes the place of the program's list, of whose words are missing: An",
        "11: Sở Y tế: takes the place of the program's agency",
        "2: stem.one: takes the place of the rule at a.toml:5",
    ]


def test_the_good_rules_beside_a_faulty_one_are_there(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", rule_text("stem.a", "(") + rule_text("stem.b"))
    rulebook, faults = read([tmp_path])
    assert [rule.id for rule in rulebook.rules] == ["stem.b"]
    assert len(faults) == 1


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        (Fault("a.toml", 3, "stem.a", Message("why")), "a.toml:3: stem.a: why"),
        (Fault("a.toml", None, "stem.a", Message("why")), "a.toml: stem.a: why"),
        (Fault("a.toml", None, None, Message("why")), "a.toml: why"),
    ],
)
def test_a_fault_is_one_line(fault: Fault, shown: str) -> None:
    assert str(fault) == shown


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    write(folder, "a.toml", FRAGMENT.replace("round = 'a{round}'\n", "") + GOOD + rule_text("stem.two", "ngày {day}"))
    write(folder, "lists/b.toml", "[lists]\nnames = ['An']\n\n[[agency]]\nname = 'Sở Y tế'\n")
    return folder


def patterns(folders: list[Path]) -> dict[str, str]:
    return {rule.id: rule.pattern for rule in load(folders).rules}


def test_files_in_folders_are_read_too(base: Path) -> None:
    rulebook = load([base])
    assert patterns([base]) == {"stem.one": "rà soát", "stem.two": "ngày (?:[0-9]+)"}
    assert rulebook.lists == {"names": ("An",)}
    assert [body.name for body in rulebook.bodies] == ["Sở Y tế"]
    assert {rule.file for rule in rulebook.rules} == {"a.toml"}
    assert rulebook["stem.two"].rule.kind == "stem"


def test_an_office_overrides_a_rule_by_its_id(base: Path, tmp_path: Path) -> None:
    write(tmp_path / "office", "own.toml", rule_text(pattern="kiểm tra"))
    assert patterns([base, tmp_path / "office"])["stem.one"] == "kiểm tra"
    assert patterns([tmp_path / "office", base])["stem.one"] == "rà soát"


def test_an_office_overrides_fragments_lists_and_bodies(base: Path, tmp_path: Path) -> None:
    text = "[fragments]\nday = '[0-3]'\n[lists]\nnames = []\n[[agency]]\nname = 'Sở Y tế'\nshort = ['SYT']\n"
    write(tmp_path / "office", "own.toml", text)
    rulebook = load([base, tmp_path / "office"])
    assert rulebook["stem.two"].pattern == "ngày (?:[0-3])"
    assert rulebook.lists == {"names": ()}
    assert [body.short for body in rulebook.bodies] == [("SYT",)]


def test_an_office_switches_a_rule_off_and_may_write_it_anew(base: Path, tmp_path: Path) -> None:
    off = write(tmp_path / "office", "own.toml", 'switch_off = ["stem.one"]\n')
    assert list(patterns([base, tmp_path / "office"])) == ["stem.two"]
    off.write_text('switch_off = ["stem.one"]\n' + rule_text(pattern="mới"), "utf-8")
    assert patterns([base, tmp_path / "office"])["stem.one"] == "mới"


def test_drafts_are_checked_but_do_not_run(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", rule_text(more='status = "draft"\n'))
    rulebook = load([tmp_path])
    assert [rule.id for rule in rulebook.rules] == ["stem.one"]
    assert rulebook.by_kind == {}


def test_the_version_changes_with_any_byte_and_name_and_with_nothing_else(base: Path, tmp_path: Path) -> None:
    before = load([base]).version
    assert load([base]).version == before
    assert load([base, write(tmp_path / "office", "c.toml", "").parent]).version != before
    write(base, "lists/b.toml", "[lists]\nnames = ['Anh']\n")
    changed = load([base]).version
    assert changed != before
    (base / "a.toml").rename(base / "z.toml")
    assert load([base]).version not in (before, changed)


def test_the_rules_of_the_program_have_no_fault() -> None:
    rulebook, faults = read([Path(__file__).parents[2] / "rules"])
    assert list(map(str, faults)) == []
    assert len(rulebook.rules) > 250


def test_names_that_two_agencies_share_are_noted(base: Path, tmp_path: Path) -> None:
    write(base, "lists/c.toml", "[[agency]]\nname = 'Sở Nội vụ'\nshort = ['SNV']\naliases = ['Sở Công vụ']\n")
    text = "[[agency]]\nname = 'Sở Nông vụ'\naliases = ['Sở Công Vụ']\nshort = ['SNgV', 'SNV']\n"
    write(tmp_path / "office", "own.toml", text)
    _, faults, notes = check([base, tmp_path / "office"])
    assert faults == []
    assert [str(note).partition("own.toml:")[2] for note in notes] == [
        "4: Sở Nông vụ: SNV is a name of Sở Nội vụ too",
        "3: Sở Nông vụ: Sở Công Vụ is a name of Sở Nội vụ too",
    ]


def test_what_is_switched_off_and_a_folder_without_rules_are_noted(base: Path, tmp_path: Path) -> None:
    write(tmp_path / "office", "own.toml", 'switch_off = ["stem.one"]\n')
    (tmp_path / "empty").mkdir()
    _, faults, notes = check([base, tmp_path / "office", tmp_path / "empty"])
    assert faults == []
    assert [str(note) for note in notes] == [
        f"{tmp_path / 'office' / 'own.toml'}:1: stem.one: the rule of the program is switched off",
        f"{tmp_path / 'empty'}: this folder holds no .toml file (name a folder of .toml files)",
    ]


@pytest.mark.parametrize(
    ("rule_id", "meant"),
    [
        ("deadline.befor_dawn", "deadline.before_dawn"),
        ("deadline.dawn", "deadline.before_dawn"),
        ("deadlin.before_dawn", "deadline.before_dawn"),
        ("not_deadline.dawn_of", "not_deadline.dawn"),
    ],
)
def test_a_misspelt_id_is_answered_with_one_of_its_family(rule_id: str, meant: str) -> None:
    ids = ["deadline.before_dawn", "not_deadline.dawn", "deadline.at_noon"]
    assert like_id(rule_id, ids) == f"did you mean {meant}?"


def test_an_agency_without_its_successor_is_named_with_the_folder(base: Path, tmp_path: Path) -> None:
    own = write(tmp_path / "office", "own.toml", "[[agency]]\nname = 'Sở Mới'\nsuccessors = ['Sở Lạ']\n")
    _, (fault,), _ = check([base, tmp_path / "office"])
    assert (fault.file, fault.line) == (str(own), 3)


@pytest.mark.parametrize("key", ["valid_to", "valid_from"])
def test_a_date_may_be_written_with_and_without_quotation_marks(key: str, tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.toml",
        f"[[agency]]\nname = 'Sở Y tế'\n{key} = 2025-03-31\n[[agency]]\nname = 'B'\n{key} = '2025-03-31'\n",
    )
    book = load([tmp_path])
    assert [getattr(body, key) for body in book.bodies] == ["2025-03-31", "2025-03-31"]
