"""What is done with others: the partners, the charter; what was done; what the figures do not say."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.bilan import REGLE, Bilan
from metrics.charte import BilanCharte
from metrics.etat import EtatAction
from metrics.implication import ImplicationPartenaire
from models.vocabulaire import Appreciation, Fraicheur, StatutLibelle
from phrases.coupe import cut_mots
from phrases.format import FINE, format_compte, format_nombre, format_reste, format_trimestre, join_mots
from phrases.reunion.attente import name_codes

NOM_MAX = 30
NOMS_MAX = 6
"""Partners that a sentence names."""
CODES_MAX = 20


def write_constat_partenaires(ensemble: ImplicationPartenaire, renseigne: bool, nom: str = "") -> str:
    """Return « Partenaires : au moins 64 participations mobilisées sur 174 attendues ; 83 sans nouvelle ».

    `nom` is that of the only partner told.
    """
    i, debut = ensemble, f"{cut_mots(nom, NOM_MAX) if nom else 'Partenaires'}{FINE}: "
    if not i.attendues:
        return f"{debut}aucune participation n’est attendue"
    if not renseigne:
        attendues = format_compte(i.attendues, "participation attendue", "participations attendues")
        return f"{debut}{attendues}, aucune n’est encore renseignée"
    attendues = format_compte(i.attendues, "attendue")
    mobilisees = format_compte(i.mobilisees, "participation mobilisée", "participations mobilisées")
    mobilisees = mobilisees if i.mobilisees else "aucune participation mobilisée"
    au_moins = "au moins " if i.silencieuses and i.mobilisees else ""
    silence = f"{FINE}; {format_nombre(i.silencieuses)} sans nouvelle" if i.silencieuses else ""
    return f"{debut}{au_moins}{mobilisees} sur {attendues}{silence}"


def write_actifs(actifs: Sequence[ImplicationPartenaire], attendus: int) -> tuple[str, str]:
    """Return « 26 partenaires mobilisés sur 44 attendus : », then those that carry most, with their counts."""
    nombre = format_compte(len(actifs), "partenaire mobilisé", "partenaires mobilisés") if actifs else ""
    titre = f"{nombre or 'Aucun partenaire mobilisé'} sur {format_compte(attendus, 'attendu')}"
    premiers = sorted(actifs, key=lambda i: -i.mobilisees)
    dits = [f"{i.nom} ({i.mobilisees} sur {i.attendues})" for i in premiers]
    return f"{titre}{FINE}:" if dits else f"{titre}.", f"{list_noms(dits)}." if dits else ""


def write_silencieux(silencieux: Sequence[ImplicationPartenaire]) -> tuple[str, str]:
    """Return « 11 partenaires sans nouvelle : », then their names, those most expected first."""
    titre = format_compte(len(silencieux), "partenaire sans nouvelle", "partenaires sans nouvelle")
    noms = [i.nom for i in sorted(silencieux, key=lambda i: -i.attendues)]
    return f"{titre}{FINE}:", f"{list_noms(noms)}."


def write_paires(codes: Sequence[str]) -> str:
    """Return the codes of actions, the first twenty of them: « A01, A03 et A07. »."""
    if len(codes) <= CODES_MAX:
        return f"{join_mots(list(codes))}."
    return f"{', '.join(codes[:CODES_MAX])} {format_reste(len(codes) - CODES_MAX)}."


def list_noms(noms: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    if len(noms) <= NOMS_MAX:
        return join_mots(noms)
    return f"{', '.join(noms[:NOMS_MAX])} {format_reste(len(noms) - NOMS_MAX)}"


def write_constat_charte(bilan: BilanCharte) -> str:
    """Return « Charte : 10 engagements sur 18 « Tenu » … pour les deux parties ; 5 écarts à discuter ».

    Where both sides judged nothing yet, that.
    """
    total, deux = len(bilan.jugements), bilan.count_tenus(2)
    if not bilan.renseigne:
        return f"Charte{FINE}: aucun des {format_compte(total, 'engagement')} n’a encore été jugé pour {bilan.annee}"
    if not bilan.communs:
        return f"Charte{FINE}: aucun des {format_compte(total, 'engagement')} n’est jugé par les deux parties"
    mots = f"«{FINE}{Appreciation.SUBSTANTIEL}{FINE}» ou «{FINE}{Appreciation.TENU}{FINE}»"
    compte = format_compte(deux, "engagement") if deux else "aucun engagement"
    ecarts = len(bilan.ecarts)
    suite = f"{format_compte(ecarts, 'écart')} à discuter" if ecarts else "aucun écart"
    return f"Charte{FINE}: {compte} sur {total} {mots} pour les deux parties{FINE}; {suite}"


def write_constat_faits(realisees: int, atteints: int, moment: str) -> str:
    """Return « Ce qui a été fait en un an : 4 actions réalisées, 25 jalons atteints »; faits marquants else."""
    noms = ((realisees, "action réalisée", "actions réalisées"), (atteints, "jalon atteint", "jalons atteints"))
    dits = [format_compte(n, un, plusieurs) for n, un, plusieurs in noms if n]
    dit = ", ".join(dits) or "des faits marquants, sans action réalisée ni jalon atteint"
    return f"Ce qui a été fait {moment}{FINE}: {dit}"


def write_manquants(bilan: Bilan) -> tuple[str, str]:
    """Return what is missing and what is old: « 2 actions sur 38 n’ont jamais été renseignées (A22, A37) »."""
    actives = [e for e in bilan.etats.values() if e.active]
    jamais = [e.code for e in actives if e.fraicheur is Fraicheur.NON_RENSEIGNEE]
    repris = [e for e in actives if e.trimestre_repris is not None]
    sur = f"sur {format_nombre(len(actives))}"
    dit = f"Chacune des {format_nombre(len(actives))} actions comptées a été renseignée au moins une fois."
    if jamais:
        verbe = "n’ont jamais été renseignées" if len(jamais) > 1 else "n’a jamais été renseignée"
        dit = f"{format_compte(len(jamais), 'action')} {sur} {verbe}{name_codes(jamais)}."
    return dit, _write_repris(repris, bilan)


def _write_repris(repris: Sequence[EtatAction], bilan: Bilan) -> str:
    if not repris:
        return ""
    verbe = "gardent" if len(repris) > 1 else "garde"
    moment = format_trimestre(bilan.trimestre)
    return f"{format_compte(len(repris), 'action')} {verbe} une valeur d’avant le {moment}."


def write_provisoires(bilan: Bilan) -> str:
    """Return how many titles are provisional; empty where all are official."""
    actions = bilan.plan.actions
    provisoires = sum(a.libelle.statut is StatutLibelle.PROVISOIRE for a in actions)
    if not provisoires:
        return ""
    qui = f"des {len(actions)}" if provisoires == len(actions) else f"de {provisoires} des {len(actions)}"
    liens = f"{FINE}; leur rattachement aux engagements est déduit" if bilan.plan.engagements else ""
    if len(actions) == 1:
        return f"L’intitulé de l’action est provisoire{liens}."
    return f"Les intitulés {qui} actions sont provisoires{liens}."


def write_regle() -> str:
    """Return which rule the figures follow: « Règle de calcul v1 »."""
    return f"Règle de calcul v{REGLE}"
