"""One plain function for each subcommand: load, decide, store, return an Outcome."""
