"""Reminders: what they say, the file and the address that begin them, and a real server of mail that takes them."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from icalendar import Calendar

from exports.relances.agenda import build_ics
from exports.relances.envoi import Securite, Serveur, find_serveur, send_messages
from exports.relances.message import MAILTO_MAX, Piece, build_eml, build_message, write_mailto
from metrics.campagne.moment import Moment
from metrics.campagne.suivi import Vu, compute_campagne
from models.campagne import Campagne
from models.refus import DemandeInvalide
from phrases.campagne.relances import Lettre, name_moment, write_lettre
from tests.plans import PILOTE, T3, make_action, make_plan

QUAND = datetime(2026, 10, 15, 8, tzinfo=UTC)
LIMITE = date(2026, 10, 21)
SERVICE = replace(PILOTE, courriel="service-a@exemple.fr")
PLAN = make_plan(
    [make_action("A01", pilote=SERVICE), make_action("A02", pilote=SERVICE)],
    campagnes=[Campagne(T3, LIMITE)],
    pilotes=(SERVICE,),
    contact="L’unité qui suit le plan",
)
CAMPAGNE = compute_campagne(PLAN, T3, QUAND.date(), {SERVICE.code: Vu("a.xlsx", QUAND.date(), 2)})
PIECE = Piece("remontee_2026-T3_service-a.xlsx", b"PK octets")


def write(moment: Moment) -> Lettre:
    return write_lettre(PLAN, CAMPAGNE, CAMPAGNE.pilotes[0], moment)


@pytest.mark.parametrize("moment", list(Moment))
def test_each_letter_says_the_quarter_the_service_and_what_is_awaited(moment: Moment) -> None:
    lettre = write(moment)
    assert lettre.objet.startswith("[Démonstration\u202f: données fictives] Remontée du T3\u00a02026")
    assert lettre.destinataire == "service-a@exemple.fr" and "Service A" in lettre.objet
    assert lettre.corps.startswith("Bonjour,") and lettre.corps.endswith("L’unité qui suit le plan")
    assert ("A01 et A02" in lettre.corps) is (moment is not Moment.ANNOTE)
    assert "21/10/2026" in lettre.corps
    assert ("2 réponses ne peuvent pas" in lettre.corps) is (moment is Moment.ANNOTE)
    assert name_moment(moment)
    reel = write_lettre(replace(PLAN, demonstration=False), CAMPAGNE, CAMPAGNE.pilotes[0], moment)
    assert "émonstration" not in reel.objet


def read(octets: bytes) -> EmailMessage:
    lu = message_from_bytes(octets, policy=default)
    assert isinstance(lu, EmailMessage)
    return lu


def test_the_file_opens_as_a_draft_with_its_workbook() -> None:
    lettre = write(Moment.J_MOINS_7)
    lu = read(build_eml(lettre, PIECE, QUAND))
    assert (lu["Subject"], lu["To"], lu["X-Unsent"], lu["From"]) == (lettre.objet, lettre.destinataire, "1", None)
    corps = lu.get_body(("plain",))
    assert corps is not None and corps.get_content().strip().replace("\r\n", "\n") == lettre.corps
    (jointe,) = lu.iter_attachments()
    assert (jointe.get_filename(), jointe.get_content()) == (PIECE.nom, PIECE.octets)


def test_no_text_of_the_data_makes_a_header() -> None:
    lettre = replace(write(Moment.J_MOINS_7), objet="Rappel\r\nBcc: autre@exemple.fr")
    lu = read(build_eml(lettre, None, QUAND))
    assert lu["Bcc"] is None and lu["Subject"] == "Rappel Bcc: autre@exemple.fr"


def test_the_address_begins_the_message_whole_or_without_its_body() -> None:
    lettre = replace(write(Moment.J_MOINS_7), corps="Bonjour,\n\nÀ bientôt & merci")
    lue = urlsplit(write_mailto(lettre))
    assert (lue.scheme, lue.path) == ("mailto", "service-a@exemple.fr")
    assert parse_qs(lue.query) == {"subject": [lettre.objet], "body": ["Bonjour,\r\n\r\nÀ bientôt & merci"]}
    longue = write_mailto(replace(lettre, corps="é" * MAILTO_MAX))
    assert len(longue) <= MAILTO_MAX and "body" not in longue


def test_the_deadline_is_an_event_of_its_whole_day() -> None:
    (evenement,) = Calendar.from_ical(build_ics(PLAN, CAMPAGNE, QUAND)).walk("VEVENT")
    assert evenement["DTSTART"].dt == LIMITE and "fictives" in evenement["SUMMARY"]
    assert evenement["UID"] == "essai-2026-T3@remontee" and len(evenement.walk("VALARM")) == 2
    with pytest.raises(ValueError, match="deadline"):
        build_ics(PLAN, replace(CAMPAGNE, echeance=None), QUAND)


class Boite:
    """What a server of mail received; it refuses one address."""

    def __init__(self) -> None:
        self.recus: list[Envelope] = []

    async def handle_RCPT(
        self, _serveur: SMTP, _session: Session, enveloppe: Envelope, adresse: str, _options: list[str]
    ) -> str:
        if adresse.startswith("refus"):
            return "550 inconnu ici"
        enveloppe.rcpt_tos.append(adresse)
        return "250 OK"

    async def handle_DATA(self, _serveur: SMTP, _session: Session, enveloppe: Envelope) -> str:
        self.recus.append(enveloppe)
        return "250 OK"


@pytest.fixture(scope="module")
def boite() -> Iterator[tuple[Boite, Serveur]]:
    boite = Boite()
    with socket.create_server(("127.0.0.1", 0)) as libre:
        port = libre.getsockname()[1]
    controleur = Controller(boite, hostname="127.0.0.1", port=port)
    controleur.start()
    yield boite, Serveur("127.0.0.1", port, "campagne@exemple.fr", Securite.AUCUNE)
    controleur.stop()


def test_a_server_takes_each_message_and_one_refused_stops_no_other(boite: tuple[Boite, Serveur]) -> None:
    recues, serveur = boite
    lettres = [write(Moment.J_MOINS_7), write(Moment.J_MOINS_14), write(Moment.J_PLUS_1)]
    lettres[1] = replace(lettres[1], destinataire="refus@exemple.fr")
    messages = [build_message(x, PIECE, QUAND, serveur.expediteur) for x in lettres]
    issues = list(send_messages(serveur, messages))
    assert issues == [None, "le serveur de courriel refuse cette adresse", None]
    assert [e.rcpt_tos for e in recues.recus] == [["service-a@exemple.fr"]] * 2
    contenu = recues.recus[0].content
    assert isinstance(contenu, bytes)
    lu = read(contenu)
    assert (lu["From"], lu["X-Unsent"]) == ("campagne@exemple.fr", None)
    assert [j.get_content() for j in lu.iter_attachments()] == [PIECE.octets]


@pytest.mark.parametrize(
    ("change", "dit"),
    [
        ({"securite": Securite.STARTTLS}, "n’offre pas la protection"),
        ({"utilisateur": "moi", "mot_de_passe": "secret"}, "n’offre pas la protection|refuse le compte|a répondu"),
    ],
)
def test_nothing_leaves_without_the_protection_or_the_account_asked_for(
    boite: tuple[Boite, Serveur], change: dict[str, object], dit: str
) -> None:
    recues, serveur = boite
    avant = len(recues.recus)
    (issue,) = send_messages(replace(serveur, **change), [build_message(write(Moment.J_PLUS_1), None, QUAND, "a@b.fr")])  # type: ignore[arg-type]
    assert issue and re.search(dit, issue) and "secret" not in issue
    assert len(recues.recus) == avant


def test_a_server_that_is_not_there_is_said() -> None:
    (issue,) = send_messages(
        Serveur("127.0.0.1", 1, "a@b.fr", Securite.AUCUNE),
        [build_message(write(Moment.J_PLUS_1), None, QUAND, "a@b.fr")],
    )
    assert issue == "le serveur de courriel ne répond pas"


def test_the_server_is_what_the_environment_sets_and_nothing_is_guessed() -> None:
    assert find_serveur({}) is None
    complet = {"SMTP_SERVEUR": "smtp.exemple.fr", "SMTP_EXPEDITEUR": "a@b.fr"}
    assert find_serveur(complet) == Serveur("smtp.exemple.fr", 587, "a@b.fr")
    tls = find_serveur(complet | {"SMTP_SECURITE": "tls", "SMTP_UTILISATEUR": "moi", "SMTP_MOT_DE_PASSE": "x"})
    assert tls == Serveur("smtp.exemple.fr", 465, "a@b.fr", Securite.TLS, "moi", "x")
    for faute, dit in (
        ({"SMTP_EXPEDITEUR": ""}, "SMTP_EXPEDITEUR"),
        ({"SMTP_SECURITE": "ssl"}, "SMTP_SECURITE"),
        ({"SMTP_PORT": "zéro"}, "SMTP_PORT"),
    ):
        with pytest.raises(DemandeInvalide, match=dit):
            find_serveur(complet | faute)
