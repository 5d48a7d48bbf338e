"""Two processes behind nginx and TLS: what one writes the other shows, what one loses the other serves."""

from __future__ import annotations

import json
import re
import signal
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection

import pytest
from psycopg import Connection
from sqlalchemy.engine import make_url
from websockets.exceptions import ConnectionClosed

from loaders.comptes.jetons import create_jeton
from loaders.ecriture.journal import Acte
from models.acces import COMMANDE
from models.jetons import Portee
from models.provenance import EntreeJournal, load_journal
from models.session import open_base, use_base
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import JeuDonnees, NatureEntree
from tests.bases import build_partagee, copy_base
from tests.classeurs_remplis import fill_classeur
from tests.e2e.conftest import PATIENCE, build_base
from tests.e2e.depot import import_classeur
from tests.e2e.paire import PERSONNES, SITE, TEMOIN, Paire, Processus, serve_paire
from tests.e2e.relais import Visiteur
from tests.serveur_postgres import Serveur
from ui.socle.navigation import ECRANS

pytestmark = [pytest.mark.e2e, pytest.mark.lent]
DEPOTS_LENTS = {"zone=tableau_depots:10m rate=2r/s": "zone=tableau_depots:10m rate=1r/m"}
"""So that no speed of the machine decides whether the limit is met."""
CHERCHE = "chercheeparquelquun"
FAIT, NOM = "Un fait que personne n’avait écrit", "Dossier de Dominique.xlsx"
EN_COURS = str(Trimestre.from_date(find_jour(datetime.now(UTC))))


@pytest.fixture(scope="module")
def paire(serveur: Serveur, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paire]:
    source = build_partagee(tmp_path_factory, "servie-pleine", lambda neuve: build_base(neuve, "pleine"))
    nom = serveur.name_base()
    base = copy_base(source, serveur.write_url(nom))
    with serve_paire(base, tmp_path_factory.mktemp("paire"), DEPOTS_LENTS) as servie:
        yield servie
    serveur.drop_base(nom)


@pytest.fixture(scope="module")
def temoins(paire: Paire) -> tuple[str, str]:
    """The cookies that lead to each process."""
    return paire.find_temoins()


def list_imports(paire: Paire) -> list[EntreeJournal]:
    """The imports in force, the last first."""
    with use_base(paire.base), open_base() as session:
        entrees = load_journal(session)
    return sorted((e for e in entrees if e.nature == NatureEntree.IMPORT and e.annule_par is None), key=lambda e: -e.id)


def undo(visiteur: Visiteur, numero: int) -> str:
    """Undo an entry by its screen, as somebody does, and return what is said of it."""
    ecran = f"journal?remontee={numero}"
    visiteur.run(ecran)
    sur, bouton = visiteur.champs["Je confirme l’annulation"], f"Annuler la remontée n°\u00a0{numero}"
    visiteur.run(ecran, **{sur: True})
    return visiteur.run(ecran, **{sur: True, visiteur.champs[bouton]: None})


def test_a_person_signed_in_reads_by_tls_and_nobody_else(paire: Paire) -> None:
    reponse, page = paire.ask("/synthese", Accept="text/html")
    assert reponse.status == 200
    assert 'lang="fr"' in page.decode()
    assert reponse.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "frame-ancestors 'none'" in reponse.headers["Content-Security-Policy"]
    assert reponse.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert reponse.headers["Server"] == "nginx"
    assert paire.ask("/synthese", None, Accept="text/html")[0].status == 401
    assert paire.ask("/synthese", None, Accept="text/html", X_Forwarded_Email="jeanne@exemple.fr")[0].status == 401
    assert paire.ask("/importer", Accept="text/html", X_Forwarded_Email="jeanne@exemple.fr")[0].status == 200


def test_what_a_reader_says_of_themselves_is_not_believed(paire: Paire, temoins: tuple[str, str]) -> None:
    with paire.visit("elu@exemple.fr", temoins[0]) as elu:
        assert "Accès refusé" in elu.run("importer")


def test_what_is_not_for_the_public_is_not_there(paire: Paire) -> None:
    for chemin in ("/_stcore/metrics", "/ouvrir?cle=x", "/_pages/indisponible.html"):
        assert paire.ask(chemin, "jeanne@exemple.fr")[0].status == 404
    assert paire.ask("/sante/pret", None)[0].status == 200
    assert paire.ask("/sante/pret", None, source="127.0.0.2")[0].status == 403


def test_a_program_reads_by_its_token_and_signs_in_nowhere(paire: Paire) -> None:
    with use_base(paire.base):
        acte = Acte(NatureEntree.ACCES, "Camille Exemple", datetime.now(UTC))
        jour = find_jour(acte.maintenant) + timedelta(days=30)
        secret = create_jeton("Entrepôt", Portee(frozenset(JeuDonnees)), jour, acte, COMMANDE).secret
    reponse, _ = paire.ask("/donnees/v1/", None, Authorization=f"Bearer {secret}")
    assert (reponse.status, reponse.headers["Content-Type"]) == (200, "application/json")
    for qui in (None, "elu@exemple.fr"):
        reponse, _ = paire.ask("/donnees/v1/", qui)
        assert (reponse.status, reponse.headers["Content-Type"]) == (401, "application/problem+json")


