"""The state of the service: facts read at this click, what asks for something to be done said first."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.integrite.chaine import DERNIERES, find_rupture
from loaders.integrite.entretien import Entretien, load_entretiens
from models.base import REVISION_BASE
from models.lieu import Lieu, find_disque, find_lieu
from models.session import open_base
from models.vocabulaire import GenreEntretien
from phrases.entretien import (
    SAUVEGARDE_MAX,
    VERIFICATION_MAX,
    Constat,
    format_volume,
    tell_disque,
    tell_entretien,
    tell_sessions,
)
from phrases.format import FINE, format_compte, set_espaces
from phrases.instants import format_instant
from ui.socle.frequentation import FREQUENTATION
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html

RACINE = Path(__file__).resolve().parents[2]
JAMAIS_SAUVEE = f"jamais{FINE}: aucune sauvegarde relue de cette base n’est connue"
JAMAIS_VERIFIEE = "jamais en entier"


@dataclass(frozen=True, slots=True)
class Fait:
    """A line of the screen: its name, what is found of it."""

    nom: str
    constat: Constat


def show_etat_service(contexte: Contexte) -> None:
    """Draw what is to be looked at in one sentence, then every fact by subject."""
    with open_base(lecture_seule=True) as session:
        lieu, entretiens, rupture = find_lieu(session), load_entretiens(session), find_rupture(session)
    sujets = {
        "Données": [*_list_base(contexte, lieu), *_list_soins(contexte, entretiens), _tell_chaine(rupture)],
        "Serveur": list(_list_serveur(lieu)),
    }
    alertes = [f for faits in sujets.values() for f in faits if f.constat.alerte]
    listes = RIEN.join(_write_sujet(nom, faits) for nom, faits in sujets.items())
    show_html(f'<p class="phrase">{escape_html(write_phrase(alertes))}</p>{listes}')


def write_phrase(alertes: list[Fait]) -> str:
    """Return « Tout est en ordre. », or what is to be looked at."""
    if not alertes:
        return "Tout est en ordre."
    noms = ", ".join(f.nom.lower() for f in alertes)
    return f"{format_compte(len(alertes), 'point')} à regarder{FINE}: {noms}."


def _list_base(contexte: Contexte, lieu: Lieu) -> Iterator[Fait]:
    genre = "de démonstration" if contexte.plan.demonstration else "réelle"
    yield Fait("Base", Constat(set_espaces(f"{genre}, {lieu.moteur}, {lieu.place}")))
    yield Fait("Taille", Constat(format_volume(lieu.octets)))
    if contexte.figee:
        yield Fait("Écriture", Constat("fermée : la base se lit, et ne peut pas être modifiée", alerte=True))


def _list_soins(contexte: Contexte, entretiens: dict[GenreEntretien, Entretien]) -> Iterator[Fait]:
    for genre, nom, delai, jamais in (
        (GenreEntretien.SAUVEGARDE, "Dernière sauvegarde relue", SAUVEGARDE_MAX, JAMAIS_SAUVEE),
        (GenreEntretien.VERIFICATION, "Dernière vérification", VERIFICATION_MAX, JAMAIS_VERIFIEE),
    ):
        fait = entretiens.get(genre)
        constat = tell_entretien(
            fait.fait_le if fait else None, fait.faute if fait else None, contexte.maintenant, delai, jamais
        )
        yield Fait(nom, Constat(set_espaces(constat.texte), constat.alerte))


def _tell_chaine(rupture: str | None) -> Fait:
    if rupture is not None:
        return Fait("Chaîne du journal", Constat(set_espaces(rupture), alerte=True))
    return Fait("Chaîne du journal", Constat(f"intacte sur les {DERNIERES} dernières entrées"))


def _list_serveur(lieu: Lieu) -> Iterator[Fait]:
    yield Fait("Version", Constat(f"programme {read_version_programme()}, tables {REVISION_BASE}"))
    disque = lieu.disque or find_disque(RACINE)
    yield Fait("Disque" if lieu.disque else "Disque de l’application", tell_disque(disque.libre, disque.total))
    if lieu.disque is None:
        yield Fait("Disque de la base", Constat("celui de son serveur, qui ne se voit pas d’ici"))
    yield Fait("Sessions", tell_sessions(FREQUENTATION.ouvertes, FREQUENTATION.places))
    depuis = format_instant(FREQUENTATION.debut)
    yield Fait("Processus", Constat(f"n°\u00a0{os.getpid()}, démarré le {depuis}"))


@lru_cache(maxsize=1)
def read_version_programme() -> str:
    """Return the version that the program bears."""
    return str(tomllib.loads((RACINE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def _write_sujet(nom: str, faits: list[Fait]) -> Html:
    corps = RIEN.join(Html(f"<dt>{escape_html(f.nom)}</dt><dd>{_write_constat(f.constat)}</dd>") for f in faits)
    return Html(f'<h2 class="titre-fiche">{escape_html(nom)}</h2><dl class="constats">{corps}</dl>')


def _write_constat(constat: Constat) -> Html:
    marque = Html('<strong class="rouge">À regarder</strong> · ') if constat.alerte else RIEN
    return Html(f"{marque}{escape_html(constat.texte)}")
