"""The mail-merge workbook: one row for each letter, for Word, Outlook or any mail program."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.documents.mail import message_file_name, plain_text_of
from mentorcli.documents.plain import plain_line
from mentorcli.domain.message import Message
from mentorcli.files.workbook import Column, Sheet, write_workbook

COLUMNS = (
    Column("To", 32), Column("Name", 26), Column("Language", 10), Column("Kind", 20),
    Column("Due", 12), Column("Subject", 44), Column("Body", 90), Column("File", 44),
)  # fmt: skip


def merge_workbook(messages: Sequence[Message]) -> bytes:
    """Return a workbook with a flat table of messages, sorted by day, kind and name.

    Everything is text, dates too, so that no mail program reads them its own way.
    """
    ordered = sorted(messages, key=lambda m: (m.due, m.kind, m.to_name, m.key))
    return write_workbook("Mail merge", [Sheet("Messages", COLUMNS, [_row(m) for m in ordered])])


def _row(m: Message) -> tuple[str, ...]:
    reader, letter = (plain_line(m.to_email), plain_line(m.to_name)), plain_text_of(m)
    about = (m.language, m.kind, m.due, plain_line(m.subject))
    return (*reader, *about, letter, message_file_name(m))
