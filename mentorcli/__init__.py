"""Run mentoring programmes from spreadsheets: import, match, agree, invite, remind, report."""

__version__ = "0.2.0"
