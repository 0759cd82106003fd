from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.cache import cache_of
from pipeline.batch.pool import InProcess
from pipeline.cli.options import Language, settings
from pipeline.errors import ExitCode
from pipeline.resources import rules_dir
from pipeline.rulebook import load
from pipeline.workbench import diff, stats
from pipeline.workbench.diff import Source, compare
from pipeline.workbench.watch import watched
from tests.cli.conftest import Say
from tests.rulebook.make import write

RULE = """
[[rule]]
id = "deadline.before_dawn"
kind = "deadline"
pattern = 'trước rạng sáng {dl_day}'
yields = { shape = "day", boundary = "before" }
priority = 3
examples = [
  { text = "Báo cáo trước rạng sáng ngày 12/9/2023.", match = "trước rạng sáng ngày 12/9/2023", value = { \
kind = "day", due = 2023-09-12 } },
]
counter_examples = [{ text = "Báo cáo trước ngày 12/9/2023." }]
"""
LETTER = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG HÀ
Số: 12/UBND-TH
Đồng Hà, ngày 01 tháng 9 năm 2023
V/v khắc phục hậu quả mưa lũ
Kính gửi: Sở Y tế

1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính báo cáo thiệt hại trước rạng sáng ngày 12/9/2023.
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write(tmp_path / "office", "own.toml", RULE).parent


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return write(tmp_path / "inbox", "letter.txt", LETTER)


def test_check_and_test_pass_over_good_rules(say: Say, office: Path) -> None:
    said = say("rules", "check", "--rules", str(office))
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Rules without a fault: ")
    assert say("rules", "test", "--rules", str(office)).out.startswith("Examples that hold: ")


def test_check_tells_all_faults_and_leaves_with_the_code_of_bad_rules(say: Say, office: Path) -> None:
    write(office, "own.toml", RULE.replace("priority", "priorty"))
    write(office, "other.toml", RULE.replace("'trước", "'(?:a+)+ trước").replace("dawn", "noon"))
    said = say("rules", "check", "--rules", str(office))
    assert said.code == ExitCode.BAD_RULES
    assert f"{office / 'own.toml'}:7: deadline.before_dawn: rule.priorty" in said.err
    assert "did you mean priority?" in said.err
    assert f"{office / 'other.toml'}:5: deadline.before_noon: nested quantifiers" in said.err
    assert said.err.endswith("Faults in the rule files: 2\n")
    for command in (["test"], ["try", "a"], ["stats"]):
        assert say("rules", *command, "--rules", str(office)).code == ExitCode.BAD_RULES


def test_test_tells_what_an_example_gives_instead(say: Say, office: Path) -> None:
    write(office, "own.toml", RULE.replace("due = 2023-09-12", "due = 2023-09-13"))
    said = say("rules", "test", "--rules", str(office))
    assert said.code == ExitCode.SOME_FAILED
    assert "own.toml:3: deadline.before_dawn: “Báo cáo trước rạng sáng ngày 12/9/2023.”" in said.err
    assert "does not give kind = day, due = 2023-09-13" in said.err
    assert "due = 2023-09-12" in said.err


def test_test_tells_a_match_that_is_not_the_phrase_found(say: Say, office: Path) -> None:
    """A deadline takes in the verb before it: then the match is wrong and the value right."""
    text = RULE.replace("Báo cáo trước rạng", "Hoàn thành trước rạng")
    write(office, "own.toml", text)
    said = say("rules", "test", "--rules", str(office))
    assert said.code == ExitCode.SOME_FAILED
    assert "the phrase found is “Hoàn thành trước rạng sáng ngày 12/9/2023”, match says “trước rạng sáng" in said.err
    assert "does not give" not in said.err
    assert "found: Hoàn thành trước rạng sáng" in said.err
    write(office, "own.toml", RULE.replace('match = "trước rạng sáng ngày 12/9/2023"', 'match = "rạng sáng ngày"'))
    assert "the phrase found is “trước rạng sáng ngày 12/9/2023”" in say("rules", "test", "--rules", str(office)).err


