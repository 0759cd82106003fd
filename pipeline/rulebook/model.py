"""What stands in a rule file, as pydantic reads it. The format is documented in ``rules/README.md``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt

Status = Literal["draft", "stable", "deprecated"]
Level = Literal[
    "central", "province", "local", "district", "commune", "division", "unit", "province_name", "district_name"
]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


def _written(value: object) -> object:
    """A date of TOML as the text of the same date: either may be written."""
    return value.isoformat() if type(value) is date else value


Day = Annotated[str, BeforeValidator(_written)]


class Example(_Strict):
    """A real wording and what the rule must make of it: the matched phrase and its full value."""

    text: str
    match: str
    value: dict[str, Any] = Field(default_factory=dict)
    issued_on: Day | None = None  # the document's own date, where the value depends on it


class CounterExample(_Strict):
    """A wording that looks alike and that this rule must leave alone."""

    text: str
    why: str | None = None


class Rule(_Strict):
    """A pattern over the text of one paragraph. ``where`` names the places it applies to; empty is everywhere."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")
    kind: str
    pattern: str | None = None
    phrases: tuple[str, ...] = ()
    yields: dict[str, Any] = Field(default_factory=dict)
    where: tuple[str, ...] = ()
    priority: StrictInt = 0
    whole_words: StrictBool = True
    match_case: StrictBool = False
    misread: StrictBool = False  # only for text that was recognised: the wording is what OCR makes of another
    status: Status = "stable"
    reason: str | None = None
    source: str | None = None
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[CounterExample, ...] = ()


class Body(_Strict):
    """An agency (cơ quan, đơn vị) of the register.

    ``name`` is its full name without the place it belongs to. ``aliases`` are other full spellings, ``short`` its
    abbreviations, valid as whole words with their case. ``successors`` are names of other entries. ``level`` tells
    which place completes the name: none (``central``), the province, the document's own (``local``, ``district``,
    ``commune``), the parent body (``division``, ``unit``); ``_name`` where the place is written without its head.
    """

    name: str
    kind: Literal["body", "group", "person"] = "body"
    level: Level | None = None
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    successors: tuple[str, ...] = ()
    standalone: StrictBool = True  # false: only a part of other names, never a body when it stands alone


class RuleFile(_Strict):
    """One file of ``rules/``: any of fragments, rules, agencies and word lists."""

    fragments: dict[str, str] = Field(default_factory=dict)
    rule: tuple[Rule, ...] = ()
    agency: tuple[Body, ...] = ()
    lists: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    switch_off: tuple[str, ...] = ()
