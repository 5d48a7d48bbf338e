"""The journal is the state: replayed from empty it gives the same rows; its numbers have no gap."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session

from loaders.base.preparation import ensure_base
from loaders.base.version import migrate_base
from loaders.ecriture.lignes import write_changements
from models.objets import OBJETS
from models.provenance import load_changements, load_fichier, load_journal
from models.refus import FichierAltere
from models.session import get_engine, open_base, use_base
from tests.bases import alter_base
from tests.constats import Lancer, Verifier, read_lignes
from tests.fabrique import MAINTENANT, fill, make_gabarit

pytestmark = pytest.mark.deux_moteurs


def replay(url: str) -> None:
    """Write every change of the journal in use, in order, into a new database."""
    with open_base() as session:
        entrees = [load_changements(session, e.id) for e in load_journal(session)]
    with use_base(url):
        moteur = get_engine(url).execution_options(ecriture=True)
        with Session(moteur) as session, session.begin():
            migrate_base(session.connection())
            for changements in entrees:
                write_changements(session, changements)


def test_rejouer_le_journal_redonne_l_etat(demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attendues = read_lignes()
    assert {OBJETS[o].colonnes.name for o in OBJETS} == set(attendues)
    assert sum(map(len, attendues.values())) > 500
    url = f"sqlite:///{tmp_path / 'rejouee.db'}"
    replay(url)
    monkeypatch.setenv("DATABASE_URL", url)
    assert read_lignes() == attendues


def test_chaque_avant_est_ce_qui_etait_en_base(demo: str) -> None:
    """Walking the journal, the value before each change is the one that the previous changes left."""
    etat: dict[tuple[str, str, str, str | None], object] = {}
    with open_base() as session:
        for entree in load_journal(session):
            for c in load_changements(session, entree.id):
                assert c.avant == etat.get(c.cle), (entree.id, c)
                assert c.avant != c.apres
                etat[c.cle] = c.apres


def test_numeros_sans_trou_et_arbre_en_entree_zero(demo: str) -> None:
    with open_base() as session:
        entrees = load_journal(session)
        assert [e.id for e in entrees] == list(range(len(entrees)))
        assert (entrees[0].nature, entrees[0].trimestre, entrees[0].fichier) == ("arbre", None, None)
        assert {e.nature for e in entrees[1:]} == {"import", "annulation"}
        assert all(e.changements > 0 for e in entrees)
        assert [e.date for e in entrees] == sorted(e.date for e in entrees)


def test_fichier_recu_garde_tel_quel(base: str, appliquer: Verifier) -> None:
    octets = fill(make_gabarit(), {"H5": 45})
    fichier = appliquer(octets, "--note", "Une note", auteur="  Camille   Exemple ", nom="reçu.xlsx")
    with open_base() as session:
        entree = load_journal(session)[fichier["remontee"]]
        assert (entree.auteur, entree.note, entree.fichier) == ("Camille Exemple", "Une note", "reçu.xlsx")
        assert (entree.trimestre, entree.pilote, entree.date) == ("2026-T3", "CRIP 93", MAINTENANT)
        assert load_fichier(session, fichier["empreinte"]) == octets
        (changement,) = load_changements(session, entree.id)
    assert (str(changement.cellule), changement.avant, changement.apres) == ("Avancement!H5", None, 45)


def test_fichier_refuse_ou_sans_effet_n_est_pas_garde(base: str, appliquer: Verifier) -> None:
    for octets in (b"PK\x03\x04", make_gabarit(), fill(make_gabarit(), {"H5": 200})):
        fichier = appliquer(octets)
        with open_base() as session:
            assert load_fichier(session, fichier["empreinte"]) is None
            assert len(load_journal(session)) == 1


def test_formule_notee_dans_la_provenance(base: str, appliquer: Verifier) -> None:
    from tests.fabrique import put_cellule

    xml = '<c r="H5"><f>40+5</f><v>45</v></c>'
    fichier = appliquer(put_cellule(fill(make_gabarit(), {"H6": 50}), "Avancement", "H5", xml))
    with open_base() as session:
        changements = load_changements(session, fichier["remontee"])
    assert [(str(c.cellule), c.formule) for c in changements] == [("Avancement!H5", True), ("Avancement!H6", False)]


def test_journal_en_json(demo: str, lancer: Lancer) -> None:
    sortie = lancer("journal", "--json")
    assert (sortie.code, lancer("journal").code) == (0, 0), "nothing to complain about, in either form"
    remontees = sortie.donnees["remontees"]
    champs = {"id", "date", "auteur", "fichier", "trimestre", "changements", "annule", "annule_par"}
    assert all(champs <= set(r) for r in remontees)
    annulees = [r for r in remontees if r["annule"]]
    assert annulees
    assert all(remontees[r["annule_par"]]["nature"] == "annulation" for r in annulees)


def test_journal_d_une_base_neuve(adresse: str) -> None:
    assert ensure_base(MAINTENANT) == 0
    assert ensure_base(MAINTENANT) == 0
    assert ensure_base(MAINTENANT, relire=True) == 0


def test_un_fichier_recu_altere_n_est_pas_rendu(base: str, appliquer: Verifier) -> None:
    empreinte = appliquer(fill(make_gabarit(), {"H5": 45}))["empreinte"]
    alter_base("UPDATE fichier_recu SET octets = 'autre'")
    with open_base() as session, pytest.raises(FichierAltere, match="n’est plus celui qui a été reçu"):
        load_fichier(session, empreinte)
