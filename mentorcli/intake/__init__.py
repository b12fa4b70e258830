"""From a table of a user to applications: recognise, propose, read, merge."""
