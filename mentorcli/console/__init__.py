"""The only printer: text, tables, JSON, problems, progress, exit codes."""
