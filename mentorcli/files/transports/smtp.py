"""Mail over SMTP: a campus relay without login, a password, or an OAuth token (XOAUTH2)."""

from __future__ import annotations

import re
import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Annotated, Literal

from msgspec import Meta

from mentorcli.domain.message import Outgoing, Receipt
from mentorcli.domain.problem import UserError
from mentorcli.files.mail_connection import connected, token_of, what_failed
from mentorcli.files.schemas import Strict
from mentorcli.files.transports import Secrets

_PORTS = {"none": 25, "starttls": 587, "tls": 465}
_HERE = ("localhost", "127.0.0.1", "::1")
_READY, _DONE, _NOT_NOW, _NEVER, _CLOSING = 354, 250, 400, 500, 421
_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server as ``[sending]`` describes it.

    ``pause`` is the seconds between two mails; ``certificates`` a file of certificates that are
    trusted besides the computer's own, or empty.
    """

    host: str
    port: int
    security: str
    login: str
    user: str
    pause: float
    certificates: str
    secrets: Secrets

    def about(self) -> str:
        """Return the server's name and port."""
        return f"{self.host}:{self.port}"

    def knows(self, _message_id: str) -> bool | None:
        """Return None: SMTP has no way to ask."""
        return None

    @contextmanager
    def open(self) -> Iterator[_Line]:
        """Connect, encrypt, log in."""
        server = connected(self.host, self.port, self.security, self.certificates)
        try:
            _send_at_once(server)
            self._log_in(server)
            yield _Line(server, self.about(), self.pause)
        finally:
            try:
                server.quit()
            except (smtplib.SMTPException, OSError):
                server.close()

    def _log_in(self, server: smtplib.SMTP) -> None:
        try:
            if self.login == "password":
                server.login(self.user, self.secrets.password)
            elif self.login == "xoauth2":
                token = token_of(self.secrets.token_command)
                said = f"user={self.user}\x01auth=Bearer {token}\x01\x01"
                server.ehlo_or_helo_if_needed()
                # after a refusal the server sends its reasons and waits for an empty answer
                server.auth("XOAUTH2", lambda challenge=None: said if challenge is None else "")
        except smtplib.SMTPNotSupportedError as error:
            raise UserError(
                f"{self.about()} knows no login of this kind, and login under [sending] asks for one.",
                'Set login = "none" if it takes mail without, else ask for the right port. '
                "Nothing was sent.",
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            later = isinstance(error, smtplib.SMTPResponseException) and error.smtp_code < _NEVER
            secret = "MENTORCLI_SMTP_PASSWORD" if self.login == "password" else "the token command"
            raise UserError(
                f"{self.about()} did not let {self.user} in ({what_failed(error)}).",
                "Nothing was sent. "
                + (
                    "It may let you in later: "
                    if later
                    else f"See {secret} and user under [sending]; "
                )
                + "run the same command again.",
            ) from error


def _send_at_once(server: smtplib.SMTP) -> None:
    """Let the last line of a mail go as soon as it is written, not when the text is confirmed."""
    if server.sock is not None:
        server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@dataclass(frozen=True, slots=True)
class _Line:
    server: smtplib.SMTP
    about: str
    pause: float
    answered: list[float] = field(default_factory=list)

    def hand_over(self, mail: Outgoing, at_the_door: Callable[[], None]) -> Receipt:
        """Send one mail; nothing has happened until the last line, a dot, is sent.

        The pause between two mails comes before the second, so that the first is noted by then.
        """
        self._wait()
        try:
            no = self._introduced(mail)
            if no is not None:
                return no
            self.server.send(_DOT.sub(b"..", mail.content))
        except (smtplib.SMTPException, OSError) as error:
            raise _broken(error, "It was not sent") from error
        at_the_door()
        try:
            self.server.send(b".\r\n")
            code, _ = self.server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise _broken(error, "Whether it was sent is not known") from error
        self.answered[:] = [monotonic()]
        return _receipt(code)

    def _wait(self) -> None:
        left = self.pause - (monotonic() - self.answered[0]) if self.answered else 0
        if left > 0:
            sleep(left)

    def _introduced(self, mail: Outgoing) -> Receipt | None:
        """Say from whom, to whom, and that a mail follows; return a refusal, or None."""
        self.server.ehlo_or_helo_if_needed()
        sender, _ = self.server.mail(mail.sender)
        if sender >= _NEVER:  # it would refuse every mail, whoever is to have it
            raise UserError(
                f"{self.about} takes no mail from {mail.sender} (code {sender}). It was not sent.",
                "See login and user under [sending], and contact_email under [organisation], in "
                "mentorcli.toml; then run the same command again.",
            )
        code = sender
        if code < _NOT_NOW:
            code, _ = self.server.rcpt(mail.recipient)
        if code < _NOT_NOW:  # a server may take the text of a mail whose reader it refused
            code, _ = self.server.docmd("data")
        if code == _CLOSING:
            raise smtplib.SMTPServerDisconnected(f"{code}")
        if code >= _NOT_NOW:
            self.server.rset()
            return _receipt(code)
        return None


def _receipt(code: int) -> Receipt:
    return Receipt(code < _READY, _NOT_NOW <= code < _NEVER, str(code))


def _broken(error: Exception, what: str) -> UserError:
    return UserError(
        f"The line to the mail server broke ({what_failed(error)}). {what}.",
        "Run the same command again; what was sent is not sent again.",
    )


class Entries(Strict):
    """What ``[sending]`` says of a mail server."""

    transport: str = "smtp"
    host: Annotated[str, Meta(examples=["smtp.example.org"])] = ""
    port: (
        Annotated[
            int, Meta(ge=0, le=65535, description="a whole number, 0 to 65535", examples=[587])
        ]
        | None
    ) = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    login: Literal["none", "password", "xoauth2"] = "none"
    user: Annotated[str, Meta(examples=["you@example.org"])] = ""
    per_minute: Annotated[
        int, Meta(ge=0, le=10_000, description="a whole number, 0 to 10000", examples=[30])
    ] = 0
    certificates: Annotated[str, Meta(examples=["C:/certificates/ours.pem"])] = ""


def make(settings: Entries, secrets: Secrets) -> Smtp:
    """Return the mail server of ``[sending]``; raises UserError for what is missing or unsafe."""
    host, login, user = settings.host.strip(), settings.login, settings.user.strip()
    if not host:
        raise UserError(
            "No mail server is named yet. Nothing was sent.",
            "Fill in host under [sending] in mentorcli.toml; or send the drafts from Outlook.",
        )
    if login != "none" and not user:
        raise UserError(
            f'mentorcli.toml, [sending]: login = "{login}" needs a user.',
            'Write user = "you@example.org", then run again.',
        )
    if login != "none" and settings.security == "none" and host not in _HERE:
        raise UserError(
            "A password or token would go over an open line.",
            'Set security = "starttls" or "tls" under [sending] in mentorcli.toml.',
        )
    missing = {
        "password": "" if secrets.password else "MENTORCLI_SMTP_PASSWORD",
        "xoauth2": "" if secrets.token_command else "MENTORCLI_TOKEN_COMMAND",
    }.get(login, "")
    if missing:
        raise UserError(
            f"{missing} is not set in the environment.",
            "Set it for this one command; it is never stored.",
        )
    port = _PORTS[settings.security] if settings.port is None else settings.port
    pause = 60 / settings.per_minute if settings.per_minute else 0
    return Smtp(host, port, settings.security, login, user, pause, settings.certificates, secrets)
