"""Open data: valid for whoever reads the standard, faithful to the letter, without a word that is not published."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import exports.__main__ as commande
from exports.formats import Demande
from exports.ouvertes.export import NOTICE, PAQUET, export
from exports.ouvertes.fichier import write_valeur
from exports.tables.registre import build_tables
from metrics.bilan import compute_bilan
from models.plan import Partenaire, Participation, Plan
from tests.exports.conftest import JOUR
from tests.plans import T3, make_action, make_connue, make_libelle, make_plan

TEXTES = ('=HYPERLINK("http://x";"y")', "+33 1", "-2", "@x", 'Un "mot", deux\nlignes; trois', " espaces ", "é|à")


@pytest.fixture(scope="module")
def norme() -> Iterator[ModuleType]:
    """The library of the standard: once imported, it lets every CSV of the process have cells of any length."""
    avant = csv.field_size_limit()
    import frictionless

    yield frictionless
    csv.field_size_limit(avant)


def write_dossier(fichiers: dict[str, bytes], dossier: Path) -> Path:
    for nom, octets in fichiers.items():
        (dossier / nom).write_bytes(octets)
    return dossier / PAQUET


def make_hostile(textes: tuple[str, ...] = TEXTES) -> Plan:
    return make_plan([make_action(f"A{n:02}", libelle=make_libelle(t)) for n, t in enumerate(textes, start=1)])


@pytest.mark.parametrize("interne", [False, True])
def test_the_package_is_valid_and_its_data_too(
    norme: ModuleType, plan_demo: Plan, tmp_path: Path, interne: bool
) -> None:
    """Profile, types, closed lists, keys, ties between tables, sizes and digests, by the library of the standard."""
    options = {"interne": "oui"} if interne else {}
    rapport = norme.validate(str(write_dossier(export(Demande(plan_demo, T3, JOUR, options=options)), tmp_path)))
    assert rapport.flatten(["title", "type", "message"]) == []
    assert rapport.stats["tasks"] == (13 if interne else 12)
    noms = {tache.name for tache in rapport.tasks}
    assert ("decisions" in noms) is interne


def test_a_value_that_is_not_what_its_schema_says_is_seen(norme: ModuleType, plan_demo: Plan, tmp_path: Path) -> None:
    fichiers = export(Demande(plan_demo, T3, JOUR))
    fichiers["actions.csv"] = fichiers["actions.csv"].replace(b",En cours,", b",En route,", 1)
    erreurs = norme.validate(str(write_dossier(fichiers, tmp_path))).flatten(["title", "type"])
    assert {"hash-count", "constraint-error"} <= {genre for _, genre in erreurs}


def test_what_is_read_back_is_what_the_tables_hold(norme: ModuleType, plan_demo: Plan, tmp_path: Path) -> None:
    paquet = norme.Package(
        str(write_dossier(export(Demande(plan_demo, T3, JOUR, options={"interne": "oui"})), tmp_path))
    )
    for table in build_tables(compute_bilan(plan_demo, T3, JOUR)):
        lues = paquet.get_resource(table.nom).read_rows()
        assert {(r["trimestre_publie"], r["demonstration"]) for r in lues} == {("2026-T3", True)}
        for lue, ligne in zip(lues, table.lignes, strict=True):
            for champ, valeur in zip(table.champs, ligne, strict=True):
                attendu = " | ".join(valeur) or None if isinstance(valeur, tuple) else valeur
                recu = lue[champ.nom]
                assert (float(recu) if isinstance(attendu, float) else recu) == attendu


def test_the_file_is_that_of_the_french_guides(plan_demo: Plan) -> None:
    octets = export(Demande(plan_demo, T3, JOUR))["niveaux.csv"]
    assert not octets.startswith(b"\xef\xbb\xbf")
    lignes = octets.decode().split("\r\n")
    assert lignes[0].startswith("niveau,code,libelle,statut_libelle,parent,avancement,attendu,ecart,")
    assert ",46.19,57.63,-11.44," in lignes[1]
    assert lignes[-1] == ""


def test_a_text_is_given_as_it_is_and_its_place_is_said(norme: ModuleType, tmp_path: Path) -> None:
    fichiers = export(Demande(make_hostile(), T3, JOUR))
    lus = [x["libelle"] for x in csv.DictReader(io.StringIO(fichiers["actions.csv"].decode(), newline=""))]
    assert lus == list(TEXTES)
    notice = fichiers[NOTICE].decode()
    assert "4 cases commencent comme une formule de tableur" in notice
    assert "- actions.csv, ligne 2, libelle" in notice
    assert norme.validate(str(write_dossier(fichiers, tmp_path))).valid
    beaucoup = export(Demande(make_hostile(("=1",) * 30), T3, JOUR))[NOTICE].decode()
    assert beaucoup.endswith("- et 10 autres\n")
    sain = export(Demande(make_plan([make_connue("A01", 5)]), T3, JOUR))[NOTICE].decode()
    assert "formule" not in sain


def test_what_no_document_holds_is_left_out() -> None:
    fichiers = export(Demande(make_hostile(("A\x00\x1b\ud800B\r\nC",)), T3, JOUR))
    assert b'"AB\nC"' in fichiers["actions.csv"]


@pytest.mark.parametrize(
    ("valeur", "ecrit"), [(1e-7, "0.0000001"), (1e22, "10000000000000000000000"), (3, "3"), (0.1, "0.1"), (None, "")]
)
def test_a_number_has_no_exponent(valeur: float | None, ecrit: str) -> None:
    assert write_valeur(valeur) == ecrit


@pytest.mark.parametrize("demonstration", [False, True])
def test_fictitious_data_say_so_in_every_file(demonstration: bool) -> None:
    plan = make_plan(
        [make_connue("A01", 5, participations=(Participation("A01/Un", "Un", True),))],
        partenaires=[Partenaire("Un", "organisme")],
        demonstration=demonstration,
    )
    fichiers = export(Demande(plan, T3, JOUR))
    paquet = json.loads(fichiers[PAQUET])
    dits = [paquet["title"], paquet["name"], fichiers[NOTICE].decode()]
    assert [("fictives" in d or "demonstration" in d) for d in dits] == [demonstration] * 3
    fin = "true" if demonstration else "false"
    for nom in ("niveaux.csv", "actions.csv", "partenaires.csv", "participations.csv"):
        assert all(ligne.endswith(f",2026-T3,{fin}") for ligne in fichiers[nom].decode().split("\r\n")[1:-1])


def test_nothing_depends_on_when_it_is_made(plan_demo: Plan) -> None:
    assert export(Demande(plan_demo, T3, JOUR)) == export(Demande(plan_demo, T3, JOUR))


def test_internal_data_say_so(plan_demo: Plan) -> None:
    public = export(Demande(plan_demo, T3, JOUR))
    interne = export(Demande(plan_demo, T3, JOUR, options={"interne": "oui"}))
    assert "Usage interne" in interne[NOTICE].decode()
    assert "Usage interne" not in public[NOTICE].decode()
    assert {*interne} - {*public} == {"decisions.csv", "decisions.schema.json"}


def test_the_command_fills_a_new_folder_and_no_other(base: str, tmp_path: Path, capsys) -> None:
    mots = ["csv", "--trimestre", "2026-T3", "--out", str(tmp_path / "ouvertes")]
    assert commande.main(mots, JOUR) == 0
    assert (tmp_path / "ouvertes" / PAQUET).is_file()
    assert commande.main([*mots, "--interne"], JOUR) == 2
    assert "n’est pas vide" in capsys.readouterr().err
    assert not (tmp_path / "ouvertes" / "decisions.csv").exists()
