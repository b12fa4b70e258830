"""Typer commands: options and help; no decisions."""
