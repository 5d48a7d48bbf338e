"""The sentences of the charter: its term, what both sides say of it, a divergence in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from metrics.charte import BilanCharte, Jugement, Terme
from metrics.instances import BilanReunions, EtatSeance, Seance
from models.charte import Charte
from models.vocabulaire import Appreciation, Cote, Periodicite
from phrases.format import FINE, format_compte, format_date, keep_sigles

_ARTICLE = re.compile(r"^(?:L[ea]s? |L’|L')")
PAS = ("", "un niveau", "deux niveaux", "trois niveaux")


def name_dans(charte: Charte, cote: Cote) -> str:
    """Return the short name of a side inside a sentence: « le Département »."""
    nom = keep_sigles(charte.name_partie(cote))
    return _ARTICLE.sub(lambda m: m[0].lower(), nom)


def name_seul(charte: Charte, cote: Cote) -> str:
    """Return the short name of a side without its article: « Département »."""
    return _ARTICLE.sub("", keep_sigles(charte.name_partie(cote)))


def write_ouverture_charte(charte: Charte, bilan: BilanCharte, terme: Terme | None) -> str:
    """Return the opening sentence: where the charter is in its life, then what was judged of it for the year."""
    return f"{write_vie(charte, terme)} {_write_annee(charte, bilan)}"


def write_vie(charte: Charte, terme: Terme | None) -> str:
    """Return when the charter was signed and where it is in its life: « … est arrivée à son terme vers le … »."""
    signee = f"signée le {format_date(charte.signee_le)} " if charte.signee_le else ""
    sujet = f"La charte {signee}".strip()
    if terme is None:
        return f"{sujet} n’a pas de terme connu."
    jour = ("vers le " if terme.approche else "le ") + format_date(terme.jour)
    if terme.renouvelee:
        suite = "a été renouvelée jusqu’au" if terme.passe else "est renouvelée jusqu’au"
        return f"{sujet} {suite} {format_date(terme.jour)}."
    if terme.passe:
        return f"{sujet} est arrivée à son terme {jour}{FINE}; son renouvellement reste à confirmer."
    return f"{sujet} arrive à son terme {jour}."


def _write_annee(charte: Charte, bilan: BilanCharte) -> str:
    total = format_compte(len(bilan.jugements), "engagement")
    if not bilan.jugements:
        return "Elle ne compte aucun engagement."
    if not bilan.renseigne:
        return f"Pour {bilan.annee}, aucun de ses {total} n’a encore été jugé."
    if bilan.communs:
        return f"En {bilan.annee}, {_write_tenue(bilan)}{FINE}; {_write_reste(bilan)}."
    seules = [name_dans(charte, cote) for cote, c in bilan.cotes.items() if c.renseignees]
    if len(seules) == 1:
        rendus = max(c.renseignees for c in bilan.cotes.values())
        return f"En {bilan.annee}, {seules[0]} s’est prononcé sur {rendus} des {total}, l’autre partie sur aucun."
    return f"En {bilan.annee}, aucun de ses {total} n’est jugé par les deux parties."


def _write_tenue(bilan: BilanCharte) -> str:
    """Return whether the charter is kept: « 10 engagements sur 18 sont Substantiel ou Tenu pour les deux parties »."""
    deux, une, total = bilan.count_tenus(2), bilan.count_tenus(1), len(bilan.jugements)
    verbe = "n’est" if not deux else "est" if deux == 1 else "sont"
    compte = format_compte(deux, "engagement") if deux else "aucun engagement"
    dits = f"{compte} sur {total} {verbe} {Appreciation.SUBSTANTIEL} ou {Appreciation.TENU} pour les deux parties"
    # the counts add up to what was judged: who adds them finds the total again, but for what nobody judged
    sans_avis = sum(all(j.find_rang(cote) is None for cote in Cote) for j in bilan.jugements)
    aucune = total - deux - une - sans_avis
    suite = ((une, "pour une seule"), (aucune if deux or une else 0, "pour aucune"))
    return ", ".join([dits, *(f"{nombre} {mots}" for nombre, mots in suite if nombre)])


def _write_reste(bilan: BilanCharte) -> str:
    ecarts = f"{format_compte(len(bilan.ecarts), 'écart')} à discuter" if bilan.ecarts else "aucun écart"
    seuls = len(bilan.jugements) - len(bilan.communs)
    return f"{ecarts}, {seuls} sans les deux avis" if seuls else ecarts


def write_constat_jugements(charte: Charte, bilan: BilanCharte) -> str:
    """Return what both judgements of a year show side by side: their gaps, and which side is the harder judge."""
    communs, ecarts = len(bilan.communs), bilan.ecarts
    if not communs:
        return f"En {bilan.annee}, aucun engagement n’est encore jugé par les deux parties"
    compte = format_compte(communs, "engagement jugé", "engagements jugés") + " par les deux parties"
    if not ecarts:
        return f"En {bilan.annee}, aucun écart sur {compte}"
    debut = f"En {bilan.annee}, {format_compte(len(ecarts), 'écart')} sur {compte}"
    severes = {cote: sum(j.plus_severe is cote for j in ecarts) for cote in Cote}
    cote, nombre = max(severes.items(), key=lambda x: x[1])
    if nombre == len(ecarts):
        sur = "sur cet engagement" if nombre == 1 else f"dans les {nombre}"
        return f"{debut}{FINE}: {name_dans(charte, cote)} juge plus sévèrement {sur}"
    if all(j.plus_severe is not j.engagement.partie for j in ecarts):
        return f"{debut}{FINE}: chacune juge ses propres engagements mieux tenus que l’autre ne le dit"
    large = max(j.distance or 0 for j in ecarts)
    larges = [j.engagement.code for j in ecarts if j.distance == large]
    return f"{debut}, le plus large sur {larges[0]} ({PAS[large]})" if len(larges) == 1 else debut


def write_ecart(jugement: Jugement) -> str:
    """Return « écart d’un niveau », « même jugement »; empty unless both sides judge on the scale."""
    if jugement.distance is None:
        return ""
    if not jugement.distance:
        return "même jugement"
    return f"écart {'d’' if jugement.distance == 1 else 'de '}{PAS[jugement.distance]}"


def write_terme(terme: Terme | None) -> str:
    """Return the end of the charter and the days to it: « vers le 23/10/2026, dépassé depuis 29 jours »."""
    if terme is None:
        return "non renseigné"
    jour = ("vers le " if terme.approche else "le ") + format_date(terme.jour)
    jours = format_compte(abs(terme.jours), "jour")
    if terme.passe:
        return f"{jour}, dépassé depuis {jours}"
    return f"{jour}, dans {jours}" if terme.jours else f"{jour}, aujourd’hui"


def write_prochaine(seance: Seance) -> str:
    """Return when a séance to come is awaited: on the day announced, else before the end of its period."""
    if seance.reunion is not None and seance.reunion.tenue is None:
        return f"le {format_date(seance.reunion.jour)}"
    return f"avant le {format_date(seance.fin)}"


def write_etat(seance: Seance) -> str:
    """Return what became of a séance, with its day: « Tenue le 12/03/2026 »."""
    if seance.etat is EtatSeance.A_VENIR:
        return f"À venir, {write_prochaine(seance)}"
    if seance.reunion is None:
        return str(seance.etat)
    prevue = "prévue " if seance.etat is not EtatSeance.TENUE else ""
    return f"{seance.etat}{', ' if prevue else ' '}{prevue}le {format_date(seance.reunion.jour)}"


def write_tenues(bilan: BilanReunions) -> str:
    """Return the meetings held against planned: « 9 tenues sur 11 prévues »; nothing reported is not 0 held."""
    prevues = format_compte(bilan.prevues, "prévue")
    if not bilan.prevues:
        return "aucune encore prévue"
    if bilan.non_renseignees == bilan.prevues:
        return f"aucune renseignée sur {prevues}"
    return f"{format_compte(bilan.tenues, 'tenue')} sur {prevues}"


def write_renseignees(etats: Sequence[EtatSeance]) -> str:
    """Return the meetings of which something is told: « 28 réunions renseignées : 22 tenues, 3 non tenues, 3 à venir ».

    What is held and what is not are those of the calendar; a meeting may be told before its day.
    """
    comptes = Counter(etats)
    noms = (
        (EtatSeance.TENUE, "tenue", "tenues"),
        (EtatSeance.NON_TENUE, "non tenue", "non tenues"),
        (EtatSeance.NON_RENSEIGNEE, "passée, à confirmer", "passées, à confirmer"),
        (EtatSeance.A_VENIR, "à venir", "à venir"),
    )
    dits = [format_compte(comptes[etat], un, plusieurs) for etat, un, plusieurs in noms if comptes[etat]]
    total = format_compte(len(etats), "réunion renseignée", "réunions renseignées")
    return f"{total}{FINE}: {', '.join(dits)}"


def write_ambigue(periodicite: Periodicite, texte: str | None) -> str:
    """Return why nothing is due from a body without a period, in the words of the charter."""
    mots = f"«{FINE}{texte}{FINE}»" if texte else "non renseignée"
    if periodicite is Periodicite.AMBIGUE:
        return f"Périodicité ambiguë dans la charte ({mots}){FINE}: aucune échéance calculée."
    return f"Pas d’échéance fixe{FINE}: {mots}." if texte else "Pas d’échéance fixe."
