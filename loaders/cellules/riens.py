"""Words that fill a cell and say nothing of it: « RAS », « idem », « levé » (faults 60 to 62).

One list for every kind of column and of workbook. Words of a column's own come first: « Sans objet » is a statut.
"""

from __future__ import annotations

import re
from enum import StrEnum

from loaders.cellules.dates import MOIS
from models.colonnes import EFFACER
from models.texte import fold


class Rien(StrEnum):
    """What a cell says when it gives no value; each is the code of its warning."""

    NON_DIT = "valeur_nulle"
    REPRISE = "valeur_reprise"
    RETRAIT = "retrait_a_confirmer"


MUETS = frozenset({"", "-", "--", "/", "."})
"""What is left blank without a word."""
LONGUEUR_MAX = 120
"""Characters past which a text says something, whatever its words."""
_ENTRE = re.compile(r" ?[,;:/()] ?| - | et ")
_POLITESSE = re.compile(
    r"^(?:(?:ok|c'est bon|bonjour|ca y est|enfin|finalement|merci(?=[,:;!.-]))\b[ ,:;!.-]*)+(?=.)|"
    r"[ ,;:.!-]+(?:svp|stp|s'il (?:vous|te) plait|merci(?: d'avance)?)$"
)
_MOMENT = re.compile(
    r"(?<=\S)(?: (?:pour|depuis|des|sur|a|au|le|la|en|de|du|ce|cet|cette|debut|fin|mi|courant|l'(?=\S)))*(?: |(?<=l'))"
    rf"(?:t ?[1-4](?: \d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|(?:\d{{1,2}}(?:er)? )?(?:{'|'.join(MOIS)})"
    r"(?: \d{4})?|"
    r"(?:ce |cette |le )?(?:trimestre|jour|mois|semaine|annee|periode|instant|moment|stade|date)"
    r"(?: (?:dernier|derniere|precedent|precedente|ecoulee?|en cours))?|aujourd'hui|hier|desormais|maintenant|depuis)$"
)
"""When: « depuis octobre », « le 12/11 », « pour ce trimestre »; it changes nothing to words that say nothing."""
_BORDS = " .…!?;:,*\"'«»“”()[]{}-_/\\=~•·|<>"
_SIGLE = re.compile(r"[a-z](?:[. ]{1,2}[a-z]){1,3}")
_OBJETS = (
    r"blocages?|points? de blocage|points? bloquants?|difficultes?|freins?|obstacles?|problemes?|alertes?|decisions?|"
    r"decisions? attendues?|besoins?|commentaires?|observations?|remarques?|faits?|faits? marquants?|evenements?|"
    r"etapes?|prochaines? etapes?|elements?|elements? disponibles?|informations?|donnees?|contributions?|precisions?|"
    r"destinataires?|dates?|objet|sujets?|points?|infos?|nouvelles?|retours?"
)
_MANQUE = (
    r"renseignee?s?|concernee?s?|communiquee?s?|applicables?|disponibles?|determinee?s?|definie?s?|connue?s?|"
    r"precisee?s?|pertinente?s?|evaluee?s?|mesuree?s?"
)
_SUITE = (
    r"(?: (?:a (?:signaler|declarer|mentionner|noter|remonter|dire|ce jour|ce stade|l'heure actuelle)|actuellement|"
    r"identifiee?s?|(?:de |en )?particuli(?:er|ere)s?|majeure?s?|attendue?s?|notables?|necessaires?|requise?s?|"
    r"en cours|pour (?:l'instant|le moment|ce trimestre|la periode)|supplementaires?|"
    r"(?:ce|sur le|au|pour le) (?:trimestre|t[1-4](?: \d{4})?)))*"
)
_QUAND = (
    r"(?: (?:que |qu'|depuis |a |par rapport )?(?:au |le |du |en |pour le )?"
    r"(?:t ?[1-4](?: \d{4})?|(?:dernier |meme )?trimestre(?: precedent| dernier)?|precedent(?:e|s|es)?|"
    r"precedemment|avant|ci-dessus|ci dessus|ci-dessous|ci dessous|plus haut|plus bas|supra|infra|"
    r"(?:ma |notre |la )?(?:(?:remontee|ligne|case|cellule|reponse|fiche) )+(?:du |de |de la )?"
    r"(?:t ?[1-4](?: \d{4})?|precedent(?:e|s|es)?|ci-dessus|ci-dessous|dernier|derniere|du dessus|dessus)|"
    r"(?:l'action )?[a-z] ?\d{2}))"
)
_NON_DIT = re.compile(
    rf"(?:neant|ras|r ?a ?s|rien|nul(?:le|l)?|none|vide|zero|0|na|n/a|nc|n/c|nd|n/d|nr|n/r|so|s/o|nsp|"
    rf"nil|#n/a|tbd|inconnue?s?|a (?:definir|determiner)|rien (?:a ajouter|de plus)|"
    rf"non|sans|aucune?s?|pas|x{{2,}}|ne sait pas|je ne sais pas|a (?:completer|renseigner|remplir|preciser)|"
    rf"non (?:{_MANQUE})|pas (?:encore )?(?:{_MANQUE})|"
    rf"(?:aucune?s?|pas (?:de |d'|d’)|sans|ni|rien (?:de |en )?)(?:autres? )?(?: ?(?:{_OBJETS}))?"
    rf"(?: (?:ni|et|ou) (?:de |d')?(?:{_OBJETS}))?){_SUITE}"
)
_REPRISE = re.compile(
    rf"(?:(?:idem|id|ibid|inchangee?s?|identiques?|(?:situation |etat )?inchangee?s?|meme (?:chose|situation|reponse|"
    rf"commentaire|texte)|(?:toujours )?(?:pareil|stable|ditto|〃)|meme (?:point|blocage|decision)|"
    rf"toujours (?:le meme|la meme|d'actualite|valable)|reconduit(?:e|s|es)?|comme|"
    rf"(?:sans|pas de|pas d'|aucune?) ?(?:changements?|evolutions?|modifications?|nouveautes?)|(?:rien|pas) (?:de |)"
    rf"(?:nouveau|neuf|change)|rien n'a change|pas change){_SUITE}{_QUAND}?"
    rf"|(?:cf|voir|v|se reporter (?:a|au)|se referer (?:a|au)|deja (?:dit|indique|renseigne))\.?{_QUAND})"
)
_EFFACER = re.compile(
    r"(?:a |merci d'|merci de |cellule a |valeur a )?(?:(?:effac|supprim|retir|enlev)(?:er|e|ee|es|ees|ez)|oter|vider)"
    r"(?: (?:cette |la |ce |le )?(?:cellule|valeur|ligne|texte|blocage|decision|donnee))?|delete|clear"
)
_LEVE = re.compile(
    rf"(?:(?:le |la |les |l')?(?:{_OBJETS}) )?(?:a ete |est |sont |ont ete |enfin |desormais |maintenant |c'est |deja )"
    r"*(?:levee?s?|resolue?s?|reglee?s?|debloquee?s?|traitee?s?|solutionnee?s?|soldee?s?|closes?|clos|cloturee?s?|"
    r"terminee?s?|finie?s?|prises?|pris|obtenue?s?|actee?s?|rendue?s?|annulee?s?|abandonnee?s?|faite?s?|ok|bon|"
    r"caducs?|caduques?|tranchee?s?|validee?s?|adoptee?s?|votees?|arbitree?s?)|"
    rf"(?:il n'y a |n'est |ne sont )?plus (?:rien|bloquee?s?|d'actualite|necessaire|besoin|attendue?s?|"
    rf"(?:de |d'|aucune? )+(?:{_OBJETS})){_SUITE}|sans suite|n'(?:a|ont) plus (?:lieu d'etre|d'objet)"
)


