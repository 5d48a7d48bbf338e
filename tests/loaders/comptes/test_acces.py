"""Granting and withdrawing: entries of the journal, by administration alone, which is never left without anybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from loaders.comptes.acces import grant_acces, withdraw_acces
from loaders.comptes.presence import load_presences, note_presence
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.journal import Acte
from loaders.integrite.controle import check_base
from models.acces import RIEN, TOUT, Acces, Agissant, Perimetre, Personne, load_acces, normalize_identifiant, resolve
from models.provenance import load_changements, load_journal
from models.refus import DemandeInvalide, DroitInsuffisant
from models.session import open_base
from models.temps import to_paris
from models.vocabulaire import Cote, GenreAcces, NatureEntree, Role
from tests.agissants import COMMANDE, EDITEUR, LECTEUR
from tests.fabrique import MAINTENANT

PERSONNE, GROUPE = GenreAcces.PERSONNE, GenreAcces.GROUPE
ACTE = Acte(NatureEntree.ACCES, "Camille Exemple", MAINTENANT)
JEANNE = Acces(PERSONNE, "jeanne@exemple.fr", "Jeanne Martin", Role.ADMINISTRATION)
DEF = Acces(GROUPE, "DEF Rédaction", "Direction", Role.MISE_A_JOUR, TOUT)


def read_acces() -> tuple[Acces, ...]:
    with open_base() as session:
        return load_acces(session)


def find_agissant(*identifiants: str, groupes: tuple[str, ...] = ()) -> Agissant:
    return resolve(read_acces(), Personne(identifiants or ("inconnu@exemple.fr",), frozenset(groupes)))


def undo(numero: int, agissant: Agissant = COMMANDE) -> int:
    return undo_remontee(numero, Acte(NatureEntree.ANNULATION, "Camille Exemple", MAINTENANT), agissant=agissant)


@pytest.mark.deux_moteurs
def test_an_access_is_granted_changed_withdrawn_and_undone_in_the_journal(base: str) -> None:
    donne = grant_acces(JEANNE, ACTE, COMMANDE)
    assert read_acces() == (Acces(PERSONNE, "jeanne@exemple.fr", "Jeanne Martin", Role.ADMINISTRATION, TOUT),)
    assert grant_acces(JEANNE, ACTE, COMMANDE) is None, "nothing differs"
    jeanne = find_agissant("jeanne@exemple.fr")
    assert (jeanne.role, jeanne.nom) == (Role.ADMINISTRATION, "Jeanne Martin")
    second = grant_acces(DEF, ACTE, jeanne)
    assert second is not None
    retire = withdraw_acces(GROUPE, DEF.identifiant, ACTE, jeanne)
    assert [a.identifiant for a in read_acces()] == ["jeanne@exemple.fr"]
    assert undo(retire, jeanne) == retire + 1
    assert DEF in read_acces()
    with open_base() as session:
        entrees = load_journal(session)[1:]
        assert [(e.nature, e.auteur) for e in entrees] == [
            (NatureEntree.ACCES, "Camille Exemple"),
            *[(NatureEntree.ACCES, "Jeanne Martin")] * 2,
            (NatureEntree.ANNULATION, "Jeanne Martin"),
        ]
        assert [e.id for e in entrees][:3] == [donne, second, retire]
        champs = {(c.objet, c.reference, c.champ): c.apres for c in load_changements(session, entrees[0].id)}
        assert check_base(session).fautes == ()
    assert champs == {
        ("acces", "personne:jeanne@exemple.fr", "nom"): "Jeanne Martin",
        ("acces", "personne:jeanne@exemple.fr", "profil"): "administration",
        ("acces", "personne:jeanne@exemple.fr", "perimetre"): "tout",
    }


@pytest.mark.parametrize("agissant", [LECTEUR, EDITEUR, Agissant()])
def test_only_administration_grants_withdraws_and_undoes(base: str, agissant: Agissant) -> None:
    numero = grant_acces(JEANNE, ACTE, COMMANDE)
    assert numero is not None
    avant = read_acces()
    essais: list[Callable[[], object]] = [
        lambda: grant_acces(DEF, ACTE, agissant),
        lambda: withdraw_acces(PERSONNE, JEANNE.identifiant, ACTE, agissant),
        lambda: undo(numero, agissant),
    ]
    for essai in essais:
        with pytest.raises(DroitInsuffisant, match="Accès refusé"):
            essai()
    assert read_acces() == avant


@pytest.mark.deux_moteurs
def test_a_right_withdrawn_since_it_was_looked_at_is_withdrawn(base: str) -> None:
    grant_acces(JEANNE, ACTE, COMMANDE)
    grant_acces(Acces(PERSONNE, "karim@exemple.fr", "Karim", Role.ADMINISTRATION), ACTE, COMMANDE)
    vu = find_agissant("karim@exemple.fr")
    withdraw_acces(PERSONNE, "karim@exemple.fr", ACTE, find_agissant("jeanne@exemple.fr"))
    assert vu.role is Role.ADMINISTRATION
    with pytest.raises(DroitInsuffisant):
        grant_acces(DEF, ACTE, vu)


@pytest.mark.deux_moteurs
def test_somebody_always_administers(base: str) -> None:
    grant_acces(Acces(PERSONNE, "lea@exemple.fr", "Léa", Role.LECTURE), ACTE, COMMANDE)
    donne = grant_acces(JEANNE, ACTE, COMMANDE)
    assert donne is not None
    jeanne, avant = find_agissant("jeanne@exemple.fr"), read_acces()
    essais: list[Callable[[], object]] = [
        lambda: withdraw_acces(PERSONNE, JEANNE.identifiant, ACTE, jeanne),
        lambda: grant_acces(Acces(PERSONNE, JEANNE.identifiant, JEANNE.nom, Role.LECTURE), ACTE, jeanne),
        lambda: undo(donne, jeanne),
    ]
    for essai in essais:
        with pytest.raises(DemandeInvalide, match="Plus personne n’aurait"):
            essai()
    assert read_acces() == avant
    grant_acces(Acces(GROUPE, "DEF", "DEF", Role.ADMINISTRATION), ACTE, jeanne)
    assert withdraw_acces(PERSONNE, JEANNE.identifiant, ACTE, jeanne)


@pytest.mark.parametrize(
    ("acces", "mots"),
    [
        (Acces(PERSONNE, "", "X", Role.LECTURE), "identifiant d’une personne"),
        (Acces(PERSONNE, "ka rim", "X", Role.LECTURE), "identifiant d’une personne"),
        (Acces(PERSONNE, "Ｊeanne@exemple.fr", "X", Role.LECTURE), "identifiant d’une personne"),
        (Acces(PERSONNE, "x@exemple.fr", "jeanne  MARTIN", Role.LECTURE), "déjà le nom"),
        (Acces(PERSONNE, "x@exemple.fr", "Jeanne@exemple.fr", Role.LECTURE), "déjà le nom"),
        (Acces(PERSONNE, "x@exemple.fr", "x" * 81, Role.LECTURE), "80 caractères"),
        (Acces(PERSONNE, "x@exemple.fr", "a\u202eb", Role.LECTURE), "invisible"),
        (Acces(GROUPE, " ", "X", Role.LECTURE), "groupe"),
        (Acces(PERSONNE, "x@exemple.fr", "X", Role.MISE_A_JOUR), "ce que cette personne"),
        (Acces(GROUPE, "g", "X", Role.MISE_A_JOUR, Perimetre(pilotes=frozenset({"zut"}))), "« zut »"),
        (Acces(GROUPE, "g", "X", Role.MISE_A_JOUR, Perimetre(partenaires=frozenset({"zut"}))), "« zut »"),
    ],
)
def test_what_makes_no_sense_is_not_granted(base: str, acces: Acces, mots: str) -> None:
    grant_acces(JEANNE, ACTE, COMMANDE)
    with pytest.raises(DemandeInvalide, match=mots):
        grant_acces(acces, ACTE, COMMANDE)
    assert len(read_acces()) == 1


def test_withdrawing_what_is_not_there_is_refused(base: str) -> None:
    with pytest.raises(DemandeInvalide, match="pas d’accès"):
        withdraw_acces(PERSONNE, "x@exemple.fr", ACTE, COMMANDE)


def test_a_role_comes_from_what_is_granted_and_from_nothing_else() -> None:
    un = Perimetre(pilotes=frozenset({"crip-93"}))
    autre = Perimetre(cotes=frozenset({Cote.DEPARTEMENT}))
    acces = (
        Acces(PERSONNE, "lea@exemple.fr", "Léa", Role.LECTURE),
        Acces(GROUPE, "lecteurs", "L", Role.LECTURE, TOUT),
        Acces(GROUPE, "crip", "C", Role.MISE_A_JOUR, un),
        Acces(GROUPE, "charte", "D", Role.MISE_A_JOUR, autre),
    )

    def find(identifiant: str, *groupes: str) -> tuple[Role | None, Perimetre, str]:
        lu = resolve(acces, Personne((identifiant,), frozenset(groupes)))
        return lu.role, lu.perimetre, lu.nom

    assert find("zoe@exemple.fr") == (None, RIEN, "")
    assert find("zoe@exemple.fr", "inconnu", "") == (None, RIEN, "")
    assert find("zoe@exemple.fr", "lecteurs") == (Role.LECTURE, RIEN, "zoe@exemple.fr")
    assert find("zoe@exemple.fr", "lecteurs", "crip", "charte") == (Role.MISE_A_JOUR, un | autre, "zoe@exemple.fr")
    assert find("lea@exemple.fr", "crip") == (Role.LECTURE, RIEN, "Léa"), "their own line stands alone"
    assert find("crip") == (None, RIEN, ""), "a person is no group"
    assert find("zoe@exemple.fr", "lea@exemple.fr") == (None, RIEN, ""), "a group is no person"


@pytest.mark.parametrize(
    "perimetre",
    [
        RIEN,
        TOUT,
        Perimetre(False, frozenset({"a", "b"}), frozenset({"Villes & Cie : 93"}), frozenset(Cote)),
    ],
)
def test_a_perimeter_is_read_as_it_is_written(perimetre: Perimetre) -> None:
    assert Perimetre.parse(str(perimetre)) == perimetre


@pytest.mark.parametrize("texte", [None, "", "x", "pilote:", "autre:crip", "cote:lune", "TOUT", ":"])
def test_an_unknown_word_gives_nothing(texte: str | None) -> None:
    assert Perimetre.parse(texte) == RIEN


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        (" Jeanne@Exemple.FR ", "jeanne@exemple.fr"),
        ("sub-A1", "sub-A1"),
        ("\u212aarim@exemple.fr", None),  # the sign of kelvins folds to a k
        ("a\u200bb@exemple.fr", None),
        ("a\tb", None),
        ("x" * 201, None),
        ("", None),
    ],
)
def test_an_identifier_has_one_form(texte: str, attendu: str | None) -> None:
    assert normalize_identifiant(texte) == attendu


@pytest.mark.deux_moteurs
def test_last_seen_is_kept_apart_from_the_journal(base: str) -> None:
    note_presence("jeanne@exemple.fr", MAINTENANT)
    note_presence("jeanne@exemple.fr", MAINTENANT + timedelta(hours=1))
    with open_base() as session:
        vues = load_presences(session)
        assert len(load_journal(session)) == 1
    assert {k: to_paris(v) for k, v in vues.items()} == {"jeanne@exemple.fr": MAINTENANT + timedelta(hours=1)}
