"""Who may do what: one table of every screen, writer, address and file handed out, by role and by way in.

What the program has and the table has not fails: a new screen, writer or address is refused until it stands here.
"""

from __future__ import annotations

import ast
import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.campagne.cloture import close_trimestres, reopen_trimestres
from loaders.campagne.contacts import write_contacts
from loaders.campagne.journaux import note_envois, note_receptions
from loaders.campagne.ouverture import Ouverture, open_campagne
from loaders.campagne.visas import sign_visa
from loaders.comptes.acces import grant_acces, withdraw_acces
from loaders.comptes.jetons import create_jeton, withdraw_jeton
from loaders.ecriture import brouillons
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.application import Accord
from loaders.ecriture.correction import Correction, write_correction
from loaders.ecriture.decisions import DecisionVoulue, write_decision
from loaders.ecriture.journal import Acte
from loaders.ecriture.presentations import hold_presentation, keep_presentation
from loaders.ecriture.reglages import Reglages
from loaders.ecriture.saisie import write_saisie
from loaders.lecture.brut import Recu
from loaders.options import Options
from models.acces import RIEN, TOUT, Acces, Agissant, Perimetre, Personne
from models.chargement import load_plan
from models.jetons import Portee
from models.presentation import Presentation
from models.refus import DroitInsuffisant
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import GenreAcces, NatureEntree, Role
from tests.agissants import COMMANDE
from tests.constats import apply_recu
from tests.fournisseur import APP
from tests.racine import RACINE
from tests.ui.conftest import MAINTENANT, read_textes, run_ecran
from tests.ui.serveur.test_serveur import call, run
from ui.serveur import acces as portier
from ui.serveur import presences
from ui.serveur.connectes import CHEMINS
from ui.serveur.reponses import Serveur
from ui.socle import identity, seances
from ui.socle.navigation import ECRANS

PERSONNE, LECTURE, BORNEE, MISE_A_JOUR, ADMINISTRATION = range(5)
CRIP = Perimetre(pilotes=frozenset({"crip-93"}))
NIVEAUX: Mapping[int, tuple[Role | None, Perimetre]] = {
    PERSONNE: (None, RIEN),
    LECTURE: (Role.LECTURE, RIEN),
    BORNEE: (Role.MISE_A_JOUR, CRIP),
    MISE_A_JOUR: (Role.MISE_A_JOUR, TOUT),
    ADMINISTRATION: (Role.ADMINISTRATION, TOUT),
}
"""From nobody (or a visitor of the public site) to who administers: each may do what those before may."""
JAMAIS = 9

SCREENS = {
    **dict.fromkeys(
        ("synthese", "orientations_et_actions", "engagements", "calendrier", "partenaires", "charte", "journal"),
        LECTURE,
    ),
    **dict.fromkeys(("decisions", "presentation", "aide", "recherche"), LECTURE),
    **dict.fromkeys(("campagne", "importer"), BORNEE),
    **dict.fromkeys(("acces", "etat"), ADMINISTRATION),
}
FILES = {
    ("ui/campagne/fiche.py", "download_button"): "campagne",
    ("ui/campagne/gestes.py", "download_button"): "campagne",
    ("ui/campagne/relancer.py", "download_button"): "campagne",
    ("ui/importer/depot.py", "file_uploader"): "importer",
    ("ui/importer/modeles.py", "download_button"): "importer",
    ("ui/importer/retour.py", "download_button"): "importer",
    ("ui/journal/entree.py", "download_button"): "journal",
    ("ui/kit/telechargement.py", "download_button"): "synthese",
    ("ui/presentation/commandes.py", "download_button"): "presentation",
}
"""What hands a file out, or takes one in, by the screen that shows it; the kit serves those of every reader."""
ADDRESSES = {
    "/_stcore/health": ("/_stcore/health", "GET", PERSONNE),
    "": ("/static/js/index.js", "GET", PERSONNE),
    "/app/static/{path:path}": ("/app/static/favicon.svg", "GET", PERSONNE),
    "/_stcore/metrics": ("/_stcore/metrics", "GET", BORNEE),
    "/_stcore/upload_file/{session_id}/{file_id}": ("/_stcore/upload_file/s/f", "PUT", BORNEE),
    "/_stcore/host-config": ("/_stcore/host-config", "GET", LECTURE),
    "/media/{file_id:path}": ("/media/a.xlsx", "GET", LECTURE),
    "/component/{path:path}": ("/component/a", "GET", LECTURE),
    "/_stcore/bidi-components/{path:path}": ("/_stcore/bidi-components/a", "GET", LECTURE),
    "/_stcore/stream": ("/_stcore/stream", "WEBSOCKET", LECTURE),
    "/auth/login": ("/auth/login", "GET", JAMAIS),
    "/auth/logout": ("/auth/logout", "GET", JAMAIS),
    "/oauth2callback": ("/oauth2callback", "GET", JAMAIS),
    "/_stcore/agent/interact": ("/_stcore/agent/interact", "POST", JAMAIS),
    "/_stcore/agent/openapi.json": ("/_stcore/agent/openapi.json", "GET", JAMAIS),
    "/_stcore/agent/mcp": ("/_stcore/agent/mcp", "POST", JAMAIS),
}
"""Of each route of the framework, an address, how it is asked for, and who may have it."""

