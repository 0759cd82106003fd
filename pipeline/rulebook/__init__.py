"""The rules: loading, checking, running. The only package that compiles a rule's pattern."""

from pipeline.rulebook.book import CompiledRule, Match, Matcher, Rulebook, resolve
from pipeline.rulebook.faults import Fault
from pipeline.rulebook.load import load, read

__all__ = ["CompiledRule", "Fault", "Match", "Matcher", "Rulebook", "load", "read", "resolve"]
