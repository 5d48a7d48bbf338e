"""The screen of the campaign: who is missing at once, opened, reminded in three gestures, closed, reopened."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from streamlit.testing.v1 import AppTest

from loaders.campagne.contacts import write_contacts
from loaders.campagne.journaux import load_envoyes
from loaders.campagne.ouverture import Ouverture, open_campagne
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from models.campagne import Campagne
from models.chargement import load_plan
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree, Role
from tests.agissants import COMMANDE
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes, run_ecran

T3 = Trimestre(2026, 3)
ACTE = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)


def press(page: AppTest, libelle: str) -> AppTest:
    return next(b for b in page.button if b.label.startswith(libelle)).click().run()


def sign(page: AppTest) -> AppTest:
    return page.text_input(key="auteur").set_value("Camille Exemple").run()


def find(trimestre: Trimestre = T3) -> Campagne:
    with open_base() as session:
        return next(c for c in load_plan(session).campagnes if c.trimestre == trimestre)


@pytest.fixture
def ouverte(ouvrir: Ouvrir) -> AppTest:
    """The campaign of T3 opened on the screen, nothing reported."""
    page = press(ouvrir("campagne.py", "vide"), "Ouvrir la campagne")
    page = press(sign(page), "Enregistrer")
    assert not page.exception
    return page


def test_without_a_campaign_the_screen_says_so_and_who_is_missing(ouvrir: Ouvrir) -> None:
    page = ouvrir("campagne.py", "vide")
    dit = read_textes(page)
    assert "Aucune campagne n’est ouverte pour le T3\u00a02026. Manquent 10 services" in dit
    assert "CRIP 93" in dit and "sans adresse" in dit
    assert [b.label for b in page.button if b.label.startswith("Relancer")] == []


def test_a_full_quarter_says_who_answered_and_at_what_pace(ouvrir: Ouvrir) -> None:
    dit = read_textes(ouvrir("campagne.py"))
    assert "À la même distance de la fin du trimestre" in dit
    assert "Reçue" in dit and "Partielle" in dit


def test_a_reader_sees_nothing_of_it(ouvrir: Ouvrir) -> None:
    assert "Accès refusé" in read_textes(ouvrir("campagne.py", "vide", Role.LECTURE))


def test_opening_keeps_the_deadline_and_the_list_follows(ouverte: AppTest) -> None:
    assert (str(find().echeance), find().close_le) == ("2026-10-21", None)
    dit = read_textes(ouverte)
    assert "La campagne du T3\u00a02026 est ouverte (entrée n°\u00a01 du journal)." in dit
    assert "date limite le 21/10/2026, dépassée de 31 jours. Manquent 10 services" in dit
    assert "en retard" in dit


class Recus(Message):
    """A real server of mail that keeps what it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.objets: list[tuple[str, str]] = []

    def handle_message(self, message: object) -> None:
        self.objets.append((str(message["To"]), str(message.get_content_type())))  # type: ignore[index,attr-defined]


@pytest.fixture
def serveur(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recus]:
    recus = Recus()
    with socket.create_server(("127.0.0.1", 0)) as libre:
        port = libre.getsockname()[1]
    controleur = Controller(recus, hostname="127.0.0.1", port=port)
    controleur.start()
    for nom, valeur in (
        ("SERVEUR", "127.0.0.1"),
        ("PORT", str(port)),
        ("SECURITE", "aucune"),
        ("EXPEDITEUR", "a@b.fr"),
    ):
        monkeypatch.setenv(f"SMTP_{nom}", valeur)
    yield recus
    controleur.stop()


def test_all_reminders_leave_in_two_clicks_from_the_screen(ouverte: AppTest, serveur: Recus) -> None:
    """The third gesture is opening the screen; the name is typed once for all."""
    write_contacts({"crip-93": "crip@exemple.fr", "odpe-93": "odpe@exemple.fr"}, ACTE, Accord(COMMANDE))
    page = run_ecran("campagne.py", {})
    page = press(page, "Relancer 10 services")
    assert "8 services sans adresse" in read_textes(page)
    page = press(sign(page), "Envoyer 2 messages")
    assert "2 messages envoyés." in read_textes(page)
    assert sorted(serveur.objets) == [
        ("crip@exemple.fr", "multipart/mixed"),
        ("odpe@exemple.fr", "multipart/mixed"),
    ]
    with open_base() as session:
        envoyes = load_envoyes(session, T3)
    assert {(e.pilote, e.destinataire, e.moyen.value, e.auteur) for e in envoyes} == {
        ("crip-93", "crip@exemple.fr", "serveur", "Camille Exemple"),
        ("odpe-93", "odpe@exemple.fr", "serveur", "Camille Exemple"),
    }


def test_one_service_its_letter_its_log(ouverte: AppTest) -> None:
    page = run_ecran("campagne.py", {"pilote": "crip-93"})
    dit = read_textes(page)
    assert "A16, A17 et A33" in dit and "mailto:?subject=Remont" in dit
    assert "date limite dépassée" in dit
    page = press(sign(page), "Noter comme envoyé")
    dit = read_textes(page)
    assert "est noté envoyé" in dit and "1 message envoyé" in dit and "par une messagerie" in dit


def test_closing_shows_who_is_missing_first_then_reopening_asks_why(ouverte: AppTest) -> None:
    page = press(ouverte, "Clore le trimestre")
    dit = read_textes(page)
    assert dit.index("Manquent 10 services") < dit.index("seront gardés tels quels")
    page = press(sign(page), "Clore quand même")
    assert find().close_le is not None and find().fige is not None
    assert "T3\u00a02026 clos le 21/11/2026. Manquent 10 services" in read_textes(page)
    page = press(page, "Rouvrir le trimestre")
    page = sign(page).text_input(key="motif_rouvrir").set_value("Une remontée oubliée").run()
    page.button(key="rouvrir_trimestre").click().run()
    assert find().close_le is None and find().fige is not None


def test_a_service_is_signed_from_its_sheet(ouvrir: Ouvrir) -> None:
    ouvrir("campagne.py")
    open_campagne(Ouverture(T3, MAINTENANT.date(), visa=True), ACTE, Accord(COMMANDE))
    dit = read_textes(run_ecran("synthese.py", {"trimestre": "T3 2026"}))
    assert "Non visé\u202f: DEF – ressources humaines, ODPE 93" in dit
    page = sign(run_ecran("campagne.py", {"pilote": "crip-93"}))
    page = press(page, "Viser cette remontée")
    assert "est visée (entrée n°" in read_textes(page)
    assert "visé le 21/11/2026, Camille Exemple" in read_textes(page)
