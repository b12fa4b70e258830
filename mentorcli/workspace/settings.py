"""``mentorcli.toml``: who runs the programmes, and what the law wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mentorcli.domain.organisation import Organisation
from mentorcli.domain.problem import UserError
from mentorcli.workspace.profiles import read_toml

FILE = "mentorcli.toml"
EXAMPLE = "Example University"

FIRST = """\
# The settings of this workspace. Change the lines that do not fit, then save.

[organisation]
name = "Example University"
unit = "Human Resources"
contact_name = "Mentoring coordinator"
contact_email = "mentoring@example.org"
privacy_link = "https://www.example.org/privacy/mentoring"

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


def load_settings(folder: Path) -> Settings:
    """Return the settings of a workspace; raises UserError that names the missing entry."""
    path = folder / FILE
    said = read_toml(path)
    try:
        organisation, privacy = said["organisation"], said["privacy"]
        return Settings(
            organisation=Organisation(**{k: str(v) for k, v in organisation.items()}),
            purpose=_filled(privacy, "purpose"),
            legal_basis=_filled(privacy, "legal_basis"),
            retention_months=int(privacy["retention_months"]),
            database=str(said.get("workspace", {}).get("database", "")),
            sending=dict(said.get("sending", {})),
        )
    except KeyError as error:
        raise UserError(
            f"{path}: {error.args[0]} is missing.", "Add the entry and run again."
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise UserError(f"{path}: {error}.", "Mend the entry and run again.") from error


def _filled(table: dict[str, Any], key: str) -> str:
    value = str(table[key]).strip()
    if not value:
        raise ValueError(f"privacy.{key} is empty")
    return value
