"""Versions of one form: to its tool each language is a survey that counts its answers from 1."""

from __future__ import annotations

import re

from mentorcli.domain.form import FormMapping

_VERSION = re.compile(r"^f-[a-z0-9]+:")


def version(form: FormMapping, fingerprint: str) -> str:
    """Return what response keys of the titles with this fingerprint begin with; mostly nothing."""
    return f"{fingerprint}:" if fingerprint in form.variants else ""


def version_of(response: str) -> str:
    """Return the version that a response key belongs to, empty for the form's first language."""
    found = _VERSION.match(response)
    return found[0] if found else ""
