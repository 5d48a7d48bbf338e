"""A correction typed on a screen takes the path of a workbook: same rows, same questions, one entry, undoable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from loaders.apercu.formulaire import Case, Champ, list_champs
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.application import Accord
from loaders.ecriture.correction import Constat, Correction, write_correction
from loaders.ecriture.journal import Acte
from loaders.genres.registre import GENRES_SAISIS
from models.acces import Agissant, Perimetre, build_du_poste
from models.chargement import load_plan
from models.plan import Plan
from models.provenance import load_changements, load_journal
from models.refus import DroitInsuffisant, HorsPerimetre
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree, Role
from tests.conftest import close_base
from tests.ui.conftest import base, bases  # noqa: F401  (the full database, built once)

MAINTENANT = datetime(2026, 11, 21, 9, tzinfo=UTC)
T3 = Trimestre(2026, 3)
AGENT = Accord(build_du_poste(Role.ADMINISTRATION))


def read_plan() -> Plan:
    with open_base(lecture_seule=True) as session:
        return load_plan(session)


def find_champ(plan: Plan, code: str, champ: str) -> Champ:
    champs = (c for g in GENRES_SAISIS for c in list_champs(plan, g, T3, MAINTENANT.date(), [code]))
    return next(c for c in champs if c.colonne.champ == champ)


def correct(
    plan: Plan, saisies: dict[str, str], accord: Accord = AGENT, dits: frozenset[str] = frozenset(), **reste: object
) -> Constat:
    cases = tuple(Case(find_champ(plan, "A16", champ), texte) for champ, texte in saisies.items())
    acte = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)
    return write_correction(Correction(T3, plan.revision, cases, **reste), acte, accord, dits)  # type: ignore[arg-type]


@pytest.fixture
def plan(base: Callable[[str], None]) -> Plan:  # noqa: F811
    base("pleine")
    return read_plan()


def test_a_value_is_corrected_journalled_and_undone(plan: Plan) -> None:
    avant = plan.actions_par_code["A16"]
    fait = correct(plan, {"avancement": "91", "fait_marquant": "Trame validée", "atteint_le": "12/09/2026"})
    assert fait.entree == plan.revision + 1
    apres = read_plan().actions_par_code["A16"]
    suivi = apres.find_suivi(T3)
    assert suivi is not None and (suivi.avancement, suivi.fait_marquant) == (91, "Trame validée")
    assert date(2026, 9, 12) in {s.atteint_le for j in apres.jalons for s in j.suivis}
    with open_base() as session:
        entree = load_journal(session)[-1]
        changements = load_changements(session, entree.id)
    assert entree.saisie and entree.trimestre == "2026-T3" and entree.pilote == avant.pilote.nom
    assert all(c.cellule is None for c in changements)
    acte = Acte(NatureEntree.ANNULATION, "Camille Exemple", MAINTENANT)
    undo_remontee(entree.id, acte, agissant=AGENT.agissant)
    assert read_plan().actions_par_code["A16"].suivis[-1].avancement == avant.suivis[-1].avancement


def test_what_is_wrong_is_not_written(plan: Plan) -> None:
    faute = correct(plan, {"avancement": "140"})
    assert faute.entree is None and "0 à 100" in faute.fautes[0].constat
    assert read_plan().revision == plan.revision


def test_a_remark_is_told_before_it_is_written(plan: Plan) -> None:
    premier = correct(plan, {"avancement": "12"})
    assert premier.entree is None and "baisse" in premier.avis[0].constat
    assert correct(plan, {"avancement": "12"}, dits=premier.dits).entree is not None


def test_what_somebody_wrote_since_is_asked_cell_by_cell(plan: Plan) -> None:
    correct(plan, {"avancement": "91"})
    tard = {"avancement": "95", "prochaine_etape": "Former les équipes"}
    asked = correct(plan, tard)
    assert asked.entree is None and asked.attend
    (conflit,) = asked.conflits
    assert (conflit.changement.avant, conflit.changement.apres, conflit.auteur) == (91, 95, "Camille Exemple")
    garde = correct(plan, tard, dits=asked.dits, gardees=frozenset({conflit.cellule}))
    suivi = read_plan().actions_par_code["A16"].find_suivi(T3)
    assert garde.entree is not None and suivi is not None
    assert (suivi.avancement, suivi.prochaine_etape) == (91, "Former les équipes")
    again = correct(plan, {"avancement": "95"})
    assert correct(plan, {"avancement": "95"}, dits=again.dits, remplacees=frozenset({conflit.cellule})).entree


def test_rights_and_perimeter_are_those_of_the_writer(plan: Plan) -> None:
    with pytest.raises(DroitInsuffisant):
        correct(plan, {"avancement": "91"}, Accord(build_du_poste(Role.LECTURE)))
    ailleurs = Agissant(Role.MISE_A_JOUR, Perimetre(pilotes=frozenset({"un-autre"})), "Camille")
    with pytest.raises(HorsPerimetre, match="A16"):
        correct(plan, {"avancement": "91"}, Accord(ailleurs))
    assert read_plan().revision == plan.revision
    close_base()
