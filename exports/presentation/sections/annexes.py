"""After the story, for who asks: the actions of each orientation, what is blocked, every action; bounded in number."""

from __future__ import annotations

from collections.abc import Sequence

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Barre, Barres, Case, Colonne, Section, Table, Texte
from exports.presentation.sections.outils import (
    ACTIONS,
    RIEN,
    SYNTHESE,
    format_jour,
    link_ecran,
    list_textes,
    make_section,
    make_table,
    name_action,
    tabulate_barres,
    write_coupe,
)
from metrics.chiffres import Chiffres
from metrics.etat import EtatAction
from models.plan import Orientation
from phrases.arbre import write_comptees, write_part
from phrases.coupe import cut_mots, cut_phrase
from phrases.format import FINE, HORS_CALCUL, NON_RENSEIGNE, format_compte, format_points, format_pourcent
from phrases.reunion.annexes import write_constat_actions, write_constat_orientation

ORIENTATIONS_MAX = 12
"""Orientations that have an annex each."""
BARRES_MAX = 20
"""Actions drawn for an orientation: beyond, the furthest behind the expected."""
LIGNES_MAX = 200
"""Rows of the table of the actions."""
TITRE_BARRE = 56
ECRAN = "sur l’écran « Orientations et actions »".replace("« ", f"«{FINE}").replace(" »", f"{FINE}»")
COLONNES = (
    Colonne("Action", 5),
    Colonne("Pilote", 2.6),
    Colonne("Avancement", 1.5, chiffres=True),
    Colonne("Écart", 1.4, chiffres=True),
    Colonne("Statut", 1.8),
    Colonne("Échéance", 1.6),
)
SOURCE = "dernières valeurs déclarées par les pilotes."


def build_orientations(c: Contexte) -> list[Section]:
    """Return an annex an orientation, for the first `ORIENTATIONS_MAX`; none before the first report, nor of a part."""
    if not c.bilan.renseigne or c.perimetre is not None:
        return []
    return [_build_orientation(c, o) for o in c.plan.orientations[:ORIENTATIONS_MAX] if o.actions]


def _build_orientation(c: Contexte, orientation: Orientation) -> Section:
    tous = [c.bilan.etats[a.code] for a in orientation.actions]
    chiffres = c.bilan.orientations[orientation.code]
    constat = write_constat_orientation(orientation, chiffres, tous, c.comparable)
    dessin, table, coupe = draw_actions(c, tous, f"Actions de l’orientation {orientation.numero}")
    titre = cut_phrase(orientation.libelle_court, 100)
    comptees = _tell_comptees(chiffres)
    return make_section(
        f"orientation-{orientation.code}",
        f"Orientation {orientation.numero}",
        constat,
        SOURCE,
        link_ecran(c, SYNTHESE),
        dessin=dessin,
        table=table,
        textes=(*list_textes(Texte(titre, comptees)), *coupe),
        annexe=True,
    )


def _tell_comptees(chiffres: Chiffres) -> str:
    """Return « Avancement : 51 % sur 11 actions comptées. », or of how many it would be known."""
    if chiffres.suffisante:
        return f"Avancement{FINE}: {write_part(chiffres)} {write_comptees(chiffres)}."
    connues, actives = chiffres.couverture
    renseignees = format_compte(connues, "renseignée") if connues else "aucune renseignée"
    return f"{format_compte(actives, 'action comptée', 'actions comptées')}, {renseignees}."


def draw_actions(
    c: Contexte, etats: Sequence[EtatAction], legende: str
) -> tuple[Barres | None, Table | None, tuple[Texte, ...]]:
    """Return the bars of some actions, the same as a table, and what is left out; nothing where none is known.

    Where most are not known the table alone tells them: their bars would be an empty drawing.
    """
    barres = tuple(_draw(c, e) for e in _list_dessines(etats))
    if all(b.valeur is None for b in barres):
        return None, None, ()
    quoi = "Les actions les plus loin derrière l’attendu" if c.comparable else "Les premières actions"
    coupe = list_textes(write_coupe(len(barres), len(etats), quoi, ECRAN))
    connues = sum(b.valeur is not None for b in barres)
    return (
        Barres(barres) if 2 * connues >= len(barres) else None,
        tabulate_barres(Barres(barres), legende, "Action"),
        coupe,
    )


def _list_dessines(etats: Sequence[EtatAction]) -> list[EtatAction]:
    """Return the actions drawn, in the order of the plan: all, or those furthest behind, the unknown last."""
    if len(etats) <= BARRES_MAX:
        return list(etats)
    ranges = sorted(etats, key=lambda e: (not e.active, e.ecart is None, e.ecart or 0, e.code))
    codes = {e.code for e in ranges[:BARRES_MAX]}
    return [e for e in etats if e.code in codes]


def _draw(c: Contexte, etat: EtatAction) -> Barre:
    connu = etat.active and etat.avancement is not None
    return Barre(
        nom=name_action(etat.action, TITRE_BARRE),
        valeur=etat.avancement if connu else None,
        attendu=etat.attendu if connu and c.comparable else None,
        etiquette=_tell_avancement(etat),
        ecart=format_points(etat.ecart) if connu and c.comparable else "",
        statut=name_statut(etat),
    )


def _tell_avancement(etat: EtatAction) -> str:
    if not etat.active:
        return HORS_CALCUL
    return NON_RENSEIGNE if etat.avancement is None else format_pourcent(etat.avancement)


def name_statut(etat: EtatAction) -> str:
    """Return the statut, and that the échéance is passed: « En cours, en retard »; empty where none was said."""
    statut = "" if etat.statut is None else str(etat.statut)
    retard = "en retard" if etat.en_retard else ""
    dit = ", ".join(filter(None, (statut, retard)))
    return dit[:1].upper() + dit[1:]


def build_actions(c: Contexte) -> Section | None:
    """Return the table of the actions, the first `LIGNES_MAX` of them; before any report it says who pilots."""
    etats = list(c.bilan.etats.values())
    if not etats:
        return None
    constat = write_constat_actions(etats)
    montres = etats[:LIGNES_MAX]
    return make_section(
        "actions",
        "Toutes les actions",
        constat,
        SOURCE,
        link_ecran(c, ACTIONS),
        table=_tabulate(c, montres),
        textes=list_textes(write_coupe(len(montres), len(etats), "Les premières actions", ECRAN)),
        annexe=True,
    )


def _tabulate(c: Contexte, etats: Sequence[EtatAction]) -> Table:
    return make_table("Toutes les actions, avec leur pilote", COLONNES, [_write_ligne(c, e) for e in etats])


def _write_ligne(c: Contexte, etat: EtatAction) -> list[Case | str]:
    connu = etat.active and etat.avancement is not None
    return [
        name_action(etat.action),
        cut_mots(etat.action.pilote.nom, 40),
        _tell_avancement(etat),
        format_points(etat.ecart) if connu and c.comparable else RIEN,
        Case(name_statut(etat) or RIEN),
        Case(format_jour(etat.action.echeance), alerte=etat.en_retard),
    ]
