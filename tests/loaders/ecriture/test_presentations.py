"""Meetings that are kept and décisions that are taken: written like an import, undone like one, told of a conflict."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.application import Accord
from loaders.ecriture.decisions import DecisionVoulue, write_decision
from loaders.ecriture.journal import Acte, append_entree
from loaders.ecriture.presentations import FAITS_MAX, Gardee, hold_presentation, keep_presentation
from loaders.integrite.controle import check_base
from models.acces import COMMANDE, build_du_poste
from models.changement import Changement
from models.chargement import load_plan, load_revision
from models.plan import Action, Plan
from models.presentation import Presentation
from models.refus import AnnulationImpossible, ApercuPerime, DemandeInvalide, DroitInsuffisant
from models.session import dispose_engines, open_base, open_ecriture
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree, Role
from tests.arret import is_arrete
from tests.constats import read_etat, read_lignes
from tests.fabrique import MAINTENANT

T2, T3 = Trimestre(2026, 2), Trimestre(2026, 3)
JOUR = MAINTENANT.date()
ACTE = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)
REUNION = Presentation(
    "",
    "Réunion annuelle",
    T3,
    jour=date(2026, 12, 15),
    depuis=T2,
    sections=("bilan", "decisions"),
    introduction="Merci à toutes et à tous.",
    faits=(("A16", T3), ("A17", T2)),
    notes=(("bilan", "Insister sur l’écart."),),
)
DECISION = DecisionVoulue("A16", T3, "Louer une salle", "La salle est louée.", "Vice-présidence", JOUR, "Bail en mars")
ACCORD = Accord(build_du_poste(Role.MISE_A_JOUR))


def see(role: Role = Role.MISE_A_JOUR) -> Accord:
    """The agreement of who looks at the database as it is now."""
    with open_base() as session:
        return Accord(build_du_poste(role), revision_vue=load_revision(session))


def load() -> Plan:
    with open_base() as session:
        return load_plan(session)


def find(code: str = "A16") -> Action:
    return load().actions_par_code[code]


def write(trimestre: Trimestre, **champs: object) -> int:
    """Say something of A16 in a quarter, as a workbook does."""
    with open_base() as session:
        suivi = load_plan(session).actions_par_code["A16"].find_suivi(trimestre)
    avant = {c: getattr(suivi, c) if suivi else None for c in champs}
    with open_ecriture() as session:
        changes = [Changement("suivi", "A16", c, str(trimestre), avant[c], v) for c, v in champs.items()]
        return append_entree(session, ACTE, changes).id


@pytest.fixture
def demande(base: str) -> str:
    """A16 waits for a décision since T2 2026, said again in T3."""
    for trimestre in (T2, T3):
        write(trimestre, avancement=10, decision_attendue="Louer une salle", destinataire="Vice-présidence")
    return base


def test_a_meeting_is_kept_whole_and_read_back(base: str) -> None:
    assert keep_presentation(REUNION, ACTE, see()) == Gardee("1", 1)
    (lue,) = load().presentations
    assert lue == replace(REUNION, reference="1")
    assert keep_presentation(lue, ACTE, see()) == Gardee("1", None)  # nothing to be changed, no entry
    corrigee = replace(lue, sections=(), faits=None, notes=(("charte", "Dire merci."),), introduction="")
    assert keep_presentation(corrigee, ACTE, see()).entree == 2
    assert load().presentations == (corrigee,)
    with open_base() as session:
        assert check_base(session).fautes == ()


def test_undo_takes_a_meeting_back_and_its_number_is_not_given_again(base: str) -> None:
    avant = read_lignes()
    keep_presentation(REUNION, ACTE, see())
    gardee = read_lignes()
    undo_remontee(1, ACTE, agissant=COMMANDE)
    assert read_lignes() == avant
    undo_remontee(2, ACTE, agissant=COMMANDE)
    assert read_lignes() == gardee
    undo_remontee(3, ACTE, agissant=COMMANDE)
    assert keep_presentation(REUNION, ACTE, see()).reference == "2"


def test_of_two_keepers_one_is_asked_again(base: str) -> None:
    keep_presentation(REUNION, ACTE, see())
    vue = see()
    lue = load().presentations[0]
    une, autre = replace(lue, introduction="Une"), replace(lue, introduction="Autre")

    def keep(voulue: Presentation) -> bool:
        try:
            return keep_presentation(voulue, ACTE, vue).entree is not None
        except ApercuPerime as refus:
            assert "entrée n° 2 du journal, de Camille Exemple" in str(refus)
            return False

    with ThreadPoolExecutor(2) as equipe:
        assert sorted(equipe.map(keep, (une, autre))) == [False, True]
    assert load().revision == 2
    assert keep_presentation(replace(load().presentations[0], introduction="Relue"), ACTE, see()).entree == 3


REFUSEES = {
    "titre": replace(REUNION, titre="  "),
    "hors plan": replace(REUNION, jusqu_a=Trimestre(2035, 1)),
    "depuis": replace(REUNION, depuis=T3),
    "instance": replace(REUNION, instance="nulle-part"),
    "section": replace(REUNION, sections=("../bilan",)),
    "fait": replace(REUNION, faits=(("Z99", T3),)),
    "trop de faits": replace(REUNION, faits=tuple(("A16", T3.decale(-n)) for n in range(FAITS_MAX + 1))),
    "introduction": replace(REUNION, introduction="x" * 601),
    "inconnue": replace(REUNION, reference="7"),
}


@pytest.mark.parametrize("cas", REFUSEES)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(base: str, cas: str) -> None:
    dispose_engines()
    avant = read_etat()
    with pytest.raises(DemandeInvalide):
        keep_presentation(REFUSEES[cas], ACTE, see())
    dispose_engines()
    assert read_etat() == avant


def test_who_only_reads_keeps_nothing(demande: str) -> None:
    for write_ in (
        lambda: keep_presentation(REUNION, ACTE, see(Role.LECTURE)),
        lambda: write_decision(DECISION, ACTE, see(Role.LECTURE)),
        lambda: hold_presentation("1", JOUR, ACTE, see(Role.LECTURE)),
    ):
        with pytest.raises(DroitInsuffisant):
            write_()
    assert load().revision == 2


def test_two_meetings_of_a_day_have_two_titles(base: str) -> None:
    keep_presentation(REUNION, ACTE, see())
    with pytest.raises(DemandeInvalide, match="réunion n° 1"):
        keep_presentation(REUNION, ACTE, see())
    assert keep_presentation(replace(REUNION, titre="Comité de suivi"), ACTE, see()).reference == "2"


def test_a_meeting_that_was_held_no_longer_changes(base: str) -> None:
    keep_presentation(REUNION, ACTE, see())
    assert hold_presentation("1", JOUR, ACTE, see()) == 2
    lue = load().presentations[0]
    assert (lue.presentee_le, lue.tete, lue.regle) == (JOUR, 1, "1")
    for tenter in (
        lambda: keep_presentation(replace(lue, titre="Autre"), ACTE, see()),
        lambda: hold_presentation("1", JOUR, ACTE, see()),
    ):
        with pytest.raises(DemandeInvalide, match="a été présentée le 21/11/2026"):
            tenter()
    undo_remontee(2, ACTE, agissant=COMMANDE)
    assert not load().presentations[0].tenue
    assert keep_presentation(replace(lue, titre="Autre"), ACTE, see()).entree == 4


def test_a_meeting_is_held_on_a_day_that_the_journal_knows(base: str) -> None:
    keep_presentation(REUNION, ACTE, see())
    for jour in (JOUR + timedelta(days=1), JOUR - timedelta(days=400)):
        with pytest.raises(DemandeInvalide):
            hold_presentation("1", jour, ACTE, see())
    demain = replace(ACTE, maintenant=MAINTENANT + timedelta(days=1))
    with open_ecriture() as session:
        append_entree(session, demain, [Changement("suivi", "A16", "avancement", "2026-T3", None, 45)])
    hold_presentation("1", JOUR, demain, see())  # noted the day after: what came since was not shown
    assert load().presentations[0].tete == 1


def test_a_decision_answers_what_was_asked_for_from_the_quarter_shown(demande: str) -> None:
    assert write_decision(DECISION, ACTE, see()) == 3
    (prise,) = find().decisions
    assert (prise.reference, prise.demande, prise.demandee_au, prise.comptee_au) == ("A16/1", "Louer une salle", T3, T3)
    assert (prise.texte, prise.par, prise.prise_le, prise.suites) == (
        "La salle est louée.",
        "Vice-présidence",
        JOUR,
        "Bail en mars",
    )
    assert write_decision(DECISION, ACTE, see()) is None
    assert write_decision(replace(DECISION, suites="Bail signé"), ACTE, see()) == 4
    assert [d.suites for d in find().decisions] == ["Bail signé"]


@pytest.mark.parametrize("texte", ["", "Louer deux salles"])
def test_a_later_workbook_does_not_lose_the_decision(demande: str, texte: str) -> None:
    write_decision(DECISION, ACTE, see())
    write(Trimestre(2026, 4), decision_attendue=texte)
    assert [d.texte for d in find().decisions] == ["La salle est louée."]


def test_undo_of_a_decision_takes_the_whole_of_it_back(demande: str) -> None:
    avant = read_lignes()
    numero = write_decision(replace(DECISION, suites=""), ACTE, see())
    write_decision(DECISION, ACTE, see())
    with pytest.raises(AnnulationImpossible):  # what was added since would hang from nothing
        undo_remontee(numero or 0, ACTE, agissant=COMMANDE)
    undo_remontee(4, ACTE, agissant=COMMANDE)
    undo_remontee(numero or 0, ACTE, agissant=COMMANDE)
    assert read_lignes() == avant


def test_a_meeting_that_took_a_decision_is_not_taken_back_before_it(demande: str) -> None:
    keep_presentation(REUNION, ACTE, see())
    write_decision(replace(DECISION, presentation="1"), ACTE, see())
    with pytest.raises(AnnulationImpossible, match="n° 4"):
        undo_remontee(3, ACTE, agissant=COMMANDE)
    undo_remontee(4, ACTE, agissant=COMMANDE)
    undo_remontee(3, ACTE, agissant=COMMANDE)
    with pytest.raises(AnnulationImpossible, match="« 1 » n’existe plus"):
        undo_remontee(5, ACTE, agissant=COMMANDE)


def test_what_is_asked_for_moved_under_the_decision(demande: str) -> None:
    vue = see()
    write(T3, decision_attendue="Louer deux salles")
    with pytest.raises(ApercuPerime, match="Louer deux salles"):
        write_decision(DECISION, ACTE, vue)
    write(T3, decision_attendue="")
    with pytest.raises(ApercuPerime, match="ne demande pas, ou plus"):
        write_decision(DECISION, ACTE, see())


def test_two_who_decide_of_the_same_demand(demande: str) -> None:
    vue = see()
    write_decision(DECISION, ACTE, vue)
    with pytest.raises(ApercuPerime, match="Quelqu’un l’a modifié"):
        write_decision(replace(DECISION, texte="La salle est refusée."), ACTE, vue)


@pytest.mark.parametrize(
    "voulue",
    [
        replace(DECISION, action="Z9"),
        replace(DECISION, texte=" "),
        replace(DECISION, par=""),
        replace(DECISION, prise_le=JOUR + timedelta(days=1)),
        replace(DECISION, prise_le=date(2001, 1, 1)),
        replace(DECISION, presentation="7"),
        replace(DECISION, texte="x" * 1001),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(demande: str, voulue: DecisionVoulue) -> None:
    with pytest.raises(DemandeInvalide):
        write_decision(voulue, ACTE, see())
    assert load().revision == 2


GESTES = {
    "keep": lambda: keep_presentation(replace(REUNION, titre="Autre"), ACTE, ACCORD),
    "hold": lambda: hold_presentation("1", JOUR, ACTE, ACCORD),
    "decide": lambda: write_decision(replace(DECISION, presentation="1"), ACTE, ACCORD),
}


@pytest.mark.parametrize("geste", GESTES)
def test_interrupted_at_any_statement_it_leaves_nothing(demande: str, geste: str) -> None:
    """Stopped after each thing that it writes, it leaves what was there before."""
    keep_presentation(REUNION, ACTE, ACCORD)
    avant, essais = read_lignes(), 0
    while is_arrete(GESTES[geste], essais := essais + 1):
        assert read_lignes() == avant, essais
    assert essais > 4
    assert load().revision == 4
    with open_base() as session:
        assert check_base(session).fautes == ()
