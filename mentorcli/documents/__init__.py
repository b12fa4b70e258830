"""Agreements, invitations and mail files, made from templates."""

from mentorcli.documents.agreement import agreement_file_name, agreement_names
from mentorcli.documents.word import render_agreement

__all__ = ["agreement_file_name", "agreement_names", "render_agreement"]
