"""``mentorcli.toml``: who runs the programmes, and what the law wants to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import asdict

from mentorcli.domain.message import Organisation
from mentorcli.files.schemas import Strict, filled, problems_of
from mentorcli.files.toml import read_toml, refusal

FILE = "mentorcli.toml"
EXAMPLES = {
    "name": "Example University",
    "contact_email": "mentoring@example.org",
    "privacy_link": "https://www.example.org/privacy/mentoring",
}
"""What a new workspace begins with, and is true of nobody: it must be replaced before mail goes out."""

FIRST = f"""\
# The settings of this workspace. Change the lines that do not fit, then save.
# In Finnish or Swedish, where it is otherwise: name_fi, unit_fi, contact_name_fi, unit_sv, ...
[organisation]
name = "{EXAMPLES["name"]}"
unit = "Human Resources"
contact_name = "Mentoring coordinator"
contact_email = "{EXAMPLES["contact_email"]}"
privacy_link = "{EXAMPLES["privacy_link"]}"

[privacy]
purpose = "Running mentoring programmes"
legal_basis = "Consent of the applicant"
retention_months = 24

[workspace]
# Empty: the file workspace.db in this folder. For several coordinators:
# database = "postgresql+psycopg://user@server/mentoring"
database = ""

# Mail is written as drafts. To let mentorcli outbox send deliver them, say by which server;
# a password or token never stands here (MENTORCLI_SMTP_PASSWORD, MENTORCLI_TOKEN_COMMAND).
# [sending]
# host = "smtp.example.org"
# security = "starttls"        # or "tls", or "none" for a relay inside the network
# login = "none"               # or "password", or "xoauth2"; both need user = "you@example.org"
# per_minute = 30              # 0: as fast as the server takes them
# certificates = ""            # a PEM file, where the server's certificate is your organisation's own
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``mentorcli.toml`` says.

    ``database`` is empty for the file in the workspace; ``sending`` describes the way mail goes
    out, and is read when it does.
    """

    organisation: Organisation
    purpose: str
    legal_basis: str
    retention_months: int
    database: str
    sending: Mapping[str, Any] = field(default_factory=dict)


_Line = Annotated[
    str,
    Meta(pattern=r"^[^\x00-\x1f]*$", description="text on one line (a backslash is written \\\\)"),
]
_FULL = r"^[^\x00-\x1f]*[^\x00-\x20][^\x00-\x1f]*$"
_EMAIL = r"^([^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+)?$"
_Filled = Annotated[
    str,
    Meta(
        pattern=_FULL,
        description="text on one line, not empty",
        examples=["Consent of the applicant"],
    ),
]


class _Organisation(Strict):
    name: Annotated[_Line, Meta(examples=[EXAMPLES["name"]])]
    unit: Annotated[_Line, Meta(examples=["Human Resources"])]
    contact_name: Annotated[_Line, Meta(examples=["Mentoring coordinator"])]
    contact_email: Annotated[
        str,
        Meta(
            pattern=_EMAIL, description="one e-mail address", examples=[EXAMPLES["contact_email"]]
        ),
    ]
    privacy_link: Annotated[_Line, Meta(examples=[EXAMPLES["privacy_link"]])]
    unit_fi: _Line = ""
    unit_sv: _Line = ""
    contact_name_fi: _Line = ""
    contact_name_sv: _Line = ""
    place: _Line = ""
    name_fi: _Line = ""
    name_sv: _Line = ""
    place_fi: _Line = ""
    place_sv: _Line = ""


class _Privacy(Strict):
    purpose: Annotated[_Filled, Meta(examples=["Running mentoring programmes"])]
    legal_basis: _Filled
    retention_months: Annotated[
        int, Meta(ge=1, le=1200, description="a whole number of months, 1 to 1200", examples=[24])
    ]


class _Workspace(Strict):
    database: _Line = ""


class _Settings(Strict):
    organisation: _Organisation
    privacy: _Privacy
    workspace: _Workspace = msgspec.field(default_factory=_Workspace)
    sending: dict[str, Any] = {}


def load_settings(folder: Path) -> Settings:
    """Return the settings of a workspace.

    Raises UserError with everything that is missing, unknown or of the wrong kind, with its line.
    """
    file = read_toml(folder / FILE, FILE)
    wrong = problems_of(_Settings, file)
    if "sending" in file.data:
        from mentorcli.files.transports import sending_problems

        wrong += sending_problems(file)
    if wrong:
        raise refusal(FILE, wrong)
    said = filled(_Settings, file.data)
    return Settings(
        organisation=Organisation(**asdict(said.organisation)),
        purpose=said.privacy.purpose.strip(),
        legal_basis=said.privacy.legal_basis.strip(),
        retention_months=said.privacy.retention_months,
        database=said.workspace.database,
        sending=said.sending,
    )
