"""E-mail addresses in their normal form; nothing is looked up in any network."""

from __future__ import annotations

import re
from functools import lru_cache

from mentorcli.domain.text import one_line

LONGEST_ADDRESS = 320
ORDINARY = 64
"""No address so short breaks a rule on length, whatever its parts are."""
_ORDINARY = re.compile(r"(?=.*[.\d])[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*")
"""What stands before the @ of most addresses; names without dot and digit may be those of an office."""
ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
"""What looks like an address, before anybody asks whether it is one."""
ANONYMOUS = "anonymous"
"""What a tool writes where it knows no address."""
_ANGLES = re.compile(r"^.*<([^<>]+)>$")
_AROUND = " ;,<>'\"\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What stands around an address, among it the marks by which programs turn the direction of writing."""
_MAILTO = re.compile(r"^mailto:", re.IGNORECASE)


def bare_address(text: str) -> str:
    """Return what stands for an address in a cell: ``Aino <aino@a.fi>``, ``mailto:aino@a.fi``."""
    return _MAILTO.sub("", _ANGLES.sub(r"\1", one_line(text))).strip(_AROUND)


@lru_cache(maxsize=4_096)
def valid_address(text: str) -> str | None:
    """Return an address in its normal form, or None when it is none; nothing is looked up.

    An ordinary name before a domain seen before needs no second look at the domain.
    """
    if len(text) > LONGEST_ADDRESS:
        return None
    local, _, domain = text.rpartition("@")
    if len(text) <= ORDINARY and domain.isascii() and _ORDINARY.fullmatch(local):
        known = _normal_form(f"a.1@{domain}")
        if known is not None and known.isascii():
            return local + known.removeprefix("a.1")
    return _normal_form(text)


@lru_cache(maxsize=4_096)
def _normal_form(text: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        return None
