"""Each orientation against what is expected of it."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Barre, Barres, Section
from exports.presentation.sections.outils import (
    SYNTHESE,
    TEXTE_MAX,
    format_part,
    link_ecran,
    list_textes,
    make_section,
    tabulate_barres,
)
from metrics.chiffres import Chiffres
from models.plan import Orientation
from phrases.coupe import cut_mots
from phrases.format import FINE, format_points
from phrases.reunion.avance import write_constat_orientations

CLE, NOM = "orientations", "Orientations"
SOURCE = "moyenne des actions de chaque orientation, calculée sur les actions elles-mêmes."
TIRETES = f"En tirets{FINE}: l’attendu à la fin du trimestre."


def build(c: Contexte) -> Section | None:
    """Return the section; it says so where no orientation is known enough, and leaves before the first report."""
    if not c.bilan.renseigne or not c.plan.orientations:
        return None
    constat = write_constat_orientations(c.bilan, c.comparable)
    connues = any(x.suffisante for x in c.bilan.orientations.values())
    dessin = Barres(tuple(_draw(c, o) for o in c.plan.orientations)) if connues else None
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, SYNTHESE),
        dessin=dessin,
        table=tabulate_barres(dessin, "Avancement et attendu de chaque orientation", "Orientation") if dessin else None,
        textes=list_textes(
            TIRETES if dessin and c.comparable else "",
            f"{c.reserve[0].upper()}{c.reserve[1:]}{FINE}: rien n’est dit de l’attendu." if c.reserve else "",
        ),
    )


def _draw(c: Contexte, orientation: Orientation) -> Barre:
    """Return the bar of an orientation, empty under the threshold of coverage."""
    chiffres = c.bilan.orientations[orientation.code]
    connu = chiffres.suffisante
    return Barre(
        nom=f"{orientation.numero}. {cut_mots(orientation.libelle_court, TEXTE_MAX)}",
        valeur=chiffres.avancement if connu else None,
        attendu=chiffres.attendu if connu and c.comparable else None,
        etiquette=format_part(chiffres),
        ecart=_tell_ecart(chiffres) if c.comparable else "",
    )


def _tell_ecart(chiffres: Chiffres) -> str:
    return format_points(chiffres.ecart) if chiffres.suffisante else ""
