"""The demonstration story: eleven quarters that every import rule accepts and in which no two facts clash."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from models.trimestre import Trimestre, list_trimestres
from models.vocabulaire import METEOS_A_COMMENTER, Appreciation, Cote, Meteo, NiveauImplication, Statut
from tests.dossier import DOSSIER, PAR_CODE, PILOTES, SCHEMA, Ligne, lire

RECIT = lire("demonstration/recit.csv")
SUIVIS = [r for r in RECIT if r["feuille"] == "Avancement" and r["envoi"] != "annule"]  # in the order of time
ADHERENTS = {p["partenaire"]: p for p in lire("demonstration/partenaires.csv")}
PAR_ACTION = {code: [r for r in SUIVIS if r["code"] == code] for code in PAR_CODE}
TRIMESTRES = [
    str(t) for t in list_trimestres(Trimestre.from_date(date.fromisoformat(SCHEMA["debut"])), Trimestre(2026, 3))
]
TEXTES = ("fait_marquant", "prochaine_etape", "point_blocage", "decision_attendue", "commentaire", "contribution")
FAITES, PREVUES = ("atteint_le", "date_mesure"), ("pour_le", "echeance_revisee")
COMMUNES = {"trimestre", "envoi", "pilote", "feuille", "code"}
COLONNES_DE = {
    "Avancement": {"avancement", "statut", "meteo", *TEXTES[:4], "destinataire", "pour_le", "sans_changement"},
    "Jalons": {"echeance_revisee", "atteint_le"},
    "Indicateurs": {"libelle", "valeur", "date_mesure", "commentaire"},
    "Partenaires": {"partenaire", "implication", "contribution"},
}


def test_each_row_of_the_story_belongs_to_its_pilot_and_fills_its_own_sheet() -> None:
    jalons = {j["code"] for j in lire("demonstration/jalons.csv")}
    indicateurs = {(i["action"], i["libelle"]) for i in lire("demonstration/indicateurs.csv")}
    partenaires = {p["nom"] for p in lire("partenaires.csv")} | set(ADHERENTS)
    for r in RECIT:
        remplies = {c for c, v in r.items() if v} - COMMUNES
        assert set() < remplies <= COLONNES_DE[r["feuille"]], r
        assert PAR_CODE[r["code"][:3]]["pilote"] == r["pilote"]
        assert r["envoi"] in {"1", "2", "annule"}
        assert r["code"] in (jalons if r["feuille"] == "Jalons" else PAR_CODE)
        assert r["feuille"] != "Indicateurs" or ((r["code"], r["libelle"]) in indicateurs and float(r["valeur"]) >= 0)
        assert r["feuille"] != "Partenaires" or r["partenaire"] in partenaires
        fin = Trimestre.parse(r["trimestre"]).dernier_jour
        faites, prevues = ([date.fromisoformat(r[c]) for c in colonnes if r[c]] for colonnes in (FAITES, PREVUES))
        assert all(jour <= fin + timedelta(days=21) for jour in faites), "said before it happened"
        assert all(jour > fin for jour in prevues), "already past when it is said"


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


def test_story_covers_every_quarter_and_ever_more_of_the_plan() -> None:
    assert len(TRIMESTRES) == 11
    assert [r["trimestre"] for r in RECIT] == sorted(r["trimestre"] for r in RECIT)
    envois = {t: Counter(r["pilote"] for r in RECIT if r["trimestre"] == t) for t in TRIMESTRES}
    assert sum(n.total() for n in envois.values()) == len(RECIT)
    assert [len(PILOTES) - len(n) for n in envois.values()] == [5, 2, 7, 1, 0, 0, 3, 0, 0, 0, 1], "some send nothing"
    derniers = Counter(r["pilote"] for r in RECIT if r["trimestre"] == "2026-T3" and r["feuille"] != "Partenaires")
    assert 2 in derniers.values(), "one pilot sends two rows beside its partners"
    connues = [len({r["code"] for r in SUIVIS if r["trimestre"] <= t}) for t in TRIMESTRES]
    assert connues == sorted(connues)
    assert connues[3] < len(PAR_CODE) * 0.6 <= connues[4], "the first year says too little to give a figure"


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
    suites = [[r for r in suivis if r["avancement"]] for suivis in PAR_ACTION.values()]
    chutes = [b for suite in suites for a, b in pairwise(suite) if int(b["avancement"]) < int(a["avancement"])]
    assert [(b["code"], b["fait_marquant"].startswith("Recul assumé")) for b in chutes] == [
        ("A11", True),
        ("A19", True),
        ("A34", True),
    ], "every fall is explained"
    for champ in ("point_blocage", "decision_attendue"):
        dits = [[r[champ] for r in suivis if r[champ]] for suivis in PAR_ACTION.values()]
        assert sum("EFFACER" in d for d in dits) >= 4, "some are settled"
        assert not [d for d in dits if any(b == "EFFACER" and a == b for a, b in pairwise(["EFFACER", *d]))]
    premiers = {(r["trimestre"], r["code"]): r for r in SUIVIS if r["envoi"] == "1"}
    autres = [r for r in RECIT if r["envoi"] != "1"]
    differents = [r for r in autres if r["avancement"] != premiers[r["trimestre"], r["code"]]["avancement"]]
    assert [(r["envoi"], r["avancement"]) for r in differents] == [("2", "50"), ("annule", "4")]
    assert RECIT.index(differents[1]) < RECIT.index(premiers[differents[1]["trimestre"], differents[1]["code"]])


def test_partners_answer_ever_more_some_never_and_some_unexpectedly() -> None:
    attendues = {(p["action"], p["partenaire"]) for p in lire("participations.csv")}
    dites = {(r["code"], r["partenaire"]) for r in RECIT if r["partenaire"]}
    assert {r["implication"] for r in RECIT if r["partenaire"]} == {n.libelle for n in NiveauImplication}
    parts = [
        len({(r["code"], r["partenaire"]) for r in RECIT if r["trimestre"] == t and r["partenaire"]} & attendues)
        for t in TRIMESTRES
    ]
    assert parts[0] < len(attendues) / 10 < len(attendues) / 2 < parts[-2], "from almost none to most"
    assert {p for _, p in attendues} - {p for _, p in dites}, "some never say anything"
    assert {p for _, p in dites - attendues} >= {p for p in ADHERENTS if "Passage" not in p}
    assert len({(c, p) for c, p in dites - attendues if p not in ADHERENTS}) == 3, "spontaneous"


def test_partnership_is_told_by_both_sides_and_its_members_are_plainly_fictitious() -> None:
    assert all(nom.startswith("Association fictive ") for nom in ADHERENTS)
    engagements = {e["code"] for e in lire("charte_engagements.csv")}
    dites = lire("demonstration/appreciations.csv")
    assert {a["engagement"] for a in dites} == engagements
    assert {(a["annee"], a["partie"]) for a in dites} == {(a, p.value) for a in ("2024", "2025") for p in Cote}
    assert {a["appreciation"] for a in dites} == set(Appreciation)
    par_cle = {(a["annee"], a["engagement"], a["partie"]): a["appreciation"] for a in dites}
    paires = [(par_cle.get((*c, "departement")), par_cle.get((*c, "partenaire"))) for c in {c[:2] for c in par_cle}]
    assert any(a and b and a != b for a, b in paires), "they disagree somewhere"
    assert any(not (a and b) for a, b in paires), "one side says nothing somewhere"
    reunions = lire("demonstration/reunions.csv")
    assert {r["tenue"] for r in reunions} == {"oui", "non", ""}
    assert {r["instance"] for r in reunions} <= {i["code"] for i in lire("charte_instances.csv")}


def test_statuses_follow_one_another_as_in_life() -> None:
    suites = {}
    for code, suivis in PAR_ACTION.items():
        dits = [r["statut"] for r in suivis if r["statut"]]
        suites[code] = [s for i, s in enumerate(dits) if i == 0 or s != dits[i - 1]]
    completes = [code for code, s in suites.items() if s == ["Non démarrée", "En cours", "Réalisée"]]
    assert completes == ["A07", "A18", "A24", "A26"]
    assert suites["A05"] == ["En cours", "En pause", "En cours"]
    assert [c for c, s in suites.items() if s[-3:] == ["En cours", "Bloquée", "En cours"]] == ["A10", "A12", "A29"]
    assert not [c for c, s in suites.items() for a, b in pairwise(s) if a == "Réalisée" or b == "Non démarrée"]


def test_a_blocked_action_says_why_and_one_that_resumes_or_ends_has_nothing_in_the_way() -> None:
    for code, suivis in PAR_ACTION.items():
        statut, blocage, decision = "", "", ""
        for r in suivis:
            statut, blocage = r["statut"] or statut, r["point_blocage"] or blocage
            decision = r["decision_attendue"] or decision
            ouverts = {x for x in (blocage, decision) if x not in ("", "EFFACER")}
            assert statut != "Bloquée" or len(ouverts) == 2, (code, r["trimestre"])
            assert statut not in ("Réalisée", "Abandonnée", "Sans objet") or not ouverts, (code, r["trimestre"])


def test_a_jalon_is_reached_once_and_never_postponed_afterwards() -> None:
    for jalon in lire("demonstration/jalons.csv"):
        dits = [r for r in RECIT if r["feuille"] == "Jalons" and r["code"] == jalon["code"]]
        assert not [r for r in dits[:-1] if r["atteint_le"]], jalon["code"]
        dates = [jalon["echeance_initiale"], *(r["echeance_revisee"] for r in dits if r["echeance_revisee"])]
        assert dates == sorted(dates), "postponed, not brought forward"


def test_indicateurs_go_well_badly_nowhere_or_cannot_be_computed() -> None:
    mesures = {(r["code"], r["libelle"]): float(r["valeur"]) for r in RECIT if r["feuille"] == "Indicateurs"}
    lus: dict[str, list[str]] = {"recul": [], "moitié": [], "chemin": [], "sans mesure": [], "non calculable": []}
    for i in lire("demonstration/indicateurs.csv"):
        derniere = mesures.get((i["action"], i["libelle"]))
        if derniere is None or not i["cible"]:
            lus["sans mesure" if derniere is None else "non calculable"].append(i["action"])
            continue
        taux = (derniere - float(i["valeur_initiale"])) / (float(i["cible"]) - float(i["valeur_initiale"]))
        lus["recul" if taux < 0 else "moitié" if taux >= 0.5 else "chemin"].append(i["action"])
    assert (lus["recul"], lus["sans mesure"], lus["non calculable"]) == (["A01"], ["A20"], ["A30"])
    assert len(lus["moitié"]) > 5 < len(lus["chemin"])
