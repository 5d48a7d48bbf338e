"""The demonstration: every cell of the story reaches the database, and only what the story says."""

from __future__ import annotations

import csv
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import sleep

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine

from loaders.arbre.lecture import schema_data
from loaders.base.preparation import ensure_base
from loaders.base.version import MIGRATIONS
from loaders.demo.controle import COLONNES_DU_RECIT
from loaders.demo.partenariat import read_envois
from loaders.demo.recit import build_demo, read_recit
from loaders.ecriture.brouillons import keep_brouillon, make_lot
from loaders.lecture.processus import Recu
from loaders.options import Options
from metrics.projection import Projection, compute_projection
from metrics.tendance import compute_tendance
from models.chargement import load_plan
from models.colonnes import FEUILLES
from models.pannes import find_copie
from models.plan import Plan
from models.provenance import load_journal
from models.refus import Refus
from models.session import dispose_engines, open_base
from models.trimestre import Trimestre, list_trimestres
from models.vocabulaire import Fraicheur, NatureEntree, Statut
from tests.agissants import COMMANDE
from tests.constats import Ecrire, Lancer, find_base, read_lignes
from tests.dossier import lire
from tests.fabrique import MAINTENANT, fill, make_gabarit
from tests.loaders.processus import finish, start
from tests.ui.remplissage import fill_base


def list_dits() -> Counter[str]:
    """Count the typed cells of the story that are in force at the end: undone files and corrections apart."""
    dits: dict[tuple[str, ...], str] = {}
    with (schema_data() / "demonstration" / "recit.csv").open(encoding="utf-8-sig", newline="") as flux:
        for ligne in csv.DictReader(flux, delimiter=";"):
            if ligne["envoi"] != "annule":
                champs = next(f for f in FEUILLES if f.nom == ligne["feuille"]).saisies
                for colonne in champs:
                    texte = ligne[COLONNES_DU_RECIT.get(str(colonne.champ), str(colonne.champ))]
                    cle = (ligne["feuille"], ligne["trimestre"], ligne["code"], ligne["libelle"], ligne["partenaire"])
                    if texte:
                        dits[(*cle, str(colonne.champ))] = texte
    return Counter(f"{cle[0]}.{cle[-1]}" for cle in dits)


def list_valeurs(plan: Plan) -> list[tuple[str, str, str, str, object]]:
    """Return every value stored: sheet, reference or label, quarter, field, value."""
    valeurs: list[tuple[str, str, str, str, object]] = []
    for action in plan.actions:
        suites = [("Avancement", action.code, action.suivis)]
        suites += [("Jalons", j.reference, j.suivis) for j in action.jalons]
        suites += [("Indicateurs", f"{action.code} {i.libelle}", i.mesures) for i in action.indicateurs]
        suites += [("Partenaires", f"{action.code} {p.partenaire}", p.implications) for p in action.participations]
        valeurs += [
            (nom, cle, str(s.trimestre), str(colonne.champ), getattr(s, str(colonne.champ)))
            for nom, cle, suivis in suites
            for s in suivis
            for colonne in next(f for f in FEUILLES if f.nom == nom).saisies
            if getattr(s, str(colonne.champ)) is not None
        ]
    return valeurs


def list_stockes(plan: Plan) -> Counter[str]:
    """Count the values stored, by sheet and field."""
    return Counter(f"{nom}.{champ}" for nom, _, _, champ, _ in list_valeurs(plan))


def test_chaque_cellule_du_recit_est_en_base(demo: str) -> None:
    with open_base() as session:
        assert list_stockes(load_plan(session)) == list_dits()


def test_le_recit_montre_chaque_situation(demo: str) -> None:
    from metrics.bilan import choose_trimestre, compute_bilan

    with open_base() as session:
        plan = load_plan(session)
    dernier = choose_trimestre(plan, plan.fin)
    bilan = compute_bilan(plan, dernier)
    statuts = {etat.statut for etat in bilan.etats.values()}
    assert plan.demonstration
    assert list(plan.trimestres_renseignes) == list_trimestres(Trimestre(2024, 1), Trimestre(2026, 3))
    assert statuts == {*Statut, None}
    assert {etat.fraicheur for etat in bilan.etats.values()} == set(Fraicheur)
    assert any(etat.en_retard for etat in bilan.etats.values())
    assert any(etat.decision_attendue for etat in bilan.etats.values())
    assert {p.code for p in plan.pilotes} == {e.pilote for e in read_recit(schema_data())}


