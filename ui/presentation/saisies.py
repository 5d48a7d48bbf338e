"""Which dialogue is open over the screen: those that write are for who may."""

from __future__ import annotations

from exports.presentation.pieces import Periode
from ui.presentation import decider, dialogues, garder, preparer
from ui.presentation.choix import Choix
from ui.socle.guard import Contexte


def show_ouvert(contexte: Contexte, choix: Choix, defaut: Periode) -> None:
    """Draw the dialogue that is open, when it may be; what was typed in the others and not kept is forgotten."""
    ouvert = dialogues.find_ouvert()
    if ouvert != dialogues.PREPARER:
        preparer.forget_saisie()
    if ouvert != dialogues.DECIDER:
        decider.forget_vue()
    if ouvert == dialogues.PREPARER and not choix.tenue:
        preparer.show_preparer(contexte, choix, choix.choose_periode(defaut).depuis)
    elif ouvert == dialogues.GARDER and contexte.peut_ecrire and not choix.tenue:
        garder.show_garder(contexte, choix)
    elif ouvert == dialogues.DECIDER and contexte.peut_ecrire:
        decider.note_vue(contexte.version)
        decider.show_decider(contexte, choix)
