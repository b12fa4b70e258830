"""Agreements, invitations and mail files, made from templates."""
