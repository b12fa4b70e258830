"""Agreements, invitations and mail files, made from templates."""

from mentorcli.documents.agreement import (
    Signable,
    agreement_file_name,
    agreement_names,
    agreement_signers,
    finished_before,
    manifest_json,
    signable,
)
from mentorcli.documents.calendar import calendar_file, content_hash, event_uid
from mentorcli.documents.catalogue import KINDS, catalogue, kind_of
from mentorcli.documents.gatherings import (
    gathering_event,
    gathering_message,
    gathering_names,
    gathering_problems,
    invitation_template,
)
from mentorcli.documents.letters import Told, letter_message, letter_names, letter_page
from mentorcli.documents.mail import merge_workbook, message_file_name, to_eml
from mentorcli.documents.merge_names import merge_names
from mentorcli.documents.outgoing_mail import event_day, outgoing, sample_of
from mentorcli.documents.people import Material
from mentorcli.documents.signing_sheets import signing_sheets
from mentorcli.documents.template_check import (
    check_template,
    holds_up,
    organisation_problems,
    template_problems,
    template_text,
)
from mentorcli.documents.trial_names import names_of_match, of_equals, worst_names, worst_people
from mentorcli.documents.word import render_agreement

__all__ = [
    "KINDS",
    "Material",
    "Signable",
    "Told",
    "agreement_file_name",
    "agreement_names",
    "agreement_signers",
    "calendar_file",
    "catalogue",
    "check_template",
    "content_hash",
    "event_day",
    "event_uid",
    "finished_before",
    "gathering_event",
    "gathering_message",
    "gathering_names",
    "gathering_problems",
    "holds_up",
    "invitation_template",
    "kind_of",
    "letter_message",
    "letter_names",
    "letter_page",
    "manifest_json",
    "merge_names",
    "merge_workbook",
    "message_file_name",
    "names_of_match",
    "of_equals",
    "organisation_problems",
    "outgoing",
    "render_agreement",
    "sample_of",
    "signable",
    "signing_sheets",
    "template_problems",
    "template_text",
    "to_eml",
    "worst_names",
    "worst_people",
]
