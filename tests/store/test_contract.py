"""The names that other systems read. A change here is a change of the contract."""

from __future__ import annotations

from sqlite_utils import Database

COLUMNS = {
    "documents": "id sha256 part first_page file_name source_path media_type pages text_source ocr_confidence type code"
    " number symbol issued_on place issuer subject signer signer_title authority urgency secrecy status error"
    " ingested_at",
    "files": "path name sha256 document_id status error seen_at",
    "pages": "document_id page width height turned read_as health confidence",
    "parties": "document_id role name position",
    "tasks": "id document_id position path stem text details modality deliverable page confidence review",
    "task_agencies": "task_id role position name canonical kind",
    "deadlines": "task_id position raw kind start_on due_on boundary computed_on counted_from recurrence",
    "citations": "document_id task_id position symbol type issued_on issuer target_document_id",
    "anomalies": "document_id task_id position kind message",
    "evidence": "document_id task_id field item page x0 top x1 bottom words rule",
    "task_list": "task_id document document_id issued_on issuer path text lead coordinate due_on computed_on deadline"
    " modality deliverable review anomalies",
}


def test_tables_and_columns(db: Database) -> None:
    for table, columns in COLUMNS.items():
        have = [row[1] for row in db.execute(f"pragma table_info({table})")]
        assert [name for name in columns.split() if name not in have] == [], table
