"""The two logs of a campaign, apart from the journal: the workbooks that were seen, the messages that left."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session

from loaders.apercu.apercu import Apercu
from loaders.ecriture.droits import check_agissant, check_auteur
from metrics.campagne.moment import Moment
from metrics.campagne.suivi import Vu
from models.acces import Agissant
from models.plan import Plan
from models.session import open_ecriture
from models.tables import columns
from models.tables_campagne import Envoi, Reception
from models.temps import find_jour
from models.trimestre import Trimestre


class Moyen(StrEnum):
    """How a message left: by the server of mail, or by one's own mail program, whose word is taken."""

    SERVEUR = "serveur"
    MESSAGERIE = "messagerie"


@dataclass(frozen=True, slots=True)
class Envoye:
    """A message that left: to which pilot (code), what for, to which address, how, when (UTC), by whom."""

    pilote: str
    moment: Moment
    destinataire: str | None
    objet: str
    moyen: Moyen
    envoye_le: datetime
    auteur: str


def note_receptions(plan: Plan, apercus: Iterable[Apercu], maintenant: datetime, agissant: Agissant) -> None:
    """Note the workbooks of pilots that were just read, applied or not; read again, the last count of errors holds."""
    codes = {p.nom: p.code for p in plan.pilotes}
    vus = [a for a in apercus if a.trimestre is not None and a.pilote in codes]
    if not vus:
        return
    with open_ecriture() as session:
        check_agissant(session, agissant)
        for apercu in vus:
            session.merge(
                Reception(
                    empreinte=apercu.empreinte,
                    trimestre=apercu.trimestre or "",
                    pilote=codes[apercu.pilote or ""],
                    nom=apercu.fichier,
                    recu_le=maintenant.astimezone(UTC),
                    erreurs=len(apercu.erreurs),
                )
            )


def load_vus(session: Session, trimestre: Trimestre) -> dict[str, Vu]:
    """Return the last workbook seen of each pilot in a quarter, by code."""
    r = columns(Reception)
    lignes = session.execute(select(*r).where(r.trimestre == str(trimestre)).order_by(r.recu_le, r.empreinte))
    return {x.pilote: Vu(x.nom, find_jour(x.recu_le), x.erreurs) for x in lignes}


def note_envois(trimestre: Trimestre, envoyes: Sequence[Envoye], agissant: Agissant) -> None:
    """Note messages that left, in the name of the account where there is one; raise DroitInsuffisant for a reader."""
    with open_ecriture() as session:
        present = check_agissant(session, agissant)
        for e in envoyes:
            session.add(
                Envoi(
                    reference=secrets.token_hex(8),
                    trimestre=str(trimestre),
                    pilote=e.pilote,
                    moment=e.moment.value,
                    destinataire=e.destinataire,
                    objet=e.objet,
                    moyen=e.moyen.value,
                    envoye_le=e.envoye_le.astimezone(UTC),
                    auteur=check_auteur(e.auteur if present.personne is None else present.nom),
                )
            )


def load_envoyes(session: Session, trimestre: Trimestre) -> tuple[Envoye, ...]:
    """Return the messages of a campaign, the latest first."""
    e = columns(Envoi)
    lignes = session.execute(
        select(*e).where(e.trimestre == str(trimestre)).order_by(e.envoye_le.desc(), e.pilote, e.reference)
    )
    return tuple(
        Envoye(x.pilote, Moment(x.moment), x.destinataire, x.objet, Moyen(x.moyen), x.envoye_le, x.auteur)
        for x in lignes
    )