def test_le_rythme_du_recit_promet_sans_rien_tenir_pour_acquis(demo: str) -> None:
    with open_base() as session:
        plan = load_plan(session)
    points = compute_tendance(plan, plan.trimestres_renseignes[-1])
    projection = compute_projection(plan, points)
    assert isinstance(projection, Projection)
    assert projection.depart + 15 < projection.terme.bas < projection.terme.haut - 5 < 80
    avancements = [p.ensemble.avancement or 0 for p in points]
    assert all(apres > avant for avant, apres in pairwise(avancements))
    assert [(p.ensemble.ecart or 0) > 0 for p in points[5:]] == [True, True, False, False, False, False]


def test_la_base_rapide_des_ecrans_dit_la_meme_chose(
    demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_base() as session:
        plan = load_plan(session)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'rapide.db'}")
    fill_base(datetime(2026, 11, 21, 9, tzinfo=UTC))
    with open_base() as session:
        rapide = load_plan(session)
    assert list_valeurs(rapide) == list_valeurs(plan)
    assert rapide.charte == plan.charte
    assert rapide.partenaires == plan.partenaires
    assert [a.participations for a in rapide.actions] == [a.participations for a in plan.actions]


def test_chaque_ligne_du_partenariat_est_en_base(demo: str) -> None:
    """What both sides say of the charter, its meetings, the partners: as many as the story tells."""
    with open_base() as session:
        plan = load_plan(session)
        fichiers = [e.fichier for e in load_journal(session) if e.trimestre is None and e.nature == NatureEntree.IMPORT]
    assert plan.charte is not None
    dossier = schema_data()
    evaluations = [(e.code, v.partie, v.annee) for e in plan.charte.engagements for v in e.evaluations]
    dites = lire("demonstration/appreciations.csv")
    assert Counter(evaluations) == Counter((x["engagement"], x["partie"], int(x["annee"])) for x in dites)
    reunions = [(i.code, r.jour.isoformat(), r.tenue) for i in plan.charte.instances for r in i.reunions]
    mots = {"oui": True, "non": False, "": None}
    prevues = lire("demonstration/reunions.csv")
    assert Counter(reunions) == Counter((x["instance"], x["date"], mots[x["tenue"]]) for x in prevues)
    membres = {p.nom for p in plan.partenaires if p.membre}
    assert membres == {x["partenaire"] for x in lire("demonstration/partenaires.csv") if x["membre"] == "oui"}
    roles = {(a.code, p.partenaire): p.role for a, p in plan.iter_participations() if p.role}
    voulus = {(x["action"], x["partenaire"]): x["role"] for x in lire("demonstration/participations.csv")}
    assert roles == voulus
    assert len(fichiers) == len(read_envois(dossier)) == 8


def test_une_base_de_demonstration_ne_se_reconstruit_pas(demo: str) -> None:
    assert build_demo(MAINTENANT) is False


def make_anterieure(version: str) -> None:
    """Put the database in use back to an earlier version: its tables made by the migrations, its rows copied there."""
    dispose_engines()
    present = find_base().rename(find_base().with_name("present.db"))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    moteur = create_engine(f"sqlite:///{find_base()}", poolclass=NullPool)
    with moteur.begin() as connexion:
        config.attributes["connection"] = connexion
        command.upgrade(config, version)
    with closing(sqlite3.connect(find_base(), isolation_level=None)) as connexion:
        connexion.execute("ATTACH ? AS present", (str(present),))
        for (table,) in connexion.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if table != "alembic_version":
                champs = ", ".join(f'"{c[1]}"' for c in connexion.execute(f'PRAGMA main.table_info("{table}")'))
                connexion.execute(f'INSERT INTO main."{table}" ({champs}) SELECT {champs} FROM present."{table}"')
    present.unlink()


