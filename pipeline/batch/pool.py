"""The executors that come with the program; any other of ``concurrent.futures`` serves as well."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any


def process_pool(workers: int) -> Executor:
    """A process for each worker. They are forked from a server that has no threads: forking beside the threads of a
    progress bar can hang."""
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("forkserver"), initializer=_start)


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends a worker without a traceback
    os.environ["OMP_THREAD_LIMIT"] = "1"  # one page on one core: Tesseract's own threads only wait for each other


class InProcess(Executor):
    """Runs each job at once in this process: for tests and for looking at a fault with a debugger."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future
