"""The HTML in which displaCy shows a document's mentions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

COLOURS: Mapping[str, str] = {"agency": "#bfdbfe", "deadline": "#fde68a", "citation": "#ddd6fe"}


def as_html(doc: Doc, colours: Mapping[str, str] = COLOURS) -> str:
    """A fragment of HTML with the text, escaped, and its entities marked in the colours of their labels.

    It needs no script, style sheet or network.
    """
    from spacy import displacy

    entities = [{"start": ent.start_char, "end": ent.end_char, "label": ent.label_} for ent in doc.ents]
    shown = {"text": doc.text, "ents": entities, "title": None}
    options = {"colors": dict(colours)}
    return str(displacy.render(shown, style="ent", manual=True, jupyter=False, options=options))
