"""A mail server on this machine that refuses what a test tells it to refuse, line by line."""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
from dataclasses import dataclass, field


@dataclass
class Troubled:
    """How a server behaves, and what it took: the address and the text of each mail.

    ``password`` is the one that it demands; ``busy`` says that logging in is refused for now;
    ``starttls`` is its answer to that, 0 where it offers none; ``refuses`` has answers by address;
    it goes away when ``cut`` mails have come: ``at`` their last line, or when they are announced.
    """

    password: str = ""
    busy: bool = False
    starttls: int = 0
    refuses: dict = field(default_factory=dict)
    cut: int = -1
    at: str = "dot"
    port: int = 0
    mails: list = field(default_factory=list)
    heard: list = field(default_factory=list)

    def serve(self, line):
        """Talk to one client until it or the server leaves."""
        with line, line.makefile("rwb", 0) as talk:
            say = lambda text: talk.write(f"{text}\r\n".encode())  # noqa: E731
            say("220 here")
            known, to = not self.password, ""
            while said := talk.readline().decode().strip():
                word = said.split(" ")[0].split(":")[0].upper()
                self.heard.append(word)
                if word == "EHLO":
                    more = ["250-AUTH PLAIN LOGIN"] * bool(self.password)
                    more += ["250-STARTTLS"] * bool(self.starttls)
                    for text in ("250-here", *more, "250 well"):
                        say(text)
                elif word == "STARTTLS":
                    say(f"{self.starttls} not now")
                elif word == "AUTH":
                    given = base64.b64decode(said.split()[-1]).decode().split("\0")[-1]
                    known = given == self.password and not self.busy
                    wrong = "454 later" if self.busy else "535 no"
                    say("235 come in" if known else wrong)
                elif word == "MAIL" and not known:
                    say("530 log in first")
                elif word == "RCPT":
                    to = said.partition("<")[2].partition(">")[0]
                    say(self.refuses.get(to, "250 well"))
                elif word == "DATA":
                    if self.at == "data" and len(self.mails) == self.cut:
                        return
                    say("354 go on")
                    text = b"".join(iter(talk.readline, b".\r\n"))
                    self.mails.append((to, text))
                    if self.at == "dot" and len(self.mails) == self.cut:
                        return
                    say("250 taken")
                elif word == "QUIT":
                    say("221 good bye")
                    return
                else:
                    say("250 well")


@contextlib.contextmanager
def server(**behaviour):
    """Serve on a free port of this machine until the block ends."""
    kept = Troubled(**behaviour)

    def listen(listening):
        with contextlib.suppress(OSError):
            while True:
                line, _ = listening.accept()
                with contextlib.suppress(OSError, ValueError):
                    kept.serve(line)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        kept.port = listening.getsockname()[1]
        threading.Thread(target=listen, args=(listening,), daemon=True).start()
        yield kept
