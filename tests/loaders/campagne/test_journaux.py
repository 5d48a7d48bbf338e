"""The two logs of a campaign: what was seen of each service, what left to it; on both engines, for who may write."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from loaders.apercu.lot import preview_fichiers
from loaders.campagne.cloture import close_trimestres
from loaders.campagne.journaux import Envoye, Moyen, load_envoyes, load_vus, note_envois, note_receptions
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.integrite.controle import check_base
from loaders.lecture.brut import Recu
from loaders.options import Options
from loaders.passe.plan import load_plan_passe
from metrics.campagne.moment import Moment
from metrics.campagne.suivi import Vu
from models.chargement import load_plan
from models.refus import DroitInsuffisant
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE, EDITEUR, LECTEUR
from tests.fabrique import MAINTENANT, fill, make_gabarit

T3 = Trimestre(2026, 3)


@pytest.mark.deux_moteurs
def test_what_was_seen_and_what_left_are_kept_apart_from_the_journal(base: str) -> None:
    octets = fill(make_gabarit(), {"H5": 140})
    with open_base() as session:
        plan = load_plan(session)
        apercus = preview_fichiers(session, [Recu("crip.xlsx", octets)], Options(), MAINTENANT)
    for _ in range(2):  # read again, it is the same file
        note_receptions(plan, apercus, MAINTENANT, EDITEUR)
    un = Envoye("crip-93", Moment.J_MOINS_7, "a@b.fr", "Rappel", Moyen.SERVEUR, MAINTENANT, "Camille")
    deux = Envoye(
        "crip-93", Moment.J_PLUS_1, None, "Date", Moyen.MESSAGERIE, MAINTENANT + timedelta(hours=1), "Camille"
    )
    note_envois(T3, [un, deux], EDITEUR)
    with open_base() as session:
        assert load_vus(session, T3) == {"crip-93": Vu("crip.xlsx", date(2026, 11, 21), 1)}
        assert load_vus(session, T3.decale(1)) == {} and load_envoyes(session, T3.decale(1)) == ()
        assert [(e.moment, e.destinataire, e.moyen) for e in load_envoyes(session, T3)] == [
            (Moment.J_PLUS_1, None, Moyen.MESSAGERIE),
            (Moment.J_MOINS_7, "a@b.fr", Moyen.SERVEUR),
        ]
        assert load_plan(session).revision == plan.revision
    for note in (lambda: note_receptions(plan, apercus, MAINTENANT, LECTEUR), lambda: note_envois(T3, [un], LECTEUR)):
        with pytest.raises(DroitInsuffisant):
            note()


@pytest.mark.deux_moteurs
def test_a_closed_quarter_is_the_same_on_both_engines(base: str) -> None:
    close_trimestres([T3], Acte(NatureEntree.IMPORT, "Camille", MAINTENANT), Accord(COMMANDE))
    with open_base() as session:
        plan = load_plan(session)
        assert load_plan_passe(session, plan.revision) == plan
        assert check_base(session).fautes == ()
