"""The commitments on the scale, one a row: gaps first, both marks on the line, a way to the words of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from exports.blocs.charte.marques import name_ancre, name_cote
from exports.blocs.mots import write_constat
from exports.blocs.table import Case, write_groupes
from metrics.charte import Jugement
from models.vocabulaire import Appreciation, Cote
from phrases.charte import write_constat_jugements
from phrases.format import FINE, NON_RENSEIGNE, format_compte
from ui.charte.vue import VueCharte
from ui.socle.memoire import keep
from ui.socle.texte import RIEN, Html, escape_html

FORMES = {Cote.DEPARTEMENT: Html("carre"), Cote.PARTENAIRE: Html("rond")}
"""A full square and a ring: both are seen where they stand on the same step."""


@keep(32)
def write_echelle(vue: VueCharte) -> Html:
    """Return the finding, its key, then every commitment as a row of a table, as HTML; those that differ come first."""
    titre = write_constat_jugements(vue.charte, vue.bilan)
    groupes = [
        (_write_tete(nom, premier=not rang), [_list_cases(vue, j) for j in siens])
        for rang, (nom, siens) in enumerate(_list_groupes(vue))
    ]
    table = write_groupes(titre, ("Engagement", "Jugements", "Écart"), groupes, "engagements-juges")
    return f"{write_constat(titre)}{_write_cles(vue)}{table}"


def _write_tete(nom: str, *, premier: bool) -> Html:
    """Return the title of a group; the steps of the scale stand once, above the lines of the first."""
    pas = "".join(f"<span>{escape_html(a)}</span>" for a in Appreciation) if premier else RIEN
    return escape_html(nom) + (f'<span class="pas" aria-hidden="true">{pas}</span>' if pas else RIEN)


def _list_groupes(vue: VueCharte) -> Iterator[tuple[str, Sequence[Jugement]]]:
    """Yield the groups that hold something: the gaps, the widest first, what one side alone judges, then the others."""
    rangs: tuple[tuple[Callable[[Jugement], bool], Callable[[int], str]], ...] = (
        (lambda j: bool(j.distance), lambda n: f"{format_compte(n, 'écart')} à discuter"),
        (lambda j: _count_avis(j) == 1, lambda n: f"{n} avec un seul avis"),
        (lambda j: j.distance == 0, lambda n: format_compte(n, "jugé de même", "jugés de même")),
        (lambda j: _count_avis(j) == 0, lambda n: f"{n} sans avis"),
    )
    for garde, name in rangs:
        siens = sorted(filter(garde, vue.bilan.jugements), key=lambda j: -(j.distance or 0))
        if siens:
            yield name(len(siens)), siens


def _count_avis(jugement: Jugement) -> int:
    return sum(jugement.find_rang(cote) is not None for cote in Cote)


def _list_cases(vue: VueCharte, jugement: Jugement) -> list[Case]:
    engagement = jugement.engagement
    mots = engagement.texte.removeprefix("à ")
    dit = mots[:1].upper() + mots[1:]
    domaine = next(d.libelle for d in vue.charte.domaines if engagement in d.engagements)
    pris = f"{engagement.code} · {name_cote(vue.charte, engagement.partie)} · {domaine}"
    lien = (
        f'<a class="ancre" href="#{escape_html(name_ancre(engagement.code))}" title="{escape_html(dit)}">'
        f"{escape_html(dit)}</a>"
    )
    niveaux = format_compte(jugement.distance or 0, "niveau", "niveaux")
    ecart = escape_html(f"{niveaux} d’écart") if jugement.distance else RIEN
    return [
        Case(f'{lien}<span class="pris">{escape_html(pris)}</span>', "large"),
        Case(_write_piste(vue, jugement), "piste"),
        Case(f"<strong>{ecart}</strong>" if ecart else Html("–"), "ecart-dit" if ecart else "ecart-dit aucun"),
    ]


def _write_piste(vue: VueCharte, jugement: Jugement) -> Html:
    """Return the line of a commitment: its marks, the stroke that ties them, and the same in words."""
    places = {cote: list(Appreciation).index(a) for cote in Cote if (a := jugement.find_appreciation(cote)) is not None}
    marques = "".join(f'<i class="{FORMES[cote]}" style="--x:{x}"></i>' for cote, x in places.items())
    trait = RIEN
    if jugement.distance:
        trait = Html(f'<i class="trait" style="--x:{min(places.values())};--n:{jugement.distance}"></i>')
    dits = [
        f"{name_cote(vue.charte, cote)}{FINE}: {str(jugement.find_appreciation(cote) or NON_RENSEIGNE).lower()}"
        for cote in Cote
    ]
    mots = f'<span class="dits">{escape_html(f"{FINE}; ".join(dits))}</span>'
    return f'<span class="ligne" aria-hidden="true">{trait}{marques}</span>{mots}'


def _write_cles(vue: VueCharte) -> Html:
    items = "".join(
        f'<span><i class="{FORMES[cote]}" aria-hidden="true"></i> {escape_html(name_cote(vue.charte, cote))}</span>'
        for cote in Cote
    )
    trait = f"Un trait{FINE}: deux jugements différents. Un engagement cliqué mène à ses mots et à ses éléments."
    return f'<p class="note cles-cotes">{items}<span>{trait}</span></p>'
