"""The sentences of the partnership, computed from its counts."""

from __future__ import annotations

from datetime import date

from metrics.format import FINE, format_compte, format_nombre, format_taux, format_trimestre
from metrics.implication import ImplicationPartenaire
from metrics.partenariat import ActionSansActif, Concentration, Partenariat

SANS_NOUVELLE = "sans nouvelle"
"""Said of what is expected and not reported: neither 0 nor « Non mobilisé »."""


def write_taux(implication: ImplicationPartenaire) -> str:
    """Return the taux de mobilisation, « – » where nothing is expected, « sans nouvelle » where all is silent."""
    if not implication.attendues:
        return "–"
    return format_taux(implication.taux_mobilisation) if implication.remontees else SANS_NOUVELLE


def write_case(implication: ImplicationPartenaire) -> str:
    """Return the numbers of a scope: « 3/5 », « ?/5 » where all is silent, « 3/5 2? » where 2 are, « +1 » spontané."""
    i = implication
    dits = [f"{i.mobilisees if i.remontees else '?'}/{i.attendues}"] if i.attendues else []
    dits += [f"{i.silencieuses}?"] if i.remontees and i.silencieuses else []
    dits += [f"+{i.spontanees}"] if i.spontanees else []
    return " ".join(dits)


def write_ouverture_partenaires(
    partenariat: Partenariat, sans_actif: list[ActionSansActif], aujourd_hui: date, precision: str = ""
) -> str:
    """Return the opening sentence: what is mobilised of what is expected, what is silent, which actions have nobody.

    « Au T3 2026, 87 participations attendues sur 140 sont mobilisées (62 %) ; 30 sont sans nouvelle et 4 actions n’ont
    aucun partenaire actif. » `precision` says what is kept where some partners or orientations are left out.
    """
    i, bilan = partenariat.ensemble, partenariat.bilan
    moment = f"Au {format_trimestre(bilan.trimestre)}"
    if precision:
        moment += f", {precision}"
    if not i.attendues:
        return f"{moment}, aucune participation de partenaire n’est attendue."
    attendues = format_compte(i.attendues, "participation attendue", "participations attendues")
    if not partenariat.renseigne:
        dits = "aucune remontée ne dit encore ce qu’ont fait les partenaires"
        return f"{moment}, {dits}{FINE}: {attendues} sur {format_compte(len(partenariat.actions), 'action')}."
    if bilan.is_en_cours(aujourd_hui):
        moment += " (trimestre en cours)"
    mobilisees = {0: "aucune participation attendue", 1: "1 participation attendue"}.get(
        i.mobilisees, f"{format_nombre(i.mobilisees)} participations attendues"
    )
    verbe = "sont mobilisées" if i.mobilisees > 1 else "est mobilisée"
    taux = f" ({format_taux(i.taux_mobilisation)})" if i.mobilisees else ""
    return (
        f"{moment}, {mobilisees} sur {format_nombre(i.attendues)} {verbe}{taux}{FINE}; "
        f"{_write_silence(i)} et {_write_sans_actif(len(sans_actif))}."
    )


def _write_silence(i: ImplicationPartenaire) -> str:
    if not i.silencieuses:
        return "aucune n’est sans nouvelle"
    return f"{format_nombre(i.silencieuses)} {'sont' if i.silencieuses > 1 else 'est'} {SANS_NOUVELLE}"


def _write_sans_actif(nombre: int) -> str:
    if not nombre:
        return "chaque action a au moins un partenaire actif"
    verbe = "n’ont" if nombre > 1 else "n’a"
    return f"{format_compte(nombre, 'action')} {verbe} aucun partenaire actif"


def write_ouverture_partenaire(nom: str, partenariat: Partenariat) -> str:
    """Return where one partner stands in the quarter, from its own partnership."""
    i, moment = partenariat.ensemble, f"Au {format_trimestre(partenariat.bilan.trimestre)}"
    au_titre = sorted({p.au_titre_de for p in partenariat.paires if p.au_titre_de})
    autres = [format_compte(i.spontanees, "contribution spontanée", "contributions spontanées")] if i.spontanees else []
    if au_titre:
        nombre = sum(p.au_titre_de is not None for p in partenariat.paires)
        autres.append(f"{format_compte(nombre, 'participation')} au titre de {', '.join(au_titre)}")
    suite = f"{FINE}; {', '.join(autres)}" if autres else ""
    if not i.attendues:
        return f"{moment}, {nom} n’est attendu nommément sur aucune action{suite}."
    attendues = format_compte(i.attendues, "participation attendue", "participations attendues")
    if not i.remontees:
        return f"{moment}, {nom}{FINE}: {attendues}, {SANS_NOUVELLE}{suite}."
    mobilisees = format_compte(i.mobilisees, "mobilisée") if i.mobilisees else "aucune mobilisée"
    silence = f", {format_nombre(i.silencieuses)} {SANS_NOUVELLE}" if i.silencieuses else ""
    return f"{moment}, {nom}{FINE}: {mobilisees} sur {attendues} ({format_taux(i.taux_mobilisation)}){silence}{suite}."


def write_concentration(concentration: Concentration, quoi: str) -> str:
    """Return « Les 5 premiers partenaires portent 52 % des 171 participations attendues », empty without any.

    `quoi` is what is shared, in the feminine plural: « attendues », « mobilisées ».
    """
    if concentration.part is None:
        return ""
    nombre, total = len(concentration.tete), format_nombre(concentration.total)
    qui = f"Les {nombre} premiers partenaires portent" if nombre > 1 else "Le premier partenaire porte"
    mots = f"des {total} participations {quoi}"
    if concentration.total == 1:
        mots = f"de la seule participation {quoi.removesuffix('s')}"
    return f"{qui} {format_taux(concentration.part)} {mots}"
