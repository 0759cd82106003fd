from __future__ import annotations

import os
import stat
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.cache import ReadingCache
from pipeline.models import Box, Cell, Grid, Line, Page, Reading, View, Word

A, B = "a" * 64, "b" * 64
numbers = st.floats(allow_nan=False, allow_infinity=False)
boxes = st.builds(Box, numbers, numbers, numbers, numbers)
words = st.builds(Word, st.text(min_size=1), st.none() | boxes, st.none() | st.floats(0, 1), raw=st.none() | st.text())
lines = st.builds(Line, st.lists(words, max_size=3).map(tuple), cell=st.none() | st.tuples(st.just(0), st.just(1)))
grids = st.builds(Grid, st.just(1), st.just(2), st.just((Cell(0, 0), Cell(0, 1))), st.none() | boxes)
pages = st.builds(
    Page,
    st.integers(1, 99),
    st.lists(lines, max_size=3).map(tuple),
    st.lists(grids, max_size=1).map(tuple),
    view=st.builds(View, numbers),
)
readings = st.builds(Reading, st.text(), st.just("ocr"), st.lists(pages, max_size=2).map(tuple))


def reading(text: str = "chữ") -> Reading:
    return Reading("text/plain", "plain", (Page(1, (Line((Word(text),)),)),))


@given(readings)
def test_what_was_read_comes_back_as_it_was(tmp_path_factory: object, value: Reading) -> None:
    cache = ReadingCache(tmp_path_factory.mktemp("cache"), "r1")  # type: ignore[attr-defined]
    cache.save(A, value)
    assert cache.load(A) == value


def test_another_reader_reads_anew(tmp_path: Path) -> None:
    ReadingCache(tmp_path, "r1").save(A, reading())
    assert ReadingCache(tmp_path, "r2").load(A) is None
    assert ReadingCache(tmp_path, "r1").load(B) is None


def test_a_damaged_entry_is_dropped(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path, "r1")
    cache.save(A, reading())
    (entry,) = tmp_path.glob("*/*.json.gz")
    for content in (b"", b"no gzip", entry.read_bytes()[:30]):
        entry.write_bytes(content)
        assert cache.load(A) is None
        assert not entry.exists()
        cache.save(A, reading())


def test_forget_removes_every_version(tmp_path: Path) -> None:
    for reader in ("r1", "r2"):
        ReadingCache(tmp_path, reader).save(A, reading())
    cache = ReadingCache(tmp_path, "r1")
    cache.save(B, reading())
    assert cache.forget(A) == 2
    assert cache.size()[0] == 1


def test_the_oldest_go_when_it_grows_too_large(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path, "r1")
    for age, sha256 in enumerate((A, B)):
        cache.save(sha256, reading())
        os.utime(next(tmp_path.glob(f"*/{sha256}*")), (age, age))
    cache.trim(cache.size()[1] - 1)
    assert cache.load(A) is None
    assert cache.load(B) is not None
    cache.clear()
    assert cache.size() == (0, 0)


def test_only_the_owner_may_look_in(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    ReadingCache(folder, "r1").save(A, reading())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
