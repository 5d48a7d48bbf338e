"""Another tree: everything works on it as on ours."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from exports.__main__ import main as export
from loaders.base.preparation import ensure_base
from models.chargement import load_plan
from models.session import open_base
from tests.constats import Lancer, Verifier, list_valeurs, read_lignes
from tests.fabrique import MAINTENANT, fill, make_gabarit
from tests.petit_arbre import edit_fichier
from tests.racine import RACINE


def test_le_petit_arbre_se_charge(petit_arbre: Path) -> None:
    assert ensure_base(MAINTENANT) == 0
    with open_base() as session:
        plan = load_plan(session)
    assert [len(x) for x in (plan.orientations, plan.actions, plan.engagements, plan.pilotes)] == [2, 5, 1, 2]
    assert sum(len(o.priorites) for o in plan.orientations) == 3
    assert plan.engagements[0].actions == ("X3", "X5")
    assert [p.code for p in plan.actions_par_code["X2"].copilotes] == ["prevention"]
    assert plan.actions_par_code["X2"].poids == 2
    assert (plan.nom, plan.debut, plan.demonstration) == ("Petit schéma 2025-2027", date(2025, 1, 1), False)


def test_de_bout_en_bout_sur_le_petit_arbre(
    petit_arbre: Path, lancer: Lancer, verifier: Verifier, appliquer: Verifier, tmp_path: Path
) -> None:
    sortie = lancer("init")
    assert "5 actions chargées" in sortie.out
    assert lancer("template", "--trimestre", "2026-T3", "--out", tmp_path / "classeurs").code == 0
    noms = sorted(p.name for p in (tmp_path / "classeurs").iterdir())
    assert noms == ["remontee_2026-T3_service-de-l-accueil.xlsx", "remontee_2026-T3_service-de-la-prevention.xlsx"]
    intact = verifier((tmp_path / "classeurs" / noms[0]).read_bytes())
    assert (intact["anomalies"], intact["changements"], len(intact["muettes"])) == ([], [], 3)
    places: dict[str, object] = {"H5": 50, "I5": "En cours", "H6": 20, "Jalons!E5": date(2025, 7, 1)}
    places |= {"Indicateurs!F5": 20, "Partenaires!D5": "Contributeur"}
    fichier = appliquer(fill(make_gabarit("accueil"), places))
    assert (fichier["statut"], fichier["remontee"], fichier["pilote"]) == ("ok", 1, "Service de l’accueil")
    assert export(["json", "--trimestre", "2026-T3", "--out", str(tmp_path / "t3.json")], date(2026, 11, 21)) == 0
    donnees: dict[str, Any] = json.loads((tmp_path / "t3.json").read_text(encoding="utf-8"))
    assert donnees["plan"]["avancement"] == 30.0  # (50 + 2 × 20) / 3
    assert donnees["plan"]["couverture"] == [2, 5]
    assert [o["avancement"] for o in donnees["orientations"]] == [30.0, None]
    assert len(donnees["actions"]) == 5
    assert donnees["engagements"][0]["couverture"] == [0, 2]


def test_notre_arbre_a_les_nombres_de_ses_fichiers(base: str) -> None:
    dossier = RACINE / "schema_data"
    with open_base() as session:
        plan = load_plan(session)

    def count(nom: str) -> int:
        return len((dossier / nom).read_text(encoding="utf-8-sig").splitlines()) - 1

    assert len(plan.actions) == count("actions.csv")
    assert sum(len(o.priorites) for o in plan.orientations) == count("priorites.csv")
    assert len(plan.engagements) == count("engagements.csv")
    assert sum(p.attendue for _, p in plan.iter_participations()) == count("participations.csv")


def test_recharger_n_ajoute_rien_et_un_titre_corrige_est_une_entree(petit_arbre: Path, lancer: Lancer) -> None:
    assert lancer("init").code == 0
    avant = read_lignes()
    assert "entrée n° 0" in lancer("init").out
    assert read_lignes() == avant
    edit_fichier(petit_arbre, "actions.csv", "Recruter", "Recruter des familles")
    edit_fichier(petit_arbre, "pilotes.csv", "Service de l’accueil", "Direction de l’accueil")
    assert "entrée n° 1" in lancer("init").out
    remontees = lancer("journal", "--json").donnees["remontees"]
    assert [(r["nature"], r["changements"]) for r in remontees][1:] == [("arbre", 2)]
    with open_base() as session:
        plan = load_plan(session)
    assert plan.actions_par_code["X1"].libelle.texte == "Recruter des familles"
    assert plan.actions_par_code["X1"].pilote.nom == "Direction de l’accueil"


def test_un_classeur_d_avant_la_correction_s_importe(petit_arbre: Path, lancer: Lancer, verifier: Verifier) -> None:
    lancer("init")
    octets = fill(make_gabarit("accueil"), {"H5": 50, "Indicateurs!F5": 20})
    edit_fichier(petit_arbre, "actions.csv", "Recruter", "Recruter des familles")
    edit_fichier(petit_arbre, "pilotes.csv", "Service de l’accueil", "Direction de l’accueil")
    lancer("init")
    fichier = verifier(octets)
    assert (fichier["anomalies"], fichier["pilote"]) == ([], "Direction de l’accueil")
    assert list_valeurs(fichier) == {"Avancement!H5": 50, "Indicateurs!F5": 20.0}


def test_nouvelle_ligne_de_l_arbre(petit_arbre: Path, lancer: Lancer) -> None:
    lancer("init")
    with (petit_arbre / "actions.csv").open("a", encoding="utf-8") as flux:
        flux.write("X6;PB;Rénover;provisoire;;;accueil;;;;\n")
    assert "6 actions" in lancer("init").out
