"""Who runs the programme: the name on every document and the person to turn to."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.domain.language import Language


@dataclass(frozen=True, slots=True)
class Organisation:
    """The university or company, the unit in charge, its contact person and privacy notice.

    ``unit`` and ``privacy_link`` may be empty; the contact's name and address stand on
    agreements as those to tell of problems, and as the sender on letters. ``unit_fi`` and
    ``unit_sv`` are the unit's name in those languages, where it has another; ``place`` is where
    gatherings are, unless a cohort says otherwise.
    """

    name: str
    unit: str
    contact_name: str
    contact_email: str
    privacy_link: str
    unit_fi: str = ""
    unit_sv: str = ""
    place: str = ""

    def unit_in(self, language: Language) -> str:
        """Return the unit's name in a language, else as it is called at home."""
        own = {"fi": self.unit_fi, "sv": self.unit_sv}
        return own.get(language) or self.unit
