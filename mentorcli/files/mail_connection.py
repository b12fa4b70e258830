"""The line to a mail server: connecting, encrypting, and what is said when that fails."""

from __future__ import annotations

import shlex
import smtplib
import ssl
import subprocess
from contextlib import ExitStack

from mentorcli.domain.problem import UserError

PATIENCE = 60
"""Seconds that one answer of the server or the token command may take."""
_ASK_FOR_PORT = (
    'Ask your mail administrators for the port and its security; set security = "none" only inside '
    "a network that you trust."
)


def connected(host: str, port: int, security: str, certificates: str) -> smtplib.SMTP:
    """Connect, and encrypt as ``security`` asks; raises UserError that says what to do when it fails."""
    about = f"{host}:{port}"
    context = _trust(certificates)
    try:
        if security == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context)
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
        with ExitStack() as on_error:
            on_error.callback(server.close)
            if security == "starttls":
                server.starttls(context=context)
            on_error.pop_all()
    except ssl.SSLCertVerificationError as error:
        raise UserError(
            f"The mail server {about} has a certificate that is not trusted here "
            f"({error.verify_message.rstrip('.')}). Nothing was sent.",
            "Write its name into host as the certificate has it; where your organisation has "
            'certificates of its own, set certificates = "…/file.pem" under [sending].',
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise UserError(
            f"The mail server {about} offers no encryption (STARTTLS). Nothing was sent.",
            _ASK_FOR_PORT,
        ) from error
    except ssl.SSLError as error:
        raise UserError(
            f"The mail server {about} does not answer encrypted, as security asks. "
            "Nothing was sent.",
            _ASK_FOR_PORT,
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        refused = isinstance(error, smtplib.SMTPResponseException)
        encrypts = refused and not isinstance(error, smtplib.SMTPConnectError)
        how = "did not begin the encryption" if encrypts else "cannot be reached"
        raise UserError(
            f"The mail server {about} {how} ({what_failed(error)}).",
            "See host, port and security under [sending] in mentorcli.toml, and that you are "
            "in the network that the server serves. Nothing more was sent.",
        ) from error
    return server


def _trust(certificates: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if certificates:
        try:
            context.load_verify_locations(certificates)
        except OSError as error:  # ssl.SSLError too
            raise UserError(
                f"mentorcli.toml, [sending]: certificates names {certificates}, "
                "which holds no certificate that can be read.",
                "Give the path of a PEM file. Nothing was sent.",
            ) from error
    return context


def what_failed(error: Exception) -> str:
    """Return what went wrong without addresses or secrets: a server may repeat either."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"code {error.smtp_code}"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "it closed the connection"
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    return (isinstance(error, OSError) and error.strerror) or "it did not speak as mail servers do"


def token_of(command: str) -> str:
    """Return the first line that a command prints; it is started without a shell."""
    try:
        done = subprocess.run(  # noqa: S603 - the person's own command, from the environment
            shlex.split(command),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            text=True,
        )
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired) as error:
        raise UserError(
            f"The token command cannot be run ({type(error).__name__}).",
            "See --token-command or MENTORCLI_TOKEN_COMMAND. Nothing was sent.",
        ) from error
    lines = done.stdout.splitlines()
    if done.returncode or not lines or not lines[0].strip():
        raise UserError(
            f"The token command printed no token (it ended with {done.returncode}).",
            "Run it by hand and see what it says. Nothing was sent.",
        )
    return lines[0].strip()
