"""What somebody may have meant by a word that a closed list does not have: by sense first, then by spelling (fault 72).

A suggestion of the opposite sense is worse than none: « Mobilisé » is one letter group away from « Non mobilisé ».
"""

from __future__ import annotations

import re

from loaders.cellules.mots import fold_mot
from models.colonnes import Genre
from models.texte import compare, find_proches
from models.vocabulaire import Appreciation, Meteo, NiveauImplication, Statut

PROCHE = 0.7
"""How alike two spellings are, from which one is suggested for the other."""
_NEGATION = re.compile(r"\b(?:non|pas|sans|aucune?|ni|jamais|plus)\b")
_PRIVATIF = r"(?:de|des|dis|in|im|ir|il|a|mal|non |pas )"

_MOBILISES = (NiveauImplication.CONTRIBUTEUR.libelle, NiveauImplication.CO_PORTEUR.libelle)
_SENS: dict[Genre, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Genre.STATUT: (
        (
            r"(?:en projet|a venir|a (?:lancer|demarrer|faire|planifier|programmer)|prevue?|programmee?|planifiee?)",
            (Statut.NON_DEMARREE,),
        ),
        (
            r"(?:non|pas) (?:encore )?(?:lancee?|engagee?|realisee?|faite?|commencee?)",
            (Statut.NON_DEMARREE, Statut.EN_COURS),
        ),
        (r"debloca?ge|debloquage|debloquee?|(?:non|pas|plus) bloquee?|reprise|relancee?", (Statut.EN_COURS,)),
        (
            r"(?:partiellement|en partie) (?:realisee?|terminee?)|(?:quasi|presque) (?:realisee?|terminee?|finie?)",
            (Statut.EN_COURS,),
        ),
        (
            r"lancee?|engagee?|demarree?|commencee?|debutee?|amorcee?|active|continue|"
            r"en (?:retard|bonne voie|phase .*)",
            (Statut.EN_COURS,),
        ),
        (r"suspendue?|reportee?|ajournee?|differee?|gelee?|en attente", (Statut.EN_PAUSE,)),
        (r"faite?|100 ?%|ok|done|effectuee?|livree?|mise? en oeuvre", (Statut.REALISEE,)),
        (r"annulee?|supprimee?|arretee?|stoppee?", (Statut.ABANDONNEE,)),
    ),
    Genre.METEO: (
        (r"vert|verte|🟢|eclaircies?|beau(?: temps)?", (Meteo.SOLEIL, Meteo.COUVERT)),
        (
            r"gris|grise|brouillard|brume|jaune|orange|🟡|🟠|pluie|pluvieux|pluvieuse|averses?|🌧|🌦",
            (Meteo.COUVERT, Meteo.NUAGE),
        ),
        (r"rouge|🔴|tempete|tonnerre|eclairs?|foudre", (Meteo.ORAGE,)),
    ),
    Genre.IMPLICATION: (
        (
            r"(?:tres |fortement |bien )?(?:mobilisee?s?|impliquee?s?|active?s?|actifs?|presente?s?|"
            r"participante?s?|participe)",
            _MOBILISES,
        ),
        (r"(?:peu|faiblement) (?:mobilisee?s?|impliquee?s?)|consultee?s?", (NiveauImplication.INFORME.libelle,)),
        (r"porteu(?:r|se)s?|pilote?s?|co ?pilotes?", (NiveauImplication.CO_PORTEUR.libelle,)),
        (
            r"absente?s?|inactifs?|aucune?|(?:non|pas) (?:presente?s?|impliquee?s?|informee?s?)",
            (NiveauImplication.NON_MOBILISE.libelle,),
        ),
    ),
    Genre.APPRECIATION: (
        (
            r"engagee?s?|(?:en cours|partiel|partielle|partiellement (?:tenue?|realisee?))",
            (Appreciation.LIMITE, Appreciation.SUBSTANTIEL),
        ),
        (r"(?:non|pas|peu) (?:tenue?s?|respectee?s?|realisee?s?)", (Appreciation.NON_ENGAGE, Appreciation.LIMITE)),
        (r"respectee?s?|realisee?s?|atteinte?s?|oui", (Appreciation.TENU,)),
        (r"non", (Appreciation.NON_ENGAGE,)),
    ),
}
"""What people write instead of a word of the list, and the words of the list that have its sense."""


def find_sens(genre: Genre, texte: str) -> str:
    """Return the words of a list that have the sense of what was typed, quoted; empty when it is not known."""
    return " ou ".join(f"« {mot} »" for mot in list_sens(genre, texte))


def list_sens(genre: Genre, texte: str) -> tuple[str, ...]:
    """Return the words of a list that have the sense of what was typed; none when it is not known."""
    cle = fold_mot(texte)
    return next((mots for forme, mots in _SENS.get(genre, ()) if re.fullmatch(forme, cle)), ())


def find_sans_contresens(texte: str, mots: list[str]) -> str:
    """Return the word of a list that is nearest to what was typed, quoted; empty when none is near, or denies it."""
    for proche in find_proches(texte, mots, len(mots), seuil=PROCHE):
        if not is_contraire(texte, proche):
            return f"« {proche} »"
    return ""


def is_contraire(un: str, autre: str) -> bool:
    """Return whether one of two spellings denies the other: « Mobilisé » and « Non mobilisé », « Débloquée »."""
    a, b = fold_mot(un), fold_mot(autre)
    if bool(_NEGATION.search(a)) != bool(_NEGATION.search(b)):
        return True
    court, long = sorted((a, b), key=len)
    tige = re.escape(court.rstrip("es"))
    if re.fullmatch(rf"{_PRIVATIF}{tige}\w*", long) is not None and not long.startswith(court):
        return True
    sans = re.sub(rf"^{_PRIVATIF}", "", a)
    return compare(sans, b) > compare(a, b)  # « Déboquée » is « Débloquée » typed wrong, nearer without its prefix
