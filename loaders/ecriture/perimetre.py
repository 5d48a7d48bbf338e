"""What a preview says of the rows that are not for who acts: each is an error, and the others may go."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from loaders.anomalie import Anomalie
from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.lot import ApercuLot
from loaders.ecriture.droits import DES_ACTIONS, DES_PARTENAIRES, find_hors
from models.acces import Agissant
from models.changement import Changement
from models.suites import Laissee, Motif

HORS_PERIMETRE = "hors_perimetre"


def mark_lot(session: Session, agissant: Agissant, lot: ApercuLot) -> ApercuLot:
    """Return a batch with the rows of each file that are not for who acts marked as errors."""
    if agissant.perimetre.tout:
        return lot
    return replace(lot, fichiers=[replace(f, apercu=mark_perimetre(session, agissant, f.apercu)) for f in lot.fichiers])


def mark_perimetre(session: Session, agissant: Agissant, apercu: Apercu) -> Apercu:
    """Return a preview without the rows that are not for who acts, each named with whose it is.

    A row goes whole or not at all, and with a partner that may not be created goes what ties an action to them.
    """
    hors = find_hors(session, agissant, apercu.changements)
    if not hors:
        return apercu
    crees = {c.reference for c in hors if c.objet == "partenaire"}
    ecartees = {
        cle: premier
        for cle, groupe in apercu.lignes.items()
        if (premier := next((c for c in groupe if c in hors or _speaks_of(c, crees)), None)) is not None
    }
    perdus = {c for cle in ecartees for c in apercu.lignes[cle]} | hors.keys()
    codes = [c.reference.partition("/")[0] if c.objet in DES_ACTIONS else "" for c in ecartees.values()]
    return replace(
        apercu,
        statut=StatutApercu.INVALIDE,
        anomalies=(*apercu.anomalies, *(_build_anomalie(c, hors.get(c)) for c in ecartees.values())),
        changements=tuple(c for c in apercu.changements if c not in perdus),
        conflits=tuple(x for x in apercu.conflits if x.changement not in perdus),
        laissees=(
            *apercu.laissees,
            *(Laissee(cle, code, Motif.ERREUR) for cle, code in zip(ecartees, codes, strict=True)),
        ),
        en_erreur=tuple(dict.fromkeys((*apercu.en_erreur, *filter(None, codes)))),
        lignes={cle: groupe for cle, groupe in apercu.lignes.items() if cle not in ecartees},
        message=None,
    )


def _speaks_of(c: Changement, partenaires: set[str]) -> bool:
    return c.objet in DES_PARTENAIRES and c.reference.partition("/")[2] in partenaires


def _build_anomalie(c: Changement, motif: str | None) -> Anomalie:
    pourquoi = motif or "cette ligne demande un partenaire qui n’est pas créé"
    constat = f"Hors de votre périmètre : {pourquoi}. Cette ligne ne sera pas écrite."
    return Anomalie(HORS_PERIMETRE, constat, cellule=c.cellule)
