"""What a screen needs to be printed or projected: its buttons, and what `ui/impression.js` writes on its sheets."""

from __future__ import annotations

from datetime import date
from typing import Final

from models.plan import Plan
from models.trimestre import Trimestre
from models.vocabulaire import Role
from phrases.source import write_source
from phrases.trimestre import name_choix
from ui.socle.navigation import Ecran, name_ecran
from ui.socle.texte import RIEN, Html, escape_html

IMPRIMER: Final = "Imprimer"
PROJETER: Final = "Projeter"
"""What the buttons say, and Aide of them."""
_IMPRIMER: Final[Html] = (
    '<button type="button" class="telecharger imprimer" data-imprimer>'
    f'<span class="icone" aria-hidden="true">print</span><span class="mot">{IMPRIMER}</span></button>'
)
_PROJETER: Final[Html] = (
    '<button type="button" class="telecharger imprimer projeter-ecran" data-projeter>'
    f'<span class="icone" aria-hidden="true">present_to_all</span><span class="mot">{PROJETER}</span></button>'
)


def write_attributs(ecran: Ecran, signataire: str, plan: Plan, trimestre: Trimestre, aujourd_hui: date) -> Html:
    """Return the attributes that head a printed screen; its day and address are those of the moment it is printed."""
    entete = [plan.nom, name_ecran(ecran, signataire)]
    quand = RIEN
    if ecran.par_trimestre:
        entete.append(name_choix(trimestre, aujourd_hui))
        quand = f' data-trimestre="{escape_html(trimestre.libelle)}"'
    pied = escape_html(write_source(plan, trimestre, aujourd_hui))
    return f'data-entete="{escape_html(" · ".join(entete))}" data-pied="{pied}"{quand}'


def write_boutons(ecran: Ecran) -> Html:
    """Return the buttons of a screen that is read; nothing where one works."""
    if ecran.role is not Role.LECTURE:
        return RIEN
    return f'<span class="gestes">{RIEN if ecran.raconte else _PROJETER}{_IMPRIMER}</span>'