ACTE = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)
T3 = Trimestre(2026, 3)
DECISION = DecisionVoulue("A01", Trimestre(2026, 3), "demande", "texte", "qui", date(2026, 11, 2))
REUNION = Presentation("", "Réunion", Trimestre(2026, 3), date(2026, 12, 15))
VOULU = Acces(GenreAcces.PERSONNE, "x@exemple.fr", "X", Role.LECTURE)
RECUS = (Recu("a.xlsx", b"x"),)
Appel = Callable[[Agissant], object]


def note_recu(agissant: Agissant) -> None:
    """Note the workbook of a pilot as read."""
    with open_base() as session:
        plan = load_plan(session)
    lu = Apercu("a.xlsx", "e", StatutApercu.OK, 0, trimestre=str(T3), pilote=plan.pilotes[0].nom)
    note_receptions(plan, [lu], MAINTENANT, agissant)


WRITERS: Mapping[str, tuple[int, Appel]] = {
    "grant_acces": (ADMINISTRATION, lambda q: grant_acces(VOULU, ACTE, q)),
    "withdraw_acces": (ADMINISTRATION, lambda q: withdraw_acces(GenreAcces.PERSONNE, "x@exemple.fr", ACTE, q)),
    "undo_remontee": (BORNEE, lambda q: undo_remontee(1, ACTE, agissant=q)),
    "apply_lecture": (BORNEE, lambda q: apply_recu(b"x", Accord(q), ACTE)),
    "write_decision": (BORNEE, lambda q: write_decision(DECISION, ACTE, Accord(q))),
    "keep_presentation": (MISE_A_JOUR, lambda q: keep_presentation(REUNION, ACTE, Accord(q))),
    "hold_presentation": (BORNEE, lambda q: hold_presentation("R9", date(2026, 11, 2), ACTE, Accord(q))),
    "write_saisie": (BORNEE, lambda q: write_saisie(ACTE, Accord(q), lambda _: [])),
    "write_correction": (BORNEE, lambda q: write_correction(Correction(T3, 0, ()), ACTE, Accord(q))),
    "open_campagne": (BORNEE, lambda q: open_campagne(Ouverture(T3, date(2020, 1, 1)), ACTE, Accord(q))),
    "close_trimestres": (BORNEE, lambda q: close_trimestres([Trimestre(2020, 1)], ACTE, Accord(q))),
    "reopen_trimestres": (ADMINISTRATION, lambda q: reopen_trimestres([T3], "Erreur de saisie", ACTE, Accord(q))),
    "write_contacts": (MISE_A_JOUR, lambda q: write_contacts({"crip-93": "crip@exemple.fr"}, ACTE, Accord(q))),
    "sign_visa": (BORNEE, lambda q: sign_visa(T3, "crip-93", ACTE, Accord(q))),
    "note_envois": (BORNEE, lambda q: note_envois(T3, [], q)),
    "note_receptions": (BORNEE, note_recu),
    "create_jeton": (ADMINISTRATION, lambda q: create_jeton("", Portee(frozenset()), date(2027, 1, 1), ACTE, q)),
    "withdraw_jeton": (ADMINISTRATION, lambda q: withdraw_jeton("aucun", ACTE, q)),
    "keep_brouillon": (BORNEE, lambda q: brouillons.keep_brouillon("lot", RECUS, Options(), MAINTENANT, q)),
    "add_fichiers": (BORNEE, lambda q: brouillons.add_fichiers("lot", RECUS, MAINTENANT, q)),
    "keep_reglages": (BORNEE, lambda q: brouillons.keep_reglages("lot", Reglages(), q)),
    "drop_fichiers": (BORNEE, lambda q: brouillons.drop_fichiers("lot", {0}, q)),
    "drop_brouillon": (BORNEE, lambda q: brouillons.drop_brouillon("lot", q)),
}
"""Of each function that writes in the name of somebody, who may; a perimeter bounds what, in `test_perimetre.py`."""
RULES = {
    *(
        "check_role",
        "check_agissant",
        "sign",
        "check_perimetre",
        "find_hors",
        "mark_lot",
        "mark_perimetre",
        "open_acte",
    ),
    *("check_clos", "check_revision", "find_posterieure", "load_brouillon", "list_brouillons"),
}
"""What takes somebody to judge, or reads for them, and writes nothing."""


