"""The words that a sigle stands for, found in the HTML that a page writes.

Only text is looked at, never a tag nor its attributes; nothing is marked in what is only heard (`lecteur`), in a button
or in a drawing. What a fold holds is marked, yet is no first use: it may never be opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.plan import Plan
from phrases.format import INSECABLE
from phrases.html import Html, escape_html, replace_passages

_MORCEAU = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>|[^<]+|<")
_FERMES = frozenset({"abbr", "dfn", "button", "svg", "script", "style", "option", "textarea"})
"""Elements in which nothing is marked."""
_OUVRABLES = frozenset({"a", "summary"})
"""Elements that take the keyboard already: what they hold takes none of its own."""
_LECTEUR = re.compile(r'class="[^"]*\blecteur\b')


@dataclass(frozen=True, slots=True)
class Emploi:
    """A use of a sigle in a text: from where to where, whether in a link, whether in a fold."""

    debut: int
    fin: int
    sigle: str
    en_lien: bool
    plie: bool


def mark_sigles(contenu: Html, plan: Plan) -> Html:
    """Return the HTML of a whole page whose sigles say what they stand for at their first use."""
    developpes = list_developpes(plan)
    return mark_emplois(contenu, find_emplois(build_motif(developpes), contenu), developpes)


def list_developpes(plan: Plan) -> dict[str, str]:
    """Return the words of each sigle that a source gives."""
    return {s.texte: s.developpe for s in plan.sigles if s.developpe}


def build_motif(developpes: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return what finds a sigle as a word of its own, the longest first; None where there is none."""
    textes = sorted(developpes, key=len, reverse=True)
    formes = (re.escape(t).replace(r"\ ", f"[ {INSECABLE}]") for t in textes)
    return re.compile(rf"(?<![\w&#])(?:{'|'.join(formes)})(?!\w)") if textes else None


def mark_emplois(contenu: Html, emplois: Iterable[Emploi], developpes: Mapping[str, str]) -> Html:
    """Return HTML in which each of these uses, in their order, says what it stands for."""
    return replace_passages(
        contenu,
        [(e.debut, e.fin, _write_abbr(contenu[e.debut : e.fin], developpes[e.sigle], e.en_lien)) for e in emplois],
    )


def _write_abbr(texte: str, developpe: str, en_lien: bool) -> Html:
    """Return a sigle with its words, under the mouse, for who listens, and with the keyboard where nothing else is."""
    arret = Html("") if en_lien else Html(' tabindex="0"')
    return Html(f'<abbr title="{escape_html(developpe)}"{arret}>{escape_html(texte)}</abbr>')


def find_emplois(motif: re.Pattern[str] | None, contenu: str) -> tuple[Emploi, ...]:
    """Return the first use in sight of each sigle, and those that a fold holds before it, in the order of the text."""
    if motif is None or motif.search(contenu) is None:
        return ()
    gardes: list[Emploi] = []
    vus: set[tuple[str, bool]] = set()
    for emploi in _iter_emplois(motif, contenu):
        if not {(emploi.sigle, False), (emploi.sigle, emploi.plie)} & vus:
            gardes.append(emploi)
            vus.add((emploi.sigle, emploi.plie))
    return tuple(gardes)


def _iter_emplois(motif: re.Pattern[str], contenu: str) -> Iterator[Emploi]:
    """Yield every use in the texts of some HTML."""
    ferme, profondeur = "", 0  # the element in which nothing is marked, and how many of its name are open
    liens = plis = 0
    for morceau in _MORCEAU.finditer(contenu):
        fin, nom = morceau[1] == "/", (morceau[2] or "").lower()
        if ferme:
            profondeur += (nom == ferme) * (-1 if fin else 1)
            ferme = ferme if profondeur else ""
        elif nom:
            sens = -1 if fin else 1
            liens += sens * (nom in _OUVRABLES)
            plis += sens * (nom == "details")
            if not fin and (nom in _FERMES or _LECTEUR.search(morceau[3])):
                ferme, profondeur = nom, 1
        else:
            for trouve in motif.finditer(morceau[0]):
                debut = morceau.start() + trouve.start()
                sigle = trouve[0].replace(INSECABLE, " ")
                yield Emploi(debut, debut + len(trouve[0]), sigle, liens > 0, plis > 0)
