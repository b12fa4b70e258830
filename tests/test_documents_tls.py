"""Mail over an encrypted line: a certificate that is trusted, and each way in which it is not."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from documents_cohorts import KEY, running
from documents_server import mail_server
from test_documents_sending import GROUPS, go, ready, server_in

from mentorcli.commands.papers.invitations import invite
from mentorcli.domain.problem import UserError

SECURITY = ("starttls", "tls")


def certificate(folder, *names, address=True, days=30):
    """Write a certificate that signs itself, and its key; return the path of both."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = dt.datetime.now(tz=dt.UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0])])
    known = [x509.DNSName(name) for name in names]
    if address:
        known.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=60))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(known), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{names[0]}{days}.pem"
    form, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(form, kind, serialization.NoEncryption())
    path.write_bytes(secret + made.public_bytes(form))
    return path


def encrypted(path, security):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    if security == "tls":
        return {"ssl_context": context}
    return {"tls_context": context, "require_starttls": True}


@pytest.fixture
def run(tmp_path):
    cohort = running(tmp_path, GROUPS).on()
    invite(cohort, "kickoff", KEY)
    return cohort


def said(run, folder, server, **entries):
    server_in(folder, server.port, **entries)
    with pytest.raises(UserError) as caught:
        go(run)
    assert server.mails == []
    assert len(ready(run).mails) == 6, "all of them still wait"
    return caught.value


@pytest.mark.parametrize("security", SECURITY)
def test_mail_goes_over_an_encrypted_line(run, tmp_path, security):
    path = certificate(tmp_path, "mail.example.org")
    with mail_server(**encrypted(path, security)) as server:
        server_in(
            tmp_path, server.port, security=f'"{security}"', certificates=f'"{path.as_posix()}"'
        )
        assert len(go(run).data["mails"]) == 6
    assert set(server.counted().values()) == {1}
    assert server.encrypted == {True}


@pytest.mark.parametrize("security", SECURITY)
def test_a_certificate_that_is_not_trusted_is_one_sentence(run, tmp_path, security):
    path = certificate(tmp_path, "mail.example.org")
    other = certificate(tmp_path, "other.example.org", address=False)
    old = certificate(tmp_path, "mail.example.org", days=-1)
    for shown, trusted, why in (
        (path, None, "self-signed certificate"),
        (other, other, "127.0.0.1"),
        (old, old, "expired"),
    ):
        more = {"certificates": f'"{trusted.as_posix()}"'} if trusted else {}
        with mail_server(**encrypted(shown, security)) as server:
            error = said(run, tmp_path, server, security=f'"{security}"', **more)
        assert why in error.message.replace("self signed", "self-signed")
        assert "certificate that is not trusted here" in error.message
        assert "\n" not in error.message
        assert "certificates" in error.remedy


def test_a_server_without_encryption_is_told(run, tmp_path):
    with mail_server() as server:
        error = said(run, tmp_path, server, security='"starttls"')
    assert "offers no encryption" in error.message


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_without_certificates_is_named(run, tmp_path, content):
    path = tmp_path / "own.pem"
    if content:
        path.write_text(content, encoding="utf-8")
    with mail_server() as server:
        error = said(run, tmp_path, server, security='"tls"', certificates=f'"{path.as_posix()}"')
    assert "own.pem" in error.message