def list_functions() -> set[str]:
    """Every function of the loaders that is told who acts."""
    noms = set()
    for fichier in (RACINE / "loaders").rglob("*.py"):
        for f in ast.parse(fichier.read_text(encoding="utf-8")).body:
            if isinstance(f, ast.FunctionDef) and not f.name.startswith("_"):
                dits = [a.annotation for a in (*f.args.args, *f.args.kwonlyargs) if a.annotation is not None]
                if {"Agissant", "Accord"} & {ast.unparse(d) for d in dits}:
                    noms.add(f.name)
    return noms


def list_files() -> set[tuple[str, str]]:
    """Every place of the screens that hands a file out, or takes one in."""
    lieux = set()
    for dossier in ("ui", "pages"):
        for fichier in (RACINE / dossier).rglob("*.py"):
            for n in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
                if isinstance(n, ast.Attribute) and n.attr in ("download_button", "file_uploader"):
                    lieux.add((fichier.relative_to(RACINE).as_posix(), n.attr))
    return lieux


def test_the_table_has_every_screen_writer_and_file() -> None:
    assert set(SCREENS) == {e.url for e in ECRANS}
    assert list_functions() == WRITERS.keys() | RULES
    assert list_files() == FILES.keys()
    assert set(FILES.values()) <= SCREENS.keys()


def test_the_table_has_every_route_of_the_framework() -> None:
    code = """
import json, streamlit as st
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes as c
print(json.dumps([r.path for r in c(st.App("ui/entree.py")._create_runtime())]))
"""
    dit = subprocess.run([sys.executable, "-c", code], cwd=RACINE, capture_output=True, text=True, check=True)
    assert set(json.loads(dit.stdout.splitlines()[-1])) == ADDRESSES.keys()


def build_agissant(niveau: int) -> Agissant:
    role, perimetre = NIVEAUX[niveau]
    return Agissant(role, perimetre, "Camille Exemple")


@pytest.mark.parametrize("niveau", NIVEAUX)
def test_a_screen_is_for_its_roles(niveau: int) -> None:
    for ecran in ECRANS:
        assert build_agissant(niveau).allows(ecran.role) is (niveau >= SCREENS[ecran.url])


