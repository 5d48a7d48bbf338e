"""What the documentation names exists: commands, options, targets, identifiers, packages, files."""

from __future__ import annotations

import importlib
import re

import pytest

from exports.__main__ import USAGE, parse_arguments
from loaders.__main__ import build_parser
from tests.racine import RACINE

README = (RACINE / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (RACINE / "CONTRIBUTING.md").read_text(encoding="utf-8")
GUIDE = (RACINE / "docs" / "guide.md").read_text(encoding="utf-8")
DOCUMENTS = {"README.md": README, "CONTRIBUTING.md": CONTRIBUTING, "docs/guide.md": GUIDE} | {
    f"docs/{nom}": (RACINE / "docs" / nom).read_text(encoding="utf-8")
    for nom in ("architecture.md", "fautes.md", "installation.md", "security.md")
}
ANALYSES = {"loaders": lambda mots: build_parser().parse_args(mots), "exports": parse_arguments}
REPONSES = re.findall(r"^    ANSWERS: (.+)$", README, re.MULTILINE)
COMMANDE = re.compile(r"python -m (loaders|exports) (.+?)\s*[`)\n]")
DU_README = COMMANDE.findall(README.replace("[ANSWERS]", " ".join(REPONSES)))
COMMANDES = DU_README + COMMANDE.findall(GUIDE)
CIBLES = sorted(set(re.findall(r"(?:^    |`)make ([a-z]+)", README + CONTRIBUTING, re.MULTILINE)))


def find_section(titre: str) -> str:
    return README.split(f"## {titre}\n", 1)[1].split("\n## ", 1)[0]


def expand(commande: str) -> list[list[str]]:
    """Return the words of a command as printed, once without what is between brackets, once with the first choice."""
    sans = re.sub(r"\[[^]]*\]", "", commande)
    avec = re.sub(r"\[([^]|]*)(?:\|[^]]*)?\]", r"\1", re.sub(r"([\w-]+)(?:\|[\w-]+)+", r"\1", commande))
    sans = re.sub(r"([\w-]+)(?:\|[\w-]+)+", r"\1", sans)
    return [[m.strip('"') for m in re.findall(r'"[^"]*"|\S+', texte.replace("...", ""))] for texte in (sans, avec)]


def replace_valeurs(mots: list[str]) -> list[str]:
    return ["7" if mot == "REMONTEE" else mot or "x" for mot in mots]


@pytest.mark.parametrize(("module", "commande"), COMMANDES)
def test_commands_of_the_documents_are_understood(module: str, commande: str) -> None:
    for mots in expand(commande):
        ANALYSES[module](replace_valeurs(mots))


def list_options(aide: str) -> set[str]:
    return set(re.findall(r"--[a-z]+(?:-[a-z]+)*", aide)) - {"--help"}


def test_readme_names_every_command_and_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command with all its options, in its own line; the options that several share are spelt out once."""
    assert len(REPONSES) == 1
    dites: dict[str, set[str]] = {}
    for module, mots in DU_README:
        nom = "exports" if module == "exports" else mots.split()[0]
        dites[nom] = dites.get(nom, set()) | list_options(mots)
    voulues = {"exports": list_options(USAGE)}
    for nom in re.findall(r"^    ([a-z]+)(?:  |$)", build_parser().format_help(), re.MULTILINE):
        with pytest.raises(SystemExit):
            build_parser().parse_args([nom, "--help"])
        voulues[nom] = list_options(capsys.readouterr().out)
    assert dites == voulues


@pytest.mark.parametrize("cible", CIBLES)
def test_targets_of_make_exist(cible: str) -> None:
    assert re.search(rf"^{cible}:", (RACINE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("nom", re.findall(r"`([a-z_]+(?:\.\w+)+)`", find_section("Glossary")))
def test_identifiers_of_the_glossary_exist(nom: str) -> None:
    module, _, objet = nom.rpartition(".")
    assert hasattr(importlib.import_module(module), objet), nom


def test_dependencies_are_those_of_the_readme() -> None:
    section = find_section("Dependencies")
    cases = re.findall(r"^\| ([a-z0-9-]+(?:, [a-z0-9-]+)*) \|", section, re.MULTILINE)
    dits = {nom for case in cases for nom in case.split(", ")}
    fichiers = ("requirements.txt", "requirements-dev.txt")
    textes = [(RACINE / f).read_text(encoding="utf-8") for f in fichiers]
    voulus = {m for texte in textes for m in re.findall(r"^([A-Za-z0-9-]+)[><=~[]", texte, re.MULTILINE)}
    assert {d.lower() for d in dits} == {v.lower() for v in voulus}


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_files_that_documents_link_to_exist(nom: str) -> None:
    liens = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", DOCUMENTS[nom])
    assert liens or nom not in ("README.md", "docs/guide.md")
    dossier = (RACINE / nom).parent
    assert [lien for lien in liens if not lien.startswith("http") and not (dossier / lien).exists()] == []


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_folders_and_files_that_documents_name_exist(nom: str) -> None:
    cites = re.findall(r"`((?:[\w.-]+/)+(?:[\w-]+\.(?:py|md|toml|csv|txt))?)`", DOCUMENTS[nom])
    absents = [c for c in cites if not (RACINE / c).exists() and not (RACINE / "tests" / c).exists()]
    assert absents == []


def test_screenshots_kept_are_those_that_documents_show() -> None:
    """The others are made again when somebody wants to look: they would only weigh on the repository."""
    montrees = set(re.findall(r"!\[[^]]*\]\((?:docs/)?screenshots/([^)]+)\)", README + GUIDE))
    assert {p.name for p in (RACINE / "docs" / "screenshots").iterdir()} == montrees


def test_the_script_of_bare_machines_plays_what_the_readme_says() -> None:
    """It takes the line of the packages from the README, and holds no registry's address."""
    lignes = re.findall(r"^    apt-get update && apt-get install (.+)$", README, re.MULTILINE)
    assert len(lignes) == 1
    assert {"git", "make", "python3-venv"} <= set(lignes[0].split())
    script = (RACINE / "scripts" / "machine_nue.sh").read_text(encoding="utf-8")
    assert r"s/^    \(apt-get update && apt-get install .*\)/\1/p" in script
    assert re.findall(r"https?://(?!localhost)\S+", script) == []
