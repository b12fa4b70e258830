"""200 mails to a server on this machine, the sender ended at 20 random moments and started again.

Once by a kill that nothing can catch, once by Ctrl-C.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from documents_cohorts import KEY, running
from documents_server import mail_server
from test_documents_sending import check_killed, server_in

from mentorcli.commands.papers.invitations import invite

KILLS, GROUPS = 20, 50


def main() -> None:
    """Print how many mails were in doubt after each way of ending; stop when one went twice."""
    for what, how in (("killed", None), ("stopped by Ctrl-C", signal.SIGINT)):
        with TemporaryDirectory() as name:
            folder = Path(name) / "w"
            run = running(folder, [("fi", ["Maija Äijä", "Ville Å", "Chen Li"])] * GROUPS).on()
            invite(run, "kickoff", KEY)
            with mail_server() as server:
                server_in(folder, server.port)
                ended, doubtful = check_killed(
                    folder, run, server, kills=KILLS, total=4 * GROUPS, slow=0.02, how=how
                )
        print(f"{4 * GROUPS} mails, each once; {ended} runs {what}, {doubtful} mails in doubt")


if __name__ == "__main__":
    main()
