"""The sentences of the charter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.charte import compute_bilan_charte, compute_echeance
from metrics.instances import BilanReunions, EtatSeance, list_seances
from models.charte import Charte, EngagementCharte
from models.vocabulaire import Appreciation, Cote, Periodicite
from phrases.charte import (
    name_dans,
    write_ambigue,
    write_constat_jugements,
    write_ecart,
    write_etat,
    write_ouverture_charte,
    write_prochaine,
    write_renseignees,
    write_tenues,
    write_terme,
)
from tests.plans_charte import D, P, judge, make_charte, make_instance

SANS, NON, LIMITE, SUBST, TENU = Appreciation
AUJOURD_HUI = date(2026, 11, 22)


def say(charte: Charte, annee: int = 2025, jour: date = AUJOURD_HUI) -> str:
    texte = write_ouverture_charte(charte, compute_bilan_charte(charte, annee), compute_echeance(charte, jour))
    return texte.replace("\u202f", " ")


def test_sentence_says_the_term_then_the_judgements() -> None:
    charte = make_charte(judge("E1", 2025, TENU, TENU), judge("E2", 2025, TENU, LIMITE), judge("E3", 2025, SANS, TENU))
    assert say(charte) == (
        "La charte signée le 23/10/2023 est arrivée à son terme vers le 23/10/2026 ; son renouvellement reste à "
        "confirmer. En 2025, 1 engagement sur 3 est Substantiel ou Tenu pour les deux parties, 2 pour une seule ; "
        "1 écart à discuter, 1 sans les deux avis."
    )
    assert say(charte, 2024).endswith("Pour 2024, aucun de ses 3 engagements n’a encore été jugé.")
    accord = make_charte(judge("E1", 2025, TENU, TENU), judge("E2", 2025, None, None))
    assert say(accord).endswith(
        "En 2025, 1 engagement sur 2 est Substantiel ou Tenu pour les deux parties ; aucun écart, 1 sans les deux avis."
    )
    faible = make_charte(judge("E1", 2025, LIMITE, NON), judge("E2", 2025, SUBST, LIMITE))
    assert say(faible).endswith(
        "En 2025, aucun engagement sur 2 n’est Substantiel ou Tenu pour les deux parties, 1 pour une seule, "
        "1 pour aucune ; 2 écarts à discuter."
    )
    tenue = make_charte(judge("E1", 2025, TENU, SUBST), judge("E2", 2025, SUBST, SUBST))
    assert say(tenue).endswith(
        "En 2025, 2 engagements sur 2 sont Substantiel ou Tenu pour les deux parties ; 1 écart à discuter."
    )


@pytest.mark.parametrize(
    ("champs", "jour", "attendu"),
    [
        ({}, date(2026, 10, 23), "arrive à son terme vers le 23/10/2026."),
        ({"notifiee_le": date(2023, 11, 6)}, date(2024, 1, 1), "arrive à son terme le 06/11/2026."),
        ({"renouvelee_jusqu_au": date(2029, 10, 23)}, AUJOURD_HUI, "est renouvelée jusqu’au 23/10/2029."),
        ({"renouvelee_jusqu_au": date(2026, 10, 30)}, AUJOURD_HUI, "a été renouvelée jusqu’au 30/10/2026."),
        ({"duree_annees": None}, AUJOURD_HUI, "La charte signée le 23/10/2023 n’a pas de terme connu."),
        ({"signee_le": None}, AUJOURD_HUI, "La charte n’a pas de terme connu."),
    ],
)
def test_life_of_the_charter(champs, jour: date, attendu: str) -> None:
    assert attendu in say(make_charte(judge("E1", 2025, None, None), **champs), jour=jour)


def test_one_side_alone_is_named_inside_the_sentence() -> None:
    seule = make_charte(judge("E1", 2025, TENU, None), judge("E2", 2025, SANS, None))
    assert say(seule).endswith(
        "En 2025, le Territoire s’est prononcé sur 2 des 2 engagements, l’autre partie sur aucun."
    )
    croisees = make_charte(judge("E1", 2025, TENU, None), judge("E2", 2025, None, TENU))
    assert say(croisees).endswith("En 2025, aucun de ses 2 engagements n’est jugé par les deux parties.")
    assert say(make_charte()).endswith("Elle ne compte aucun engagement.")
    assert (name_dans(seule, D), name_dans(seule, P)) == ("le Territoire", "UNION\u00a012")


@pytest.mark.parametrize(
    ("departement", "partenaire", "dit"),
    [
        (TENU, TENU, "même jugement"),
        (TENU, SUBST, "écart d’un niveau"),
        (TENU, LIMITE, "écart de deux niveaux"),
        (NON, TENU, "écart de trois niveaux"),
        (SANS, TENU, ""),
        (None, TENU, ""),
    ],
)
def test_gap_in_words(departement, partenaire, dit: str) -> None:
    bilan = compute_bilan_charte(make_charte(judge("E1", 2025, departement, partenaire)), 2025)
    assert write_ecart(bilan.jugements[0]) == dit


def test_term_counts_days_both_ways() -> None:
    charte = make_charte()
    dits = [write_terme(compute_echeance(charte, date(2026, 10, j))) for j in (22, 23, 24)]
    assert dits == [
        "vers le 23/10/2026, dans 1 jour",
        "vers le 23/10/2026, aujourd’hui",
        "vers le 23/10/2026, dépassé depuis 1 jour",
    ]
    assert write_terme(None) == "non renseigné"


def test_meetings_in_words() -> None:
    instance = make_instance("a", Periodicite.ANNUELLE, "2024-06-01")
    manquee = make_instance("a", Periodicite.ANNUELLE, "2025-06-01", tenue=False)
    prevue = make_instance("a", Periodicite.ANNUELLE, "2026-12-01", tenue=None)
    toutes = replace(instance, reunions=instance.reunions + manquee.reunions + prevue.reunions)
    seances = list_seances(make_charte(instances=(toutes,)), AUJOURD_HUI)
    assert [write_etat(s) for s in seances] == [
        "Tenue le 01/06/2024",
        "Non tenue, prévue le 01/06/2025",
        "À venir, le 01/12/2026",
    ]
    (_, silence, avenir) = list_seances(make_charte(instances=(instance,)), AUJOURD_HUI)
    assert write_etat(silence) == "Non renseignée"
    assert write_prochaine(avenir) == "avant le 31/12/2026"
    reportee = make_instance("a", Periodicite.ANNUELLE, "2026-06-01", tenue=False)
    assert write_prochaine(list_seances(make_charte(instances=(reportee,)), AUJOURD_HUI)[-1]) == "avant le 31/12/2026"


def test_nothing_reported_is_not_none_held() -> None:
    assert write_tenues(BilanReunions(11, 9, 1, 1, 1)) == "9 tenues sur 11 prévues"
    assert write_tenues(BilanReunions(2, 0, 2, 0, 0)) == "0 tenue sur 2 prévues"
    assert write_tenues(BilanReunions(6, 0, 0, 6, 5)) == "aucune renseignée sur 6 prévues"
    assert write_tenues(BilanReunions(0, 0, 0, 0, 5)) == "aucune encore prévue"


def test_no_due_date_where_the_words_are_ambiguous() -> None:
    dit = write_ambigue(Periodicite.AMBIGUE, "biennuel").replace("\u202f", " ")
    assert dit == "Périodicité ambiguë dans la charte (« biennuel ») : aucune échéance calculée."
    assert "autant que de besoin" in write_ambigue(Periodicite.AU_BESOIN, "autant que de besoin")
    assert write_ambigue(Periodicite.AU_BESOIN, None) == "Pas d’échéance fixe."


@pytest.mark.parametrize(
    ("dits", "titre"),
    [
        ([(TENU, TENU)], "En 2025, aucun écart sur 1 engagement jugé par les deux parties"),
        (
            [(TENU, LIMITE), (TENU, TENU)],
            "En 2025, 1 écart sur 2 engagements jugés par les deux parties : UNION 12 juge plus sévèrement sur cet "
            "engagement",
        ),
        (
            [(LIMITE, TENU), (NON, TENU)],
            "En 2025, 2 écarts sur 2 engagements jugés par les deux parties : le Territoire juge plus sévèrement "
            "dans les 2",
        ),
        (
            [(NON, TENU), (TENU, SUBST)],
            "En 2025, 2 écarts sur 2 engagements jugés par les deux parties, le plus large sur E0 (trois niveaux)",
        ),
        ([(NON, LIMITE), (TENU, SUBST)], "En 2025, 2 écarts sur 2 engagements jugés par les deux parties"),
        ([(TENU, None)], "En 2025, aucun engagement n’est encore jugé par les deux parties"),
        ([(SANS, TENU)], "En 2025, aucun engagement n’est encore jugé par les deux parties"),
    ],
)
def test_title_says_the_finding(dits, titre: str) -> None:
    charte = make_charte(*(judge(f"E{n}", 2025, *d) for n, d in enumerate(dits)))
    constat = write_constat_jugements(charte, compute_bilan_charte(charte, 2025))
    assert constat.replace("\u202f", " ").replace("\u00a0", " ") == titre


def test_title_says_when_each_side_judges_itself_better() -> None:
    sien = replace(judge("E1", 2025, LIMITE, TENU), partie=Cote.PARTENAIRE)
    autre = replace(judge("E2", 2025, TENU, LIMITE), partie=Cote.DEPARTEMENT)

    def say_titre(*engagements: EngagementCharte) -> str:
        charte = make_charte(*engagements)
        return write_constat_jugements(charte, compute_bilan_charte(charte, 2025))

    assert "chacune juge ses propres engagements mieux tenus" in say_titre(sien, autre)
    assert "chacune" not in say_titre(sien, replace(autre, partie=Cote.PARTENAIRE))


def test_meetings_told_are_counted_as_the_calendar_counts_them() -> None:
    tenue, non_tenue, muette, a_venir = EtatSeance
    dit = write_renseignees([tenue, tenue, non_tenue, a_venir]).replace("\u202f", " ")
    assert dit == "4 réunions renseignées : 2 tenues, 1 non tenue, 1 à venir"
    assert write_renseignees([muette]).replace("\u202f", " ") == "1 réunion renseignée : 1 passée, à confirmer"