def test_only_its_own_name_is_served(paire: Paire) -> None:
    paire.connect().close()
    with pytest.raises(ssl.SSLError):
        paire.connect(nom="autre.essai")


def test_a_name_in_clear_is_sent_to_tls(paire: Paire) -> None:
    clair = re.findall(r"listen 127\.0\.0\.1:(\d+) default_server;", (paire.dossier / "tableau.conf").read_text())
    connexion = HTTPConnection("127.0.0.1", int(clair[0]), timeout=PATIENCE)
    connexion.request("GET", "/synthese?t=2026-T3", headers={"Host": "n.importe"})
    reponse = connexion.getresponse()
    assert (reponse.status, reponse.headers["Location"]) == (301, f"https://{SITE}/synthese?t=2026-T3")
    connexion.close()


def test_a_browser_goes_back_to_its_process_by_a_cookie_that_says_nothing(paire: Paire) -> None:
    poses = paire.ask("/synthese", Accept="text/html")[0].headers.get_all("Set-Cookie")
    assert all("Secure" in pose or "secure" in pose for pose in poses)
    (pose,) = [pose for pose in poses if pose.startswith(TEMOIN)]
    assert re.fullmatch(rf"{TEMOIN}=[0-9a-f]{{32}}; Path=/; Secure; HttpOnly; SameSite=Lax", pose)
    temoin = pose.partition(";")[0].partition("=")[2]
    assert len({paire.find_port_de(temoin) for _ in range(3)}) == 1
    poses = paire.ask("/_stcore/health", Cookie=f"{TEMOIN}={temoin}")[0].headers.get_all("Set-Cookie") or []
    assert not [pose for pose in poses if pose.startswith(TEMOIN)]


def test_what_is_too_large_or_too_frequent_is_refused_in_french(paire: Paire) -> None:
    depot, trop = "/_stcore/upload_file/session/fichier", b"x" * (21 * 2**20 + 1)
    for chemin, corps in ((depot, trop), ("/synthese", b"x" * (2**20 + 1))):
        reponse, page = paire.ask(chemin, "agent@exemple.fr", "PUT", corps, source="127.0.0.2")
        assert reponse.status == 413
        assert "Ce fichier est trop grand" in page.decode()
    for _ in range(200):
        reponse, page = paire.ask(depot, "agent@exemple.fr", "PUT", b"x", source="127.0.0.3")
        if reponse.status == 429:
            break
    assert reponse.status == 429
    assert "Trop de demandes à la fois" in page.decode()
    assert reponse.headers["Retry-After"] == "10"


def test_what_one_process_writes_the_other_shows_at_the_next_click(paire: Paire, temoins: tuple[str, str]) -> None:
    """A workbook dropped and applied by its screen."""
    with use_base(paire.base):
        octets = fill_classeur("crip-93", EN_COURS, {"A16": {"Fait marquant du trimestre": FAIT}}, datetime.now(UTC))
    with paire.visit("elu@exemple.fr", temoins[1]) as elu:
        fiche = f"orientations_et_actions?action=A16&trimestre={Trimestre.parse(EN_COURS).libelle}"
        assert FAIT not in elu.run(fiche)
        dit = import_classeur(paire, "agent@exemple.fr", NOM, octets, temoins[0])
        assert "1 changement appliqué" in dit
        assert FAIT in elu.run(fiche)


def test_a_process_killed_costs_the_page_being_loaded(paire: Paire, temoins: tuple[str, str]) -> None:
    tue, temoin = paire.processus[1], temoins[1]
    with pytest.raises(ConnectionClosed), paire.visit("elu@exemple.fr", temoin) as elu:
        elu.run("synthese")
        tue.serveur.send_signal(signal.SIGKILL)
        tue.serveur.wait(PATIENCE)
        elu.run("synthese")
    with paire.visit("elu@exemple.fr", temoin) as elu:  # the same browser, which opens its session again
        assert "le Schéma est avancé à" in elu.run("synthese")
    assert paire.find_port_de(temoin) == paire.processus[0].port
    tue.restart()


@pytest.fixture
def porte(paire: Paire, serveur: Serveur) -> Iterator[Connection]:
    """Holds every entry of the journal where it is written, until its lock is let go of: an import takes its time."""
    base = str(make_url(paire.base).database)
    with serveur.connect(base) as tenante:
        tenante.execute(
            "CREATE FUNCTION attendre() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = '0' AS "
            "'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END'"
        )
        tenante.execute("CREATE TRIGGER attente BEFORE INSERT ON remontee FOR EACH ROW EXECUTE FUNCTION attendre()")
        tenante.execute("SELECT pg_advisory_lock(1)")
        yield tenante
        tenante.execute("SELECT pg_advisory_unlock_all()")
        tenante.execute("DROP TRIGGER attente ON remontee")
        tenante.execute("DROP FUNCTION attendre")


