"""A quarter typed by hand is read once and refused in one set of words, whatever asks for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exports import __main__ as exports
from loaders import __main__ as programme
from loaders.genres.remontee.gabarit import iter_gabarits
from loaders.genres.remontee.genre import REMONTEE
from loaders.lignes.genre import Demande
from loaders.options import Options
from loaders.tableaux.identite import identify
from metrics.bilan import is_du_plan
from models.commande import Analyseur, read_trimestre
from models.plan import Plan, Suivi
from models.refus import ClasseurRefuse, DemandeInvalide
from models.trimestre import Trimestre
from tests.fabrique import MAINTENANT
from tests.plans import make_action, make_plan

HORS = "Le T2 2024 est hors du schéma, qui va du T1 2023 au T4 2023."
ILLISIBLE = "« printemps » n’est pas un trimestre : écrivez par exemple 2026-T3."


def make_court(*, dit: bool) -> Plan:
    """A plan of the year 2023; with a report on T1 2024, its end was brought forward after it."""
    suivis = (Suivi(Trimestre(2024, 1), avancement=10),) if dit else ()
    return make_plan([make_action(suivis=suivis)], debut=date(2023, 1, 1), fin=date(2023, 12, 31))


@pytest.mark.parametrize(
    ("dit", "trimestre", "tenu"),
    [
        (False, "2022-T4", False),
        (False, "2023-T1", True),
        (False, "2023-T4", True),
        (False, "2024-T1", False),
        (True, "2022-T4", False),
        (True, "2024-T1", True),
        (True, "2024-T2", False),
    ],
)
def test_a_quarter_is_of_the_plan_by_its_dates_or_by_a_report(dit: bool, trimestre: str, tenu: bool) -> None:
    assert is_du_plan(make_court(dit=dit), Trimestre.parse(trimestre)) is tenu


def ask_classeur(plan: Plan, texte: str) -> Any:
    return identify(plan, None, REMONTEE.modele, Options(texte), MAINTENANT.date())


def ask_gabarit(plan: Plan, texte: str) -> Any:
    return list(iter_gabarits(plan, Demande(MAINTENANT, read_trimestre(texte))))


def ask_export(plan: Plan, texte: str) -> Any:
    with pytest.MonkeyPatch.context() as contexte:
        contexte.setattr("loaders.base.preparation.ensure_base", lambda _: 0)
        contexte.setattr(exports, "load_plan", lambda _: plan)
        exports._export(exports.parse_arguments(["json", "--trimestre", texte, "--out", "/dev/null"]), date(2024, 6, 1))


DEMANDES = [(ask_classeur, ClasseurRefuse), (ask_gabarit, DemandeInvalide), (ask_export, DemandeInvalide)]


@pytest.mark.parametrize(("demander", "refus"), DEMANDES)
@pytest.mark.parametrize(("texte", "mots"), [("2024-T2", HORS), ("printemps", ILLISIBLE)])
def test_who_asks_refuses_in_its_own_way_with_the_same_words(
    base: str, demander: Any, refus: type[Exception], texte: str, mots: str
) -> None:
    with pytest.raises(refus) as leve:
        demander(make_court(dit=True), texte)
    assert str(leve.value) == mots


@pytest.mark.parametrize(("demander", "_"), DEMANDES)
def test_a_quarter_reported_after_the_end_is_taken_by_all(base: str, demander: Any, _: object) -> None:
    demander(make_court(dit=True), "T1 2024")


@pytest.mark.parametrize(("main", "nom"), [(programme.main, "loaders"), (exports.main, "exports")])
def test_both_command_lines_say_in_french_how_they_are_written(
    main: Any, nom: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["json", "--inconnue"]) == 2
    sortie, erreurs = capsys.readouterr()
    assert (sortie, erreurs.replace("\u202f", " ").split("\n")[0]) == ("", "Commande incorrecte. Attendu :")
    assert f"\n  python -m {nom} " in erreurs


def test_every_command_below_refuses_in_french_too() -> None:
    parseur = Analyseur(prog="essai")
    parseur.add_subparsers().add_parser("dire").add_argument("quoi")
    with pytest.raises(DemandeInvalide, match="Attendu :\n  essai dire"):
        parseur.parse_args(["dire"])
