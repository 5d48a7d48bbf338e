"""The tables of a fiche as sheets: a row for what was said, an empty one for who is awaited, none for nobody."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.etat import compute_etats
from models.plan import Action, Implication, Participation, Suivi
from models.vocabulaire import Meteo, NiveauImplication, RolePartenaire, Statut
from tests.plans import T1, T2, T3, T4, make_action, make_plan
from ui.actions.classeur_fiche import build_tableaux


def read_feuille(action: Action, titre: str) -> list[Sequence[object]]:
    """Return the rows of a sheet of the fiche, seen from T3 2026."""
    plan = make_plan([action])
    etats = list(compute_etats(action, plan, [T2, T3]))
    return next(list(t.lignes) for t in build_tableaux(plan, etats, []) if t.titre == titre)


def test_a_quarter_keeps_what_was_said_and_leaves_the_rest_empty() -> None:
    dits = Suivi(T2, 40, Statut.EN_COURS, meteo=Meteo.NUAGE, fait_marquant="Un fait")
    dernier, premier = read_feuille(make_action(suivis=[dits]), "Historique")
    assert premier[:6] == ("T2 2026", 40, "En cours", str(Meteo.NUAGE), "Un fait", None)
    assert dernier[:6] == ("T3 2026", 40, "En cours", str(Meteo.NUAGE), None, None)
    assert read_feuille(make_action(), "Historique")[0][:6] == ("T3 2026", None, None, None, None, None)


def test_a_partner_has_a_row_a_quarter_and_an_empty_one_only_when_it_is_awaited() -> None:
    niveau = NiveauImplication.CO_PORTEUR
    dites = tuple(Implication(t, niveau, "Un mot") for t in (T1, T3, T4))
    participations = (
        Participation("A01/Actif", "Actif", True, RolePartenaire.COPILOTE, dites),
        Participation("A01/Muet", "Muet", True, None, (Implication(T4, niveau, None),)),
        Participation("A01/Passant", "Passant", False),
    )
    assert read_feuille(make_action(participations=participations), "Partenaires") == [
        ("Actif", "oui", str(RolePartenaire.COPILOTE), "T1 2026", niveau.libelle, "Un mot"),
        ("Actif", "oui", str(RolePartenaire.COPILOTE), "T3 2026", niveau.libelle, "Un mot"),
        ("Muet", "oui", None, None, None, None),
    ]
