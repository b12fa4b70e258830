"""Cohorts: their calendars, where they stand, what is due, a period in one run."""
