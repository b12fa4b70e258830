"""A mail server on this machine that keeps what it is given, for the tests of sending."""

from __future__ import annotations

import contextlib
import socket
from collections import Counter
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@dataclass
class Kept:
    """What arrived: (envelope sender, recipients, bytes); ``answer`` may refuse a recipient."""

    mails: list = field(default_factory=list)
    slow: float = 0.0
    answers: dict = field(default_factory=dict)
    logins: list = field(default_factory=list)
    port: int = 0
    encrypted: set = field(default_factory=set)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd calls it so
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 - same
        self.encrypted.add(server.transport.get_extra_info("ssl_object") is not None)
        self.mails.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        if self.slow:
            import asyncio

            await asyncio.sleep(self.slow)  # received, the answer is on its way
        return "250 taken"

    def counted(self):
        return Counter(to for _, tos, _ in self.mails for to in tos)

    def authenticate(self, _server, _session, _envelope, mechanism, data):
        self.logins.append((mechanism, data.login, data.password))
        return AuthResult(success=data.password == b"right")

    async def auth_XOAUTH2(self, server, args):  # noqa: N802 - same
        import base64

        said = args[1] if len(args) > 1 else await server.challenge_auth("")
        text = (base64.b64decode(said) if isinstance(said, str) else said).decode()
        self.logins.append(("XOAUTH2", text))
        if "Bearer good-token\x01" in text:
            return AuthResult(success=True, auth_data=text)
        await server.push("334 eyJzdGF0dXMiOiI0MDEifQ==")
        await server._reader.readline()
        return AuthResult(success=False, handled=False)


@contextlib.contextmanager
def mail_server(**options):
    kept = Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        kept.port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port, **options)
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()
