"""Many files over an executor. A worker that dies costs the file it was at, nothing else."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def run(
    jobs: Iterable[Job],
    work: Callable[[Job], Result],
    crashed: Callable[[Job], Result],
    make_executor: Callable[[int], Executor],
    workers: int,
) -> Iterator[Result]:
    """The result of each job, in the order in which they end.

    ``make_executor(n)`` gives an executor of n workers; ``crashed`` is the result of a job whose worker died. When a
    pool breaks, every job that was under way is suspect: each is tried again alone in a pool of its own.
    """
    waiting = deque(jobs)
    while waiting:
        suspects: list[Job] = []
        with make_executor(workers) as executor:
            try:
                yield from _drain(executor, waiting, suspects, work, 2 * workers)
            except BaseException:
                executor.shutdown(wait=False, cancel_futures=True)
                raise
        for job in suspects:
            yield _alone(job, work, crashed, make_executor)


def _drain(
    executor: Executor, waiting: deque[Job], suspects: list[Job], work: Callable[[Job], Result], window: int
) -> Iterator[Result]:
    """Results until nothing waits or the pool breaks; then the unfinished jobs are in ``suspects``."""
    running: dict[Future[Result], Job] = {}
    while (waiting or running) and not suspects:
        while waiting and len(running) < window:
            job = waiting.popleft()
            try:
                running[executor.submit(work, job)] = job
            except BrokenExecutor:
                if not running:  # no job is to blame: the workers do not even start
                    suspects.append(job)
                    return
                waiting.appendleft(job)
                break
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            job = running.pop(future)
            if isinstance(future.exception(), BrokenExecutor):
                suspects.append(job)
            else:
                yield future.result()
    for future, job in running.items():
        if isinstance(future.exception(), BrokenExecutor):
            suspects.append(job)
        else:
            yield future.result()


def _alone(
    job: Job, work: Callable[[Job], Result], crashed: Callable[[Job], Result], make_executor: Callable[[int], Executor]
) -> Result:
    with make_executor(1) as executor:
        try:
            return executor.submit(work, job).result()
        except BrokenExecutor:
            return crashed(job)
