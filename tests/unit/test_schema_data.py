"""Our data folder: the official words, the references, and a demonstration story that every import rule accepts."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from models.texte import fold, slug
from models.trimestre import Trimestre
from models.vocabulaire import METEOS_A_COMMENTER, Meteo, NiveauImplication, RolePartenaire, Statut, StatutLibelle

DOSSIER = Path(__file__).parents[2] / "schema_data"
Ligne = dict[str, str]
# the headers of each file; those of its key are marked with a star
ENTETES = {
    "schema.csv": "code*;nom;territoire;debut;fin;adopte_le;source",
    "sources.csv": "code*;titre;date;emetteur",
    "orientations.csv": "code*;libelle_court;libelle;statut_libelle;sources;extrait",
    "priorites.csv": "code*;orientation;libelle;statut_libelle;sources;extrait",
    "pilotes.csv": "code*;nom;statut_libelle",
    "actions.csv": "code*;priorite;libelle;statut_libelle;sources;extrait;pilote;copilotes;debut;echeance;poids",
    "engagements.csv": "numero*;libelle;statut_libelle;sources;orientation;rattachement;actions",
    "partenaires.csv": "nom*;nature;type",
    "participations.csv": "action*;partenaire*;role",
    "jalons.csv": "code*;libelle;echeance_initiale",
    "indicateurs.csv": "action*;libelle*;unite;sens;valeur_initiale;cible",
    "demonstration/dates.csv": "action*;debut;echeance",
    "demonstration/jalons.csv": "code*;libelle;echeance_initiale",
    "demonstration/indicateurs.csv": "action*;libelle*;unite;sens;valeur_initiale;cible",
    "demonstration/recit.csv": "trimestre*;envoi*;pilote*;feuille*;code*;libelle*;avancement;statut;meteo;"
    "fait_marquant;prochaine_etape;point_blocage;decision_attendue;destinataire;pour_le;sans_changement;"
    "echeance_initiale;echeance_revisee;atteint_le;valeur;date_mesure;commentaire;partenaire*;implication;contribution",
}
# the first 16 digits of the sha256 of each orientation, then of each engagement
EMPREINTES = (
    "171a62058ec8272f 96fc2dae8a13c12b aab2d10f0ebdc715 aaf66037647613bb 63921c9f518423ee acb8dd98634bc704 "
    "71f1ca8907ae7616 cd518ed5bf1b7eff 55d758513987af2e 7556a737b0227128 3f705e9a09204f13 2939f94acdacb7fc "
    "46b56acc4f9e3f5f d7a505bb8b0e8f11 46537bd70cb9c76c 3143815707714362"
)


def lire(nom: str) -> list[Ligne]:
    with (DOSSIER / nom).open(encoding="utf-8-sig", newline="") as fichier:
        return list(csv.DictReader(fichier, delimiter=";", strict=True))


def liste(cellule: str) -> list[str]:
    return cellule.split(" | ") if cellule else []


ORIENTATIONS, PRIORITES, ACTIONS = lire("orientations.csv"), lire("priorites.csv"), lire("actions.csv")
ENGAGEMENTS, PILOTES, PARTENAIRES = lire("engagements.csv"), lire("pilotes.csv"), lire("partenaires.csv")
OFFICIELS, TITRES = ORIENTATIONS + ENGAGEMENTS, ORIENTATIONS + PRIORITES + ACTIONS
PAR_CODE = {a["code"]: a for a in ACTIONS}
SCHEMA = lire("schema.csv")[0]
RECIT = lire("demonstration/recit.csv")
SUIVIS = [r for r in RECIT if r["feuille"] == "Avancement" and r["envoi"] != "annule"]  # in the order of time
TEXTES = ("fait_marquant", "prochaine_etape", "point_blocage", "decision_attendue", "commentaire", "contribution")
COMMUNES = {"trimestre", "envoi", "pilote", "feuille", "code"}
COLONNES_DE = {
    "Avancement": {"avancement", "statut", "meteo", *TEXTES[:4], "destinataire", "pour_le", "sans_changement"},
    "Jalons": {"echeance_revisee", "atteint_le"},
    "Indicateurs": {"libelle", "valeur", "date_mesure", "commentaire"},
    "Partenaires": {"partenaire", "implication", "contribution"},
}


@pytest.mark.parametrize("nom", ENTETES)
def test_each_file_has_its_headers_and_its_keys_once(nom: str) -> None:
    octets = (DOSSIER / nom).read_bytes()
    assert octets.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read accents"
    texte = octets.decode("utf-8-sig")
    assert texte.splitlines()[0] == ENTETES[nom].replace("*", "")
    assert texte == unicodedata.normalize("NFC", texte)
    lignes = lire(nom)
    assert all(None not in ligne and None not in ligne.values() for ligne in lignes), "a row too long or too short"
    assert all(v == v.strip() for ligne in lignes for v in ligne.values())
    colonnes = [c[:-1] for c in ENTETES[nom].split(";") if c.endswith("*")]
    cles = [tuple(fold(ligne[c]) for c in colonnes) for ligne in lignes]
    assert len(set(cles)) == len(cles)
    assert all(ligne.get("libelle", "-") or nom.endswith("recit.csv") for ligne in lignes)


def test_official_words_and_counts_are_exactly_those_of_the_source() -> None:
    assert [len(x) for x in (ORIENTATIONS, PRIORITES, ACTIONS, ENGAGEMENTS)] == [4, 11, 40, 12]
    assert [e["numero"] for e in ENGAGEMENTS] == [str(n) for n in range(1, 13)]
    assert (SCHEMA["debut"], SCHEMA["fin"], SCHEMA["adopte_le"]) == ("2024-01-01", "2028-12-31", "2023-10-19")
    assert [hashlib.sha256(x["libelle"].encode()).hexdigest()[:16] for x in OFFICIELS] == EMPREINTES.split()
    assert {x["statut_libelle"] for x in OFFICIELS} == {StatutLibelle.OFFICIEL}
    assert "un vaste de plan" in ENGAGEMENTS[9]["libelle"], "sic"
    assert ENGAGEMENTS[2]["libelle"].count("‘") == 3, "the source's own apostrophes"
    assert all(o["libelle_court"] and o["libelle"].startswith(o["libelle_court"]) for o in ORIENTATIONS)


def test_every_title_has_its_provenance() -> None:
    sources = {s["code"]: s for s in lire("sources.csv")}
    assert all(s["titre"] and s["date"] and s["emetteur"] for s in sources.values())
    assert not [s for s in sources.values() if re.search(r"\.\w{3,4}\b|_", s["titre"])], "never a file name"
    assert SCHEMA["source"] in sources
    assert all(liste(t["sources"]) and set(liste(t["sources"])) <= set(sources) for t in TITRES + ENGAGEMENTS)
    assert {t["statut_libelle"] for t in PRIORITES + ACTIONS + PILOTES} == {StatutLibelle.PROVISOIRE}
    corps = " ".join(x["libelle"] for x in OFFICIELS)
    for t in TITRES:
        for source, extrait in zip(liste(t["sources"]), liste(t["extrait"]), strict=True):
            assert source != SCHEMA["source"] or extrait in corps, t["code"]


def test_every_reference_resolves() -> None:
    priorites = {p["code"]: p["orientation"] for p in PRIORITES}
    assert set(priorites.values()) == {o["code"] for o in ORIENTATIONS}
    assert {a["priorite"] for a in ACTIONS} == set(priorites), "a priorité has an action at least"
    assert {a["pilote"] for a in ACTIONS} == {p["code"] for p in PILOTES}
    assert all(p["code"] == slug(p["nom"]) for p in PILOTES)
    for e in ENGAGEMENTS:
        assert {priorites[PAR_CODE[a]["priorite"]] for a in liste(e["actions"])} == {e["orientation"]}
        assert e["rattachement"] == "déduit"
    participations = lire("participations.csv")
    assert {p["partenaire"] for p in participations} == {p["nom"] for p in PARTENAIRES}
    assert {p["action"] for p in participations} == set(PAR_CODE) == {i["action"] for i in lire("indicateurs.csv")}
    assert {p["role"] for p in participations} <= {"", *RolePartenaire}
    assert {p["nature"] for p in PARTENAIRES} == {"organisme", "catégorie"}
    assert all(p["type"] for p in PARTENAIRES)


def test_nothing_is_invented_in_the_tree() -> None:
    assert not lire("jalons.csv")
    assert not [i for i in lire("indicateurs.csv") if i["sens"] or i["valeur_initiale"] or i["cible"]]
    assert not [a for a in ACTIONS if a["debut"] or a["echeance"] or a["poids"] or a["copilotes"]]
    assert "[provisoire]" not in (DOSSIER / "indicateurs.csv").read_text(encoding="utf-8-sig")


def test_overlay_refers_to_the_tree_and_stays_in_the_plan() -> None:
    base = {(i["action"], i["libelle"]): i for i in lire("indicateurs.csv")}
    for i in lire("demonstration/indicateurs.csv"):
        assert i["unite"]
        assert base[i["action"], i["libelle"]]["unite"] in ("", i["unite"])
        assert i["sens"] == ("hausse" if float(i["cible"]) > float(i["valeur_initiale"]) else "baisse")
    for d in lire("demonstration/dates.csv"):
        assert d["action"] in PAR_CODE
        debut, echeance = date.fromisoformat(d["debut"]), date.fromisoformat(d["echeance"])
        assert SCHEMA["debut"] <= debut.isoformat() < echeance.isoformat() <= SCHEMA["fin"]
    for j in lire("demonstration/jalons.csv"):
        assert j["code"][:3] in PAR_CODE and re.fullmatch(r"A\d\d/J\d", j["code"])
        assert SCHEMA["debut"] <= date.fromisoformat(j["echeance_initiale"]).isoformat() <= SCHEMA["fin"]


def test_each_row_of_the_story_belongs_to_its_pilot_and_fills_its_own_sheet() -> None:
    jalons = {j["code"] for j in lire("demonstration/jalons.csv")}
    indicateurs = {(i["action"], i["libelle"]) for i in lire("demonstration/indicateurs.csv")}
    for r in RECIT:
        remplies = {c for c, v in r.items() if v} - COMMUNES
        assert set() < remplies <= COLONNES_DE[r["feuille"]], r
        assert PAR_CODE[r["code"][:3]]["pilote"] == r["pilote"]
        assert r["envoi"] in {"1", "2", "annule"}
        assert r["code"] in (jalons if r["feuille"] == "Jalons" else PAR_CODE)
        assert r["feuille"] != "Indicateurs" or ((r["code"], r["libelle"]) in indicateurs and float(r["valeur"]) >= 0)
        assert r["feuille"] != "Partenaires" or r["partenaire"] in {p["nom"] for p in PARTENAIRES}
        envoye = Trimestre.parse(r["trimestre"]).dernier_jour + timedelta(days=21)
        assert all(not r[c] or date.fromisoformat(r[c]) <= envoye for c in ("atteint_le", "date_mesure"))
        assert all(not r[c] or date.fromisoformat(r[c]) > date(2025, 10, 1) for c in ("pour_le", "echeance_revisee"))


def test_story_trips_no_rule_of_the_import() -> None:
    premier: dict[str, str] = {}
    for r in SUIVIS:
        premier.setdefault(r["code"], r["trimestre"])
        if r["sans_changement"]:
            assert {c for c, v in r.items() if v} == COMMUNES | {"sans_changement"}, "« x » stands alone"
            assert r["sans_changement"] == "x"
            assert premier[r["code"]] < r["trimestre"], "« x » needs an earlier report"
        assert r["statut"] in {"", *Statut}
        assert r["meteo"] in {"", *Meteo}
        assert r["avancement"] == "" or 0 <= int(r["avancement"]) <= 100
        assert r["avancement"] == {"Réalisée": "100", "Non démarrée": "0"}.get(r["statut"], r["avancement"])
        assert r["meteo"] not in METEOS_A_COMMENTER or r["fait_marquant"] or r["point_blocage"]
        if r["decision_attendue"] not in ("", "EFFACER"):
            assert r["destinataire"]
            assert r["pour_le"]


def test_texts_are_varied_french_without_personal_data() -> None:
    textes = [r[c] for r in RECIT if r["envoi"] != "annule" for c in TEXTES if r[c] not in ("", "EFFACER")]
    assert max(Counter(textes).values()) <= 2
    assert not [t for t in textes if not 60 <= len(t) <= 180]
    tout = "\n".join(p.read_text(encoding="utf-8-sig") for p in sorted((DOSSIER / "demonstration").glob("*.csv")))
    assert not re.findall(r"\d[\d .-]{8,}\d|@", re.sub(r"\d{4}-\d\d-\d\d", "", tout)), "telephone, e-mail"
    assert not re.findall(r"\b(?:M|Mme|Mlle|Dr)\.? [A-Z]", tout)
    assert not re.findall(r"'| [!?%:;]|« | »", tout)


def test_story_covers_four_quarters_and_every_pilot() -> None:
    trimestres = ["2025-T4", "2026-T1", "2026-T2", "2026-T3"]
    assert [r["trimestre"] for r in RECIT] == sorted(r["trimestre"] for r in RECIT)
    envois = {t: Counter(r["pilote"] for r in RECIT if r["trimestre"] == t) for t in trimestres}
    assert sum(n.total() for n in envois.values()) == len(RECIT)
    assert [len(PILOTES) - len(n) for n in envois.values()] == [0, 0, 0, 1], "one pilot sends nothing"
    assert 2 in envois["2026-T3"].values(), "one pilot sends two rows"


def test_story_shows_every_state() -> None:
    etat: dict[str, Ligne] = {}
    for r in SUIVIS:
        etat[r["code"]] = etat.get(r["code"], {}) | {c: v for c, v in r.items() if v}
    statuts = Counter(e["statut"] for e in etat.values())
    rares = {"Non démarrée": 3, "En pause": 2, "Bloquée": 5, "Réalisée": 4, "Abandonnée": 1, "Sans objet": 1}
    assert statuts == rares | {"En cours": len(etat) - sum(rares.values())}
    assert len(set(PAR_CODE) - set(etat)) == 2, "never reported"
    assert len([e for e in etat.values() if e["trimestre"] <= "2026-T1"]) == 3, "stale"
    assert len([r for r in SUIVIS if r["sans_changement"]]) > 5
    echues = {etat[d["action"]]["statut"] for d in lire("demonstration/dates.csv") if d["echeance"] < "2026-09-30"}
    assert echues == {"Réalisée", "Bloquée", "En cours"}, "some are late"
    attentes = [e["pour_le"] for e in etat.values() if e.get("decision_attendue", "EFFACER") != "EFFACER"]
    assert min(attentes) < "2026-09-30" < max(attentes), "some decisions are overdue"
    assert all("decision_attendue" in e for e in etat.values() if e["statut"] == "Bloquée")
    valeurs = [int(e["avancement"]) for e in etat.values() if e["statut"] not in ("Abandonnée", "Sans objet")]
    assert 42 <= sum(valeurs) / len(valeurs) <= 48
    ouverts = {j["code"] for j in lire("demonstration/jalons.csv")} - {r["code"] for r in RECIT if r["atteint_le"]}
    assert not [j for j in ouverts if etat[j[:3]]["statut"] == "Réalisée"]


def test_story_holds_a_fall_an_erasure_a_correction_and_an_undone_import() -> None:
    par_action = [[r for r in SUIVIS if r["code"] == code and r["avancement"]] for code in PAR_CODE]
    couples = [couple for suite in par_action for couple in pairwise(suite)]
    chutes = [b for a, b in couples if int(b["avancement"]) <= int(a["avancement"]) - 5]
    assert [bool(b["fait_marquant"]) for b in chutes] == [True], "one fall, explained"
    for champ in ("point_blocage", "decision_attendue"):
        dits = [[r[champ] for r in SUIVIS if r["code"] == code and r[champ]] for code in PAR_CODE]
        assert any("EFFACER" in d for d in dits)
        assert not [d for d in dits if d[:1] == ["EFFACER"]], "only what was said is erased"
    premiers = {(r["trimestre"], r["code"]): r for r in SUIVIS if r["envoi"] == "1"}
    autres = [r for r in RECIT if r["envoi"] != "1"]
    differents = [r for r in autres if r["avancement"] != premiers[r["trimestre"], r["code"]]["avancement"]]
    assert [(r["envoi"], r["avancement"]) for r in differents] == [("2", "50"), ("annule", "4")]
    assert RECIT.index(differents[1]) < RECIT.index(premiers[differents[1]["trimestre"], differents[1]["code"]])


def test_partners_report_more_than_a_quarter_of_what_is_expected_and_once_spontaneously() -> None:
    attendues = {(p["action"], p["partenaire"]) for p in lire("participations.csv")}
    dites = {(r["code"], r["partenaire"]) for r in RECIT if r["partenaire"]}
    assert len(dites & attendues) >= len(attendues) / 4
    assert len(dites - attendues) == 1
    assert {r["implication"] for r in RECIT if r["partenaire"]} == {n.libelle for n in NiveauImplication}
