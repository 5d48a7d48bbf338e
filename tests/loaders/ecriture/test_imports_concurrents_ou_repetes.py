"""Faults 36, 38 and 40: other people’s imports, the same file twice, an interruption."""

from __future__ import annotations

import pytest

from loaders.apercu.lot import preview_fichiers
from loaders.ecriture import application
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.lecture.brut import Recu
from loaders.options import Options
from models.refus import ApercuPerime
from models.session import dispose_engines, open_base
from models.vocabulaire import NatureEntree
from tests.agissants import EDITEUR
from tests.constats import Lancer, Verifier, apply_recu, read_etat
from tests.fabrique import MAINTENANT, fill, make_gabarit

pytestmark = pytest.mark.deux_moteurs

ACTE = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)


def preview(octets: bytes) -> int:
    """Preview a file as the screen does and return the revision that was seen."""
    with open_base() as session:
        return preview_fichiers(session, [Recu("a.xlsx", octets)], Options(), MAINTENANT)[0].revision


def test_faute_36_donnees_changees_depuis_l_apercu(appliquer: Verifier, gabarit: bytes) -> None:
    premier, second = fill(gabarit, {"H5": 45}), fill(gabarit, {"H5": 50})
    revision = preview(second)
    appliquer(premier, auteur="Dominique Exemple")
    dispose_engines()
    avant = read_etat()
    with pytest.raises(ApercuPerime) as refus:
        apply_recu(second, Accord(EDITEUR, revision_vue=revision), ACTE)
    assert str(refus.value) == (
        "Les données ont changé depuis votre aperçu (remontée n° 1 de Dominique Exemple, le 21/11/2026 à 11 h 00). "
        "Rien n’a été appliqué ; voici l’aperçu recalculé."
    )
    dispose_engines()
    assert read_etat() == avant
    apercu = apply_recu(second, Accord(EDITEUR, revision_vue=1), ACTE)
    assert [(c.avant, c.apres) for c in apercu.changements] == [(45, 50)]
    assert apercu.remontee == 2


def test_faute_36_autres_cellules(appliquer: Verifier, gabarit: bytes) -> None:
    """A later entry on other cells does not make the preview stale: both stand."""
    second = fill(gabarit, {"H6": 50})
    revision = preview(second)
    appliquer(fill(gabarit, {"H5": 45}))
    apercu = apply_recu(second, Accord(EDITEUR, revision_vue=revision), ACTE)
    assert apercu.remontee == 2


def test_faute_36_ce_qui_etait_vu_ne_perime_rien(appliquer: Verifier, gabarit: bytes) -> None:
    """An entry that the preview already showed touched the same cell; the later one touched another: both stand."""
    appliquer(fill(gabarit, {"H5": 45}))
    second = fill(gabarit, {"H5": 50})
    revision = preview(second)
    appliquer(fill(gabarit, {"H6": 45}))
    apercu = apply_recu(second, Accord(EDITEUR, revision_vue=revision), ACTE)
    assert [(c.avant, c.apres) for c in apercu.changements] == [(45, 50)]
    assert (revision, apercu.remontee) == (1, 3)


@pytest.mark.parametrize(("trimestre", "cellule", "valeur"), [("2026-T3", "I5", "En cours"), ("2026-T2", "H5", 40)])
def test_faute_36_une_cellule_est_un_champ_et_un_trimestre(
    appliquer: Verifier, gabarit: bytes, trimestre: str, cellule: str, valeur: object
) -> None:
    """Another field or another quarter of the same action is another cell."""
    second = fill(gabarit, {"H5": 50})
    revision = preview(second)
    autre = appliquer(fill(make_gabarit(trimestre=trimestre), {cellule: valeur}))
    assert len(autre["changements"]) == 1
    assert apply_recu(second, Accord(EDITEUR, revision_vue=revision), ACTE).remontee == 2


def test_faute_36_les_entrees_du_meme_geste(appliquer: Verifier, gabarit: bytes) -> None:
    """What the same click applied before surprises nobody, even on the same cell; what another did still does."""
    second = fill(gabarit, {"H5": 50})
    revision = preview(second)
    appliquer(fill(gabarit, {"H5": 45}))
    appliquer(fill(gabarit, {"H5": 46}))
    with pytest.raises(ApercuPerime, match="remontée n° 2"):
        apply_recu(second, Accord(EDITEUR, revision_vue=revision, siennes=frozenset({1})), ACTE)
    accord = Accord(EDITEUR, revision_vue=revision, siennes=frozenset({1, 2}))
    assert apply_recu(second, accord, ACTE).remontee == 3


def test_faute_38_meme_fichier(verifier: Verifier, appliquer: Verifier, lancer: Lancer, gabarit: bytes) -> None:
    octets = fill(gabarit, {"H5": 45})
    assert appliquer(octets)["remontee"] == 1
    for fichier in (verifier(octets), appliquer(octets, nom="autre-nom.xlsx"), verifier(octets)):
        assert (fichier["statut"], fichier["remontee"], fichier["changements"]) == ("ok", None, [])
        assert fichier["message"] == "Ce fichier a déjà été importé le 21/11/2026 (remontée n° 1) : aucun changement."
        assert (fichier["inchangees"], fichier["muettes"]) == (1, ["A17", "A33"])
    assert [r["id"] for r in lancer("journal", "--json").donnees["remontees"]] == [0, 1]


@pytest.mark.parametrize("panne", [KeyboardInterrupt, SystemExit, MemoryError])
@pytest.mark.parametrize("etape", ["keep_fichier", "append_entree"])
def test_faute_40_interruption_en_pleine_ecriture(
    gabarit: bytes, monkeypatch: pytest.MonkeyPatch, panne: type[BaseException], etape: str
) -> None:
    """What stops a script (a BaseException) after something was written leaves nothing behind."""
    vraie = getattr(application, etape)

    def fail(*arguments: object, **reste: object) -> None:
        vraie(*arguments, **reste)
        raise panne

    octets = fill(gabarit, {"H5": 45})
    dispose_engines()
    avant = read_etat()
    with monkeypatch.context() as contexte, pytest.raises(panne):
        contexte.setattr(application, etape, fail)
        apply_recu(octets, Accord(EDITEUR), ACTE)
    dispose_engines()
    assert read_etat() == avant
    assert apply_recu(octets, Accord(EDITEUR), ACTE).remontee == 1
