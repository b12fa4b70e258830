"""200 agreements beside bare docxtpl, and 1,000 invitations beside bare email and icalendar.

With ``--pdf`` also the PDF of 200 agreements in one call of LibreOffice.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from documents_people import (
    ORGANISATION,
    STAMP,
    agreement_template,
    invitation,
    mentees,
    names,
)

from mentorcli.documents import render_agreement, to_eml
from mentorcli.files import limited
from mentorcli.files.office import to_pdf

AGREEMENTS, INVITATIONS = 200, 1000


def main() -> None:
    """Print processor and wall seconds of each work, and the ratios."""
    template, filled = agreement_template(), names()
    render_agreement(template, filled)  # what is loaded once counts for neither
    _bare(template.path, filled)
    to_eml(invitation(), ORGANISATION)
    names_of_all = [filled] * AGREEMENTS
    bare = measured("bare docxtpl", lambda: [_bare(template.path, n) for n in names_of_all])
    ours = measured("ours, shipped", lambda: [render_agreement(template, n) for n in names_of_all])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "group.en.docx"
        path.write_bytes(template.path.read_bytes())
        own = replace(template, path=path, own=True)
        apart = measured("ours, in the child", lambda: _apart(own, names_of_all))
    print(f"agreements: {ours / bare:.2f} times bare; in the child {apart / bare:.2f}")
    plain = measured("bare email + icalendar", lambda: [_bare_mail(n) for n in range(INVITATIONS)])
    mails = measured("our invitations", lambda: [_our_mail(n) for n in range(INVITATIONS)])
    print(f"invitations: {INVITATIONS / mails:.0f} a second, {mails / plain:.2f} times bare")
    if "--pdf" in sys.argv:
        content = render_agreement(template, filled)
        files = {f"agreement-{n:03}.docx": content for n in range(AGREEMENTS)}
        measured(f"PDF of {AGREEMENTS} in one call of LibreOffice", lambda: to_pdf(files))


def measured(what: str, work: Callable[[], object]) -> float:
    """Run ``work`` once, print what it took and return processor seconds."""
    began, before = time.perf_counter(), _processor()
    work()
    used, wall = _processor() - before, time.perf_counter() - began
    print(f"{what}: {used:.2f} processor seconds, {wall:.2f} wall")
    return used


def _processor() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _bare(path: Path, filled: dict[str, object]) -> bytes:
    from docxtpl import DocxTemplate

    document = DocxTemplate(path)
    document.render(filled, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _apart(own: object, names_of_all: list[dict[str, object]]) -> list[bytes]:
    made = [render_agreement(own, n) for n in names_of_all]  # type: ignore[arg-type]  # as above
    limited._end()  # noqa: SLF001 - the child's time counts when it has ended
    return made


def _our_mail(number: int) -> bytes:
    # everybody is somebody else: what is kept for one must not make the next one cheap
    people = [
        replace(m, person=f"{m.person}{number}", name=f"{m.name} {number}", email=f"p{number}@x.fi")
        for m in mentees()
    ]
    return to_eml(invitation(the_mentees=people), ORGANISATION)


def _bare_mail(number: int) -> bytes:
    from icalendar import Calendar, Event

    message = invitation_text()
    event = Event()
    event.add("uid", f"{number}@example.org")
    event.add("summary", "Kick-off")
    event.add("description", "Doctoral mentoring")
    event.add("dtstamp", STAMP)
    event.add("dtstart", dt.datetime(2027, 1, 21, 12, tzinfo=dt.UTC))
    event.add("dtend", dt.datetime(2027, 1, 21, 14, 30, tzinfo=dt.UTC))
    calendar = Calendar()
    calendar.add("prodid", "-//bare//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Kick-off"
    mail.set_content(message)
    mail.add_alternative(f"<p>{message}</p>", subtype="html")
    mail.add_attachment(calendar.to_ical(), maintype="text", subtype="calendar", filename="k.ics")
    return mail.as_bytes()


def invitation_text() -> str:
    """Return a letter as long as a real one."""
    return "We invite you to the kick-off of the programme, where you meet your group.\n\n" * 20


if __name__ == "__main__":
    main()
