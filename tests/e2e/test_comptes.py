"""Accounts behind a real nginx that signs people in: each has their role, a client that speaks for itself has none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus

from loaders.comptes.acces import grant_acces
from loaders.ecriture.journal import Acte
from models.acces import TOUT, Acces
from models.provenance import load_journal
from models.session import open_base, use_base
from models.vocabulaire import GenreAcces, NatureEntree, Role
from tests.agissants import COMMANDE
from tests.e2e.conftest import PATIENCE, RACINE, Application, Poser, find_port, serve
from tests.e2e.relais import Visiteur, ask, run_nginx, visit
from tests.fabrique import MAINTENANT
from ui.socle.voies import NOMS

pytestmark = pytest.mark.e2e
SECRET = "s" * 32
ACTE = Acte(NatureEntree.ACCES, "Camille Exemple", MAINTENANT)
ROLES = {
    "elu@exemple.fr": Role.LECTURE,
    "agent@exemple.fr": Role.MISE_A_JOUR,
    "jeanne@exemple.fr": Role.ADMINISTRATION,
}
DEPOT = "/_stcore/upload_file/session/fichier"
BLOC = """
server {{
    listen 127.0.0.1:{port};
    location / {{
        proxy_pass http://127.0.0.1:{serveur};
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection upgrade;
        proxy_set_header X-Forwarded-Email $http_connu;
        proxy_set_header X-Forwarded-Groups "";
        proxy_set_header X-Schema-Secret {secret};
    }}
}}
"""
"""`Connu` stands for what signs a person in."""


@pytest.fixture(scope="module")
def servie(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    base = poser(tmp_path_factory.mktemp("comptes") / "base.db", "pleine")
    with use_base(base):
        for identifiant, role in ROLES.items():
            grant_acces(Acces(GenreAcces.PERSONNE, identifiant, identifiant[:4], role, TOUT), ACTE, COMMANDE)
    with pytest.MonkeyPatch.context() as env:
        env.setenv("ACCES_MANDATAIRE_IDENTITE", "X-Forwarded-Email")
        env.setenv("ACCES_MANDATAIRE_GROUPES", "X-Forwarded-Groups")
        env.setenv("ACCES_MANDATAIRE_SECRET", SECRET)
        env.setenv("ACCES_CONTACT", "Camille Exemple")
        with serve(base) as application:
            yield application


@pytest.fixture(scope="module")
def relais(servie: Application, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    port = find_port()
    bloc = BLOC.format(port=port, serveur=urlsplit(servie.adresse).port, secret=SECRET)
    with run_nginx(bloc, port, tmp_path_factory.mktemp("nginx")):
        yield port


@contextmanager
def enter(port: int, identifiant: str, **autres: str) -> Iterator[Visiteur]:
    with visit(port, f"localhost:{port}", {"Connu": identifiant, **autres}) as visiteur:
        yield visiteur


@pytest.mark.parametrize("identifiant", ROLES)
def test_each_has_their_role_by_websocket_and_by_http(relais: int, identifiant: str) -> None:
    role = ROLES[identifiant]
    importe = role.allows(Role.MISE_A_JOUR)
    with enter(relais, identifiant) as visiteur:
        assert "le Schéma est avancé à" in visiteur.run("synthese")
        assert ("Accès refusé" in visiteur.run("importer")) is not importe
        assert f"{identifiant[:4]} · {role.libelle}" in visiteur.run("synthese")
    assert (ask(relais, "GET", "/_stcore/metrics", {"Connu": identifiant}) == 403) is not importe
    assert ask(relais, "GET", "/synthese", {"Connu": identifiant, "Accept": "text/html"}) == 200


FORGES: dict[str, dict[str, str]] = {
    "nobody": {},
    "unknown": {"Connu": "inconnu@exemple.fr"},
    "two": {"Connu": "elu@exemple.fr, jeanne@exemple.fr"},
    "own header": {"X-Forwarded-Email": "jeanne@exemple.fr"},
    "underscores": {"X_Forwarded_Email": "jeanne@exemple.fr"},
    "groups": {"X-Forwarded-Groups": "admin"},
    "inner word": {"X-Schema-Personne": "AAAA.W1siamVhbm5lQGV4ZW1wbGUuZnIiXSwgW11d"},
    "loopback": {"X-Forwarded-For": "127.0.0.1", "X-Real-Ip": "::1"},
}


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize("direct", [False, True])
def test_who_speaks_for_themselves_has_nothing(servie: Application, relais: int, forge: str, direct: bool) -> None:
    """Through the relay, which overwrites, and straight at the server, which wants its secret."""
    port = (urlsplit(servie.adresse).port or 0) if direct else relais
    entetes = {nom: valeur for nom, valeur in FORGES[forge].items() if not direct or nom != "Connu"}
    for methode, chemin in (("PUT", DEPOT), ("GET", "/_stcore/metrics"), ("GET", "/media/x"), ("GET", "/synthese")):
        assert ask(port, methode, chemin, {"Accept": "text/html", **entetes}) == 403
    with pytest.raises(InvalidStatus) as refus, visit(port, f"localhost:{port}", entetes):
        pass
    assert refus.value.response.status_code == 403


@pytest.mark.parametrize("secret", ["", "x" * 32, SECRET[:-1]])
def test_the_header_without_the_secret_is_nobody(servie: Application, secret: str) -> None:
    port = urlsplit(servie.adresse).port or 0
    entetes = {"X-Forwarded-Email": "jeanne@exemple.fr", "X-Schema-Secret": secret, "Accept": "text/html"}
    assert ask(port, "GET", "/synthese", entetes) == 403
    with pytest.raises(InvalidStatus), visit(port, f"localhost:{port}", entetes):
        pass


def test_an_undo_is_signed_by_the_account_and_a_right_withdrawn_stops_it(servie: Application, relais: int) -> None:
    with use_base(servie.base), open_base() as session:
        imports = [e.id for e in load_journal(session) if e.nature == NatureEntree.IMPORT and e.annule_par is None]
    derniere, avant = max(imports), sorted(imports)[-2]
    with enter(relais, "agent@exemple.fr") as agent:
        for numero in (derniere, avant):
            ecran = f"journal?remontee={numero}"
            agent.run(ecran)
            assert "Votre nom" not in agent.champs
            sur, bouton = agent.champs["Je confirme l’annulation"], f"Annuler la remontée n°\u00a0{numero}"
            agent.run(ecran, **{sur: True})
            if numero == avant:
                with use_base(servie.base):
                    grant_acces(
                        Acces(GenreAcces.PERSONNE, "agent@exemple.fr", "agent", Role.LECTURE, TOUT), ACTE, COMMANDE
                    )
            agent.run(ecran, **{sur: True, agent.champs[bouton]: None})
    with use_base(servie.base), open_base() as session:
        journal = {e.id: e for e in load_journal(session)}
    annulation = journal[journal[derniere].annule_par or 0]
    assert annulation.auteur == "agen"
    assert journal[avant].annule_par is None


def test_a_network_without_a_way_in_is_not_served() -> None:
    commande = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(find_port())]
    sans = {nom: valeur for nom, valeur in os.environ.items() if nom not in NOMS}
    fini = subprocess.run(
        [*commande, "--server.address", "0.0.0.0"],
        cwd=RACINE,
        env=sans,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert fini.returncode != 0
    assert "ACCES_MANDATAIRE_IDENTITE" in fini.stderr
    assert "Traceback" not in fini.stderr + fini.stdout
