from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.spelling import compose
from pipeline.workbench.document import annotate
from pipeline.workbench.render import as_html
from tests.language.test_words import texts

TEXT = "Giao Ban Dân tộc chủ trì, phối hợp với Uỷ ban nhân dân các huyện, xong trước ngày 08/7/2022."


def placed(phrase: str, label: str, text: str = TEXT) -> tuple[int, int, str]:
    start = text.index(phrase)
    return start, start + len(phrase), label


def test_a_word_is_split_where_a_mention_begins() -> None:
    doc = annotate(TEXT, [placed("Ban Dân tộc", "agency"), placed("trước ngày 08/7", "deadline")])
    assert [token.text for token in doc][:3] == ["Giao", "Ban", "Dân tộc"]
    assert [(span.text, span.label_) for span in doc.spans["mentions"]] == [
        ("Ban Dân tộc", "agency"),
        ("trước ngày 08/7", "deadline"),
    ]
    assert [ent.text for ent in doc.ents] == ["Ban Dân tộc", "trước ngày 08/7"]


def test_the_spelling_of_the_document_stays() -> None:
    doc = annotate(TEXT)
    assert doc.text == TEXT
    assert "Uỷ ban nhân dân" in [token.text for token in doc]
    assert next(token for token in doc if token.text == "phối hợp").tag_ == "V"


def test_mentions_may_overlap_and_entities_may_not() -> None:
    doc = annotate(TEXT, [placed("các huyện", "agency"), placed("Uỷ ban nhân dân các huyện", "agency")])
    assert [span.text for span in doc.spans["mentions"]] == ["Uỷ ban nhân dân các huyện", "các huyện"]
    assert [ent.text for ent in doc.ents] == ["Uỷ ban nhân dân các huyện"]


def test_white_space_at_the_edges_of_a_mention_falls_off() -> None:
    doc = annotate(TEXT, [placed(" Ban Dân tộc ", "agency"), (4, 5, "agency")])
    assert [span.text for span in doc.spans["mentions"]] == ["Ban Dân tộc"]


@pytest.mark.parametrize("mention", [(-1, 3, "agency"), (5, 4, "agency"), (0, len(TEXT) + 1, "agency")])
def test_a_mention_outside_the_text_is_refused(mention: tuple[int, int, str]) -> None:
    with pytest.raises(ValueError, match="is not within a text of"):
        annotate(TEXT, [mention])


@settings(max_examples=60)
@given(texts, st.data())
def test_the_document_is_the_text_and_holds_each_mention(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(offsets, offsets), max_size=4))
    mentions = [(min(pair), max(pair), "x") for pair in pairs]
    doc = annotate(text, mentions)
    assert doc.text == "".join(token.text_with_ws for token in doc) == text
    assert all(text[token.idx : token.idx + len(token.text)] == token.text for token in doc)
    wanted = sorted(compose(text[start:end]).strip() for start, end, _ in mentions if text[start:end].strip())
    assert sorted(compose(span.text) for span in doc.spans["mentions"]) == wanted


def test_html_marks_each_mention_and_escapes_the_text() -> None:
    text = "Sở Y tế <b>báo cáo</b>"
    html = as_html(annotate(text, [placed("Sở Y tế", "agency", text)]), {"agency": "#abcdef"})
    assert html.count("<mark") == 1
    assert "#abcdef" in html
    assert "&lt;b&gt;báo cáo" in html
    assert "<script" not in html
    assert "http" not in html


def test_html_of_a_text_without_mentions_is_the_text() -> None:
    assert "Không có gì" in as_html(annotate("Không có gì"))
