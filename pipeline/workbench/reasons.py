"""Why a paragraph is no task, where no rule says so, as a sentence; the reasons of rules stand in the rule files."""

from __future__ import annotations

from pipeline.i18n import N_

REASONS = {
    "no_order": N_("nothing in it orders or asks"),
    "too_short": N_("it has too few words"),
    "introduces": N_("it ends in a colon and leads to what stands below it"),
    "heading": N_("it is a heading"),
    "report": N_("the document reports and this proposes nothing"),
    "idle_document": N_("documents of this type assign only where they say who is to do what"),
    "norm": N_("it states what holds in general and names nobody who is to act"),
    "section_purpose": N_("it stands in a part on purpose and requirements"),
    "section_legal_basis": N_("it stands in a part on the legal basis"),
    "section_narrative": N_("it stands in a part that tells how things went"),
    "section_other": N_("it stands in a part that sets no tasks"),
    "unknown_stem": N_("no rule of kind stem knows this sentence, so that nothing below it became a task"),
    "unknown_columns": N_("rules of kind column do not know enough headings of this table"),
}
