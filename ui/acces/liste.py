"""The people and the groups that have an access: one line each, which opens it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from exports.blocs.liens import PAGE_ACCES, write_lien
from exports.blocs.table import write_table
from loaders.comptes.presence import load_presences
from models.acces import Acces, load_acces
from models.plan import Plan
from models.session import open_base
from models.vocabulaire import GenreAcces, Role
from phrases.acces import format_perimetre
from phrases.format import FINE, format_compte, join_mots
from phrases.instants import format_instant
from ui.socle import identity
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html

ENTETES = ("Nom", "Identifiant", "Rôle", "Peut modifier", "Vu·e le")
GENRES = {GenreAcces.PERSONNE: "Personne", GenreAcces.GROUPE: "Groupe"}
POSTE = (
    f"Ce serveur est celui d’un seul poste{FINE}: tout le monde y lit, et le lien d’administration y donne tous les "
    "droits. Les accès ci-dessous serviront quand les personnes seront identifiées."
)


def name_adresse(acces: Acces) -> str:
    """Return what an address calls an access: the identifiers of people are not for the logs of relays."""
    return hashlib.sha256(acces.reference.encode()).hexdigest()[:16]


def find_acces(contexte: Contexte, adresse: str) -> Acces | None:
    """Return the access that the address names, None when there is none; read at each run, by administration alone."""
    return next((a for a in list_acces(contexte) if name_adresse(a) == adresse), None)


def list_acces(contexte: Contexte) -> tuple[Acces, ...]:
    """Return every access; none to who does not administer."""
    if not contexte.role.allows(Role.ADMINISTRATION):
        return ()
    with open_base(lecture_seule=True) as session:
        return load_acces(session)


def show_liste(contexte: Contexte) -> None:
    """Draw how many have an access, then each of them."""
    acces = list_acces(contexte)
    with open_base(lecture_seule=True) as session:
        vues = load_presences(session)
    poste = RIEN if identity.has_comptes() else Html(f'<p class="note">{escape_html(POSTE)}</p>')
    lignes = [_write_ligne(contexte.plan, a, vues) for a in acces]
    table = write_table("Accès donnés", ENTETES, lignes, legende_lue=True) if lignes else RIEN
    show_html(f'<p class="phrase">{escape_html(write_phrase(acces))}</p>{poste}<div class="journal">{table}</div>')


def write_phrase(acces: tuple[Acces, ...]) -> str:
    """Return « 4 personnes et 1 groupe ont un accès, dont 2 en administration. »."""
    if not acces:
        return "Personne n’a encore d’accès."
    groupes = sum(a.genre is GenreAcces.GROUPE for a in acces)
    personnes = len(acces) - groupes
    morceaux = [format_compte(personnes, "personne")] if personnes else []
    morceaux += [format_compte(groupes, "groupe")] if groupes else []
    verbe = "a" if len(acces) == 1 else "ont"
    admins = sum(a.role is Role.ADMINISTRATION for a in acces)
    suite = f", dont {admins} en administration" if admins else f"{FINE}; aucun n’administre encore"
    return f"{join_mots(morceaux)} {verbe} un accès{suite}."


def write_peut(plan: Plan, acces: Acces) -> str:
    """Return what an access lets be changed, in words."""
    return "rien" if acces.role is Role.LECTURE else format_perimetre(plan, acces.perimetre)


def _write_ligne(plan: Plan, acces: Acces, vues: dict[str, datetime]) -> list[Html]:
    vue = vues.get(acces.identifiant) if acces.genre is GenreAcces.PERSONNE else None
    groupe = Html(' <span class="etiquette">groupe</span>') if acces.genre is GenreAcces.GROUPE else RIEN
    return [
        f"{write_lien(PAGE_ACCES, escape_html(acces.nom), {'acces': name_adresse(acces)})}{groupe}",
        Html(f'<span class="fichier">{escape_html(acces.identifiant)}</span>'),
        escape_html(acces.role.libelle),
        escape_html(write_peut(plan, acces)),
        escape_html(format_instant(vue)) if vue else Html("–"),
    ]
