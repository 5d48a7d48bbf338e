"""What a session says: which of it is heard. Streamlit hears whatever its protocol has a word for, from anybody."""

from __future__ import annotations

from enum import Enum, auto

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

from loaders.ecriture.brouillons import FICHIERS_MAX

_DE_NOS_PAGES = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
)
"""What our pages say; the other words are those of a developer's menu, and one empties what every reader shares."""


class Suite(Enum):
    """What is done of a message."""

    ENTENDRE = auto()
    IGNORER = auto()
    FERMER = auto()


def judge_message(octets: bytes | None, *, importe: bool) -> Suite:
    """Return what is done of a message, `importe` telling whether who sends it may import.

    An address is made for each file that a page names, while nobody else is served: a message of half a million names
    without a letter would take a quarter of a minute. Who may not import has no more than one drop holds.
    """
    if not octets:
        return Suite.ENTENDRE
    try:
        message = BackMsg.FromString(octets)
    except DecodeError:
        return Suite.ENTENDRE  # Streamlit closes such a session, and says why
    genre = message.WhichOneof("type")
    if genre is not None and genre not in _DE_NOS_PAGES:
        return Suite.IGNORER
    trop = len(message.file_urls_request.file_names) > FICHIERS_MAX
    return Suite.FERMER if trop and not importe else Suite.ENTENDRE
