from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from pipeline.reading.beside import beside


def test_results_stand_in_the_order_of_the_steps() -> None:
    first_may_end = threading.Event()

    def first() -> int:
        assert first_may_end.wait(10)
        return 1

    def second() -> int:
        first_may_end.set()
        return 2

    assert beside([first, second], 2) == [1, 2]


def test_no_step_is_taken_before_one_may_start() -> None:
    taken: list[int] = []
    ended: list[int] = []

    def steps() -> Iterator[Callable[[], None]]:
        for n in range(6):
            assert len(taken) - len(ended) < 2
            taken.append(n)
            yield partial(ended.append, n)

    beside(steps(), 2)
    assert sorted(ended) == taken == list(range(6))


def test_steps_are_taken_in_the_thread_of_the_caller() -> None:
    threads: list[int] = []

    def steps() -> Iterator[Callable[[], int]]:
        for _ in range(3):
            threads.append(threading.get_ident())
            yield threading.get_ident

    assert threading.get_ident() not in beside(steps(), 2)
    assert set(threads) == {threading.get_ident()}


def test_the_first_error_is_raised_and_no_further_step_taken() -> None:
    taken: list[int] = []

    def fails() -> int:
        raise ValueError("page 1")

    def steps() -> Iterator[Callable[[], int]]:
        for n in range(9):
            taken.append(n)
            yield fails

    with pytest.raises(ValueError, match="page 1"):
        beside(steps(), 2)
    assert len(taken) <= 2