def test_no_screen_is_drawn_for_nobody(base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    base("vide")
    monkeypatch.setattr(identity, "find_agissant", Agissant)
    for ecran in ECRANS:
        page = run_ecran(ecran.fichier, {})
        assert "Accès refusé" in read_textes(page) and "Données au" not in read_textes(page), ecran.url
        assert not page.get("file_uploader") and not page.get("download_button")


@pytest.mark.deux_moteurs
def test_a_writer_is_for_its_roles(base: Callable[[str], None]) -> None:
    base("vide")
    for niveau in NIVEAUX:
        for nom, (requis, write) in WRITERS.items():
            permis = True
            try:
                with suppress(LookupError, ValueError):
                    write(build_agissant(niveau))
            except DroitInsuffisant:
                permis = False
            except Exception as autre:  # what was asked for makes no sense: it was heard
                assert niveau >= requis, (nom, autre)
            assert permis is (niveau >= requis), (nom, niveau)


@dataclass(frozen=True)
class Voie:
    """A way in: its settings, what somebody of a level sends, empty where it has nobody of it."""

    reglages: Mapping[str, str]
    send: Callable[[int], dict[str, str] | None]
    public: bool = False


def _send_poste(niveau: int) -> dict[str, str] | None:
    if niveau == ADMINISTRATION:
        return {"cookie": f"schema_8501={identity.TROUSSEAU.exchange(identity.TROUSSEAU.cle)}"}
    return {} if niveau == LECTURE else None


def _send_poste_public(niveau: int) -> dict[str, str] | None:
    return _send_poste(LECTURE) if niveau == PERSONNE else None if niveau == LECTURE else _send_poste(niveau)


def _send_relais(niveau: int) -> dict[str, str]:
    return {"x-forwarded-email": f"n{niveau}@exemple.fr", "x-schema-secret": "s" * 32}


def _send_oidc(niveau: int) -> dict[str, str]:
    return {"cookie": f"seance_8501={seances.SEANCES.open(Personne((f'n{niveau}@exemple.fr',)), 1)}"}


CONTACT = {"ACCES_CONTACT": "Camille Exemple"}
RELAIS = {**CONTACT, "ACCES_MANDATAIRE_IDENTITE": "X-Forwarded-Email", "ACCES_MANDATAIRE_SECRET": "s" * 32}
OIDC = {
    **CONTACT,
    "ACCES_OIDC_ADRESSE": "https://connexion.exemple.fr",
    "ACCES_OIDC_CLIENT": "tableau",
    "ACCES_OIDC_SECRET": "s" * 32,
    "APP_URL": APP,
}
OUVERT = {"ACCES_PUBLIC": "oui"}
VOIES = {
    "poste": Voie({}, _send_poste),
    "poste public": Voie(OUVERT, _send_poste_public, public=True),
    "mandataire": Voie(RELAIS, _send_relais),
    "mandataire et public": Voie({**RELAIS, **OUVERT}, _send_relais, public=True),
    "oidc": Voie(OIDC, _send_oidc),
    "oidc et public": Voie({**OIDC, **OUVERT}, _send_oidc, public=True),
}


def knock(chemin: str, methode: str, entetes: dict[str, str]) -> bool:
    """Return whether the framework behind the doors hears a request."""
    if methode == "WEBSOCKET":
        return _knock_fil(chemin, entetes)
    routes = [Route("/{reste:path}", lambda _: PlainTextResponse("servi"), methods=["GET", "PUT", "POST"])]
    statut, _, corps = call(chemin, routes, methode=methode, accept="*/*", **entetes)
    assert statut in (200, 403, 404) and (corps == b"servi") is (statut == 200)
    return statut == 200


def _knock_fil(chemin: str, entetes: dict[str, str]) -> bool:
    ouvertes: list[str] = []

    async def open_session(_: Scope, receive: Receive, send: Send) -> None:
        ouvertes.append(chemin)

    async def receive() -> Message:
        return {"type": "websocket.disconnect"}

    async def send(_: Any) -> None:
        await asyncio.sleep(0)

    recus = [(nom.encode(), valeur.encode()) for nom, valeur in entetes.items()]
    scope = {"type": "websocket", "path": chemin, "client": ("127.0.0.1", 1), "headers": recus}
    run(Serveur(open_session)(scope, receive, send))
    return bool(ouvertes)


@pytest.mark.parametrize("nom", VOIES)
def test_an_address_is_for_its_roles_by_every_way_in(
    base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, nom: str
) -> None:
    base("vide")
    monkeypatch.setattr(presences, "VUS", {})
    for niveau, (role, perimetre) in NIVEAUX.items():
        if role is not None:
            personne = Acces(GenreAcces.PERSONNE, f"n{niveau}@exemple.fr", f"N{niveau}", role, perimetre)
            grant_acces(personne, ACTE, COMMANDE)
    voie = VOIES[nom]
    for reglage, valeur in voie.reglages.items():
        monkeypatch.setenv(reglage, valeur)
    for niveau in NIVEAUX:
        if (entetes := voie.send(niveau)) is None:
            continue
        for chemin, methode, requis in ADDRESSES.values():
            assert knock(chemin, methode, entetes) is (niveau >= requis), (niveau, chemin)
        lues = {**entetes, "accept": "text/html"}
        for ecran in ECRANS:
            statut, _, corps = call(f"/{ecran.url}", [_ECRAN], **lues)
            assert (corps == b"servi") is (niveau >= LECTURE), "a document is empty: its session judges who opens it"
            assert statut in ((200,) if niveau >= LECTURE else (302, 403) if voie.public else (403,))
    if voie.reglages.keys() & {"ACCES_OIDC_CLIENT"}:
        assert {chemin for chemin in CHEMINS if portier.find_portail(chemin) is None} == set()
    else:
        assert all(portier.find_portail(chemin) is None for chemin in CHEMINS)


_ECRAN = Route("/{reste:path}", lambda _: PlainTextResponse("servi"))
