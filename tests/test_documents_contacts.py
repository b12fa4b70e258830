"""Addresses that are given only when everybody has signed, where the profile says so."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace

import pytest
from documents_cohorts import KEY, every_file, running

from mentorcli.commands.papers.agreements import render
from mentorcli.commands.papers.invitations import invite
from mentorcli.commands.papers.letters import Request, write
from mentorcli.commands.papers.signatures import signed, unsigned

GROUPS = [("fi", ["Maija Äijä", "Bo Ås"]), ("sv", ["Chen Li", "Dina Ås"])]
LATER = 'contact = "after_signing"\n'
SIGNED = dt.date(2027, 1, 9)


def addresses(folder, pattern):
    """Return the files below ``out`` and the people of the cohort whose address stands in each."""
    people = [f"p-m{n:03}" for n in range(2)] + [
        f"p-a{n:03}{m}" for n in range(2) for m in range(2)
    ]
    return {
        path.name: {p for p in people if f"{p}@example.org" in text or f"phone {p}" in text}
        for path, text in every_file(folder / "out").items()
        if path.match(pattern)
    }


def test_no_address_stands_anywhere_before_and_all_do_after(tmp_path):
    run = running(tmp_path, GROUPS, more=LATER).on()
    render(run, KEY)
    invite(run, "kickoff", KEY)
    write(run, KEY, Request("introduction"))
    assert set(map(len, addresses(tmp_path, "*.docx").values())) == {0}
    assert set(map(len, addresses(tmp_path, "*.eml").values())) == {1}, "the reader's own only"
    assert write(run, KEY, Request("contact-details")).data["letters"] == []
    for who in ("Maija", "Bo Ås", "p-m000"):
        signed(run, KEY, who, SIGNED)
    said = write(run, KEY, Request("contact-details"))
    assert len(said.data["letters"]) == 3, "of the group that has signed"
    write(run, KEY, Request("introduction"))
    found = addresses(tmp_path, "* - contact-details*.eml")
    assert set(map(frozenset, found.values())) == {frozenset({"p-m000", "p-a0000", "p-a0001"})}
    both = addresses(tmp_path, "* - introduction*.eml").values()
    assert {frozenset(x) for x in both if x & {"p-m001", "p-a0010", "p-a0011"}} == {
        frozenset({p}) for p in ("p-m001", "p-a0010", "p-a0011")
    }, "the other group has not signed"
    render(run, KEY)
    assert set(map(len, addresses(tmp_path, "*.docx").values())) == {0}, (
        "what is signed stays as it is"
    )


def test_equals_get_them_later_too(tmp_path):
    run = running(tmp_path, GROUPS, form="peer", more=LATER).on()
    write(run, KEY, Request("introduction"))
    assert set(map(len, addresses(tmp_path, "* - introduction*.eml").values())) == {1}
    signed(run, KEY, "all", SIGNED)
    assert len(write(run, KEY, Request("contact-details")).data["letters"]) == 4


def test_without_the_switch_addresses_are_there_at_once(tmp_path):
    run = running(tmp_path, GROUPS).on()
    render(run, KEY)
    assert set(map(len, addresses(tmp_path, "*.docx").values())) == {3}


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)
def test_the_manifest_has_them_always_and_a_finished_pdf_is_not_touched(tmp_path):
    run = running(tmp_path, GROUPS, more=LATER).on()
    render(run, KEY, pdf=True)
    folder = tmp_path / "out" / KEY / "agreements"
    manifest = json.loads((folder / "manifest.json").read_bytes())["documents"]
    assert [len({s["email"] for s in d["signers"]}) for d in manifest] == [3, 3]
    pages = {p: (p.stat().st_ino, p.read_bytes()) for p in folder.glob("*.pdf")}
    first, second = sorted(pages)
    render(run, KEY, pdf=True)
    render(run, KEY)
    assert {p: (p.stat().st_ino, p.read_bytes()) for p in pages} == pages
    second.write_bytes(b"%PDF somebody else's")
    render(run, KEY, pdf=True)
    assert first.read_bytes() == pages[first][1]
    assert second.read_bytes().startswith(b"%PDF-"), "one that is not ours any more is made anew"


def test_a_signature_can_be_taken_back(tmp_path):
    run = running(tmp_path, GROUPS).on()
    signed(run, KEY, "Maija", SIGNED)
    assert unsigned(replace(run, dry_run=True), KEY, "Maija").data["forgotten"] == ["2027-01-09"]
    assert unsigned(run, KEY, "Maija").data["forgotten"] == ["2027-01-09"]
    assert unsigned(run, KEY, "Maija").data["forgotten"] == []
