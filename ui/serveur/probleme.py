"""What a program is answered when it does not get data: a problem of RFC 9457, its sentence in French."""

from __future__ import annotations

import json

from starlette.responses import Response

from phrases.format import set_espaces

_TITRES = {
    400: "Demande incorrecte",
    401: "Jeton attendu",
    403: "Jeton insuffisant",
    404: "Adresse inconnue",
    405: "Lecture seule",
    429: "Trop de demandes",
    500: "Incident",
    503: "Données indisponibles",
}


class Probleme(Exception):  # noqa: N818
    """What is answered instead of data: a status, a sentence, headers."""

    def __init__(self, statut: int, texte: str, **entetes: str) -> None:
        self.statut, self.texte, self.entetes = statut, texte, entetes
        super().__init__(texte)


def write_probleme(probleme: Probleme) -> Response:
    """Return a refusal as RFC 9457 has it."""
    corps = {
        "type": "about:blank",
        "title": _TITRES[probleme.statut],
        "status": probleme.statut,
        "detail": set_espaces(probleme.texte),
    }
    texte = json.dumps(corps, ensure_ascii=False)
    entetes = {"cache-control": "no-store", "vary": "Authorization", **probleme.entetes}
    return Response(f"{texte}\n".encode(), probleme.statut, entetes, "application/problem+json")
