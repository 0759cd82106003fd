"""What a change of rules does to a corpus: readings from the cache, extracted with the old and with the new rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from pipeline.batch.cache import cache_of
from pipeline.batch.one_file import hash_file
from pipeline.batch.pool import process_pool
from pipeline.batch.run import run
from pipeline.errors import GiaoviecError
from pipeline.extraction import take_apart
from pipeline.i18n import N_, translator
from pipeline.models import Reading
from pipeline.rulebook import Rulebook, load
from pipeline.settings import Settings
from pipeline.workbench.facts import Change, changes, facts_of
from pipeline.workbench.watch import Difference, Seen, difference, watched

Folders = tuple[Path, ...]

_ABOVE = frozenset({"stem", "section", "heading_prefix", "group_heading", "nature", "column"})
_FROM_ABOVE = frozenset({"task", "lead", "coordinate"})


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its file, and its hash where only the cache need be asked."""

    path: Path
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed in one document; ``error`` says why it could not be compared. ``seen`` are the changed rules that
    hit it, ``above`` those among them that speak for what stands below: to these is owed what has no rule of its own,
    such as a task below a stem."""

    document: str
    changes: tuple[Change, ...] = ()
    error: str | None = None
    seen: tuple[str, ...] = ()
    above: tuple[str, ...] = ()

    def rule_of(self, change: Change) -> str:
        """The rule of a change; where it has none, the one changed rule that hit the document, or those that speak
        for what stands below them."""
        if self.above and change.rule not in self.seen and change.field in _FROM_ABOVE:
            return ", ".join(self.above)
        return change.rule or (self.seen[0] if len(self.seen) == 1 else "")


def compare(
    sources: Iterable[Source],
    old: Folders,
    new: Folders,
    settings: Settings,
    make_executor: Callable[[int], Executor] = process_pool,
) -> Iterator[Compared]:
    """Each document under the rules of the ``old`` folders and of the ``new`` ones. Raises RuleError."""
    load(old)
    load(new)
    work = partial(_compare, old=old, new=new, settings=settings)
    yield from run(sources, work, _crashed, make_executor, settings.jobs)


def by_rule(compared: Iterable[Compared]) -> dict[str, Counter[str]]:
    """Rule -> how many values were gained, lost and changed."""
    counts: dict[str, Counter[str]] = {}
    for one in compared:
        for change in one.changes:
            counts.setdefault(one.rule_of(change), Counter())[change.kind] += 1
    return dict(sorted(counts.items()))


def _crashed(source: Source) -> Compared:
    return Compared(source.path.name, error=N_("the process broke down"))


def _compare(source: Source, old: Folders, new: Folders, settings: Settings) -> Compared:
    name = source.path.name
    try:
        reading = _reading(source, settings)
        return _compared(name, reading, _books(old, new), settings)
    except GiaoviecError as error:
        return Compared(name, error=error.localized(translator(settings.language)))
    except OSError as error:
        return Compared(name, error=error.strerror or str(error))


@dataclass(frozen=True)
class _Books:
    old: Rulebook
    new: Rulebook
    difference: Difference
    watch: tuple[Rulebook, Seen] | None


@lru_cache(maxsize=2)
def _books(old: Folders, new: Folders) -> _Books:
    before, after = load(old), load(new)
    return _Books(before, after, difference(before, after), watched(before, after))


def _compared(name: str, reading: Reading, books: _Books, settings: Settings) -> Compared:
    book, seen = books.watch or (books.old, Seen())
    seen.rules.clear()
    ground = take_apart(reading, book, settings)
    before = ground.extract()
    if books.watch and not seen.rules:
        return Compared(name)
    hit = tuple(sorted(seen.rules))
    after = ground.beside(books.new, books.difference.kinds, same_bodies=books.difference.same_bodies).extract()
    kinds = {rule.id: rule.kind for one in (books.old, books.new) for rule in one.rules}
    above = tuple(rule for rule in hit if kinds[rule] in _ABOVE)
    return Compared(name, tuple(changes(name, facts_of(before), facts_of(after))), seen=hit, above=above)


def _reading(source: Source, settings: Settings) -> Reading:
    """From the cache; where it is not there, the file is read, and kept."""
    from pipeline.reading.reader import read_file

    cache = cache_of(settings)
    sha256 = source.sha256 or hash_file(source.path)
    reading = cache.load(sha256) if cache else None
    if reading is None:
        reading = read_file(source.path, settings)
        if cache:
            cache.save(sha256, reading)
    return reading
