"""The bodies of the charter: their period in its words, the séances quarter by quarter, the meetings reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exports.blocs import marques as m
from exports.blocs.charte.marques import name_cote, write_case, write_legende_seances
from exports.blocs.charte.vue import VueCharte
from exports.blocs.mots import write_note
from exports.blocs.pli import write_pli
from exports.blocs.table import Case, Rangee, write_grille, write_table
from metrics.instances import EtatSeance, Seance, compute_reunions, find_prochaine
from models.charte import Charte, Instance
from models.trimestre import Trimestre, list_trimestres
from models.vocabulaire import Cote
from phrases.charte import write_ambigue, write_prochaine, write_renseignees, write_tenues
from phrases.format import FINE, NON_RENSEIGNE, format_compte, format_date
from phrases.html import RIEN, Html, escape_html

ANNEES = 3
"""Years that the grid shows, the chosen one among them."""
HORS = Case(RIEN, "hors")
"""The cell of a quarter in which nothing is due."""


def write_instances(vue: VueCharte) -> Html:
    """Return the bodies, the grid of their séances around the year, and the meetings reported, as HTML."""
    charte, seances = vue.charte, vue.seances
    if not charte.instances:
        return RIEN
    trimestres = list_colonnes(seances, vue.annee)
    rangees = [_write_ligne(charte, i, [s for s in seances if s.instance == i], trimestres) for i in charte.instances]
    legende = "Réunions de chaque instance, trimestre par trimestre"
    grille = write_grille(legende, _write_tetes(trimestres), rangees, "tableau seances")
    return (
        '<h2 class="sous-titre titre-charte">Les instances prévues par la charte</h2>'
        f"{write_legende_seances()}{_write_limite(vue)}"
        f'<div class="table-cadre">{grille}</div>'
        f"{_write_reunions(vue)}"
    )


def _write_limite(vue: VueCharte) -> Html:
    """Return that nothing is due after the term, while nothing says that the charter goes on."""
    if vue.terme is None or vue.terme.renouvelee:
        return RIEN
    jour = ("vers le " if vue.terme.approche else "le ") + format_date(vue.terme.jour)
    return write_note(
        f"Terme de la charte {jour}{FINE}: la période en cours à cette date reste due, aucune autre ne l’est tant que "
        "le renouvellement n’est pas confirmé."
    )


def list_colonnes(seances: Sequence[Seance], annee: int) -> list[Trimestre]:
    """Return the quarters of the grid: at most `ANNEES` years, the last ones that hold the year shown."""
    dues = [s for s in seances if s.due]
    debut = min((s.debut.year for s in dues), default=annee)
    fin = max((s.fin.year for s in dues), default=annee)
    derniere = min(max(annee, debut + ANNEES - 1), max(fin, annee))
    premiere = max(derniere - ANNEES + 1, min(debut, annee))
    return list_trimestres(Trimestre(premiere, 1), Trimestre(derniere, 4))


def _write_tetes(trimestres: Sequence[Trimestre]) -> tuple[list[Case], list[Case]]:
    """Return the years over their quarters, the name of the first column over both rows."""
    annees = dict.fromkeys(t.annee for t in trimestres)
    return (
        [Case(Html("Instance"), rangs=2), *(Case(f"{annee}", colonnes=4) for annee in annees)],
        [
            Case(f'<span aria-hidden="true">T{t.numero}</span><span class="lecteur">{escape_html(t.libelle)}</span>')
            for t in trimestres
        ],
    )


def _write_ligne(charte: Charte, instance: Instance, siennes: list[Seance], trimestres: Sequence[Trimestre]) -> Rangee:
    filles = [i for i in charte.instances if i.parent == instance.code]
    dues = [s for s in siennes if s.due]
    if dues:
        cases = _write_cases(dues, trimestres)
    else:
        cases = _write_libres([s for s in siennes if _is_dans(s, trimestres)], len(filles), trimestres)
    return Rangee(_write_nom(instance, siennes, bool(filles)), cases, "fille" if instance.parent else "")


def _is_dans(seance: Seance, trimestres: Sequence[Trimestre]) -> bool:
    return trimestres[0].premier_jour <= seance.debut <= trimestres[-1].dernier_jour


def _write_libres(siennes: Sequence[Seance], filles: int, trimestres: Sequence[Trimestre]) -> list[Case]:
    """Return the cells of a body without a period: its meetings in their quarters, or why there is none."""
    if not siennes:
        nommees = f"{format_compte(filles, 'commission nommée', 'commissions nommées')} ci-dessous" if filles else ""
        mots = nommees or "Aucune réunion renseignée sur la période"
        return [Case(escape_html(mots), "libre", colonnes=len(trimestres))]
    par_trimestre: dict[Trimestre, Html] = {}
    for seance in siennes:
        t = Trimestre.from_date(seance.debut)
        par_trimestre[t] = par_trimestre.get(t, RIEN) + write_case(seance)
    return [Case(par_trimestre[t], nom=t.libelle) if t in par_trimestre else HORS for t in trimestres]


def _write_cases(dues: Sequence[Seance], trimestres: Sequence[Trimestre]) -> list[Case]:
    """Return a row's cells: a séance covers the quarters of its period, the others are left blank."""
    cases, i = [], 0
    while i < len(trimestres):
        jour = trimestres[i].premier_jour
        seance = next((s for s in dues if s.debut <= jour <= s.fin), None)
        if seance is None:
            cases.append(HORS)
            i += 1
            continue
        portee = sum(seance.debut <= t.premier_jour <= seance.fin for t in trimestres[i:])
        cases.append(Case(write_case(seance), nom=seance.libelle, colonnes=portee))
        i += portee
    return cases


