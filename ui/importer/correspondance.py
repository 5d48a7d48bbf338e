"""The quiet step between a table of somebody's own and its preview: what each column is, confirmed in one gesture.

One form: nothing is read of the file before its button is clicked. What was asked and not answered stays named in the
preview, and blocks its rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders.apercu.apercu import Apercu
from loaders.apercu.etranger import find_pilote_seul
from loaders.correspondance.colonnes import list_exemples
from loaders.correspondance.mots import MotInconnu
from loaders.correspondance.proposition import LigneTrouvee, Proposition
from loaders.question import CodeQuestion
from loaders.tableaux.timbre import TOUS
from metrics.bilan import list_choix_trimestres
from models.correspondance import ECARTEE, RIEN, ROLES
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import FINE, format_compte, join_mots
from phrases.trimestre import name_choix
from ui.importer.correspondance_dite import ask_reste, ask_tout, confirm, name_champ
from ui.importer.lot import Lot, name_question
from ui.kit.composants import show_constat
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import escape_html, escape_markdown, shorten_nom

LIGNES_MAX = 60
"""Rows that one form asks about; the others are named in the preview."""
MOTS_MAX = 40
"""Words that one form asks about; past them, a column is no closed list, and each other word is an error."""
UNITES: dict[str, str] = {"fraction": f"45{FINE}%", "points": f"0,45{FINE}%"}


def show_reprise(lot: Lot, rang: int, apercu: Apercu) -> None:
    """Say by whose correspondence a table was read, with the button that opens it again."""
    if apercu.proposition is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        dite = apercu.reprise or "Lu selon la correspondance que vous avez confirmée."
        show_html(f'<p class="note">{escape_html(dite)}</p>', width="content")
        st.button(
            "Changer la correspondance",
            key=f"rouvrir_{lot.cle}_{rang}",
            icon=":material/tune:",
            type="tertiary",
            on_click=_open,
            args=(lot.cle, rang),
        )


def is_ouverte(lot: Lot, rang: int, apercu: Apercu) -> bool:
    """Return whether the step is to be drawn: it waits for an answer, or was opened again."""
    rouverte = bool(st.session_state.get(name_champ("ouverte", lot.cle, rang)))
    return apercu.proposition is not None and (apercu.attend_correspondance or rouverte)


def show_correspondance(contexte: Contexte, lot: Lot, rang: int, apercu: Apercu) -> None:
    """Draw what a table would be read as, and the button that confirms it."""
    p = apercu.proposition
    if p is None:
        return
    posee = ask_tout(p) if not apercu.attend_correspondance or not p.connue or p.missing else ask_reste(p)
    show_html(f"<p>{escape_html(_write_trouve(p))}</p>")
    with st.form(name_champ("forme", lot.cle, rang), border=False):
        _ask_contexte(contexte, lot, rang, apercu, p)
        if posee.unite:
            _ask_unite(lot, rang, p)
        if posee.colonnes:
            _ask_colonnes(lot, rang, p)
        _ask_mots(lot, rang, posee.mots)
        _ask_lignes(contexte.plan, lot, rang, posee.lignes)
        if refus := st.session_state.get(name_champ("refus", lot.cle, rang)):
            st.error(escape_markdown(refus), icon=":material/error:")
        st.form_submit_button(
            "Confirmer la correspondance",
            type="primary",
            icon=":material/check:",
            key=name_champ("confirmer", lot.cle, rang),
            on_click=confirm,
            args=(lot.cle, rang, posee),
        )


def _open(lot: str, rang: int) -> None:
    st.session_state[name_champ("ouverte", lot, rang)] = True


def _write_trouve(p: Proposition) -> str:
    """Return « Tableau trouvé dans la feuille « Suivi PP », titres en ligne 3 : 12 lignes, 10 rattachées… »."""
    noms = join_mots([f"«{FINE}{shorten_nom(t.brute.nom, 40)}{FINE}»" for t in p.tables])
    feuilles = f"la feuille {noms}" if len(p.tables) == 1 else f"les feuilles {noms}"
    lues = [x for x in p.trouvees if not x.is_total]
    sures = sum(p.resolve(x) is not None for x in lues)
    rattachees = format_compte(sures, "rattachée par son code ou son titre", "rattachées par leur code ou leur titre")
    return (
        f"Tableau trouvé dans {feuilles}, titres en ligne {p.table.rang}{FINE}: {format_compte(len(lues), 'ligne')}, "
        f"dont {rattachees}. Rien n’en est lu tant que vous n’avez pas confirmé ce qui suit{FINE}; la prochaine fois, "
        "un tableau de mêmes titres ne le demandera plus."
    )


def _ask_contexte(contexte: Contexte, lot: Lot, rang: int, apercu: Apercu, p: Proposition) -> None:
    """Ask the quarter and the pilot of a file: what it says of itself is already chosen."""
    plan = contexte.plan
    possibles: list[str] = [str(t) for t in list_choix_trimestres(plan, contexte.aujourd_hui)]
    actuel = apercu.trimestre or lot.options.trimestre
    gauche, droite = st.columns(2)
    gauche.selectbox(
        "Trimestre",
        possibles,
        index=possibles.index(actuel) if actuel in possibles else None,
        format_func=lambda t: name_choix(Trimestre.parse(t), contexte.aujourd_hui),
        key=name_question(lot.cle, rang, CodeQuestion.TRIMESTRE),
        placeholder="Choisir un trimestre",
    )
    noms = {pilote.code: pilote.nom for pilote in plan.pilotes} | {TOUS: "Plusieurs pilotes, ou on ne sait pas"}
    seul = find_pilote_seul(plan, p)
    droite.selectbox(
        "Pilote",
        list(noms),
        index=list(noms).index(seul.code if seul else TOUS),
        format_func=lambda code: noms[code],
        key=name_question(lot.cle, rang, CodeQuestion.PILOTE),
    )


def _ask_unite(lot: Lot, rang: int, p: Proposition) -> None:
    dite = p.correspondance.pourcentage
    st.radio(
        f"Dans la colonne de l’avancement, que veut dire 0,45{FINE}?",
        list(UNITES),
        index=list(UNITES).index(dite) if dite else None,
        format_func=lambda cle: UNITES[cle],
        key=name_champ("unite", lot.cle, rang),
        horizontal=True,
    )


def _ask_colonnes(lot: Lot, rang: int, p: Proposition) -> None:
    """Ask what each column is: those that are taken first, in the order of the file, the others folded."""
    show_constat("Colonnes")
    roles = dict(p.correspondance.colonnes)
    cles = list(enumerate(p.table.cles))
    _draw_colonnes(lot, rang, p, [(n, c, roles.get(c, RIEN)) for n, c in cles if roles.get(c)])
    if autres := [(n, c, RIEN) for n, c in cles if not roles.get(c)]:
        titre = format_compte(len(autres), "autre colonne, non reprise", "autres colonnes, non reprises")
        with st.expander(titre, expanded=not any(roles.values())):
            _draw_colonnes(lot, rang, p, autres)


def _lay(nombre: int) -> list[DeltaGenerator]:
    """Return places for fields, two on a line: read, and reached by the keyboard, in the order of the file."""
    return [place for _ in range(0, nombre, 2) for place in st.columns(2)]


def _draw_colonnes(lot: Lot, rang: int, p: Proposition, colonnes: Sequence[tuple[int, str, str]]) -> None:
    places = _lay(len(colonnes))
    for i, (n, cle, role) in enumerate(colonnes):
        entete = next(e for e in p.table.entetes if e.cle == cle)
        exemples = " · ".join(shorten_nom(x, 28) for x in list_exemples(p.table, entete)) or "vide"
        places[i].selectbox(
            escape_markdown(f"«{FINE}{shorten_nom(entete.libelle, 60)}{FINE}»{FINE}: {exemples}"),
            (RIEN, *ROLES),
            index=(RIEN, *ROLES).index(role),
            format_func=lambda r: r or "Ne pas reprendre",
            key=name_champ("colonne", lot.cle, rang, n),
        )


def _ask_mots(lot: Lot, rang: int, mots: Sequence[tuple[MotInconnu, str]]) -> None:
    """Ask what each unknown word means; one word of ours that has its sense is already chosen."""
    if not mots:
        return
    show_constat("Mots inconnus")
    places = _lay(len(mots[:MOTS_MAX]))
    for n, (m, choisi) in enumerate(mots[:MOTS_MAX]):
        possibles = [*m.possibles, ECARTEE]
        places[n].selectbox(
            escape_markdown(f"«{FINE}{shorten_nom(m.mot, 40)}{FINE}» ({m.role}, {m.fois} fois)"),
            possibles,
            index=possibles.index(choisi) if choisi in possibles else None,
            format_func=lambda mot: "Ne rien en dire" if mot == ECARTEE else mot,
            key=name_champ("mot", lot.cle, rang, n),
            placeholder="Choisir ce qu’il veut dire",
        )


def _ask_lignes(plan: Plan, lot: Lot, rang: int, lignes: Sequence[tuple[LigneTrouvee, str]]) -> None:
    """Ask which action each row that is not sure speaks of; the nearest title, alone, is already chosen."""
    if not lignes:
        return
    show_constat("Lignes à rattacher")
    titres = {a.code: a.libelle.texte for a in plan.actions}
    for n, (ligne, choisie) in enumerate(lignes[:LIGNES_MAX]):
        proches = [c for c in (choisie, ligne.lien.code, *ligne.lien.proches) if c]
        possibles = list(dict.fromkeys([*proches, *titres, ECARTEE]))
        st.selectbox(
            escape_markdown(_write_ligne(ligne)),
            possibles,
            index=0 if choisie else None,
            format_func=lambda c: "Laisser cette ligne de côté" if c == ECARTEE else f"{c} · {titres[c]}",
            key=name_champ("ligne", lot.cle, rang, n),
            placeholder="Choisir l’action",
        )
    if (reste := len(lignes) - LIGNES_MAX) > 0:
        autres = format_compte(reste, "autre ligne sera nommée", "autres lignes seront nommées")
        show_html(f'<p class="note">{escape_html(autres)} dans l’aperçu.</p>')


def _write_ligne(ligne: LigneTrouvee) -> str:
    dite = shorten_nom(ligne.dite, 90) or "sans code ni titre"
    return f"Ligne {ligne.numero}{FINE}: {dite}"
