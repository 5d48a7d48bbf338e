"""Loading the campaigns, what they froze and who signed, and where each pilot is written to."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import Session

from models import tables_campagne as t
from models import tables_suivi as ts
from models.campagne import Campagne, Fige, Visa
from models.rangees import list_rows
from models.trimestre import Trimestre


def load_campagnes(session: Session) -> tuple[Campagne, ...]:
    """Return the campaigns, in the order of their quarters."""
    visas: dict[str, list[Visa]] = defaultdict(list)
    for v in list_rows(session, t.Visa):
        trimestre, _, pilote = v.reference.partition("/")
        if v.vise_le is not None:
            visas[trimestre].append(Visa(pilote, v.vise_le, v.vise_par or ""))
    lignes = sorted(list_rows(session, ts.Campagne), key=lambda c: c.reference)
    return tuple(
        Campagne(
            trimestre=Trimestre.parse(c.reference),
            echeance=c.echeance,
            close_le=c.close_le,
            ouverte_le=c.ouverte_le,
            visa=bool(c.visa),
            visas=tuple(visas[c.reference]),
            fige=_build_fige(c),
        )
        for c in lignes
    )


def _build_fige(c: ts.Campagne) -> Fige | None:
    if c.chiffres is None or c.tete is None:
        return None
    return Fige(c.tete, c.regle or "", c.chiffres, c.empreinte or "")


def load_contacts(session: Session) -> dict[str, str]:
    """Return the address of each pilot that has one, by its code."""
    return {c.reference: c.courriel for c in list_rows(session, t.Contact) if c.courriel}
