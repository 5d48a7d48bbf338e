"""Tokens of programs: made once, known by their digest, withdrawn and undone by administration, journalled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from loaders.comptes.jetons import DUREE_MAX, Fait, create_jeton, withdraw_jeton
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.journal import Acte
from loaders.integrite.controle import check_base
from models.acces import Agissant
from models.jetons import Jeton, Portee, find_jeton, load_jetons
from models.refus import DemandeInvalide, DroitInsuffisant
from models.session import open_base, sqlite_path
from models.vocabulaire import JeuDonnees, NatureEntree
from tests.agissants import COMMANDE, EDITEUR, LECTEUR
from tests.constats import Lancer
from tests.fabrique import MAINTENANT

ACTE = Acte(NatureEntree.ACCES, "Camille Exemple", MAINTENANT)
JOUR = MAINTENANT.date()
TOUTE = Portee(frozenset(JeuDonnees))


def make(nom: str = "Observatoire", portee: Portee = TOUTE, jours: int = 30, agissant: Agissant = COMMANDE) -> Fait:
    return create_jeton(nom, portee, JOUR + timedelta(days=jours), ACTE, agissant)


def read_jetons() -> tuple[Jeton, ...]:
    with open_base() as session:
        return load_jetons(session)


def find(secret: str, jour: date = JOUR) -> Jeton | None:
    return find_jeton(read_jetons(), secret, jour)


def test_a_token_opens_until_its_day_and_is_withdrawn_and_given_back(base: str) -> None:
    fait = make()
    assert find(fait.secret) == fait.jeton
    assert find(fait.secret, JOUR + timedelta(days=30)) == fait.jeton
    assert find(fait.secret, JOUR + timedelta(days=31)) is None
    retrait = withdraw_jeton(fait.jeton.reference, ACTE, COMMANDE)
    assert (read_jetons(), find(fait.secret)) == ((), None)
    undo_remontee(retrait, Acte(NatureEntree.ANNULATION, "Camille Exemple", MAINTENANT), agissant=COMMANDE)
    assert find(fait.secret) == fait.jeton
    with open_base() as session:
        assert check_base(session).fautes == ()


def test_nothing_kept_opens_anything(base: str) -> None:
    """Neither the file of the database nor the log of its writes holds the secret."""
    secret = make().secret.rpartition("_")[2].encode()
    fichier = sqlite_path(base)
    assert fichier is not None
    for tenu in fichier.parent.glob(f"{fichier.name}*"):
        assert secret not in tenu.read_bytes()


@pytest.mark.parametrize("autre", ["", "x", "donnees_0123456789ab_" + "a" * 43, " {}", "{}\n", "{}a", "bearer {}"])
def test_another_word_opens_nothing(base: str, autre: str) -> None:
    secret = make().secret
    assert find(autre.format(secret)) is None
    assert find(secret[:-1] + ("A" if secret[-1] != "A" else "B")) is None


@pytest.mark.parametrize("agissant", [LECTEUR, EDITEUR, Agissant()])
def test_only_administration_makes_withdraws_and_undoes(base: str, agissant: Agissant) -> None:
    fait = make()
    for essai in (
        lambda: make("Autre", agissant=agissant),
        lambda: withdraw_jeton(fait.jeton.reference, ACTE, agissant),
        lambda: undo_remontee(fait.entree, ACTE, agissant=agissant),
    ):
        with pytest.raises(DroitInsuffisant, match="Accès refusé"):
            essai()
    assert read_jetons() == (fait.jeton,)


@pytest.mark.parametrize(
    ("nom", "portee", "jours", "mots"),
    [
        (" ", TOUTE, 1, "quel programme"),
        ("a\u202eb", TOUTE, 1, "invisible"),
        ("x" * 81, TOUTE, 1, "80 caractères"),
        ("OBSERVATOIRE", TOUTE, 1, "déjà un jeton"),
        ("Autre", Portee(interne=True), 1, "ce que ce jeton permet"),
        ("Autre", TOUTE, -1, "expire entre"),
        ("Autre", TOUTE, DUREE_MAX.days + 1, "expire entre"),
    ],
)
def test_what_makes_no_sense_is_not_made(base: str, nom: str, portee: Portee, jours: int, mots: str) -> None:
    make()
    with pytest.raises(DemandeInvalide, match=mots):
        make(nom, portee, jours)
    assert len(read_jetons()) == 1


@pytest.mark.parametrize("portee", [Portee(), TOUTE, Portee(frozenset({JeuDonnees.SUIVI}), interne=True)])
def test_what_may_be_read_is_read_as_it_is_written(portee: Portee) -> None:
    assert Portee.parse(str(portee)) == portee


@pytest.mark.parametrize("texte", [None, "", "tout", "SUIVI", "suivis"])
def test_an_unknown_word_gives_nothing(texte: str | None) -> None:
    assert Portee.parse(texte) == Portee()


def test_the_command_makes_lists_and_withdraws(base: str, lancer: Lancer) -> None:
    geste = ("acces", "--jeton", "Observatoire", "--jeu", "indicateurs", "--interne", "--expire", "2027-06-30")
    assert "--auteur" in lancer(*geste).err
    fait = lancer(*geste, "--auteur", "Camille Exemple")
    secret = fait.out.splitlines()[-1]
    assert (fait.code, "30/06/2027" in fait.out) == (0, True)
    tenu = find(secret)
    assert tenu is not None and tenu.portee == Portee(frozenset({JeuDonnees.INDICATEURS}), interne=True)
    liste = lancer("acces")
    assert "Observatoire  indicateurs, données internes comprises  expire le 30/06/2027  vu : jamais" in liste.out
    lu = lancer("acces", "--json")
    assert [j["reference"] for j in lu.donnees["jetons"]] == [tenu.reference]
    for dit in (liste.out, lu.out):
        assert secret not in dit and tenu.empreinte not in dit
    assert lancer("acces", "--retirer-jeton", tenu.reference, "--auteur", "Camille Exemple").code == 0
    assert find(secret) is None
    assert "Aucun jeton" in lancer("acces", "--retirer-jeton", "zut", "--auteur", "Camille").err
    assert "AAAA-MM-JJ" in lancer("acces", "--jeton", "x", "--expire", "demain", "--auteur", "Camille").err
