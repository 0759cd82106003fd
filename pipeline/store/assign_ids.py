"""Which id each task of a new extraction gets, and which reviewed tasks it no longer finds. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.models import Extraction, Task
from pipeline.store import rows
from pipeline.store.matching import Key, match

OldTask = Mapping[str, Any]  # a row of ``tasks`` with the ``part`` of its document


@dataclass(frozen=True, slots=True)
class Planned:
    """A task of the new extraction with the id it gets; ``old`` is its row of the earlier one, if it has one."""

    id: str
    part: int
    position: int
    task: Task
    old: OldTask | None

    @property
    def reviewed(self) -> bool:
        return self.old is not None and is_reviewed(self.old)

    @property
    def differs(self) -> list[str]:
        """What this run says otherwise than the run that a person reviewed: the names of the values."""
        before = json.loads(self.old["extracted"]) if self.old else {}
        now = json.loads(rows.values(self.task))
        return [name for name, value in now.items() if before.get(name, value) != value]


def is_reviewed(old: OldTask) -> bool:
    return bool(old["review"] != "unreviewed")


def assign_ids(sha256: str, extractions: Sequence[Extraction], old_tasks: Sequence[OldTask]) -> list[Planned]:
    """The tasks of the new extraction in their order, each with its id."""
    new = [
        (extraction.part, position, task)
        for extraction in extractions
        for position, task in enumerate(extraction.tasks, 1)
    ]
    keys = [Key(part, task.path, task.text) for part, _, task in new]
    pairs = match([_key(old) for old in old_tasks], keys)
    used = {str(old["id"]) for old in old_tasks}
    planned = []
    for index, (part, position, task) in enumerate(new):
        old = old_tasks[pairs[index]] if index in pairs else None
        task_id = str(old["id"]) if old else _new_id(sha256, keys[index], used)
        used.add(task_id)
        planned.append(Planned(task_id, part, position, task, old))
    return planned


def lost(old_tasks: Sequence[OldTask], planned: Sequence[Planned]) -> list[OldTask]:
    """Reviewed tasks that the new extraction does not find."""
    found = {one.id for one in planned}
    return [old for old in old_tasks if old["id"] not in found and is_reviewed(old)]


def _key(old: OldTask) -> Key:
    """By what was read, not by what a person made of it."""
    said = json.loads(old["extracted"]) if old["extracted"] else old
    return Key(old["part"], old["path"], said["text"])


def _new_id(sha256: str, key: Key, used: Collection[str]) -> str:
    """The same file gives the same ids in every database; a twin within a file gets an id of its own."""
    twin = 0
    while True:
        text = f"{sha256}\0{key.part}\0{key.path}\0{key.text}\0{twin}"
        task_id = hashlib.sha256(text.encode()).hexdigest()[:16]
        if task_id not in used:
            return task_id
        twin += 1