def test_test_tells_that_nothing_was_found_or_that_another_rule_stands_there(say: Say, office: Path) -> None:
    write(office, "own.toml", RULE.replace("'trước rạng sáng {dl_day}'", "'trước hừng đông {dl_day}'"))
    said = say("rules", "test", "--rules", str(office))
    assert "does not find “trước rạng sáng ngày 12/9/2023”" in said.err
    assert "found: nothing" in said.err
    own = RULE.replace("trước rạng sáng", "trước").replace("priority = 3", "priority = -5")
    write(
        office, "own.toml", own.replace('[{ text = "Báo cáo trước ngày 12/9/2023." }]', '[{ text = "Gửi báo cáo." }]')
    )
    assert (
        "deadline.day_before stands there instead: raise priority" in say("rules", "test", "--rules", str(office)).err
    )


def test_test_tells_a_counter_example_that_is_found(say: Say, office: Path) -> None:
    write(office, "own.toml", RULE.replace('text = "Báo cáo trước ngày', 'text = "Báo cáo trước rạng sáng ngày'))
    said = say("rules", "test", "--rules", str(office))
    assert "is a counter-example and is found" in said.err or "is an example and a counter-example" in said.err


def test_a_draft_is_tried_though_it_does_not_count(say: Say, office: Path) -> None:
    write(office, "own.toml", RULE.replace("priority = 3", 'priority = 3\nstatus = "draft"'))
    said = say("rules", "try", "Gửi trước rạng sáng ngày 12/9/2023.", "--rules", str(office))
    assert "deadline.before_dawn" in said.out


def test_try_shows_rule_file_groups_and_value(say: Say) -> None:
    said = say("rules", "try", "Giao Sở Y tế chủ trì báo cáo trước ngày 15/6.", "--issued-on", "2024-05-01")
    told = " ".join(said.out.split())
    assert "lead: Sở Y tế" in told
    assert "kind = day, due = 2024-06-15, boundary = before" in told
    assert "[deadline.day_before, deadlines/day.toml:" in told
    assert "✗ priority" in told


def test_try_takes_a_file_or_gives_html(say: Say, letter: Path) -> None:
    assert "12/UBND-TH" in say("rules", "try", str(letter)).out
    html = say("rules", "try", "Giao Sở Y tế báo cáo trước ngày 15/6/2024.", "--html").out
    assert html.count("<mark") == 2
    assert "No rule hits this text." in say("rules", "try", "zzz").out


OWN_COLUMN = """
[[rule]]
id = "column.keeper"
kind = "column"
pattern = '^Người giữ'
yields = { role = "lead" }
priority = 9
examples = [{ text = "Người giữ sổ", match = "Người giữ" }]
counter_examples = [{ text = "Sổ" }]
"""


def test_try_shows_own_rules_of_any_kind_and_says_what_was_not_asked(say: Say, tmp_path: Path) -> None:
    text = "Người giữ sổ theo dõi"
    assert "were not asked: add --all" in say("rules", "try", text).out
    own = write(tmp_path / "own", "column.toml", OWN_COLUMN).parent
    said = say("rules", "try", text, "--rules", str(own))
    assert "column.keeper" in said.out
    assert "not asked" not in said.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính báo cáo trước ngày 15/6/2026.",
            "→ 1 task; lead: Sở Y tế; with: Sở Tài chính; deadline: trước ngày 15/6/2026",
        ),
        ("Trời hôm nay nhiều mây.", "→ no task (nothing in it orders or asks)"),
    ],
)
def test_try_ends_with_what_becomes_of_the_sentence(text: str, said: str, say: Say) -> None:
    assert say("rules", "try", text).out.rstrip().endswith(said)


def test_try_asks_at_a_place(say: Say) -> None:
    text = "Giao Sở Y tế rà soát các cơ sở khám bệnh."
    assert "role.lead.stem_asked" in say("rules", "try", text, "--where", "stem").out
    told = say("rules", "try", text, "--where", "item").out
    assert "role.lead.stem_asked" not in told
    assert "→ 1 task" in told


