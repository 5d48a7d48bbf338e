"""What a perimeter lets be changed: held by the writers, tried by naming in a file what is somebody else's."""

from __future__ import annotations

import pytest

from loaders.apercu.apercu import StatutApercu
from loaders.apercu.lot import preview_lot
from loaders.comptes.acces import grant_acces, withdraw_acces
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.application import Accord
from loaders.ecriture.brouillons import (
    add_fichiers,
    drop_brouillon,
    drop_fichiers,
    keep_brouillon,
    keep_reglages,
    list_brouillons,
    load_brouillon,
    make_lot,
)
from loaders.ecriture.droits import check_perimetre
from loaders.ecriture.journal import Acte
from loaders.ecriture.perimetre import HORS_PERIMETRE, mark_lot
from loaders.ecriture.reglages import Reglages
from loaders.lecture.brut import Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.acces import RIEN, TOUT, Acces, Agissant, Perimetre, Personne, load_acces, resolve
from models.changement import Changement
from models.chargement import load_plan
from models.objets import OBJETS
from models.provenance import load_journal
from models.refus import DroitInsuffisant, HorsPerimetre
from models.session import open_base
from models.vocabulaire import Cote, GenreAcces, NatureEntree, Role
from tests.agissants import COMMANDE
from tests.constats import apply_recu
from tests.fabrique import MAINTENANT, fill, make_gabarit

deux_moteurs = pytest.mark.deux_moteurs
ACTE = Acte(NatureEntree.IMPORT, "Quelqu’un d’autre", MAINTENANT)
CRIP = Perimetre(pilotes=frozenset({"crip-93"}))


def admit(identifiant: str, perimetre: Perimetre, nom: str = "", role: Role = Role.MISE_A_JOUR) -> Agissant:
    """Grant an access and return who then acts."""
    grant_acces(Acces(GenreAcces.PERSONNE, identifiant, nom or identifiant, role, perimetre), ACTE, COMMANDE)
    with open_base() as session:
        return resolve(load_acces(session), Personne((identifiant,)))


def find_lignes() -> tuple[int, int]:
    """The rows, in the workbook of every action, of an action of the CRIP and of another pilot's."""
    with open_base() as session:
        actions = load_plan(session).actions
    siennes = [rang for rang, a in enumerate(actions) if a.pilote.code == "crip-93"]
    autres = [rang for rang, a in enumerate(actions) if a.pilote.code != "crip-93"]
    return 5 + siennes[0], 5 + autres[0]


def check(perimetre: Perimetre, objet: str, reference: str) -> bool:
    change = Changement(objet, reference, "champ", "2026-T3", None, 1)
    with open_base() as session:
        try:
            check_perimetre(session, Agissant(Role.MISE_A_JOUR, perimetre), [change])
        except HorsPerimetre:
            return False
    return True


def test_each_object_is_changed_by_whom_it_belongs_to(base: str) -> None:
    with open_base() as session:
        plan = load_plan(session)
    sienne = next(a.code for a in plan.actions if a.pilote.code == "crip-93")
    autre = next(a.code for a in plan.actions if a.pilote.code != "crip-93")
    villes = Perimetre(partenaires=frozenset({"Villes"}))
    departement = Perimetre(cotes=frozenset({Cote.DEPARTEMENT}))
    suites = {"suivi": "", "suivi_jalon": "/J1", "mesure": "/Délai", "jalon": "/J1", "indicateur": "/Délai"}
    suites |= {"preuve": "/J1"}
    for objet, suite in suites.items():
        assert check(CRIP, objet, f"{sienne}{suite}")
        assert not check(CRIP, objet, f"{autre}{suite}")
        assert not check(villes, objet, f"{sienne}{suite}")
    for objet in ("implication", "participation"):
        assert check(CRIP, objet, f"{sienne}/Villes")
        assert not check(CRIP, objet, f"{autre}/Villes")
        assert check(villes, objet, f"{autre}/Villes")
        assert not check(villes, objet, f"{sienne}/CDEF")
        assert not check(villes, objet, f"{sienne}/CDEF/Villes")
    assert check(departement, "evaluation", "I01/departement/2025")
    assert not check(departement, "evaluation", "I01/partenaire/2025")
    assert not check(departement, "evaluation", "departement/partenaire/2025")
    assert not check(CRIP, "suivi", f"{autre}/{sienne}"), "the action is what comes first"
    assert not check(CRIP, "suivi", ""), "nothing named is nothing allowed"


@pytest.mark.parametrize("objet", sorted(OBJETS))
def test_what_no_rule_speaks_of_is_for_who_may_change_everything(base: str, objet: str) -> None:
    partout = Perimetre(False, frozenset({"crip-93"}), frozenset({"Villes"}), frozenset(Cote))
    assert check(TOUT, objet, "inconnu")
    assert not check(RIEN, objet, "inconnu")
    assert not check(partout, objet, "inconnu")


def test_a_file_that_names_the_action_of_another_pilot_is_refused_whole(base: str) -> None:
    agissant = admit("crip@exemple.fr", CRIP)
    sienne, autre = find_lignes()
    entiere = make_gabarit(None)
    with pytest.raises(HorsPerimetre) as refus:
        apply_recu(fill(entiere, {f"H{sienne}": 45, f"H{autre}": 45}), Accord(agissant), ACTE)
    assert f"(feuille Avancement, ligne {autre})" in str(refus.value)
    assert "est pilotée par « " in str(refus.value)
    assert str(sienne) not in str(refus.value).replace(str(autre), "")
    with open_base() as session:
        assert len(load_journal(session)) == 2, "the tree and the access"
    assert apply_recu(fill(entiere, {f"H{sienne}": 45}), Accord(agissant), ACTE).remontee == 2
    with open_base() as session:
        assert load_journal(session)[2].auteur == "crip@exemple.fr", "the account signs, whatever name is given"


