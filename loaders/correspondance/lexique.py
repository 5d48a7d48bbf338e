"""What people call our columns: the headers of trackers, and the columns that each may stand for, the likeliest first.

A header alone does not say all: « État d’avancement » holds a percentage here, a word there, a sentence elsewhere.
What its cells hold decides (`portraits`).
"""

from __future__ import annotations

import re

from loaders.tableaux.entetes import fold_entete

CODE, ACTION = "Code", "Action"
AVANCEMENT, STATUT, METEO = "Avancement (%)", "Statut", "Météo"
FAIT, ETAPE, BLOCAGE = "Fait marquant du trimestre", "Prochaine étape", "Point de blocage"
DECISION, DESTINATAIRE, POUR_LE = "Décision attendue", "Destinataire", "Pour le"
CROIX = "Sans changement (x)"
CLES = (CODE, ACTION)

_ACTION = r"(?: (?:de |des |du |d'|de l'|de la |l')?(?:fiches? )?(?:actions?|fiches?|mesures?|projets?))?"
_FORMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        rf"(?:code|n°|no|num|numeros?|ref\.?|reference|id|identifiant|#){_ACTION}|{_ACTION[4:-2]} ?(?:n°|no|num)",
        (CODE,),
    ),
    (r"(?:fiches?[ -])?actions?|mesures?|(?:fiches?|projets?)", (ACTION, CODE)),
    (rf"(?:intitules?|libelles?|titres?|noms?|designation|objet|description|descriptif){_ACTION}", (ACTION,)),
    (r"actions? (?:du .*|de la .*|prevues?|operationnelles?|a mener|concernees?|inscrites?.*)", (ACTION,)),
    (
        r"%|(?:en )?%.*|(?:taux|pourcentage|niveau|degre)(?: (?:de |d')?(?:avancement|realisation|execution|"
        r"progression|completude|mise en oeuvre).*)?|progression|progres|.*\(?(?:en )?%\)?|part realisee",
        (AVANCEMENT, STATUT),
    ),
    (r"avancements?|(?:etat|point|stade|niveau|degre) d'avancement.*|avancement .*", (AVANCEMENT, STATUT, FAIT)),
    (r"realise(?:e|s|es)?|realisation", (AVANCEMENT, STATUT, FAIT)),
    (
        r"statuts?.*|etat(?: .*)?|situation(?: .*)?|stade(?: .*)?|phase|ou en (?:est|sommes|etes).*",
        (STATUT, AVANCEMENT, FAIT),
    ),
    (r"meteo.*|confiance.*|feux?(?: .*)?|couleurs?|tendances?|voyant", (METEO, STATUT)),
    (
        r"faits? (?:marquants?|saillants?).*|commentaires?.*|observations?.*|remarques?.*|bilans?.*|resultats?.*|"
        r"realisations.*|actions? (?:realisees?|menees?|engagees?|effectuees?).*|avancees.*|notes?(?: .*)?|"
        r"points? (?:saillants?|forts?|d'etape).*|ce qui .*|travaux (?:realises|menes).*|precisions?.*|detail.*",
        (FAIT,),
    ),
    (
        r"(?:prochaines?|futures?) .*|.* (?:suivantes?|a venir)|a venir|suites?(?: .*)?|perspectives?.*|"
        r"(?:reste )?a faire|et (?:ensuite|apres).*|next steps?",
        (ETAPE, FAIT),
    ),
    (
        r"(?:points?|facteurs?|elements?) (?:de |d')?(?:blocages?|bloquants?|vigilance|attention|alerte).*|freins?.*|"
        r"(?:blocages?|difficultes?|obstacles?|problemes?|alertes?|risques?)(?: .*)?",
        (BLOCAGE,),
    ),
    (r"decisions?.*|arbitrages?.*|(?:besoins?|demandes?) (?:d'arbitrage|de decision).*", (DECISION,)),
    (r"destinataires?|decideurs?|instances? de decision|pour decision", (DESTINATAIRE,)),
    (
        r"pour le|(?:date|echeance) (?:souhaitee|limite|attendue)?(?: (?:de|pour la|d') ?(?:decision|arbitrage))",
        (POUR_LE,),
    ),
    (r"sans changement.*|inchangee?", (CROIX,)),
)
_REGLES = tuple((re.compile(forme), roles) for forme, roles in _FORMES)
_AUTREFOIS = re.compile(
    r"\b(?:precedent|anterieur|ancien|prevu|previsionnel|attendue?|cible|vise|initial|n-1|objectif|theorique|dernier)"
    r"(?:e|s|es|le|les)?\b"
)
"""What a column of another time, or of what was hoped, says of itself: it is not how far things are."""
_PRESENTS = frozenset({AVANCEMENT, STATUT, METEO, FAIT})
_CONSEIL = re.compile(r" ?\((?!.*%)[^)]*\)|^[\s*•–-]+|[\s:.?*]+$")
_PERIODE = re.compile(
    r"(?:\b(?:au|du|de|le|pour le|a fin)\b )?(?:\b(?:[1-4](?:er|e|eme)? ?(?:trimestre|trim)|[tq] ?[1-4]|[1-4] ?[tq])\b"
    r"(?:[ /-]*20\d\d)?|\b20\d\d[ /-]*[tq][1-4]\b|\b\d{1,2}/\d{1,2}/(?:20)?\d\d\b|\b20\d\d\b)"
)
TRIMESTRE = "[trimestre]"


def fold_titre(libelle: str) -> str:
    """Return the key of a header: a quarter or a date in it is one of its kind, so that the next one is known again."""
    return " ".join(_PERIODE.sub(TRIMESTRE, fold_entete(libelle)).split())


def list_roles(libelle: str) -> tuple[str, ...]:
    """Return the columns that a header may stand for, the likeliest first; none for a header that says nothing."""
    cle = fold_titre(libelle).replace(TRIMESTRE, " ")
    cle = " ".join(_CONSEIL.sub("", " ".join(cle.split())).split())
    cle = _CONSEIL.sub("", cle.replace("( )", "").replace("()", "")).strip(" -–/|")
    for forme, roles in _REGLES:
        if forme.fullmatch(cle):
            return tuple(r for r in roles if r not in _PRESENTS or not _AUTREFOIS.search(cle))
    return ()
