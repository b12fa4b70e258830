"""Alembic's door: the caller hands over an open connection."""

from alembic import context

from mentorcli.workspace.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