def test_in_vietnamese_nothing_is_left_in_english(say: Say, office: Path) -> None:
    said = say("rules", "try", "Giao Sở Y tế chủ trì báo cáo trước ngày 15/6/2024.", lang="vi")
    assert "thấp hơn" in said.out
    assert "below" not in said.out
    write(office, "own.toml", RULE.replace("due = 2023-09-12", "due = 2023-09-13"))
    failed = say("rules", "test", "--rules", str(office), lang="vi")
    assert "không cho giá trị kind = day" in failed.err


def test_try_takes_a_cell(say: Say) -> None:
    assert "deadline.cell_day" in say("rules", "try", "30/9/2022", "--cell").out
    assert "deadline.cell_day" not in say("rules", "try", "30/9/2022").out


def test_explain_tells_words_page_rule_and_losers(say: Say, letter: Path, office: Path, tmp_path: Path) -> None:
    say("ingest", str(letter), "--rules", str(office))
    tasks = say("show", "12/UBND-TH").out
    task = tasks.split()[-1]
    told = " ".join(say("rules", "explain", task, "--rules", str(office)).out.split())
    assert "“trước rạng sáng ngày 12/9/2023” [page 1, deadline.before_dawn, " in told
    assert "“Sở Y tế” [page 1, role.lead." in told
    assert "✗ priority" in told
    assert say("rules", "explain", "nothing").code == ExitCode.NOT_FOUND


def test_stats_count_hits_silence_and_rejections(say: Say, letter: Path, office: Path, tmp_path: Path) -> None:
    from pipeline.store import opened

    say("ingest", str(letter), "--rules", str(office))
    with opened(tmp_path / "tasks.db") as db:
        db.execute("update tasks set review = 'rejected'")
        db.conn.commit()
        found = stats.counts(db, load([rules_dir(), office]))
    (own,) = [one for one in found if one.rule == "deadline.before_dawn"]
    assert (own.hits, own.documents, own.rejected) == (1, 1, 1)
    assert own in stats.rejected(found, 20)
    quiet = set(stats.silent(found, load([rules_dir(), office])))
    assert "deadline.tomorrow" in quiet
    assert "deadline.before_dawn" not in quiet
    said = say("rules", "stats", "--rules", str(office)).out
    assert said.split()[:3] == ["values", "documents", "rule"]
    assert "Rules that never hit:" in said
    assert "1/1 deadline.before_dawn" in said


def test_own_rules_that_never_hit_come_first_and_those_that_store_nothing_are_told_apart(
    say: Say, letter: Path, office: Path
) -> None:
    say("ingest", str(letter))
    write(office, "column.toml", OWN_COLUMN)
    lines = say("rules", "stats", "--rules", str(office)).out.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("Rules that never hit"))
    assert lines[first + 1] == "  deadline.before_dawn  (own rule)"
    assert any(line.endswith("not counted: column.keeper") for line in lines)
    assert not any(line.strip().startswith(("column.", "zone.", "label.")) for line in lines)


def compared(letter: Path, *folders: Path) -> list[diff.Compared]:
    chosen = settings(Language.EN, jobs=1)
    return list(compare([Source(letter)], (rules_dir(),), (rules_dir(), *folders), chosen, InProcess))


def test_diff_shows_what_is_gained_and_by_which_rule(letter: Path, office: Path, say: Say) -> None:
    (one,) = compared(letter, office)
    assert {(change.field, change.kind, change.rule) for change in one.changes} >= {
        ("deadline", "gained", "deadline.before_dawn")
    }
    assert diff.by_rule([one])["deadline.before_dawn"]["gained"] == 1


def test_diff_of_rules_that_do_not_concern_a_document(letter: Path, tmp_path: Path, say: Say) -> None:
    other = write(tmp_path / "other", "own.toml", RULE.replace("rạng sáng", "nửa đêm")).parent
    assert compared(letter, other) == [diff.Compared("letter.txt")]


def test_diff_of_a_rule_that_is_switched_off(letter: Path, tmp_path: Path, say: Say) -> None:
    off = write(tmp_path / "other", "own.toml", 'switch_off = ["field.code.administrative"]').parent
    (one,) = compared(letter, off)
    assert ("code", "lost") in {(change.field, change.kind) for change in one.changes}


