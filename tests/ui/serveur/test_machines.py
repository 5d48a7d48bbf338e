"""The door for programs: who may read what, by which words; its answers are what its description says."""

from __future__ import annotations

import csv
import io
import json
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from exports.donnees import dump_json
from exports.formats import Demande
from exports.machines import contenus
from exports.machines.contenus import JEUX, RACINE
from exports.ouvertes.export import export
from exports.tables.registre import build_tables
from loaders.comptes.jetons import create_jeton, withdraw_jeton
from loaders.comptes.presence import load_presences
from loaders.ecriture.journal import Acte
from metrics.bilan import compute_bilan
from models.jetons import Jeton, Portee
from models.plan import Plan
from models.session import open_base
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import JeuDonnees, NatureEntree
from tests.agissants import COMMANDE
from tests.ui.serveur.conftest import Horloge
from tests.ui.serveur.test_serveur import call
from ui.serveur import jetons, machines
from ui.serveur.debit import CONNUS_MAX, Debit
from ui.serveur.presences import VUS
from ui.socle.donnees import find_version, get_plan

T = "2026-T3"
TOUTE, PUBLIQUE = Portee(frozenset(JeuDonnees), interne=True), Portee(frozenset(JeuDonnees))
Poser = Callable[..., str]


@pytest.fixture
def poser(base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[Poser]:
    """Make a token on the full database, and return its secret; nobody asked anything yet."""
    base("pleine")
    monkeypatch.setattr(jetons, "DEBIT", Debit(jetons.RAFALE, jetons.PAS, Horloge()))
    monkeypatch.setattr(jetons, "ECHECS", Debit(jetons.ESSAIS, jetons.PAS_ESSAIS, Horloge()))
    VUS.clear()
    faits: list[str] = []

    def make(portee: Portee = PUBLIQUE) -> str:
        acte = Acte(NatureEntree.ACCES, "Camille Exemple", datetime.now(UTC))
        jour = find_jour(acte.maintenant) + timedelta(days=30)
        fait = create_jeton(f"Programme {len(faits)}", portee, jour, acte, COMMANDE)
        faits.append(fait.secret)
        return fait.secret

    yield make
    VUS.clear()


def ask(chemin: str, secret: str | None = None, **suite: str) -> tuple[int, dict[str, str], bytes]:
    entetes = {} if secret is None else {"authorization": f"Bearer {secret}"}
    return call(f"{RACINE}{chemin}", accept="text/html,*/*", **entetes, **suite)


def read_probleme(reponse: tuple[int, dict[str, str], bytes]) -> tuple[int, str]:
    """Return the status and the sentence of a refusal, which is a problem whatever was asked."""
    statut, entetes, corps = reponse
    assert entetes["content-type"] == "application/problem+json"
    assert entetes["cache-control"] == "no-store"
    lu = json.loads(corps)
    assert (lu["status"], set(lu)) == (statut, {"type", "title", "status", "detail"})
    return statut, lu["detail"]


def find_plan() -> Plan:
    return get_plan(find_version())


def test_the_figures_are_those_of_the_exports(poser: Poser) -> None:
    secret, plan, trimestre = poser(), find_plan(), Trimestre.parse(T)
    assert ask(f"/trimestres/{T}.json", secret)[2] == dump_json(plan, trimestre).encode()
    jour = find_jour(datetime.now(UTC))
    fichiers = {n: o for n, o in export(Demande(plan, trimestre, jour)).items() if not n.endswith(".md")}
    assert len(fichiers) == 25
    for nom, octets in fichiers.items():
        statut, entetes, corps = ask(f"/trimestres/{T}/{nom}", secret)
        assert statut == 200, nom
        assert entetes["content-type"] == ("text/csv; charset=utf-8" if nom.endswith(".csv") else "application/json")
        assert corps == octets or json.loads(corps) == json.loads(octets), nom
    assert ask("/trimestres/dernier.json", secret)[0] == 200


def test_every_table_is_of_a_set(poser: Poser) -> None:
    tables = build_tables(compute_bilan(find_plan(), Trimestre.parse(T)))
    assert {t.nom for t in tables} | {"decisions_prises"} == set(JEUX)


def test_answers_are_what_the_description_says(poser: Poser) -> None:
    """The file that is served is valid OpenAPI 3.1; each address of it, asked, gives what it describes."""
    secret = poser(TOUTE)
    description = json.loads(ask("/openapi.json", secret)[2])
    validate(description)
    assert description["openapi"].startswith("3.1")
    assert description["servers"][0]["url"].endswith(RACINE)
    refus = description["components"]["schemas"]["Probleme"]
    for chemin, geste in description["paths"].items():
        assert list(geste) == ["get"]
        reel = chemin.replace("{trimestre}", T).replace("{table}", "actions")
        statut, entetes, corps = ask(reel, secret)
        promis = geste["get"]["responses"]["200"]["content"]
        genre = entetes["content-type"].partition(";")[0]
        assert (statut, "etag" in entetes, genre in promis) == (200, True, True), chemin
        check(description, promis[genre]["schema"], json.loads(corps) if genre.endswith("json") else corps.decode())
        check(description, refus, json.loads(ask(reel)[2]))
        assert {"401", "429"} <= set(geste["get"]["responses"])
    with pytest.raises(AssertionError):
        check(description, {"$ref": "#/components/schemas/Chiffres"}, {"trimestre": T})


def check(description: dict[str, Any], schema: dict[str, Any], reponse: object) -> None:
    fautes = list(Draft202012Validator({**schema, "components": description["components"]}).iter_errors(reponse))
    assert not fautes, fautes[:3]


@pytest.mark.parametrize(
    "chemin", ["/", "", "/openapi.json", f"/trimestres/{T}.json", f"/trimestres/{T}/actions.csv", "/zut", "/../v2"]
)
@pytest.mark.parametrize("secret", [None, "", "x", "donnees_0123456789ab_" + "a" * 43])
def test_without_a_token_nothing_is_read_nor_shown(poser: Poser, chemin: str, secret: str | None) -> None:
    reponse = ask(chemin, secret)
    statut, dit = read_probleme(reponse)
    assert (statut, "jeton" in dit) == (401, True)
    assert reponse[1]["www-authenticate"].startswith("Bearer")
    for adresse in ("/donnees/v1", "/donnees/v2/"):
        assert read_probleme(call(adresse, accept="text/html"))[0] == 401


def test_a_token_in_another_place_is_none(poser: Poser) -> None:
    secret = poser()
    assert ask(f"/trimestres/{T}.json", requete=f"jeton={secret}")[0] == 401
    assert read_probleme(ask(f"/trimestres/{T}.json", secret, requete="format=csv"))[0] == 400
    for mot in (f"Basic {secret}", f"Bearer  {secret} x", f"{secret}"):
        assert call(f"{RACINE}/", authorization=mot)[0] == 401
    assert call(f"{RACINE}/", cookie=f"jeton={secret}")[0] == 401


def test_a_withdrawn_token_opens_nothing_at_the_next_request(poser: Poser) -> None:
    secret = poser()
    assert ask("/", secret)[0] == 200
    acte = Acte(NatureEntree.ACCES, "Camille Exemple", datetime.now(UTC))
    withdraw_jeton(secret.split("_")[1], acte, COMMANDE)
    assert ask("/", secret)[0] == 401


def test_what_has_not_changed_is_not_sent_again(poser: Poser) -> None:
    secret = poser()
    for chemin in ("/", f"/trimestres/{T}.json", f"/trimestres/{T}/actions.csv"):
        _, entetes, _ = ask(chemin, secret)
        assert entetes["cache-control"] == "private, no-cache" and entetes["vary"] == "Authorization"
        for dit in (entetes["etag"], f'"x", W/{entetes["etag"]}', "*"):
            assert ask(chemin, secret, if_none_match=dit)[::2] == (304, b"")
    poser()  # an entry of the journal: another revision
    assert ask(f"/trimestres/{T}.json", secret, if_none_match=entetes["etag"])[0] == 200


def test_a_revision_is_computed_once(poser: Poser, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, faits = poser(), []

    def compute(*quoi: Any, **suite: bool) -> contenus.Contenu:
        faits.append(quoi)
        return contenus.build_chiffres(*quoi, **suite)

    monkeypatch.setattr(machines, "build_chiffres", compute)
    for _ in range(3):
        assert ask(f"/trimestres/{T}.json", secret)[0] == 200
    assert len(faits) == 1


def test_a_token_reads_its_sets_and_no_other(poser: Poser) -> None:
    secret = poser(Portee(frozenset({JeuDonnees.INDICATEURS})))
    assert json.loads(ask("/", secret)[2])["tables"] == ["indicateurs", "mesures"]
    paquet = json.loads(ask(f"/trimestres/{T}/datapackage.json", secret)[2])
    assert [r["name"] for r in paquet["resources"]] == ["indicateurs", "mesures"]
    for table, jeu in JEUX.items():
        for suffixe in ("csv", "schema.json"):
            statut = ask(f"/trimestres/{T}/{table}.{suffixe}", secret)[0]
            assert statut == (200 if jeu is JeuDonnees.INDICATEURS else 403), table
    statut, dit = read_probleme(ask(f"/trimestres/{T}.json", secret))
    assert (statut, "Suivi des actions" in dit) == (403, True)


def test_what_is_internal_is_for_the_token_that_says_so(poser: Poser) -> None:
    public, interne, plan = poser(), poser(TOUTE), find_plan()
    textes = {s.point_blocage for a in plan.actions for s in a.suivis if s.point_blocage}
    textes |= {s.decision_attendue for a in plan.actions for s in a.suivis if s.decision_attendue}
    textes |= {s.fait_marquant for a in plan.actions for s in a.suivis if s.fait_marquant}
    assert len(textes) > 3
    for secret, permis in ((public, False), (interne, True)):
        lus = [ask(f"/trimestres/{T}.json", secret)[2]]
        lus += [ask(f"/trimestres/{T}/{table}.csv", secret)[2] for table in JEUX]
        cellules = {c for octets in lus[1:] for ligne in csv.reader(io.StringIO(octets.decode())) for c in ligne}
        assert bool(cellules & textes) is permis
    assert ask(f"/trimestres/{T}/decisions.csv", public)[0] == 404
    assert ask(f"/trimestres/{T}/decisions.csv", interne)[0] == 200


ABSENTES = (
    *("/zut", "/trimestres", "/trimestres/", "/trimestres/2026-t3.json", "/trimestres/1999-T1.json"),
    *("/trimestres/2026-T3.csv", f"/trimestres/{T}/zut.csv", f"/trimestres/{T}/LISEZMOI.md", f"/trimestres/{T}/a/b"),
    *(f"/trimestres/{T}/../{T}.json", f"/trimestres/{T}/actions", f"/trimestres/{T}/.csv", "//"),
)


@pytest.mark.parametrize("chemin", ABSENTES)
def test_what_is_not_there_is_said_in_french(poser: Poser, chemin: str) -> None:
    statut, dit = read_probleme(ask(chemin, poser()))
    assert statut == 404 and dit.endswith(".")


def test_nothing_is_written_by_the_door(poser: Poser) -> None:
    secret = poser()
    for methode in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        reponse = ask("/", secret, methode=methode)
        assert read_probleme(reponse)[0] == 405 and reponse[1]["allow"] == "GET, HEAD"
    assert ask("/", secret, methode="HEAD")[0] == 200


def test_who_asks_too_often_waits(poser: Poser) -> None:
    secret, autre = poser(), poser()
    statuts = [ask("/zut", secret)[0] for _ in range(jetons.RAFALE + 1)]
    assert statuts == [404] * jetons.RAFALE + [429]
    reponse = ask("/", secret)
    statut, dit = read_probleme(reponse)
    assert (statut, reponse[1]["retry-after"], "1 seconde" in dit) == (429, "1", True)
    assert ask("/", autre)[0] == 200, "each its own"
    assert [ask("/")[0] for _ in range(jetons.ESSAIS + 1)] == [401] * jetons.ESSAIS + [429]
    assert ask("/", autre)[0] == 200, "wrong tokens from an address keep nobody out"


def test_the_pace_comes_back_with_time(horloge: Horloge) -> None:
    debit = Debit(3, 2.0, horloge)
    assert [debit.take("a") for _ in range(5)] == [0, 0, 0, 2, 2]
    horloge.instant += 2
    assert [debit.take("a"), debit.take("a"), debit.take("b")] == [0, 2, 0]
    horloge.instant += 3_600
    assert [debit.take("a") for _ in range(4)] == [0, 0, 0, 2]
    for numero in range(CONNUS_MAX + 10):
        debit.take(str(numero))
    assert len(debit._dus) == CONNUS_MAX


def test_the_last_use_is_seen(poser: Poser) -> None:
    secret = poser()
    ask("/", secret)
    with open_base() as session:
        assert f"jeton {secret.split('_')[1]}" in load_presences(session)


def test_an_incident_is_a_problem_and_tokens_are_not_logged(
    poser: Poser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = poser()

    def break_down(*_: object) -> Jeton:
        raise RuntimeError(secret)

    monkeypatch.setattr(machines, "_find_contenu", break_down)
    with caplog.at_level(logging.DEBUG):
        statut, dit = read_probleme(ask("/", secret))
        ask("/", secret[:-1] + "é")
    assert (statut, dit.startswith("Incident ")) == (500, True)
    assert secret not in dit
    assert secret[:-1] not in "".join(r.getMessage() for r in caplog.records)