@pytest.mark.parametrize("version", ["0002", "0003", "0004"])
def test_faute_45_une_demonstration_d_une_version_anterieure_est_mise_a_jour(
    demo: str, lancer: Lancer, version: str
) -> None:
    """Its tables lack columns: it is found to be there, then copied and migrated, and opens."""
    make_anterieure(version)
    sortie = lancer("demo")
    assert (sortie.code, sortie.out, sortie.err) == (0, "La base de démonstration est déjà là.\n", "")
    assert lancer("verify").code == 0
    dispose_engines()
    assert sorted(f.name for f in find_base().parent.glob("*.db")) == [
        "schema.db",
        "schema_avant-mise-a-jour_2026-11-21_11h00m00.db",
    ]


def test_faute_45_une_base_reelle_anterieure_n_est_ni_remplacee_ni_mise_a_jour(
    base: str, lancer: Lancer, ecrire: Ecrire
) -> None:
    """`demo` at the wrong address: it says that nothing was written, and nothing is."""
    assert lancer("apply", ecrire("a.xlsx", fill(make_gabarit(), {"H5": 45})), "--auteur", "C").code == 0
    make_anterieure("0004")
    octets = find_base().read_bytes()
    sortie = lancer("demo")
    assert sortie.code == 2
    assert "autres données" in sortie.err
    dispose_engines()
    assert find_base().read_bytes() == octets
    assert [f.name for f in find_base().parent.iterdir()] == [find_base().name]


