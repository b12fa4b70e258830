"""Every number that a command says of a plan, held against the same worked out from changed input."""
