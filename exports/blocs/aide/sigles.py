"""The sigles of the plan: what each stands for, and who says so."""

from __future__ import annotations

from exports.blocs.aide.articles import Article, definitions, make_article, paragraphe
from models.libelle import Sigle
from models.plan import Plan
from phrases.html import Html, escape_html

SIGLES = "Sigles"


def build_sigles(plan: Plan) -> tuple[Article, ...]:
    """Return the article that lists every sigle, in the order of the file; none where the plan lists none."""
    if not plan.sigles:
        return ()
    couples = ((f"<dfn>{escape_html(s.texte)}</dfn>", _write_sens(s)) for s in plan.sigles)
    intro = paragraphe(
        "Les mots de chaque sigle, avec la loi, le site ou le document qui les donne. Au premier emploi d’un écran, "
        "un sigle est souligné de pointillés : le survol les dit, comme la touche Tab ou le doigt hors d’un lien."
    )
    return (make_article(SIGLES, intro, definitions(couples)),)


def _write_sens(sigle: Sigle) -> Html:
    """Return the words and their source; what no source gives is « non renseigné »."""
    if not sigle.developpe:
        return Html("Non renseigné.")
    return f'{escape_html(sigle.developpe)}. <span class="note">{escape_html(sigle.source or "")}.</span>'