def wait_attente(tenante: Connection) -> None:
    """Return once somebody waits at the door."""
    attend = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND NOT granted"
    while not tenante.execute(attend).fetchone()[0]:
        pass


def wait_arret(processus: Processus) -> None:
    """Return once a process that still answers takes nobody more."""
    while True:
        connexion = HTTPConnection("127.0.0.1", processus.port, timeout=PATIENCE)
        connexion.request("GET", "/sante/pret")
        statut = connexion.getresponse().status
        connexion.close()
        if statut == 503:
            return


def test_a_rolling_restart_loses_no_import(paire: Paire, temoins: tuple[str, str], porte: Connection) -> None:
    """Told to stop while an import is being written, a process ends it, refuses others, then leaves; then the other."""
    avant, derniere = list_imports(paire)[1].id, list_imports(paire)[0].id
    arrete, autre = paire.processus

    def write() -> None:
        with suppress(ConnectionClosed), paire.visit("agent@exemple.fr", temoins[0]) as agent:
            undo(agent, derniere)

    with (
        ThreadPoolExecutor(1) as fils,
        paire.visit("autre-agent@exemple.fr", temoins[0]) as agent,
        paire.visit("elu@exemple.fr", temoins[0]) as elu,
    ):
        ecriture = fils.submit(write)
        wait_attente(porte)
        arrete.serveur.terminate()
        wait_arret(arrete)
        assert "Le serveur s’arrête ou redémarre" in undo(agent, avant)
        assert "le Schéma est avancé à" in elu.run("synthese")
        porte.execute("SELECT pg_advisory_unlock(1)")
        ecriture.result(PATIENCE)
        arrete.serveur.wait(PATIENCE)
    assert [e.id for e in list_imports(paire)[:1]] == [avant]
    with paire.visit("agent@exemple.fr", temoins[0]) as agent:  # the other process, which was not told to stop
        undo(agent, avant)
    assert avant not in [e.id for e in list_imports(paire)]
    arrete.restart()
    autre.serveur.terminate()
    autre.serveur.wait(PATIENCE)
    with paire.visit("elu@exemple.fr", temoins[1]) as elu:
        assert "le Schéma est avancé à" in elu.run("synthese")
    autre.restart()


def test_both_away_are_told_in_french(paire: Paire) -> None:
    fils = [threading.Thread(target=p.serveur.wait, args=(PATIENCE,)) for p in paire.processus]
    for processus, fil in zip(paire.processus, fils, strict=True):
        processus.serveur.terminate()
        fil.start()
    for fil in fils:
        fil.join()
    reponse, page = paire.ask("/synthese", Accept="text/html")
    assert reponse.status == 502
    assert "cette page réessaie d’elle-même" in page.decode()
    for processus in paire.processus:
        processus.launch()
    for processus in paire.processus:
        processus.wait()


def test_nothing_that_is_written_tells_of_a_person(paire: Paire, temoins: tuple[str, str]) -> None:
    """Every line of a whole session, and of all that was done above: an object, without a name nor an address."""
    with paire.visit("elu@exemple.fr", temoins[0]) as elu:
        elu.run(f"recherche?q={CHERCHE}")
    paire.ask(f"/recherche?q={CHERCHE}", Accept="text/html", Referer=f"https://{SITE}/{CHERCHE}", User_Agent="Curieux")
    paire.ask(f"/{CHERCHE}.xlsx", User_Agent="Curieux")
    ecrits = [p.sortie.read_text(encoding="utf-8") for p in paire.processus] + [paire.acces]
    ecrits += [(paire.dossier / "nginx-erreurs.log").read_text(encoding="utf-8")]
    lignes = [ligne for texte in ecrits for ligne in texte.splitlines()]
    assert len(lignes) > 20
    for ligne in lignes:
        assert isinstance(json.loads(ligne), dict)
    tout = "\n".join(lignes).replace('"processus":"127.0.0.1:', "").replace(", 127.0.0.1:", "")
    noms = [qui.partition("@")[0] for qui in PERSONNES]
    for trace in (*PERSONNES, *noms, "Camille", "127.0.0.", CHERCHE, "Curieux", FAIT, "Dominique"):
        assert trace not in tout


def test_every_screen_has_its_name_in_what_nginx_writes(paire: Paire) -> None:
    connus = re.findall(r"<tableau_page>([^)]*)\)", (paire.dossier / "tableau.conf").read_text())[0].split("|")
    assert {ecran.url for ecran in ECRANS} <= set(connus)
