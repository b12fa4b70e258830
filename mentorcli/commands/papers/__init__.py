"""Papers: agreements, signatures, invitations, letters, templates, the report."""