def find_rien(texte: str, *, reconduite: bool = False) -> Rien | None:
    """Return what a text says instead of a value, None when it says something.

    `reconduite` tells a column whose value stays shown until it is ended: « levé » ends it there, and only there.
    """
    if len(texte) > LONGUEUR_MAX:
        return None
    cle = _reduce(texte)
    return next((r for c in dict.fromkeys((cle, _drop_moment(cle))) if (r := _find(c, reconduite=reconduite))), None)


def _find(cle: str, *, reconduite: bool) -> Rien | None:
    mots = [mot for mot in _ENTRE.split(cle) if mot]
    if all(_NON_DIT.fullmatch(mot) for mot in mots) or _NON_DIT.fullmatch(cle):
        return Rien.NON_DIT
    if all(_REPRISE.fullmatch(mot) or _NON_DIT.fullmatch(mot) for mot in mots) or _REPRISE.fullmatch(cle):
        return Rien.REPRISE
    if _EFFACER.fullmatch(cle) or (reconduite and _LEVE.fullmatch(cle)):
        return Rien.RETRAIT
    return None


def _drop_moment(cle: str) -> str:
    """Return words without when they hold, said last and as often as one likes: « levé au T3, le 12/11 »."""
    while (sans := _MOMENT.sub("", cle).rstrip(" ,")) != cle:
        cle = sans
    return cle


def write_rien(rien: Rien, extrait: str, reste: str = "", sans_changement: str = "") -> str:
    """Return what is said of a cell that gives no value, quoted as it was typed.

    `reste` is what stays shown for want of a value there, as a sentence; `sans_changement` the header of the column
    that says that nothing changed, where the sheet has one.
    """
    if rien is Rien.RETRAIT:
        quoi = reste or "Rien n’est retiré."
        return f"« {extrait} » n’est pas enregistré. {quoi} Pour retirer ce qui a été dit, écrivez {EFFACER}, seul."
    vide = f"« {extrait} » est lu comme une cellule vide"
    if rien is Rien.REPRISE:
        croix = f"mettez un « x » dans « {sans_changement} »" if sans_changement else "laissez la cellule vide"
        return f"{vide} : rien n’est recopié d’ailleurs. Si rien n’a changé, {croix} ; sinon, récrivez le texte."
    return f"{vide}. {reste} Pour l’ôter, écrivez {EFFACER}." if reste else f"{vide}."


def _reduce(texte: str) -> str:
    """Return the words of a text without the punctuation around and between them: « R.A.S. » gives « ras »."""
    cle = re.sub(r"(?<![a-z])([a-z])\.(?=[a-z](?![a-z]))", r"\1", fold(texte).strip(_BORDS))
    if _SIGLE.fullmatch(cle):
        return re.sub(r"[. ]", "", cle)
    cle = " ".join(re.sub(r"[.!…]+(?= |$)", " ", cle).split())
    return _POLITESSE.sub("", cle).strip(_BORDS)
