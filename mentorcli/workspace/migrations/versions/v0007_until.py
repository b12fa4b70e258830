"""How long a decision may break a rule."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the day; of decisions made before it is not known, and they hold to the cohort's end."""
    op.add_column("decisions", sa.Column("until", sa.Date(), nullable=True))
