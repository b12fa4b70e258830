"""Who runs the programme: the name on every document and the person to turn to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """The university or company, the unit in charge, its contact person and privacy notice.

    ``unit`` and ``privacy_link`` may be empty; the contact's name and address stand on
    agreements as those to tell of problems, and as the sender on letters.
    """

    name: str
    unit: str
    contact_name: str
    contact_email: str
    privacy_link: str
