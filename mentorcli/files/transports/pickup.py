"""Mail into a folder that a mail server empties, as Exchange and Postfix can be set up to do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from mentorcli.domain.message import Outgoing, Receipt
from mentorcli.domain.problem import UserError
from mentorcli.files.atomic import write_bytes
from mentorcli.files.schemas import Strict
from mentorcli.files.transports import Secrets


@dataclass(frozen=True, slots=True)
class Pickup:
    """A folder; a mail's file is named by its Message-ID, so that it can lie there only once."""

    folder: Path

    def about(self) -> str:
        """Return the folder."""
        return str(self.folder)

    @contextmanager
    def open(self) -> Iterator[Pickup]:
        """See that the folder is there."""
        if not self.folder.is_dir():
            raise UserError(
                f"The pickup folder {self.folder} is not there.",
                "See folder under [sending] in mentorcli.toml. Nothing was sent.",
            )
        yield self

    def hand_over(self, mail: Outgoing, at_the_door: Callable[[], None]) -> Receipt:
        """Put one mail into the folder, whole or not at all."""
        at_the_door()
        write_bytes(self._path(mail.message_id), mail.content)
        return Receipt(accepted=True, passing=False, code="")

    def knows(self, message_id: str) -> bool | None:
        """Return True while the file lies there; once the server has emptied it, nobody knows."""
        return True if self._path(message_id).is_file() else None

    def _path(self, message_id: str) -> Path:
        return self.folder / f"{hashlib.sha256(message_id.encode()).hexdigest()[:32]}.eml"


class Entries(Strict):
    """What ``[sending]`` says of it."""

    transport: str
    folder: Annotated[
        str, Meta(min_length=1, description="the path of a folder", examples=["//server/pickup"])
    ]


def make(settings: Entries, _secrets: Secrets) -> Pickup:
    """Return the folder of ``[sending]``."""
    return Pickup(Path(settings.folder))
