"""Dropping workbooks: they become a draft, kept seven days in the database and named in the address."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import streamlit as st

from exports.blocs.liens import PAGE_CAMPAGNE, write_lien
from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.lot import waits_motif, waits_trimestre
from loaders.campagne.journaux import note_receptions
from loaders.ecriture.brouillons import (
    add_fichiers,
    check_depot,
    keep_brouillon,
    make_lot,
)
from loaders.lecture.brut import Recu
from loaders.options import Options
from metrics.campagne.suivi import compute_campagne, find_campagne_en_cours
from models.refus import Refus
from models.remede import Canal
from models.vocabulaire import Role
from phrases.campagne.etats import write_attendus
from phrases.format import FINE
from ui.importer.brouillons import show_brouillons, show_refus
from ui.importer.lot import Lot, keep_lectures, open_lot, read_lot
from ui.importer.modeles import show_modeles
from ui.importer.rapport import keep_refuses
from ui.importer.tableau import show_tableau
from ui.kit.auteur import find_auteur
from ui.kit.composants import show_constat
from ui.socle import identity
from ui.socle.donnees import Version, get_plan
from ui.socle.guard import Contexte, check_role
from ui.socle.memoire import keep
from ui.socle.pied import stop_ecran
from ui.socle.sortie import show_html
from ui.socle.texte import Html, escape_html

TAILLE_MAX_MO = 20
COLLE = "Tableau collé.txt"
COLLE_MAX = 1_000_000
_SERIE = "depot_serie"
ETAPES: tuple[Html, ...] = (
    Html("<strong>Téléchargez</strong> les classeurs à remplir, et envoyez à chacun le sien."),
    Html("<strong>Déposez</strong> ci-dessous ceux qui vous reviennent, sans les modifier."),
    Html("<strong>Vérifiez</strong> ce que chacun changerait, ligne par ligne. Rien n’est encore écrit."),
    f"<strong>Appliquez</strong> ce que vous retenez{FINE}: le Journal le garde et permet de l’annuler.",
)


def name_temoin(lot: str | None) -> str:
    """Return the key of a field that the screen always holds: the drop zone, or the note of a draft."""
    return f"note_{lot}" if lot else f"depot_{st.session_state.get(_SERIE, 0)}"


def check_ouvert(contexte: Contexte) -> None:
    """Stop the screen where nothing can be written: say so, and still hand out the workbooks to send."""
    if not contexte.figee:
        return
    show_constat("Les imports sont fermés")
    show_html(
        '<p class="note">La base est en consultation seule. Gardez les classeurs reçus et déposez-les ici quand elle '
        "sera rouverte. Les aperçus en attente sont gardés sept jours à compter de leur dépôt.</p>"
    )
    show_modeles(contexte)
    stop_ecran()


def show_depot(contexte: Contexte) -> None:
    """Draw what to do, the drop zone and the drafts that wait; dropped files become a draft and the page opens it."""
    etapes = "".join(f"<li>{e}</li>" for e in ETAPES)
    show_html(
        '<p class="phrase">Importer les classeurs remplis, en quatre étapes.</p>'
        f'{_write_attendus(contexte.version, contexte.aujourd_hui)}<ol class="etapes">{etapes}</ol>'
    )
    show_modeles(contexte)
    show_tableau(contexte)
    show_brouillons(contexte)
    serie = st.session_state.get(_SERIE, 0)
    with st.container(key="zone_depot"):
        fichiers = st.file_uploader(
            "Classeurs remplis",
            accept_multiple_files=True,
            key=name_temoin(None),
            max_upload_size=TAILLE_MAX_MO,
        )
    show_html(
        f'<p class="note">Un ou plusieurs classeurs, Excel (.xlsx) ou LibreOffice (.ods), une archive (.zip) qui en '
        f"contient, un tableau en texte (.csv){FINE}: un classeur téléchargé ici et rempli, ou votre tableau, dont "
        "vous direz une fois ce que sont les colonnes. Un fichier .xls s’enregistre d’abord en .xlsx. L’aperçu est "
        "gardé sept jours.</p>"
    )
    colle = _ask_colle()
    recus = [Recu(f.name, f.getvalue()) for f in fichiers or ()] + ([colle] if colle else [])
    if not recus:
        return
    recu, nom = _receive(contexte, recus, None)
    if recu:
        st.session_state[_SERIE] = serie + 1
        open_lot(nom)


def _ask_colle() -> Recu | None:
    """Offer to paste the table of a mail; return it as a file once it is sent."""
    with (
        st.popover("Coller un tableau", icon=":material/content_paste:", type="tertiary"),
        st.form(f"colle_{st.session_state.get(_SERIE, 0)}", border=False, enter_to_submit=False, clear_on_submit=False),
    ):
        texte = st.text_area(
            "Tableau copié d’un courriel ou d’un tableur",
            key=f"colle_texte_{st.session_state.get(_SERIE, 0)}",
            height=180,
            max_chars=COLLE_MAX,
            placeholder="Sélectionnez le tableau, titres compris, copiez-le, puis collez-le ici.",
        )
        if st.form_submit_button("Lire ce tableau", icon=":material/table_view:") and texte.strip():
            return Recu(COLLE, texte.encode("utf-8", "replace"))
    return None


@keep(4)
def _write_attendus(version: Version, jour: date) -> Html:
    """Return how many services are awaited and how many answered, which leads to the campaign."""
    plan = get_plan(version)
    suivi = compute_campagne(plan, find_campagne_en_cours(plan, jour), jour)
    return f'<p class="precision">{write_lien(PAGE_CAMPAGNE, escape_html(write_attendus(suivi)))}</p>'


def show_ajout(contexte: Contexte, lot: Lot) -> None:
    """Offer to add workbooks to an open preview."""
    serie = st.session_state.get(_SERIE, 0)
    with st.popover("Ajouter des classeurs", icon=":material/note_add:", type="tertiary"):
        fichiers = st.file_uploader(
            "Classeurs à ajouter à cet aperçu",
            accept_multiple_files=True,
            key=f"ajout_{lot.nom}_{serie}",
            max_upload_size=TAILLE_MAX_MO,
        )
    if not fichiers:
        return
    connues = {f.lecture.recu.empreinte for f in lot.fichiers}
    recus = [r for r in (Recu(f.name, f.getvalue()) for f in fichiers) if r.empreinte not in connues]
    if not recus or _receive(contexte, recus, lot)[0]:
        st.session_state[_SERIE] = serie + 1
        st.rerun()


def _receive(contexte: Contexte, recus: list[Recu], lot: Lot | None) -> tuple[bool, str | None]:
    """Keep dropped files, as a new draft or in one; return whether it was done, and the name of the draft, if any."""
    try:
        check_role(contexte.ecran.role)
        check_depot([*_list_recus(lot), *recus])
        return True, _keep_lisibles(contexte, recus, lot)
    except Refus as refus:
        show_refus(refus, "Les classeurs déposés restent ci-dessus : rien n’est à refaire.")
        st.button("Réessayer", icon=":material/refresh:")
        return False, None


def _list_recus(lot: Lot | None) -> list[Recu]:
    """Return the files of an open preview, none when nothing is open."""
    return [f.lecture.recu for f in lot.fichiers] if lot else []


def _keep_lisibles(contexte: Contexte, recus: list[Recu], lot: Lot | None) -> str | None:
    """Make a draft of the files that can be read, or add them to one; what is refused is told, and not kept.

    An archive has given way to the files it holds: they are those that are kept. A file refused for want of an answer,
    or of time, is kept: the screen will ask for it, or read it again. None when nothing is left. Raises DemandeInvalide
    when the archives hold more files than may be dropped.
    """
    essai = make_lot()
    options = Options(revision=contexte.version.revision)
    fichiers = read_lot(contexte, essai, recus, options).fichiers
    check_depot([*_list_recus(lot), *(f.lecture.recu for f in fichiers)])
    apercus = [f.apercu for f in fichiers]
    refuses = [a for a in apercus if a.statut is StatutApercu.REFUSE and not is_attendu(contexte, a)]
    deja = [f.lecture for f in lot.fichiers] if lot else []
    connues = {x.recu.empreinte for x in deja}  # compared once more: an archive holds what it holds
    lues = [f.lecture for f in fichiers if f.apercu not in refuses and f.lecture.recu.empreinte not in connues]
    gardes = [x.recu for x in lues]
    if lot is not None:
        nom = lot.nom
        add_fichiers(nom, gardes, contexte.maintenant, identity.find_agissant())
    else:
        nom = make_lot() if refuses else essai
        if gardes:
            agissant = identity.find_agissant()
            keep_brouillon(nom, gardes, options, contexte.maintenant, agissant, find_auteur() or None)
    keep_lectures(nom, [*deja, *lues])
    with suppress(Refus):  # a log that cannot be written stops no import
        note_receptions(contexte.plan, apercus, contexte.maintenant, identity.find_agissant())
    keep_refuses(nom if gardes or lot else None, [(a.fichier, a.anomalies[0].say(Canal.ECRAN)) for a in refuses])
    return nom if gardes or lot else None


def is_attendu(contexte: Contexte, apercu: Apercu) -> bool:
    """Return whether a refused file only waits: for an answer of who may give it, for the machine."""
    motif = waits_motif(apercu) and contexte.role.allows(Role.ADMINISTRATION)
    return waits_trimestre(apercu) or motif or apercu.attend_correspondance or apercu.occupe
