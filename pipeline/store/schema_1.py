"""The first schema, as released: FROZEN, for databases that have it will not get it anew. A change of the tables is a
further function in migrations.py, with SQL of its own (``alter table ...``) that no later edit can reach.

What outside systems rely on is fixed by the contract (docs/database.md); columns marked "own" are ours. Rows of a
document go with it; a task's rows go with the task.
"""

from __future__ import annotations

TABLES = (
    """
    create table documents (
        id integer primary key autoincrement,
        sha256 text,
        part integer not null default 1,
        first_page integer not null default 1,
        file_name text not null,
        source_path text not null,
        media_type text,
        pages integer,
        text_source text,
        ocr_confidence real,
        type text,
        code text,
        number text,
        symbol text,
        issued_on text,
        place text,
        issuer text,
        subject text,
        signer text,
        signer_title text,
        authority text,
        urgency text,
        secrecy text,
        status text not null check (status in ('done', 'failed')),
        error text,
        ingested_at text not null,
        made_by text, -- own: program version / rules version / settings
        code_key text, -- own: code in upper case without white space
        unique (sha256, part)
    )
    """,
    """
    create table files (
        path text primary key,
        name text not null,
        sha256 text,
        document_id integer references documents (id) on delete set null,
        status text not null check (status in ('done', 'failed')),
        error text,
        seen_at text not null
    )
    """,
    """
    create table pages (
        document_id integer not null references documents (id) on delete cascade,
        page integer not null,
        width real,
        height real,
        turned integer not null default 0,
        read_as text not null,
        health text not null,
        confidence real,
        primary key (document_id, page)
    )
    """,
    """
    create table parties (
        document_id integer not null references documents (id) on delete cascade,
        role text not null check (role in ('addressee', 'recipient')),
        name text not null,
        position integer not null,
        primary key (document_id, role, position)
    )
    """,
    """
    create table tasks (
        id text primary key,
        document_id integer not null references documents (id) on delete cascade,
        position integer not null,
        path text not null,
        stem text,
        text text not null,
        details text,
        modality text not null check (modality in ('required', 'proposed')),
        deliverable text,
        page integer not null,
        confidence real not null,
        review text not null default 'unreviewed'
            check (review in ('unreviewed', 'accepted', 'edited', 'rejected')),
        extracted text -- own: JSON of the values that the program gave when the task was last written
    )
    """,
    """
    create table task_agencies (
        task_id text not null references tasks (id) on delete cascade,
        role text not null check (role in ('lead', 'coordinate')),
        position integer not null,
        name text not null,
        canonical text,
        kind text not null check (kind in ('body', 'group', 'person', 'unknown')),
        primary key (task_id, role, position)
    )
    """,
    """
    create table deadlines (
        task_id text not null references tasks (id) on delete cascade,
        position integer not null,
        raw text not null,
        kind text not null check (kind in
            ('day', 'month', 'quarter', 'half_year', 'year', 'range', 'recurring', 'relative', 'event')),
        start_on text,
        due_on text,
        boundary text,
        computed_on text,
        counted_from text,
        recurrence text,
        primary key (task_id, position)
    )
    """,
    """
    create table citations (
        document_id integer not null references documents (id) on delete cascade,
        task_id text references tasks (id) on delete cascade,
        position integer not null,
        symbol text not null,
        type text,
        issued_on text,
        issuer text,
        target_document_id integer references documents (id) on delete set null,
        symbol_key text not null -- own: symbol in upper case without white space
    )
    """,
    """
    create table anomalies (
        document_id integer not null references documents (id) on delete cascade,
        task_id text references tasks (id) on delete cascade,
        position integer not null,
        kind text not null,
        message text not null
    )
    """,
    """
    create table evidence (
        document_id integer not null references documents (id) on delete cascade,
        task_id text references tasks (id) on delete cascade,
        field text not null,
        item integer,
        page integer not null,
        x0 real,
        top real,
        x1 real,
        bottom real,
        words text not null,
        rule text
    )
    """,
    # own: paragraphs with an order or a deadline that became no task; task_id where they were taken into one
    """
    create table left_out (
        document_id integer not null references documents (id) on delete cascade,
        task_id text references tasks (id) on delete set null,
        position integer not null,
        path text not null,
        text text not null,
        page integer not null,
        reason text not null
    )
    """,
)

INDEXES = (
    "create index documents_code on documents (code_key)",
    "create index files_sha256 on files (sha256)",
    "create index files_document on files (document_id)",
    "create index tasks_document on tasks (document_id, position)",
    "create index task_agencies_name on task_agencies (name)",
    "create index task_agencies_canonical on task_agencies (canonical)",
    "create index deadlines_due on deadlines (due_on)",
    "create index citations_document on citations (document_id)",
    "create index citations_task on citations (task_id)",
    "create index citations_symbol on citations (symbol_key)",
    "create index citations_target on citations (target_document_id)",
    "create index anomalies_document on anomalies (document_id)",
    "create index anomalies_task on anomalies (task_id)",
    "create index evidence_document on evidence (document_id)",
    "create index evidence_task on evidence (task_id)",
    "create index left_out_document on left_out (document_id)",
)

TASK_LIST = """
    create view task_list as
    select
        t.id as task_id,
        d.code as document,
        t.document_id,
        d.issued_on,
        d.issuer,
        t.path,
        t.text,
        (select group_concat(name, '; ') from
            (select name from task_agencies where task_id = t.id and role = 'lead' order by position)) as lead,
        (select group_concat(name, '; ') from
            (select name from task_agencies where task_id = t.id and role = 'coordinate' order by position)
        ) as coordinate,
        (select min(due_on) from deadlines where task_id = t.id) as due_on,
        (select min(computed_on) from deadlines where task_id = t.id) as computed_on,
        (select group_concat(raw, '; ') from
            (select raw from deadlines where task_id = t.id order by position)) as deadline,
        t.modality,
        t.deliverable,
        t.review,
        (select group_concat(kind, '; ') from
            (select kind from anomalies where task_id = t.id order by position)) as anomalies
    from tasks t join documents d on d.id = t.document_id
    order by t.document_id, t.position
"""