def test_faute_45_l_arbre_seul_d_une_version_anterieure_est_complete(
    base: str, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_anterieure("0003")
    monkeypatch.setattr("loaders.demo.recit._play", lambda _: ensure_base(MAINTENANT, fictif=True))
    sortie = lancer("demo")
    assert (sortie.code, sortie.out) == (0, "Base de démonstration construite (données fictives).\n")
    dispose_engines()
    assert [f.name for f in find_base().parent.iterdir()] == [find_base().name]


def test_une_base_qui_n_a_que_l_arbre_est_completee(
    base: str, lancer: Lancer, fichier_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`init` at the demonstration's address, or a first start that was stopped: the story is told from its start.

    It is the only one built again: two of them have the same rows, and the same files, to their digests.
    """
    assert lancer("demo").code == 0
    with open_base() as session:
        plan, journal = load_plan(session), load_journal(session)
    lignes = read_lignes()
    assert [p.name for p in find_base().parent.iterdir() if "partiel" in p.name] == []
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{fichier_demo}")
    with open_base() as session:
        assert (plan, journal) == (load_plan(session), load_journal(session))
    assert lignes == read_lignes()
    dispose_engines()


def test_une_base_ouverte_ailleurs_n_est_pas_remplacee(base: str, lancer: Lancer) -> None:
    octets = find_base().read_bytes()
    with closing(sqlite3.connect(find_base())) as autre:
        autre.execute("PRAGMA journal_mode=WAL")
        autre.execute("SELECT count(*) FROM remontee").fetchone()
        sortie = lancer("demo")
    assert sortie.code == 2
    assert "arrêtez-le, puis recommencez" in sortie.err
    assert find_base().read_bytes() == octets


@pytest.mark.parametrize("reste", ["import", "brouillon"])
def test_une_base_reelle_n_est_pas_remplacee(base: str, lancer: Lancer, ecrire: Ecrire, reste: str) -> None:
    """What was imported, and what waits in a preview, is never replaced."""
    octets = fill(make_gabarit(), {"H5": 45})
    if reste == "import":
        assert lancer("apply", ecrire("a.xlsx", octets), "--auteur", "C").code == 0
    else:
        keep_brouillon(make_lot(), [Recu("a.xlsx", octets)], Options(), MAINTENANT, COMMANDE)
    avant = read_lignes()
    sortie = lancer("demo")
    assert sortie.code == 2
    assert "autres données" in sortie.err
    assert read_lignes() == avant


@pytest.mark.parametrize(
    ("faute", "dit"),
    [
        ({"avancement": "40", "statut": "Réalisée"}, "def-service-de-l-ase.xlsx : .*Réalisée"),
        ({"avancement": "140"}, "def-service-de-l-ase.xlsx : .*140"),
    ],
)
def test_un_recit_qui_se_contredit_est_refuse_et_ne_laisse_rien(
    adresse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faute: dict[str, str], dit: str
) -> None:
    dossier = tmp_path / "donnees"
    shutil.copytree(schema_data(), dossier)
    recit = dossier / "demonstration" / "recit.csv"
    with recit.open(encoding="utf-8-sig", newline="") as flux:
        lignes = list(csv.DictReader(flux, delimiter=";"))
    une = next(x for x in lignes if x["code"] == "A08" and x["feuille"] == "Avancement")
    with recit.open("w", encoding="utf-8-sig", newline="") as flux:
        ecrivain = csv.DictWriter(flux, une, delimiter=";")
        ecrivain.writeheader()
        ecrivain.writerow(une | faute)
    monkeypatch.setenv("SCHEMA_DATA", str(dossier))
    with pytest.raises(Refus, match=dit):
        build_demo(MAINTENANT)
    assert not list(Path(adresse.removeprefix("sqlite:///")).parent.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
@pytest.mark.parametrize("coupure", [signal.SIGINT, signal.SIGTERM])
def test_une_construction_interrompue_ne_laisse_rien(adresse: str, coupure: signal.Signals) -> None:
    dossier = Path(adresse.removeprefix("sqlite:///")).parent
    # Where the tests run with Ctrl-C ignored, as in the background of a shell, the command would inherit that.
    # Python itself leaves a file open when it is interrupted while it imports a module: no fault of ours.
    silence = {"PYTHONWARNINGS": "error,ignore::ResourceWarning"}
    with start("demo", avant=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL), **silence) as construction:
        for _ in range(6_000):
            if any(dossier.glob("*.partiel*")):
                break
            sleep(0.1)
        assert any(dossier.glob("*.partiel*"))
        construction.send_signal(coupure)
        code, _, erreurs = finish(construction)
    assert (code, erreurs) == (130, "Interrompu : ce qui était en cours n’a pas été gardé.\n")
    assert not list(dossier.iterdir())


MOURIR = """
import os, signal, sys
from datetime import UTC, datetime
from loaders import __main__ as programme
from loaders.base.preparation import ensure_base
from loaders.demo import recit
moment, coup = sys.argv[1], getattr(signal, sys.argv[2])
die = lambda: os.kill(os.getpid(), coup)
signal.signal(signal.SIGTERM, signal.default_int_handler)
make = recit.ensure_base
apply = recit._apply

def ensure(*arguments, **options):
    if moment == "avant l’arbre":
        die()
    tete = make(*arguments, **options)
    if moment == "après l’arbre":
        die()
    return tete

def appliquer(*arguments):
    numero = apply(*arguments)
    if moment == "au premier classeur":
        die()
    return numero

def play(_):
    make(datetime(2026, 1, 1, tzinfo=UTC), fictif=True)

def libre(cible):
    if moment == "avant le nom" and list(cible.parent.glob(".*.partiel/*.db")):
        die()

recit.ensure_base, recit._apply, recit.check_libre = ensure, appliquer, libre
if moment in ("avant le nom", "après le nom"):
    recit._play = play
if moment == "après le nom":
    import shutil
    shutil.rmtree = lambda *a, **k: die()
sys.exit(programme.main(["demo"]))
"""
MOMENTS = ("avant l’arbre", "après l’arbre", "au premier classeur", "avant le nom", "après le nom")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
@pytest.mark.parametrize("coup", ["SIGTERM", "SIGKILL"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_tuee_a_n_importe_quel_moment_la_suivante_reussit(
    adresse: str, lancer: Lancer, monkeypatch: pytest.MonkeyPatch, moment: str, coup: str
) -> None:
    """Wherever it died the database is whole or absent; what remains beside it is swept, and is no backup meanwhile."""
    with start(moment, coup, code=MOURIR) as construction:
        code, _, _ = finish(construction)
    assert code == (130 if coup == "SIGTERM" else -signal.SIGKILL)
    faite = moment == "après le nom"
    assert find_base().exists() is faite
    restes = [f.name for f in find_base().parent.iterdir() if f != find_base()]
    if coup == "SIGTERM" and not faite:
        assert restes == []
    assert all(nom.startswith(".schema.db.") and nom.endswith(".partiel") for nom in restes)
    assert find_copie(find_base()) is None
    monkeypatch.setattr("loaders.demo.recit._play", lambda _: ensure_base(MAINTENANT, fictif=True))
    assert lancer("demo").code == 0
    dispose_engines()
    assert [f.name for f in find_base().parent.iterdir()] == [find_base().name]
