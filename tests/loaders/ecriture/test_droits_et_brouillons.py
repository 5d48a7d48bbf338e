"""Several files at once, drafts, and who may import."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy import update

from loaders.__main__ import main
from loaders.base.preparation import ensure_base
from loaders.ecriture import brouillons
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.application import Accord
from loaders.ecriture.brouillons import (
    FICHIERS_MAX,
    BrouillonRepris,
    add_fichiers,
    check_depot,
    drop_brouillon,
    drop_fichiers,
    keep_brouillon,
    keep_reglages,
    list_brouillons,
    load_brouillon,
    make_lot,
)
from loaders.ecriture.journal import Acte
from loaders.ecriture.reglages import Reglages, Tri
from loaders.lecture.brut import Recu
from loaders.options import Options
from models import sqlite
from models.provenance import load_journal
from models.refus import BaseOccupee, DemandeInvalide, DroitInsuffisant
from models.session import dispose_engines, get_engine, give_back_place, open_base, open_ecriture, sqlite_path
from models.tables_journal import Brouillon
from models.vocabulaire import NatureEntree
from tests.agissants import EDITEUR, LECTEUR
from tests.constats import Ecrire, Lancer, apply_recu, list_entrees, read_etat
from tests.fabrique import MAINTENANT, fill, make_gabarit

pytestmark = pytest.mark.deux_moteurs

T4 = "2026-T4"


def test_plusieurs_fichiers_une_transaction_chacun(lancer: Lancer, ecrire: Ecrire, gabarit_t4: bytes) -> None:
    autre = make_gabarit("odpe-93", T4)
    chemins = [
        ecrire("bon.xlsx", fill(gabarit_t4, {"H5": 85})),
        ecrire("faux.xlsx", fill(gabarit_t4, {"H6": 200})),
        ecrire("casse.xlsx", b"PK\x03\x04"),
        ecrire("autre.xlsx", fill(autre, {"H5": 70})),
    ]
    nombre = len(list_entrees(lancer))
    sortie = lancer("apply", *chemins, "--auteur", "C", "--json")
    assert sortie.code == 1
    assert [(f["fichier"], f["statut"], f["remontee"]) for f in sortie.fichiers] == [
        ("bon.xlsx", "ok", nombre),
        ("faux.xlsx", "invalide", None),
        ("casse.xlsx", "refuse", None),
        ("autre.xlsx", "ok", nombre + 1),
    ]
    assert lancer("apply", *chemins[::3], "--auteur", "C", "--json").code == 0


def test_faute_87_un_brouillon_attend_sept_jours(demo: str) -> None:
    recus = [Recu("a.xlsx", b"\x00octets"), Recu("b.xlsx", b"autres")]
    options = Options(
        "2026-T4", "points", True, reponses=frozenset({("0|effacer:Avancement!K5", "laisser")}), revision=3
    )
    tri = Tri(frozenset({"0|Avancement!5"}), frozenset({1}), frozenset({"0|116"}))
    lot, autre = make_lot(), make_lot()
    keep_brouillon(lot, recus, options, MAINTENANT, EDITEUR, "Karim")
    keep_reglages(lot, Reglages(options, tri), EDITEUR)
    for jours, attendu in ((0, True), (7, True), (8, False)):
        with open_base() as session:
            brouillon = load_brouillon(session, lot, MAINTENANT + timedelta(days=jours), EDITEUR)
            ouverts = list_brouillons(session, MAINTENANT + timedelta(days=jours), EDITEUR)
        assert brouillon == (BrouillonRepris(recus, Reglages(options, tri), "Karim") if attendu else None)
        assert [(o.noms, o.auteur) for o in ouverts] == ([(("a.xlsx", "b.xlsx"), "Karim")] if attendu else [])
    add_fichiers(lot, [Recu("c.xlsx", b"trois")], MAINTENANT, EDITEUR)
    with open_base() as session:
        suite = load_brouillon(session, lot, MAINTENANT, EDITEUR)
    assert suite == BrouillonRepris([*recus, Recu("c.xlsx", b"trois")], Reglages(options, tri), "Karim")
    huit = MAINTENANT + timedelta(days=8)
    keep_brouillon(autre, recus[:1], Options(), huit, EDITEUR)
    with open_base() as session:
        assert load_brouillon(session, lot, MAINTENANT, EDITEUR) is None
        assert load_brouillon(session, autre, huit, EDITEUR) == BrouillonRepris(recus[:1], Reglages())
    drop_brouillon(autre, EDITEUR)
    with open_base() as session:
        assert load_brouillon(session, autre, huit, EDITEUR) is None


def test_ce_qui_reste_d_un_brouillon_a_un_autre_nom_et_garde_ce_qui_en_etait_dit(demo: str) -> None:
    """A window that shows the former one can say nothing of the files that took the places of others."""
    lot, recus = make_lot(), [Recu(f"{nom}.xlsx", nom.encode()) for nom in "abcd"]
    pour_tous = ("pour_tous", "oui")
    reponses = frozenset({pour_tous, ("0|q", "x"), ("1|q", "y"), ("3|q", "z|z")})
    options = Options("2026-T4", "points", True, reponses=reponses, revision=3)
    keep_brouillon(lot, recus[:3], options, MAINTENANT, EDITEUR, "Karim")
    tri = Tri(
        frozenset({"0|Avancement!5", "1|Avancement!6", "10|Avancement!7"}), frozenset({1}), frozenset({"1|116", "2|9"})
    )
    keep_reglages(lot, Reglages(options, tri), EDITEUR)
    add_fichiers(lot, recus[3:], MAINTENANT, EDITEUR)  # from another window, while the first files are applied
    suite = drop_fichiers(lot, {0, 2}, EDITEUR)
    assert suite not in (None, lot)
    with open_base() as session:
        assert load_brouillon(session, lot, MAINTENANT, EDITEUR) is None
        repris = load_brouillon(session, str(suite), MAINTENANT + timedelta(days=7), EDITEUR)
    dites = replace(options, reponses=frozenset({pour_tous, ("0|q", "y"), ("1|q", "z|z")}))
    garde = Tri(frozenset({"0|Avancement!6"}), frozenset(), frozenset({"0|116"}))
    assert repris == BrouillonRepris([recus[1], recus[3]], Reglages(dites, garde), "Karim")
    assert drop_fichiers(str(suite), {0, 1}, EDITEUR) is None
    assert drop_fichiers(lot, {0}, EDITEUR) is None
    with open_base() as session:
        assert list_brouillons(session, MAINTENANT, EDITEUR) == []


def test_what_an_earlier_version_kept_of_a_draft_is_read(demo: str) -> None:
    lot = make_lot()
    keep_brouillon(lot, [Recu("a.xlsx", b"octets")], Options(), MAINTENANT, EDITEUR)
    ancien = {"trimestre": "2026-T4", "pourcentage": None, "creer_partenaires": False, "exclues": ["0|Avancement!5"]}
    with open_ecriture() as session:
        session.execute(update(Brouillon).values(options=json.dumps(ancien)))
    with open_base() as session:
        repris = load_brouillon(session, lot, MAINTENANT, EDITEUR)
    assert repris is not None
    assert repris.reglages == Reglages(Options("2026-T4"), Tri(frozenset({"0|Avancement!5"})))


def keep(octets: int, nombre: int = 1) -> str:
    """Keep a draft of a size, and return its name."""
    lot = make_lot()
    keep_brouillon(lot, [Recu(f"{rang}.xlsx", bytes(octets)) for rang in range(nombre)], Options(), MAINTENANT, EDITEUR)
    return lot


def test_les_brouillons_ont_une_place_et_pas_plus(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted over all of them; what is given up, or too old, makes room."""
    monkeypatch.setattr(brouillons, "PLACE_MAX", 4 * 2**20)
    premier = keep(2**20, 2)
    with pytest.raises(DemandeInvalide) as refus:
        keep(3 * 2**20)
    assert str(refus.value) == (
        "La place gardée pour les aperçus (4\u00a0Mo) ne suffit pas : les aperçus en attente en prennent 2\u00a0Mo, ce "
        "dépôt 3\u00a0Mo. Appliquez ou abandonnez un aperçu en attente, ou déposez moins de fichiers à la fois."
    )
    with open_base() as session:
        assert [o.lot for o in list_brouillons(session, MAINTENANT, EDITEUR)] == [premier]
    keep(2 * 2**20)
    drop_brouillon(premier, EDITEUR)
    keep(2 * 2**20)
    plus_tard, lot = MAINTENANT + timedelta(days=8), make_lot()
    keep_brouillon(lot, [Recu("a.xlsx", bytes(2**20))], Options(), plus_tard, EDITEUR)
    keep(3 * 2**20)  # eight days ago
    add_fichiers(lot, [Recu("b.xlsx", bytes(3 * 2**20))], plus_tard, EDITEUR)
    with pytest.raises(DemandeInvalide, match="ne suffit pas"):
        add_fichiers(lot, [Recu("c.xlsx", b"c")], plus_tard, EDITEUR)


