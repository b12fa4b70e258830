"""What an OLE file is (old Office files, encrypted new ones, messages), and decrypting it."""

from __future__ import annotations

import io

from mentorcli.files.refusals import Refused

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    ("worddocument", "word"),
    ("powerpoint document", "slides"),
    ("__properties_version1.0", "message"),
    ("__nameid_version1.0", "message"),
)
_BOOKS = frozenset({"workbook", "book"})


def decrypted(content: bytes, password: str | None) -> bytes:
    """Return an OLE file's workbook, decrypted when it was encrypted. Raises Refused."""
    kinds = streams(content)
    if "encryptedpackage" not in kinds and not kinds & _BOOKS:
        raise Refused(next((code for mark, code in _KINDS if mark in kinds), "ole"))
    if kinds & _BOOKS == {"book"}:
        raise Refused("excel_95")
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not office.is_encrypted():
            return content
        plain = io.BytesIO()
        if password is not None:
            office.load_key(password=password)
            office.decrypt(plain)
    except (InvalidKeyError, DecryptionError) as error:
        raise Refused("wrong_password") from error
    except Exception as error:
        # msoffcrypto lets olefile's and struct's errors through
        raise Refused("encryption" if "encryptedpackage" in kinds else "ole") from error
    if password is None:
        raise Refused("password")
    return plain.getvalue()


def streams(content: bytes) -> frozenset[str]:
    """Return the names at the top of an OLE file, in small letters."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            return frozenset(entry[0].lower() for entry in ole.listdir(streams=True, storages=True))
    except Exception as error:
        # olefile lets struct's and index errors through for damaged files
        raise Refused("ole") from error
