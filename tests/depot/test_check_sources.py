"""The script that compares `schema_data/` with its sources sees every word that differs."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from tests.dossier import DOSSIER, lire
from tests.racine import RACINE

SCRIPT = RACINE / "scripts" / "check_sources.py"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, on a copy of our folder."""
    spec = importlib.util.spec_from_file_location("check_sources", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(__import__("sys").modules, spec.name, module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "DOSSIER", shutil.copytree(DOSSIER, tmp_path / "dossier"))
    return module


def print_charte() -> str:
    """Return the charter as it could be printed: bullets, page initials, an article printed twice."""
    engagements = lire("charte_engagements.csv")
    noms = {"partenaire": "IDEE93", "departement": "Le Département"}
    lignes = [
        "CHARTRE DE PARTENARIAT « SEINE-SAINT-DENIS ÉGALITÉ »",
        *(p["nom_long"] for p in lire("charte_parties.csv")),
    ]
    lignes += [r["extrait"] for r in lire("cadre.csv") if r["sources"] == "S2"]
    lignes += [e for a in lire("actions.csv") for e in a["extrait"].split(" | ")]
    lignes += ["ARTICLE 2", "Des principes.", "NA", "mcf", "ARTICLE 2"]
    for d in lire("charte_domaines.csv"):
        lignes.append(f"{d['numero']} {d['libelle']}")
        for cote, nom in noms.items():
            textes = [e["texte"] for e in engagements if (e["domaine"], e["partie"]) == (d["code"], cote)]
            lignes += [f"{nom} s'engage {textes[0]}."] if len(textes) == 1 else [f"{nom} s'engage :"]
            lignes += [f"- {t} ;" for t in textes] if len(textes) > 1 else []
        lignes += [d["suite"], "NA"]
    for article in "34":
        lignes.append(f"ARTICLE {article}")
        lignes += [
            f"- {i['libelle']} ({i['periodicite_texte']}) : {i['objet']}"
            for i in lire("charte_instances.csv")
            if i["article"] == article
        ]
    return "\n\n".join([*lignes, "La charte couvre une durée de 3 années.", "Fait à Bobigny le 23/10/2023,"])


def run(script: ModuleType, tmp_path: Path, texte: str) -> int:
    chemin = tmp_path / "charte.txt"
    chemin.write_text(texte, encoding="utf-8")
    return script.main([f"S2={chemin}"])


def test_the_same_words_are_found_the_same(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(script, tmp_path, print_charte()) == 0, capsys.readouterr().out
    dit = capsys.readouterr().out
    assert "18 engagements (9 + 9), 5 domaines, 8 instances, 5 liens : 0 différence(s)" in dit
    assert dit.endswith("Identique mot pour mot.\n")


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("à communiquer sur ces formations et outils auprès de ses agents", "à communiquer auprès de ses agents"),
        ("2.3. Développement", "2.4. Développement"),
        ("2.4. Renforcement", "2.4. Un renforcement"),
        ("organisée et animée par l'ODPE chaque trimestre", "organisée par l'ODPE chaque trimestre"),
        ("(biennuel)", "(biennal)"),
        ("faire un bilan global", "faire un bilan"),
        ("- Réunions de suivi", "- Un comité de plus\n- Réunions de suivi"),
        ("durée de 3 années", "durée de 4 années"),
        ("le 23/10/2023", "le 24/10/2023"),
        ("CHARTRE", "CONVENTION"),
        ("2.2. Promotion", "Promotion"),
        ("ARTICLE 2", "Article 2"),
        ("ARTICLE 3", "Article 3"),
    ],
)
def test_any_other_word_is_a_difference(script: ModuleType, tmp_path: Path, avant: str, apres: str) -> None:
    texte = print_charte()
    assert avant in texte
    assert run(script, tmp_path, texte.replace(avant, apres)) == 1


def test_a_commitment_under_the_other_side_is_a_difference(script: ModuleType, tmp_path: Path) -> None:
    chemin = script.DOSSIER / "charte_engagements.csv"
    texte = chemin.read_text(encoding="utf-8")
    chemin.write_text(texte.replace("I03;2.1-b;partenaire", "I03;2.1-b;departement"), encoding="utf-8")
    assert run(script, tmp_path, print_charte()) == 1


def test_an_official_sentence_is_compared_whole(script: ModuleType) -> None:
    assert script.is_dit("libelle", "Créer un lieu.", "3. Créer un lieu.\n")
    assert not script.is_dit("libelle", "Créer un", "3. Créer un lieu.\n")
    assert script.is_dit("extrait", "Créer un", "3. Créer un lieu.\n")


@pytest.mark.parametrize("arguments", [[], ["S9=absent"], ["S2=absent.txt"]])
def test_wrong_usage_is_told_apart(script: ModuleType, arguments: list[str]) -> None:
    assert script.main(arguments) == 2