def test_un_depot_a_un_nombre_de_fichiers() -> None:
    check_depot([Recu("a.xlsx", b"")] * FICHIERS_MAX)
    with pytest.raises(DemandeInvalide, match="61 fichiers déposés en une fois, pour 60 au plus"):
        check_depot([Recu("a.xlsx", b"")] * (FICHIERS_MAX + 1))


def measure(adresse: str) -> int:
    fichier = sqlite_path(adresse)
    assert fichier is not None
    return sum(f.stat().st_size for f in fichier.parent.glob(f"{fichier.name}*"))


@pytest.mark.sqlite_seul
def test_la_place_d_un_brouillon_est_rendue(adresse: str) -> None:
    """To the disk, the log of changes with it; another drop then takes no more than the first one did."""
    ensure_base(MAINTENANT)
    avant = measure(adresse)
    lot = keep(12 * 2**20)
    plein = measure(adresse)
    assert plein > avant + 12 * 2**20
    drop_brouillon(lot, EDITEUR)
    rendu = measure(adresse)
    assert rendu < avant + 2**20
    for _ in range(3):
        drop_brouillon(keep(12 * 2**20), EDITEUR)
        assert measure(adresse) <= rendu + 2**20


@contextmanager
def hold(adresse: str, debut: str) -> Iterator[None]:
    """Have somebody else in the middle of a reading or of a writing, then check that nobody waited for them."""
    fichier = sqlite_path(adresse)
    assert fichier is not None
    with closing(sqlite3.connect(fichier, isolation_level=None)) as autre:
        autre.execute(debut)
        autre.execute("SELECT count(*) FROM remontee").fetchone()
        depuis = monotonic()
        yield
        assert monotonic() - depuis < sqlite.ATTENTE_MS / 2_000
    with get_engine(adresse).execution_options(ecriture=None).connect() as ecrivain:  # who does wait for its turn
        assert ecrivain.exec_driver_sql("PRAGMA busy_timeout").scalar() == sqlite.ATTENTE_MS


