from __future__ import annotations

import os
import signal
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.batch.pool import InProcess, process_pool
from pipeline.batch.run import run


def double(job: int) -> int:
    return 2 * job


def die_at_three(job: int) -> int:
    if job == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * job


def crashed(job: int) -> int:
    return -job


@pytest.mark.parametrize("make", [InProcess, ThreadPoolExecutor, process_pool])
def test_any_executor_serves(make: type[Executor]) -> None:
    assert sorted(run(range(9), double, crashed, make, 2)) == [2 * n for n in range(9)]


def test_nothing_to_do_starts_no_worker() -> None:
    def refuse(workers: int) -> Executor:
        raise AssertionError(workers)

    assert list(run([], double, crashed, refuse, 2)) == []


def test_a_worker_that_dies_costs_its_own_job_only() -> None:
    assert sorted(run(range(8), die_at_three, crashed, process_pool, 2)) == [-3, 0, 2, 4, 8, 10, 12, 14]


def fail_to_start() -> None:
    raise RuntimeError("no room")


def test_workers_that_never_start_end_the_batch(capfd: pytest.CaptureFixture[str]) -> None:
    from concurrent.futures import ProcessPoolExecutor

    def broken(workers: int) -> Executor:
        return ProcessPoolExecutor(workers, initializer=fail_to_start, mp_context=process_pool(1)._mp_context)  # type: ignore[attr-defined]

    assert sorted(run([1, 2], double, crashed, broken, 1)) == [-2, -1]
    capfd.readouterr()


def test_a_consumer_that_stops_ends_the_workers(tmp_path: Path) -> None:
    outcomes = run(range(100), double, crashed, ThreadPoolExecutor, 1)
    assert next(outcomes) == 0
    outcomes.close()  # type: ignore[attr-defined]
    assert list(outcomes) == []
