"""Archives with the same bytes for the same content: entries in order, one date, one set of rights."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (2000, 1, 1, 0, 0, 0)


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files, by name in the order given, as a zip."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, content in files.items():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, content)
    return out.getvalue()


def settled(content: bytes) -> bytes:
    """An office file (a zip) written anew without the dates its library put into it."""
    with ZipFile(BytesIO(content)) as source:
        return archive({name: source.read(name) for name in source.namelist()})
