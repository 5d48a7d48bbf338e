"""The sentences of the partnership, computed from its counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from metrics.bilan import Bilan
from metrics.implication import ImplicationPartenaire
from metrics.partenaire import Attente
from metrics.partenariat import Absence, ActionSansActif, Concentration, Liens, Partenariat
from phrases.decisions import write_dont
from phrases.format import FINE, format_compte, format_nombre, format_taux, format_trimestre, join_mots
from phrases.trimestre import EN_COURS

PART_DES_PREMIERS = "Part des premiers partenaires"
"""The share of what is expected that rests on the partners that have the most."""
SANS_DATE = ", sans date à tenir d’ici là"
SANS_NOUVELLE = "sans nouvelle"
"""Said of what is expected and not reported: neither 0 nor « Non mobilisé »."""


def write_taux(implication: ImplicationPartenaire) -> str:
    """Return the taux de mobilisation of a partner, or « 1 réponse sur 9 » where silence dominates.

    A partner is not judged on less than the threshold of the couverture: 0 % would read as « Non mobilisé ».
    « – » where nothing is expected, « sans nouvelle » where all is silent.
    """
    i = implication
    if not i.attendues:
        return "–"
    if i.suffisante:
        return format_taux(i.taux_mobilisation)
    return f"{format_compte(i.remontees, 'réponse')} sur {format_nombre(i.attendues)}" if i.remontees else SANS_NOUVELLE


def write_case(implication: ImplicationPartenaire) -> str:
    """Return the numbers of a scope: « 3/5 », « ?/5 » where all is silent, « 3/5 2? » where 2 are, « +1 » spontané."""
    return " ".join(list_nombres(implication))


def list_nombres(implication: ImplicationPartenaire) -> list[str]:
    """Return the same numbers one by one; what is expected, if anything is, comes first."""
    i = implication
    dits = [f"{i.mobilisees if i.remontees else '?'}/{i.attendues}"] if i.attendues else []
    dits += [f"{i.silencieuses}?"] if i.remontees and i.silencieuses else []
    dits += [f"+{i.spontanees}"] if i.spontanees else []
    return dits


def write_ouverture_partenaires(
    partenariat: Partenariat, sans_actif: list[ActionSansActif], aujourd_hui: date, precision: str = ""
) -> str:
    """Return the opening sentence: what is mobilised of what is expected, what is silent, which actions have nobody.

    « Au T3 2026, 87 participations attendues sur 140 sont mobilisées (62 % au moins) ; 30 sont sans nouvelle et
    4 actions n’ont aucun partenaire actif connu, faute de nouvelles pour 3. » The taux counts a silence as not
    mobilised: it is the least that it can be. `precision` says what is kept where some partners or
    orientations are left out.
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
        moment += f" ({EN_COURS})"
    mobilisees = {0: "aucune participation attendue", 1: "1 participation attendue"}.get(
        i.mobilisees, f"{format_nombre(i.mobilisees)} participations attendues"
    )
    verbe = "sont mobilisées" if i.mobilisees > 1 else "est mobilisée"
    au_moins = " au moins" if i.silencieuses else ""
    taux = f" ({format_taux(i.taux_mobilisation)}{au_moins})" if i.mobilisees else ""
    return (
        f"{moment}, {mobilisees} sur {format_nombre(i.attendues)} {verbe}{taux}{FINE}; "
        f"{_write_silence(i)} et {write_sans_actif(sans_actif)}."
    )


def _write_silence(i: ImplicationPartenaire) -> str:
    if not i.silencieuses:
        return "aucune n’est sans nouvelle"
    return f"{format_nombre(i.silencieuses)} {'sont' if i.silencieuses > 1 else 'est'} {SANS_NOUVELLE}"


def write_sans_actif(sans_actif: Sequence[ActionSansActif]) -> str:
    """Return how many actions have no active partner, those where nothing was reported told apart."""
    nombre, muettes = len(sans_actif), sum(s.motif is Absence.SILENCE for s in sans_actif)
    if not nombre:
        return "chaque action a au moins un partenaire actif"
    verbe = "n’ont" if nombre > 1 else "n’a"
    suite = ""
    if muettes:
        suite = " connu, faute de nouvelles" + (f" pour {format_nombre(muettes)}" if muettes < nombre else "")
    return f"{format_compte(nombre, 'action')} {verbe} aucun partenaire actif{suite}"


def write_ouverture_partenaire(nom: str, partenariat: Partenariat, aujourd_hui: date) -> str:
    """Return where one partner stands in the quarter, from its own partnership; a quarter that runs is said so."""
    i, moment = partenariat.ensemble, _write_moment(partenariat.bilan, aujourd_hui)
    au_titre = sorted({p.au_titre_de for p in partenariat.paires if p.au_titre_de})
    autres = []
    if i.spontanees:
        autres = [format_compte(i.spontanees, "contribution non attendue", "contributions non attendues")]
    if au_titre:
        nombre = sum(p.au_titre_de is not None for p in partenariat.paires)
        autres.append(f"{format_compte(nombre, 'participation')} pour sa catégorie, {', '.join(au_titre)}")
    suite = f"{FINE}; {', '.join(autres)}" if autres else ""
    if not i.attendues:
        return f"{moment}, {nom} n’est attendu nommément sur aucune action{suite}."
    attendues = format_compte(i.attendues, "participation attendue", "participations attendues")
    if not i.remontees:
        return f"{moment}, {nom}{FINE}: {attendues}, {SANS_NOUVELLE}{suite}."
    mobilisees = format_compte(i.mobilisees, "mobilisée") if i.mobilisees else "aucune mobilisée"
    if not i.suffisante:
        dits = f"{format_compte(i.remontees, 'réponse')} sur {attendues}, {mobilisees}"
        return f"{moment}, {nom}{FINE}: {dits}, {format_nombre(i.silencieuses)} {SANS_NOUVELLE}{suite}."
    silence = f", {format_nombre(i.silencieuses)} {SANS_NOUVELLE}" if i.silencieuses else ""
    return f"{moment}, {nom}{FINE}: {mobilisees} sur {attendues} ({format_taux(i.taux_mobilisation)}){silence}{suite}."


