from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.matching import Key, dice, match, trigrams

TEXT = "Hướng dẫn các xã lập kế hoạch sử dụng đất"
keys = st.lists(st.builds(Key, st.just(1), st.sampled_from("123"), st.text("abc ", max_size=8)), max_size=6)


def test_the_best_pair_comes_first() -> None:
    old = [Key(1, "1", TEXT), Key(1, "2", TEXT + " năm 2026")]
    new = [Key(1, "5", TEXT + " năm 2026 và năm 2027"), Key(1, "6", TEXT)]
    assert match(old, new) == {0: 1, 1: 0}


def test_the_same_place_or_nearly_the_same_text() -> None:
    assert match([Key(1, "1", TEXT)], [Key(1, "1", "Báo cáo thu ngân sách")]) == {0: 0}
    assert match([Key(1, "1", TEXT)], [Key(1, "2", "Báo cáo thu ngân sách")]) == {}
    assert match([Key(1, "1", TEXT)], [Key(2, "1", "Báo cáo thu ngân sách")]) == {}
    assert match([Key(1, "1", TEXT)], [Key(1, "2", TEXT + " mới")]) == {0: 0}


def test_where_several_share_a_place_the_words_decide() -> None:
    old = [Key(1, "1", TEXT), Key(1, "1", "Báo cáo thu ngân sách")]
    new = [Key(1, "1", "Báo cáo thu ngân sách năm nay"), Key(1, "1", "Hướng dẫn các xã lập"), Key(1, "1", "Họp")]
    assert match(old, new) == {0: 1, 1: 0}


def test_spelling_and_accents_lost_in_a_scan_do_not_count() -> None:
    assert dice(trigrams("Ủy ban, Đảng"), trigrams("uy ban dang")) == 1


@given(keys, keys)
def test_each_task_serves_once(old: list[Key], new: list[Key]) -> None:
    pairs = match(old, new)
    assert len(set(pairs.values())) == len(pairs)
    assert all(0 <= i < len(old) and 0 <= j < len(new) for j, i in pairs.items())


@given(keys)
def test_the_same_again_pairs_each_with_itself(tasks: list[Key]) -> None:
    pairs = match(tasks, tasks)
    assert [tasks[pairs[j]] for j in range(len(tasks))] == tasks
