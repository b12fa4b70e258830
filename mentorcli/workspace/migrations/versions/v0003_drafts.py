"""Drafts as they were written, and which of them went out."""

from mentorcli.workspace.migrations.columns import create, keys, texts

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; drafts written before are sent by hand, as they were."""
    create(
        "drafts",
        "key",
        keys("key"),
        texts("cohort", "kind", "person", "standing", "language", "file", "sha256", "state", "at"),
        texts("message_id", "sent_sha256", "sent_at", "reply"),
    )
