"""Workbooks about a plan: review and answers, written and read back."""
