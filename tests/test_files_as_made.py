"""A signed file that is called as the agreement made here is known, whoever else its mentor has."""

import json

from test_several_pairs import joint

LATER = ("--today", "2027-03-01")


def test_each_scan_of_a_mentor_of_several_pairs_is_of_its_own_pair(run, sample):
    key = joint(run, sample)
    made = run("agreement", "render", key, "--today", "2027-02-09", "--json").stdout
    files = [a["file"].removesuffix(".docx") for a in json.loads(made)["agreements"]]
    for file in files:
        (run.folder / f"{file}.pdf").write_bytes(b"%PDF-1.4\n")
    dated = f"Scan_{files[0]} signed 2027-02-25.pdf"
    (run.folder / f"{files[0]}.pdf").rename(run.folder / dated)
    scans = sorted(path.name for path in run.folder.glob("*.pdf"))
    told = json.loads(run("read", *scans, "--cohort", key, *LATER, "--json", code=3).stdout)
    every = json.loads(run("agreement", "list", key, "--json").stdout)["signatures"]
    signers = {}
    for one in every:
        signers.setdefault(one["match"], set()).add(one["signer"])
    says = [p["says"] for p in told["problems"]]
    assert {p["code"] for p in told["problems"]} == {"signature_day"}
    for people in signers.values():
        assert sum(all(name in said for name in people) for said in says) == 1, people
    assert sum("2027-02-25 in its name may be another day" in said for said in says) == 1


def test_a_report_s_document_names_one_pair_by_its_file_name_or_by_both_surnames(run, sample):
    """Neither is asked about the mentor's other pairs: a name cut short tells both people, as the file's own does."""
    key = joint(run, sample)
    made = json.loads(run("agreement", "render", key, "--today", "2027-02-09", "--json").stdout)
    every = json.loads(run("agreement", "list", key, "--json").stdout)["signatures"]
    mentor = next(
        s["mentor"]
        for s in every
        if len({x["match"] for x in every if x["mentor"] == s["mentor"]}) > 1
    )
    file = next(
        f for a in made["agreements"] if mentor.split()[-1] in (f := a["file"].rpartition("/")[2])
    )
    other = file.partition(" with ")[2].split()[0]
    for document in (file.removesuffix(".docx"), f"{mentor} with {other}"):
        rows = ["Document;Signer;Status;Signed", f"{document};{mentor};Signed;2027-02-20"]
        (run.folder / "report.csv").write_text("\n".join(rows), encoding="utf-8")
        told = json.loads(
            run(
                "read", "report.csv", "--cohort", key, *LATER, "--dry-run", "--json", code=None
            ).stdout
        )
        about = [p for p in told["problems"] if p["code"] == "signature_day"]
        assert len(told["new"]) + len(about) == 1, (document, told)