@deux_moteurs
def test_a_preview_names_the_rows_of_others_and_the_rest_may_pass(base: str) -> None:
    agissant = admit("crip@exemple.fr", CRIP)
    sienne, autre = find_lignes()
    octets = fill(make_gabarit(None), {f"H{sienne}": 45, f"H{autre}": 45})
    with open_base() as session:
        lectures = read_classeurs([Recu("retour.xlsx", octets)])
        lot = preview_lot(session, load_plan(session), lectures, Options(), MAINTENANT)
        assert mark_lot(session, COMMANDE, lot) is lot
        (apercu,) = (f.apercu for f in mark_lot(session, agissant, lot).fichiers)
    assert apercu.statut is StatutApercu.INVALIDE
    (faute,) = apercu.fautes
    assert (faute.code, faute.ligne) == (HORS_PERIMETRE, autre)
    assert "Hors de votre périmètre : " in faute.constat and "est pilotée par « " in faute.constat
    assert {c.cellule.ligne for c in apercu.changements if c.cellule} == {sienne}
    assert set(apercu.lignes) == {f"Avancement!{sienne}"}
    faite = apply_recu(octets, Accord(agissant, lignes_valides=True), ACTE)
    assert faite.remontee == 2 and [x.ligne for x in faite.suites.laissees] == [f"Avancement!{autre}"]
    assert {c.cellule.ligne for c in faite.changements if c.cellule} == {sienne}


def test_nothing_goes_of_a_file_that_is_all_of_others(base: str) -> None:
    agissant = admit("crip@exemple.fr", CRIP)
    _, autre = find_lignes()
    faite = apply_recu(fill(make_gabarit(None), {f"H{autre}": 45}), Accord(agissant, lignes_valides=True), ACTE)
    assert faite.remontee is None and [a.code for a in faite.fautes] == [HORS_PERIMETRE]


@deux_moteurs
def test_an_undo_takes_back_what_one_may_change(base: str) -> None:
    agissant = admit("crip@exemple.fr", CRIP)
    sienne, autre = find_lignes()
    entiere = make_gabarit(None)
    d_autrui = apply_recu(fill(entiere, {f"H{autre}": 45}), Accord(COMMANDE), ACTE).remontee
    sien = apply_recu(fill(entiere, {f"H{sienne}": 45}), Accord(COMMANDE), ACTE).remontee
    assert d_autrui is not None and sien is not None
    with pytest.raises(HorsPerimetre):
        undo_remontee(d_autrui, ACTE, agissant=agissant)
    assert undo_remontee(sien, ACTE, agissant=agissant) == sien + 1


@deux_moteurs
def test_a_right_is_read_again_by_the_writer(base: str) -> None:
    """What the screen knew of a person is no right: theirs was narrowed, then withdrawn, since."""
    agissant = admit("crip@exemple.fr", TOUT)
    sienne, autre = find_lignes()
    entiere = make_gabarit(None)
    admit("crip@exemple.fr", CRIP)
    assert agissant.perimetre == TOUT
    with pytest.raises(HorsPerimetre):
        apply_recu(fill(entiere, {f"H{autre}": 45}), Accord(agissant), ACTE)
    withdraw_acces(GenreAcces.PERSONNE, "crip@exemple.fr", ACTE, COMMANDE)
    with pytest.raises(DroitInsuffisant, match="Accès refusé"):
        apply_recu(fill(entiere, {f"H{sienne}": 45}), Accord(agissant), ACTE)
    with pytest.raises(DroitInsuffisant, match="Accès refusé"):
        keep_brouillon(make_lot(), [Recu("a.xlsx", b"x")], Options(), MAINTENANT, agissant)


@deux_moteurs
def test_a_draft_is_seen_by_who_dropped_it_and_by_administration(base: str) -> None:
    karim, lea = admit("karim@exemple.fr", TOUT, "Karim"), admit("lea@exemple.fr", TOUT, "Léa")
    jeanne = admit("jeanne@exemple.fr", TOUT, "Jeanne", Role.ADMINISTRATION)
    lecteur = admit("elu@exemple.fr", RIEN, "Élu", Role.LECTURE)
    lot, recus = make_lot(), [Recu("a.xlsx", b"octets"), Recu("b.xlsx", b"autres")]
    keep_brouillon(lot, recus, Options(), MAINTENANT, karim, "Un autre nom")
    with open_base() as session:
        for qui, voit in ((karim, True), (jeanne, True), (COMMANDE, True), (lea, False), (lecteur, False)):
            assert [o.auteur for o in list_brouillons(session, MAINTENANT, qui)] == (["Karim"] if voit else [])
            assert (load_brouillon(session, lot, MAINTENANT, qui) is not None) is voit
    for ecrire in (
        lambda: keep_brouillon(lot, recus, Options(), MAINTENANT, lea),
        lambda: add_fichiers(lot, recus, MAINTENANT, lea),
        lambda: keep_reglages(lot, Reglages(), lea),
        lambda: drop_fichiers(lot, {0}, lea),
        lambda: drop_brouillon(lot, lea),
        lambda: drop_brouillon(lot, lecteur),
    ):
        with pytest.raises(DroitInsuffisant, match="Accès refusé"):
            ecrire()
    reste = drop_fichiers(lot, {0}, karim)
    assert reste is not None
    with open_base() as session:
        assert [o.proprietaire for o in list_brouillons(session, MAINTENANT, karim)] == ["karim@exemple.fr"]
        assert list_brouillons(session, MAINTENANT, lea) == []
    drop_brouillon(reste, jeanne)