@pytest.mark.sqlite_seul
def test_la_place_se_rend_sans_attendre_qui_lit_ni_qui_ecrit(adresse: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "ATTENTE_MS", 120_000)
    ensure_base(MAINTENANT)
    lot = keep(2**20)
    with hold(adresse, "BEGIN"):
        drop_brouillon(lot, EDITEUR)
    with hold(adresse, "BEGIN IMMEDIATE"), pytest.raises(BaseOccupee, match="Un autre import est en cours"):
        give_back_place()


@pytest.mark.sqlite_seul
def test_une_base_d_avant_garde_sa_taille_et_la_reprend(adresse: str) -> None:
    """Its file cannot shrink: what was deleted is written over."""
    ensure_base(MAINTENANT)
    dispose_engines()
    fichier = sqlite_path(adresse)
    with closing(sqlite3.connect(fichier)) as connexion:
        connexion.executescript("PRAGMA journal_mode=DELETE; PRAGMA auto_vacuum=NONE; VACUUM")
    drop_brouillon(keep(6 * 2**20), EDITEUR)
    taille = measure(adresse)
    assert taille > 6 * 2**20
    for _ in range(3):
        drop_brouillon(keep(6 * 2**20), EDITEUR)
        assert measure(adresse) <= taille + 2**20


def test_faute_52_le_role_lecture_n_importe_pas(gabarit_t4: bytes) -> None:
    octets, acte = fill(gabarit_t4, {"H5": 85}), Acte(NatureEntree.IMPORT, "C", MAINTENANT)
    dispose_engines()
    avant = read_etat()
    with pytest.raises(DroitInsuffisant, match="Accès refusé"):
        apply_recu(octets, Accord(LECTEUR), acte)
    assert read_etat() == avant


def test_le_role_lecture_n_annule_pas(demo: str) -> None:
    with open_base() as session:
        derniere = max(e.id for e in load_journal(session) if e.nature == NatureEntree.IMPORT and e.annule_par is None)
    dispose_engines()
    avant = read_etat()
    acte = Acte(NatureEntree.ANNULATION, "C", MAINTENANT)
    with pytest.raises(DroitInsuffisant, match="Accès refusé"):
        undo_remontee(derniere, acte, agissant=LECTEUR)
    assert read_etat() == avant
    assert undo_remontee(derniere, acte, agissant=EDITEUR) > derniere


@pytest.mark.parametrize("auteur", ["", "  ", "x" * 81, "a\x00b"])
def test_auteur_obligatoire(lancer: Lancer, ecrire: Ecrire, gabarit_t4: bytes, auteur: str) -> None:
    sortie = lancer("apply", ecrire("a.xlsx", fill(gabarit_t4, {"H5": 85})), "--auteur", auteur, "--json")
    assert (sortie.code, sortie.donnees["erreur"]) == (2, "demande_invalide")


@pytest.mark.parametrize("arguments", [[], ["inconnue"], ["apply"], ["undo", "pas-un-nombre", "--auteur", "C"]])
def test_une_commande_mal_ecrite_est_dite_en_francais(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    erreurs = capsys.readouterr().err
    assert erreurs.startswith("Commande incorrecte. Attendu :\n  python -m loaders")
    assert "required" not in erreurs
