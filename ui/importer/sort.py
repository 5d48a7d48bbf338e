"""What becomes of each file when the button is clicked, and why: the list above it, and the words on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.lot import waits_motif, waits_trimestre
from loaders.ecriture.lot import Choix
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import FINE, format_compte, join_mots
from ui.importer.fichier import accord
from ui.importer.lot import NOM_MAX
from ui.kit.composants import show_constat
from ui.socle.sortie import show_html
from ui.socle.texte import escape_html, shorten_nom

PILOTES_MAX = 2


def find_pilote(plan: Plan, apercu: Apercu) -> str | None:
    """Return the pilot of a file: the one of its stamp, else the only one of the actions that it changes."""
    if apercu.pilote is not None:
        return apercu.pilote
    codes = {c.reference.split("/", 1)[0] for c in apercu.changements}
    pilotes = {plan.actions_par_code[code].pilote.nom for code in codes if code in plan.actions_par_code}
    return pilotes.pop() if len(pilotes) == 1 else None


def name_fichier(plan: Plan, apercu: Apercu) -> str:
    """Return « crip.xlsx (CRIP 93, T4 2026) », as far as its pilot and its quarter are known."""
    trimestre = Trimestre.parse(apercu.trimestre).libelle if apercu.trimestre else None
    qui = ", ".join(x for x in (find_pilote(plan, apercu), trimestre) if x)
    nom = shorten_nom(apercu.fichier, NOM_MAX)
    return f"{nom} ({qui})" if qui else nom


def show_total(plan: Plan, apercus: list[Apercu], choix: list[Choix]) -> None:
    """Say, file by file, what the button below will apply and what it will not, and why."""
    lignes = "".join(f"<li>{escape_html(write_sort(plan, a, c))}</li>" for a, c in zip(apercus, choix, strict=True))
    show_constat("Ce qui sera appliqué")
    show_html(f'<ul class="totaux">{lignes}</ul>')


def write_sort(plan: Plan, apercu: Apercu, choix: Choix) -> str:
    """Return what becomes of a file: « crip.xlsx (CRIP 93, T4 2026) : 4 changements, 1 ligne décochée »."""
    return f"{name_fichier(plan, apercu)}{FINE}: {_write_motif(apercu, choix)}"


def _write_motif(apercu: Apercu, choix: Choix) -> str:
    total, nombre = len(apercu.changements), choix.count(apercu)
    changements, fautes = format_compte(total, "changement"), len(apercu.fautes)
    if choix.ecarte:
        return "rien, laissé de côté"
    if apercu.attend_correspondance:
        return "rien, tant que sa correspondance n’est pas confirmée"
    if waits_trimestre(apercu):
        return "rien, tant que son trimestre n’est pas choisi en haut de cet écran"
    if waits_motif(apercu):
        return "rien, tant que le motif de la correction n’est pas écrit en haut de cet écran"
    if apercu.occupe:
        return "rien, le serveur n’a pas eu le temps de le lire"
    if apercu.statut is StatutApercu.REFUSE:
        return "rien, le classeur est refusé"
    if not total:
        return _write_vide(apercu)
    if apercu.statut is StatutApercu.INVALIDE and not choix.lignes_valides:
        return f"{changements}, {accord(total)} tant que {_write_obstacle(apercu)} ou les lignes valides demandées"
    texte = format_compte(nombre, "changement") if nombre else "rien"
    if exclues := len(choix.exclues & apercu.lignes.keys()):
        texte += f", {format_compte(exclues, 'ligne décochée', 'lignes décochées')}"
    if suspendues := len(choix.suspendues - choix.exclues):
        texte += f", {format_compte(suspendues, 'ligne en attente', 'lignes en attente')} de votre réponse"
    if apercu.statut is StatutApercu.INVALIDE:
        texte += ", sans les lignes en erreur" if fautes else ", sans les lignes en attente de réponse"
    return texte


def _write_vide(apercu: Apercu) -> str:
    """Return why a file changes nothing."""
    if apercu.fautes:
        return "aucun changement, ses lignes ont des erreurs"
    return "rien, tant que vous n’avez pas répondu à sa question" if apercu.attentes else "aucun changement"


def _write_obstacle(apercu: Apercu) -> str:
    """Return what keeps the rows of a file back: its errors, else its questions."""
    fautes = len(apercu.fautes)
    if fautes == 1:
        return "son erreur n’est pas corrigée"
    if fautes:
        return f"ses {fautes} erreurs ne sont pas corrigées"
    return "ses questions sont sans réponse" if len(apercu.attentes) > 1 else "sa question est sans réponse"


def count_choisis(apercus: list[Apercu], choix: list[Choix]) -> Mapping[int, int]:
    """Return how many changes go, by rank of file; files of which nothing goes are left out."""
    comptes = {rang: c.count(a) for rang, (a, c) in enumerate(zip(apercus, choix, strict=True))}
    return {rang: n for rang, n in comptes.items() if n}


def write_bouton(plan: Plan, apercus: Sequence[Apercu], comptes: Mapping[int, int]) -> str:
    """Return « Appliquer 55 changements de 8 classeurs, T4 2026 », with the pilots when they are two at most."""
    if not comptes:
        return "Rien à appliquer"
    visees = [apercus[rang] for rang in comptes]
    texte = f"Appliquer {format_compte(sum(comptes.values()), 'changement')}"
    if len(comptes) > 1:
        texte += f" de {len(comptes)} classeurs"
    pilotes = sorted({p for a in visees if (p := find_pilote(plan, a))})
    trimestres = sorted({a.trimestre for a in visees if a.trimestre})
    qui = [join_mots(pilotes)] if pilotes and len(pilotes) <= PILOTES_MAX else []
    quand = [join_mots([Trimestre.parse(t).libelle for t in trimestres])] if trimestres else []
    return f"{texte}{FINE}: {', '.join([*qui, *quand])}" if qui or quand else texte