def _write_moment(bilan: Bilan, aujourd_hui: date) -> str:
    """Return « Au T4 2026 (trimestre en cours) »."""
    moment = f"Au {format_trimestre(bilan.trimestre)}"
    return f"{moment} ({EN_COURS})" if bilan.is_en_cours(aujourd_hui) else moment


def write_suite_partenaire(bilan: Bilan, attentes: Sequence[Attente]) -> str:
    """Return what the next quarter holds for a partner: open actions, dates, what is late; empty without any.

    The actions where only its catégorie is expected are counted apart, without their dates.
    """
    siennes = [a for a in attentes if a.ligne.au_titre_de is None]
    autres = [a for a in attentes if a.ligne.au_titre_de is not None]
    moment = f"Au {format_trimestre(bilan.trimestre.decale(1))}"
    de_la_categorie = f"{_count_on(len(autres))} sur sa catégorie, {autres[0].ligne.au_titre_de}" if autres else ""
    if not siennes:
        ouvertes = format_compte(len(autres), "action ouverte", "actions ouvertes")
        return f"{moment}, {ouvertes} {de_la_categorie}." if autres else ""
    dits = _list_dates(siennes)
    dates = f"{FINE}; à tenir d’ici là{FINE}: {join_mots(dits)}{_write_retards(siennes)}" if dits else SANS_DATE
    ouvertes = format_compte(len(siennes), "action ouverte", "actions ouvertes")
    suite = f"{FINE}; {format_nombre(len(autres))} {de_la_categorie}" if autres else ""
    return f"{moment}, {ouvertes} {_count_on(len(siennes))} sur ce partenaire{dates}{suite}."


def _count_on(nombre: int) -> str:
    return "comptent" if nombre > 1 else "compte"


def _list_dates(attentes: Sequence[Attente]) -> list[str]:
    siennes = [a.ligne.etat for a in attentes if a.decision is not None]
    noms = (
        (sum(len(a.jalons) for a in attentes), "jalon", "jalons"),
        (sum(a.echeance for a in attentes), "échéance", "échéances"),
        (len(siennes), "décision de sa part", "décisions de sa part"),
    )
    dits = [format_compte(nombre, un, plusieurs) for nombre, un, plusieurs in noms if nombre]
    if doute := write_dont(sum(e.decision_a_confirmer for e in siennes)):
        dits[-1] += f" ({doute})"
    return dits


def _write_retards(attentes: Sequence[Attente]) -> str:
    jalons = sum(j.en_retard for a in attentes for j in a.jalons)
    retards = jalons + sum(a.echeance and a.ligne.etat.en_retard for a in attentes)
    return f", dont {retards} en retard" if retards else ""


def write_concentration(concentration: Concentration, quoi: str) -> str:
    """Return « Les 5 premiers partenaires portent 52 % des 171 participations attendues », empty without any.

    `quoi` is what is shared, in the feminine singular: « attendue », « mobilisée ».
    """
    if concentration.part is None:
        return ""
    nombre, total = len(concentration.tete), format_nombre(concentration.total)
    qui = f"Les {nombre} premiers partenaires portent" if nombre > 1 else "Le premier partenaire porte"
    mots = f"des {total} participations {quoi}s"
    if concentration.total == 1:
        mots = f"de la seule participation {quoi}"
    return f"{qui} {format_taux(concentration.part)} {mots}"


def write_couples(liens: Liens) -> str:
    """Return « CDEF avec IDEE 93 : 5 actions ensemble ; 48 couples au total », which the first row proves.

    Where several share the first place, how far they go, no name: « Aucun couple n’agit ensemble sur plus de… ».
    """
    if not liens.mobilises:
        return "Aucun partenaire n’est encore mobilisé avec un autre"
    premier, *autres = liens.premiers
    nombre = len(premier.mobilises)
    total = f"{FINE}; {format_compte(liens.mobilises, 'couple')} au total" if liens.mobilises > 1 else ""
    if autres and len(autres[0].mobilises) == nombre:
        return f"Aucun couple de partenaires n’agit ensemble sur plus de {format_compte(nombre, 'action')}{total}"
    # « avec »: a name may hold « et », and two of them would not be told apart.
    return f"{premier.un} avec {premier.autre}{FINE}: {format_compte(nombre, 'action')} ensemble{total}"


def write_couples_montres(liens: Liens) -> str:
    """Return which of the pairs a table shows: « les 10 premiers des 48 couples qui agissent ensemble »."""
    montres, agissent = len(liens.premiers), liens.mobilises
    parmi = f"{format_compte(agissent, 'couple')} qui agissent ensemble"
    if montres > agissent:
        parmi = f"{format_compte(liens.total, 'couple')} attendus ou mobilisés ensemble"
    cadre = f"les {format_nombre(montres)} premiers des {parmi}" if montres > 1 else "un seul couple"
    return f"Qui travaille avec qui{FINE}: {cadre}."
