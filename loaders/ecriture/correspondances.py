"""What was said of a table that is not ours, kept when the file is applied: the next one of that shape asks nothing."""

from __future__ import annotations

import json
from datetime import UTC

from sqlmodel import Session

from loaders.correspondance.proposition import Proposition
from loaders.ecriture.journal import Acte
from models.correspondance import dump_correspondance
from models.tables_correspondance import CorrespondanceRetenue


def keep_correspondance(session: Session, proposition: Proposition | None, fichier: str, acte: Acte) -> None:
    """Keep how a table reads, by whom it was said and when; nothing when it was taken again as it was.

    What was asked about and not answered is not kept: it is asked again.
    """
    if proposition is None or proposition.souvenir is not None:
        return
    dite = proposition.correspondance.keep_reponses()
    contenu = json.dumps(dump_correspondance(dite), ensure_ascii=False)
    retenue = session.get(CorrespondanceRetenue, dite.forme)
    if retenue is None:
        retenue = CorrespondanceRetenue(forme=dite.forme, contenu="", fichier="", auteur="", le=acte.maintenant)
        session.add(retenue)
    retenue.contenu, retenue.fichier = contenu, fichier
    retenue.auteur, retenue.le = acte.auteur, acte.maintenant.astimezone(UTC)
    session.flush()
