"""What is true: facts folded into where a cohort stands. Pure: nothing is read or stored here."""
