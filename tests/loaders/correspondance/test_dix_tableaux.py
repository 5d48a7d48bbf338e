"""Fault 95: a table of somebody's own is mapped once, by whoever knows it, then read as ours; none is misread."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.lot import preview_lot
from loaders.correspondance.proposition import Proposition
from loaders.ecriture.journal import Acte
from loaders.ecriture.lot import Voulu, apply_lot
from loaders.lecture.brut import Lecture
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.acces import COMMANDE
from models.chargement import load_plan
from models.correspondance import Correspondance
from models.session import open_base
from models.vocabulaire import NatureEntree
from tests.classeurs_partenariat import read_plan
from tests.fabrique import MAINTENANT, TRIMESTRE
from tests.tableaux_maison import Maison, list_maisons

NOMS = (
    "titres et fusions",
    "csv de Windows, sections et total",
    "titres sur deux lignes, deux trimestres",
    "modèle national",
    "parts de 1 et mots à soi",
    "titres à peu près",
    "deux feuilles de même forme, une notice",
    "tableau d’un courriel",
    "texte Unicode d’Excel",
    "une numérotation à soi",
)
MOTS = {"orange": "Couvert", "vert": "Soleil", "pause": "En pause"}
"""What the person knows of their own words."""


@pytest.fixture(scope="module")
def lues(fichier_base) -> dict[str, tuple[Maison, Lecture]]:
    """The ten, read together by one child process."""
    with pytest.MonkeyPatch.context() as env:
        env.setenv("DATABASE_URL", f"sqlite:///{fichier_base}")
        env.delenv("SCHEMA_DATA", raising=False)
        maisons = list_maisons(read_plan())
    lectures = read_classeurs([m.recu for m in maisons.values()])
    return {nom: (m, x) for (nom, m), x in zip(maisons.items(), lectures, strict=True)}


def preview(lecture: Lecture, options: Options) -> Apercu:
    with open_base() as session:
        lot = preview_lot(session, load_plan(session), [lecture], options, MAINTENANT)
    return lot.fichiers[0].apercu


def answer(p: Proposition, options: Options) -> tuple[Correspondance, int]:
    """What a person answers who knows the file, and in how many gestures: one confirms all that is well proposed."""
    gestes, dite = 1, p.proposee
    if p.asks_pourcentage:
        gestes, dite = gestes + 1, replace(dite, pourcentage="fraction")
    inconnus = {m.cle for m in p.mots if not m.propose}
    gestes += len(inconnus)
    mots = tuple((role, mot, MOTS[mot] if mot in inconnus else notre) for role, mot, notre in dite.mots)
    return replace(dite, mots=mots), gestes


def import_maison(maison: Maison, lecture: Lecture) -> tuple[Apercu, Options, int]:
    """Answer until the file has its preview; return it, the answers, how many gestures it took."""
    options, gestes = Options(), 0
    for _ in range(4):
        apercu = preview(lecture, options)
        if apercu.statut is not StatutApercu.REFUSE:
            return apercu, options, gestes
        assert not apercu.changements
        if maison.trimestre and not options.trimestre and apercu.trimestre is None:
            options, gestes = replace(options, trimestre=maison.trimestre), gestes + 1
            apercu = preview(lecture, options)
        if apercu.attend_correspondance:
            dite, faits = answer(apercu.proposition, options)
            options, gestes = replace(options, correspondances=(dite,)), gestes + faits
    raise AssertionError(apercu.anomalies)


def list_dits(apercu: Apercu) -> dict[tuple[str, str], object]:
    return {(c.reference, c.champ): c.apres for c in apercu.changements}


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("nom", NOMS)
def test_faute_96_lu_juste_et_en_peu_de_gestes(nom: str, lues: dict[str, tuple[Maison, Lecture]]) -> None:
    maison, lecture = lues[nom]
    apercu, options, gestes = import_maison(maison, lecture)
    assert list_dits(apercu) == maison.attendu
    assert apercu.trimestre == TRIMESTRE
    assert [a.message for a in apercu.erreurs] == []
    assert gestes == maison.gestes
    (issue,) = apply_lot(
        [Voulu(lecture, options)], Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT), lambda: COMMANDE
    )
    assert issue.apercu is not None
    assert issue.apercu.remontee is not None, issue.refus
    corrige = Lecture(replace(lecture.recu, octets=lecture.recu.octets + b" "), lecture.contenu)
    encore, _, gestes = import_maison(maison, corrige)
    assert (gestes, encore.changements) == (maison.ensuite, ())
    assert "reprise" in (encore.reprise or "")