def test_diff_takes_readings_from_the_cache_and_leaves_with_one_where_something_changed(
    letter: Path, office: Path, say: Say
) -> None:
    unchanged = say("rules", "diff", str(letter), "--jobs", "1")
    assert (unchanged.code, unchanged.out) == (0, "Documents: 1, changed: 0\n")
    cache = cache_of(settings(Language.EN))
    assert cache is not None
    assert cache.size()[0] == 1
    said = say("rules", "diff", str(letter), "--rules", str(office), "--jobs", "1")
    assert said.code == ExitCode.SOME_FAILED
    assert "+ letter.txt: deadline: “trước rạng sáng ngày 12/9/2023 = 2023-09-12” [deadline.before_dawn]" in said.out


def test_diff_asks_for_what_to_compare_over(say: Say) -> None:
    said = say("rules", "diff")
    assert said.code == ExitCode.NO_DOCUMENTS
    assert "a database with --db" in said.err


STEM = """
[[rule]]
id = "stem.summons"
kind = "stem"
pattern = 'mong sớm thấy những việc sau'
yields = { modality = "required" }
examples = [{ text = "Ủy ban mong sớm thấy những việc sau:", match = "mong sớm thấy những việc sau" }]
counter_examples = [{ text = "Những việc sau đã xong." }]
"""


def test_a_task_that_a_stem_makes_is_owed_to_its_rule(say: Say, tmp_path: Path) -> None:
    text = (
        LETTER.partition("1. Giao")[0]
        + "1. Nhân dân mong sớm thấy những việc sau:\n- Sách vở của thư viện được giữ sạch.\n"
    )
    letter = write(tmp_path / "inbox", "stem.txt", text)
    (one,) = compared(letter, write(tmp_path / "own", "stem.toml", STEM).parent)
    gained = [change for change in one.changes if (change.field, change.kind) == ("task", "gained")]
    assert [one.rule_of(change) for change in gained] == ["stem.summons"]
    assert diff.by_rule([one])["stem.summons"]["gained"] >= 1


def test_a_task_that_a_stem_makes_is_owed_to_it_beside_other_changed_rules(say: Say, tmp_path: Path) -> None:
    """An order that an old rule knows is in the task too: it was no task before the stem."""
    text = LETTER.replace("1. Giao", "Giao") + "\n1. Nhân dân mong sớm thấy những việc sau:\n- Sách vở được giữ sạch.\n"
    letter = write(tmp_path / "inbox", "stem.txt", text)
    write(tmp_path / "own", "stem.toml", STEM)
    write(tmp_path / "own", "deadline.toml", RULE)
    (one,) = compared(letter, tmp_path / "own")
    assert one.seen == ("deadline.before_dawn", "stem.summons")
    owed = {(change.field, one.rule_of(change)) for change in one.changes}
    assert owed == {("task", "stem.summons"), ("deadline", "deadline.before_dawn")}


def test_diff_over_the_documents_of_a_database(letter: Path, office: Path, say: Say) -> None:
    say("ingest", str(letter))
    letter.unlink()
    said = say("rules", "diff", "--db", "tasks.db", "--rules", str(office), "--jobs", "1")
    assert "changed: 1" in said.out


def test_lists_and_agencies_reach_anywhere(office: Path) -> None:
    base = load([rules_dir()])
    assert watched(base, load([rules_dir(), office])) is not None
    write(office, "more.toml", "[[agency]]\nname = 'Sở Mới'\n")
    assert watched(base, load([rules_dir(), office])) is None


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("Yêu cầu Sở Y tế thực hiện các việc sau:", "stem", "→ the items below it are tasks; lead: Sở Y tế"),
        ("3. Sở Nội vụ", "heading", "→ the items below it are tasks; lead: Sở Nội vụ"),
        (
            "Nhờ các đơn vị lưu tâm mấy việc:",
            "stem",
            "→ the items below it are no tasks by this sentence alone",
        ),
    ],
)
def test_try_says_of_a_stem_what_becomes_of_its_items(text: str, where: str, said: str, say: Say) -> None:
    assert say("rules", "try", text, "--where", where).out.rstrip().endswith(said)


