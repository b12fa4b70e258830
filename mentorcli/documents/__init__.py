"""Agreements, invitations and mail files, made from templates."""

from mentorcli.documents.agreement import agreement_file_name, agreement_names
from mentorcli.documents.calendar import CalendarEvent, calendar_file, content_hash, event_uid
from mentorcli.documents.checks import organisation_problems, template_problems
from mentorcli.documents.gatherings import (
    gathering_event,
    gathering_message,
    gathering_names,
    invitation_template,
)
from mentorcli.documents.mail import message_file_name, to_eml
from mentorcli.documents.merge import merge_workbook
from mentorcli.documents.word import render_agreement

__all__ = [
    "CalendarEvent",
    "agreement_file_name",
    "agreement_names",
    "calendar_file",
    "content_hash",
    "event_uid",
    "gathering_event",
    "gathering_message",
    "gathering_names",
    "invitation_template",
    "merge_workbook",
    "message_file_name",
    "organisation_problems",
    "render_agreement",
    "template_problems",
    "to_eml",
]
