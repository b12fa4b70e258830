"""Migrations of the workspace database, oldest first."""