def test_try_shows_whole_words_where_a_mention_was_masked(say: Say) -> None:
    told = say("rules", "try", "Giao Sở Y tế rà soát.").out
    assert "“Giao Sở Y tế”" in told
    assert "“Giao S”" not in told


def test_try_names_the_rules_that_are_switched_off(say: Say, tmp_path: Path) -> None:
    own = write(tmp_path / "own", "off.toml", 'switch_off = ["deadline.tomorrow"]').parent
    assert "Switched off by the own rules: deadline.tomorrow" in say("rules", "try", "a", "--rules", str(own)).out
    checked = say("rules", "check", "--rules", str(own))
    assert "deadline.tomorrow: the rule of the program is switched off" in checked.out


FIRST_MONTHS = """
[[rule]]
id = "deadline.first_months"
kind = "deadline"
pattern = 'trong vòng mấy(?: (?P<count>[0-9]+))? tháng đầu'
yields = { shape = "months" }
examples = [{ text = "Rà soát trong vòng mấy 6 tháng đầu.", match = "trong vòng mấy 6 tháng đầu" }]
counter_examples = [{ text = "Tháng đầu đã qua." }]
"""


def test_try_names_the_group_that_a_phrase_lacks(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "own", "own.toml", FIRST_MONTHS)
    told = say("rules", "try", "Gửi báo cáo trong vòng mấy tháng đầu.", "--rules", "own").out
    assert "no value: it needs one of these groups: count" in " ".join(told.split())


PLAN = (
    "\n".join(LETTER.splitlines()[:4])
    + "\nKẾ HOẠCH\nPhòng chống mưa lũ\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Rà soát hồ sơ cán bộ."
    + "\n2. Yêu cầu Sở Y tế thực hiện các nhiệm vụ sau:\na) Rà soát các cơ sở khám bệnh bị ngập.\nb) Báo cáo kết quả.\n"
)


def test_explain_tells_what_a_lead_was_taken_from(say: Say, tmp_path: Path) -> None:
    say("ingest", str(write(tmp_path, "plan.txt", PLAN)))
    shown = say("show", "1").out
    first, second, _ = [line.split()[-1] for line in shown.splitlines() if "page 1, " in line and "%" in line]
    told = " ".join(say("rules", "explain", first).out.split())
    assert "under “Sở Nội vụ”" in told
    assert "lead “Sở Nội vụ” [page 1, heading, from what it stands under]" in told
    told = " ".join(say("rules", "explain", second).out.split())
    assert "under “Yêu cầu Sở Y tế thực hiện các nhiệm vụ sau:” [" in told
    assert "stem.orders" in told
    assert "would not be found" not in told


def test_explain_takes_the_beginning_of_an_id_or_a_document_of_one_task(
    say: Say, letter: Path, office: Path, tmp_path: Path
) -> None:
    say("ingest", str(letter))
    task = say("show", "12/UBND-TH").out.split()[-1]
    whole = say("rules", "explain", task).out
    assert say("rules", "explain", task[:6]).out == whole
    assert say("rules", "explain", "12/UBND-TH").out == whole
    say("ingest", str(write(tmp_path, "plan.txt", PLAN)))
    several = say("rules", "explain", "plan.txt")
    assert several.code == ExitCode.NOT_FOUND
    assert "several tasks are meant; name one by its id: " in several.err


def test_explain_says_that_a_task_would_not_be_found(say: Say, letter: Path, tmp_path: Path) -> None:
    say("ingest", str(letter))
    own = NOT_TASK.replace("kind_of_words", "damage")
    write(tmp_path / "own", "own.toml", own)
    told = say("rules", "explain", "12/UBND-TH", "--rules", "own")
    assert "With these rules this task would not be found." in told.out


NOT_TASK = """
[[rule]]
id = "not_task.kind_of_words"
kind = "not_task"
pattern = 'báo cáo thiệt hại'
priority = 9
yields = { reason = "particulars" }
examples = [{ text = "Sở báo cáo thiệt hại.", match = "báo cáo thiệt hại" }]
counter_examples = [{ text = "Sở báo cáo kết quả." }]
"""
