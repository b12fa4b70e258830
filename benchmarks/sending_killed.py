"""200 mails to a server on this machine, the sender killed at 20 random moments and started again."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from documents_cohorts import KEY, running
from documents_server import mail_server
from test_documents_sending import check_killed, server_in

from mentorcli.commands.inviting import invite

KILLS, GROUPS = 20, 50


def main() -> None:
    """Print how many runs were killed and how many mails were in doubt; stop when one went twice."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "w"
        run = running(folder, [("fi", ["Maija Äijä", "Ville Å", "Chen Li"])] * GROUPS).on()
        invite(run, "kickoff", KEY, dry_run=False)
        with mail_server() as server:
            server_in(folder, server.port)
            killed, doubtful = check_killed(
                folder, run, server, kills=KILLS, total=4 * GROUPS, slow=0.02
            )
    print(f"{4 * GROUPS} mails, each once; {killed} runs killed, {doubtful} mails were in doubt")


if __name__ == "__main__":
    main()
