"""Run mentoring programmes from spreadsheets: import, match, agree, invite, remind, report."""

__version__ = "0.1.0"
