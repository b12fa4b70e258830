"""The sections of a report: one file each, with a function ``section(facts)``."""
