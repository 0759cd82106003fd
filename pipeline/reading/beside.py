"""Pages beside one another: while one is recognised, the next is drawn and recognised too."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def beside(steps: Iterable[Callable[[], Result]], at_once: int) -> list[Result]:
    """The result of each step, in their order; ``at_once`` of them run at the same time.

    The next step is taken from ``steps``, in the caller's thread, only when one may start: so no more than
    ``at_once`` pictures are ever held, and a library that allows one thread may draw them. The first error of a step
    is raised, and no further step is taken.
    """
    results: list[Result] = []
    running: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        for step in steps:
            running.append(pool.submit(step))
            del step  # it holds a picture
            if len(running) >= at_once:
                results.append(running.popleft().result())
        results.extend(future.result() for future in running)
    return results