def _write_nom(instance: Instance, siennes: list[Seance], commune: bool) -> Html:
    dues = [s for s in siennes if s.due]
    article = f"art. {escape_html(instance.article)}" if instance.article else Html("article non renseigné")
    dits = [article]
    if dues:
        dits.append(escape_html(instance.periodicite_texte or instance.periodicite))
        dits.append(escape_html(write_tenues(compute_reunions(dues))))
        prochaine = find_prochaine(siennes)
        dits.append(escape_html(f"prochaine {write_prochaine(prochaine)}" if prochaine else "plus aucune à venir"))
    elif commune:
        dits.append(escape_html(instance.periodicite_texte or instance.periodicite))
    else:
        dits.append(escape_html(write_ambigue(instance.periodicite, instance.periodicite_texte)))
    objet = RIEN
    if instance.objet:
        objet = write_pli(
            f'Son objet<span class="lecteur">, {escape_html(instance.libelle)}</span>',
            f'<p class="texte-libre">«{FINE}{escape_html(instance.objet)}{FINE}»</p>',
        )
    return f'{escape_html(instance.libelle)}<span class="precisions">{" · ".join(dits)}</span>{objet}'


def _write_reunions(vue: VueCharte) -> Html:
    """Return the meetings reported, the latest first, on demand: attendance of each side, decisions."""
    charte, interne = vue.charte, vue.vue.interne
    dites = sorted((s for s in vue.seances if s.reunion), key=lambda s: s.reunion.jour if s.reunion else date.min)
    if not dites:
        return write_note("Aucune réunion n’a encore été renseignée.")
    lignes = [_write_reunion(s, interne=interne) for s in reversed(dites)]
    cotes = (f"Présents{FINE}: {name_cote(charte, cote)}" for cote in Cote)
    table = write_table(
        "Réunions renseignées, de la plus récente à la plus ancienne",
        ("Date", "Instance", "Situation", *cotes, *(("Décisions",) if interne else ())),
        lignes,
        droite=(3, 4),
        large=(1, 5) if interne else (1,),
        legende_lue=True,
    )
    titre = escape_html(
        f"{write_renseignees([s.etat for s in dites])}{FINE}; présences{' et décisions' if interne else ''}"
    )
    return write_pli(titre, table, "reunions")


def _write_reunion(seance: Seance, *, interne: bool) -> list[Html]:
    reunion = seance.reunion
    if reunion is None:
        return []
    attendu = seance.etat in (EtatSeance.TENUE, EtatSeance.NON_RENSEIGNEE)
    inconnu = f'<span class="sourdine">{NON_RENSEIGNE if attendu else "–"}</span>'
    dites = f'<span class="texte-libre">{escape_html(reunion.decisions)}</span>' if reunion.decisions else inconnu
    return [
        m.write_date(reunion.jour),
        escape_html(seance.instance.libelle),
        escape_html(seance.etat),
        *(inconnu if n is None else str(n) for n in (reunion.presents_departement, reunion.presents_partenaire)),
        *([dites] if interne else []),
    ]
