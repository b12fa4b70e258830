"""Templates from anywhere, measured: how long each holds us up and how much memory its child takes."""

from __future__ import annotations

import resource
import sys
import time
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from documents_people import names
from test_documents_limits import CENTRED, ENDLESS, ESCAPES, GIGABYTE, LONG, letter, word

from mentorcli.documents import render_agreement
from mentorcli.domain.problem import UserError
from mentorcli.files import limited
from mentorcli.files.templates import render_text

CASES = {
    **{f"escape {n}": text for n, text in enumerate(ESCAPES, 1)},
    "loops for ever": ENDLESS, "makes 1 GB": GIGABYTE, "centres to 1 GB": CENTRED,
    "6 MiB of text": LONG, "nothing bad": "{{ mentor.name }}",
}  # fmt: skip


def measured(case: tuple[str, str, str]) -> tuple[str, str, float, float, str]:
    """Fill one template in, with a child of its own; return seconds, MiB and what was said."""
    what, kind, text = case
    with TemporaryDirectory() as name:
        template = (letter if kind == "letter" else word)(Path(name), text)
        render = render_text if kind == "letter" else render_agreement
        began = time.perf_counter()
        try:
            render(template, names())
            said = "made"
        except UserError as error:
            said = error.message
        took = time.perf_counter() - began
        limited._end()  # noqa: SLF001 - the child's memory counts when it has ended
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return what, kind, took, peak, said


def main() -> None:
    """Print a line for each template, as a letter and as a Word document."""
    cases = [(what, kind, text) for what, text in CASES.items() for kind in ("letter", "word")]
    with Pool(1, maxtasksperchild=1) as pool:  # each in a process of its own: peaks do not add up
        for what, kind, took, peak, said in pool.imap(measured, cases, chunksize=1):
            print(f"{what:16} {kind:7} {took:5.1f} s {peak:4.0f} MiB  {said[:90]}")


if __name__ == "__main__":
    main()
