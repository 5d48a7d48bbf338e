"""Partners against orientations, as a table that is the heat map: each cell holds its numbers, its ground their share.

A table rather than a drawing: sixty names stay whole, are read aloud, are links, wrap on a phone and print.
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.graphique import Graphique
from charts.partenaires_carte import build_carte, find_degre, is_coloree, is_lacunaire
from charts.theme import CLAIR
from exports.blocs import marques as m
from exports.blocs.mots import write_constat
from exports.blocs.table import Case, Rangee, write_grille
from metrics.bilan import SEUIL_COUVERTURE
from metrics.implication import ImplicationPartenaire
from models.plan import Orientation
from models.texte import fold
from phrases.format import FINE, format_compte, format_taux, join_mots, name_orientation
from phrases.partenaires import SANS_NOUVELLE, list_nombres, write_taux
from ui.partenaires.filtres import TRIS, name_type
from ui.partenaires.vue import VuePartenaires
from ui.socle.memoire import keep
from ui.socle.texte import RIEN, Html, escape_html

DEGRES = len(CLAIR.rampe)
"""Steps of the ramp of the theme."""

LEGENDE = (
    '<p class="note cles-carte"><span><b>3/5</b> 3 mobilisées (contributeur ou co-porteur) sur 5 attendues</span>'
    f'<span class="insecable">0{FINE}% <span class="rampe" aria-hidden="true">'
    + "".join(f'<i class="degre-{rang}"></i>' for rang in range(DEGRES))
    + f"</span> 100{FINE}%</span>"
    "<span><b>2?</b> dont 2 sans nouvelle</span><span><b>?/5</b> aucune nouvelle</span>"
    "<span><b>+1</b> 1 dite sans être attendue</span>"
    f'<span><span class="case-cle">2/5</span> moins de {format_taux(SEUIL_COUVERTURE)} de nouvelles</span>'
    '<span><span class="charge cle-charge" aria-hidden="true"><i style="width:45%"></i>'
    '<b class="degre-2" style="left:45%;width:25%"></b></span> mobilisées, informées ou non mobilisées, '
    "sans nouvelle</span></p>"
)


@keep(64)
def write_carte(vue: VuePartenaires) -> Html:
    """Return the finding, the key and the table, a row a partner in the order asked for."""
    partenariat = vue.partenariat
    orientations = [o for o in vue.vue.plan.orientations if o.code in partenariat.orientations]
    partenaires = list_rangees(vue)
    haut = max((i.attendues for i in partenaires), default=0) or 1
    precisions = _list_precisions(vue)
    rangees = [
        Rangee(
            f'{vue.write_partenaire(i.nom)} <span class="sourdine">{escape_html(precisions.get(i.nom, ""))}</span>',
            [
                *(_write_case(partenariat.cases.get((i.nom, o.code)), str(o.numero)) for o in orientations),
                _write_charge(i, haut),
            ],
        )
        for i in partenaires
    ]
    tetes = [Case(Html("Partenaire")), *map(_write_entete, orientations), Case(Html("Ensemble, taux"), "toutes")]
    legende = "Participations mobilisées sur participations attendues, par partenaire et par orientation"
    grille = write_grille(legende, [tetes], rangees, f"carte colonnes-{min(len(orientations), 9)}")
    return f"{write_constat(write_titre(vue))}{LEGENDE}{_write_noms(orientations)}{grille}"


@keep(16)
def get_carte(vue: VuePartenaires) -> Graphique:
    """Return the same map as a drawing, for its image."""
    orientations = [o for o in vue.vue.plan.orientations if o.code in vue.partenariat.orientations]
    noms = [i.nom for i in list_rangees(vue)]
    return build_carte(noms, orientations, vue.partenariat.cases, write_titre(vue), vue.vue.palette)


def _list_precisions(vue: VuePartenaires) -> dict[str, str]:
    """Return what stands beside each name: its type, and who speaks for it."""
    voix: dict[str, dict[str, None]] = {}
    for p in vue.partenariat.paires:
        voix.setdefault(p.partenaire, {}).update(dict.fromkeys(p.voix))
    return {
        p.nom: ", par ".join(filter(None, (name_type(p), join_mots(list(voix.get(p.nom, ()))))))
        for p in vue.vue.plan.partenaires
    }


def list_rangees(vue: VuePartenaires) -> list[ImplicationPartenaire]:
    """Return the partners concerned, in the order asked for; those neither expected nor reported are left out."""
    rangees = [i for i in vue.partenariat.partenaires.values() if i.attendues or i.spontanees]
    types = {p.nom: name_type(p) for p in vue.vue.plan.partenaires}
    ordres = {
        TRIS[1]: lambda i: (fold(types.get(i.nom, "")), -i.attendues),
        TRIS[2]: lambda i: (not i.suffisante, not i.remontees, -(i.taux_mobilisation or 0), -i.attendues),
        TRIS[3]: lambda i: fold(i.nom),
    }
    return sorted(rangees, key=ordres.get(vue.filtres.tri, lambda i: -i.attendues))


def write_titre(vue: VuePartenaires) -> str:
    """Return the finding: how many partners are mobilised somewhere, of those expected."""
    attendus = vue.partenariat.attendus
    if not vue.partenariat.renseigne:
        return f"{format_compte(len(attendus), 'partenaire attendu', 'partenaires attendus')}, aucune remontée"
    actifs = sum(bool(i.mobilisees) for i in attendus)
    verbe = "sont mobilisés sur au moins une action" if actifs > 1 else "est mobilisé sur au moins une action"
    if not actifs:
        return f"Aucun des {len(attendus)} partenaires attendus n’est mobilisé"
    return f"{format_compte(actifs, 'partenaire')} sur {len(attendus)} {verbe}"


def _write_noms(orientations: Sequence[Orientation]) -> Html:
    """Return the names of the numbers that head the columns, too long to stand there; read with each head already."""
    noms = (f"<li>{m.write_pastille(o)} {escape_html(o.libelle_court)}</li>" for o in orientations)
    return f'<ul class="noms-carte" aria-hidden="true">{"".join(noms)}</ul>'


def _write_entete(orientation: Orientation) -> Case:
    nom = name_orientation(orientation)
    lue = f'<span class="lecteur"> Orientation {escape_html(nom)}</span>'
    return Case(f"{m.write_pastille(orientation)}{lue}", titre=nom)


def _write_case(case: ImplicationPartenaire | None, colonne: str) -> Case:
    """Return a cell: its numbers on the ground of their share, dashed where silence dominates, nothing if no matter."""
    if case is None or not (case.attendues or case.spontanees):
        return Case(Html('<span class="lecteur">rien d’attendu</span>'), nom=colonne)
    classe = "case" if case.attendues else "case libre"
    if is_coloree(case):
        classe += f" degre-{find_degre(case, DEGRES)}"
    elif case.attendues:
        classe += " muette"
    if is_lacunaire(case):
        classe += " lacunaire"
    mots = write_mots(case)
    lus = f'<span class="lecteur">{escape_html(mots)}</span>'
    return Case(f'<span aria-hidden="true">{_write_nombres(case)}</span>{lus}', classe, mots, colonne)


def _write_nombres(case: ImplicationPartenaire) -> Html:
    """Return the numbers of a cell, the first in bold."""
    tete, *suite = map(escape_html, list_nombres(case))
    premier = f"<b>{tete}</b>" if case.attendues else f"<small>{tete}</small>"
    return " ".join([premier, *(f"<small>{nombre}</small>" for nombre in suite)])


def write_mots(case: ImplicationPartenaire) -> str:
    """Return a cell in words."""
    dits: list[str] = []
    if case.attendues and not case.remontees:
        dits.append(f"{format_compte(case.attendues, 'attendue')}, aucune nouvelle")
    elif case.attendues:
        dits.append(f"{format_compte(case.mobilisees, 'mobilisée')} sur {format_compte(case.attendues, 'attendue')}")
        if case.silencieuses:
            dits.append(f"{case.silencieuses} {SANS_NOUVELLE}")
    if case.spontanees:
        dits.append(format_compte(case.spontanees, "non attendue", "non attendues"))
    return ", ".join(dits)


def _write_charge(i: ImplicationPartenaire, haut: int) -> Case:
    """Return the last cell: the numbers, the taux where it can be judged, a bar as the quarters are drawn."""
    part, peu = (100 * i.mobilisees / i.attendues, 100 * i.peu_mobilisees / i.attendues) if i.attendues else (0, 0)
    barre = (
        f'<span class="charge" style="width:{100 * i.attendues / haut:.1f}%"><i style="width:{part:.1f}%"></i>'
        f'<b class="degre-2" style="left:{part:.1f}%;width:{peu:.1f}%"></b></span>'
    )
    tete = RIEN if i.remontees and is_lacunaire(i) and not i.mobilisees else _write_nombres(i)
    contenu = (
        f'<span aria-hidden="true"><span class="total"><span>{tete}</span> '
        f'<span class="sourdine">{escape_html(_write_reponses(i))}</span></span>{barre if i.attendues else ""}</span>'
        f'<span class="lecteur">{escape_html(f"{write_mots(i)}, {write_taux(i)}")}</span>'
    )
    return Case(contenu, "toutes", write_mots(i), "Ensemble")


def _write_reponses(i: ImplicationPartenaire) -> str:
    """Return the taux of a partner; « 4 réponses » beside « 2/9 », whose 9 is not said twice."""
    if i.mobilisees and is_lacunaire(i):
        return format_compte(i.remontees, "réponse")
    return write_taux(i) if i.attendues else ""
