"""The tokens of programs: what each reads and until when, the form of a new one, the secret shown once, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from exports.blocs import marques as m
from exports.blocs.liens import PAGE_ACCES, write_lien
from exports.blocs.table import write_table
from exports.machines.contenus import RACINE
from loaders.comptes.jetons import DUREE, DUREE_MAX, Fait, create_jeton, withdraw_jeton
from loaders.comptes.presence import load_presences
from loaders.ecriture.journal import Acte
from models.jetons import Jeton, Portee, load_jetons
from models.refus import Refus
from models.remede import Canal
from models.session import open_base
from models.vocabulaire import JeuDonnees, NatureEntree, Role
from phrases.format import FINE, set_espaces
from phrases.jetons import format_expiration, format_portee, format_usage
from ui.acces.fiche import LARGEUR, note_resultat
from ui.kit.auteur import AUTEUR_MAX, pick_auteur
from ui.socle import identity
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown

ENTETES = ("Programme", "Peut lire", "Expire le", "Dernier usage")
_A_MONTRER = "jeton_a_montrer"
NEUF = "nouveau"
"""What the address says, in the place of a reference, to make one."""
_AJOUTER = Html('<span class="icone" aria-hidden="true">add</span> Créer un jeton')
_EXPLIQUE = Html(
    "<p>Un programme (observatoire, entrepôt de données, tableur) lit les chiffres sans compte, par un jeton, aux "
    f"adresses qui commencent par <code>{RACINE}/</code>. Il ne peut rien écrire.</p>"
)


def list_jetons(contexte: Contexte) -> tuple[Jeton, ...]:
    """Return every token; none to who does not administer."""
    if not contexte.role.allows(Role.ADMINISTRATION):
        return ()
    with open_base(lecture_seule=True) as session:
        return load_jetons(session)


def find_jeton(contexte: Contexte, reference: str) -> Jeton | None:
    """Return the token that the address names, None when there is none."""
    return next((j for j in list_jetons(contexte) if j.reference == reference), None)


def show_jetons(contexte: Contexte) -> None:
    """Draw the tokens, the way to make one, and the secret of the one just made."""
    jetons, jour = list_jetons(contexte), contexte.aujourd_hui
    with open_base(lecture_seule=True) as session:
        vus = load_presences(session)
    lignes = [
        [
            write_lien(PAGE_ACCES, escape_html(j.nom), {"jeton": j.reference}),
            escape_html(format_portee(j.portee)),
            escape_html(format_expiration(j.expire_le, jour)),
            escape_html(format_usage(vus.get(j.presence))),
        ]
        for j in jetons
    ]
    table = write_table("Jetons de lecture", ENTETES, lignes, legende_lue=True) if lignes else RIEN
    lien = write_lien(PAGE_ACCES, _AJOUTER, {"jeton": NEUF}) if contexte.peut_ecrire else RIEN
    show_html(f'<h2>Jetons de lecture</h2>{_EXPLIQUE}<div class="journal">{table}</div><p>{lien}</p>')
    _show_secret()


def show_jeton(contexte: Contexte, jeton: Jeton) -> None:
    """Draw one token: what it is, and what withdraws it."""
    retour = _write_retour()
    with open_base(lecture_seule=True) as session:
        vu = load_presences(session).get(jeton.presence)
    faits = [
        ("Référence", jeton.reference),
        ("Peut lire", format_portee(jeton.portee)),
        ("Expire le", format_expiration(jeton.expire_le, contexte.aujourd_hui)),
        ("Dernier usage", format_usage(vu)),
    ]
    corps = m.write_faits((nom, f'<span class="fichier">{escape_html(valeur)}</span>') for nom, valeur in faits)
    show_html(f'<p class="retour">{retour}</p><h2 class="titre-fiche">{escape_html(jeton.nom)}</h2>{corps}')
    if not contexte.peut_ecrire:
        return
    auteur = pick_auteur()
    with st.expander("Retirer ce jeton", icon=":material/key_off:", expanded=True):
        show_html("<p>Il n’ouvre plus rien dès la prochaine demande. Le retrait s’annule depuis le Journal.</p>")
        sur = st.checkbox("Je confirme le retrait", key=f"jeton_sur_{jeton.reference}")
        if st.button("Retirer le jeton", type="primary", disabled=not (sur and auteur), key="jeton_retirer"):
            _write(lambda: _withdraw(contexte, jeton, auteur))


def _show_secret() -> None:
    """Show once the token that was just made."""
    if secret := st.session_state.pop(_A_MONTRER, None):
        st.warning(
            f"Copiez ce jeton maintenant{FINE}: il ne sera plus montré. Il se transmet comme un mot de passe, et se "
            "place dans l’en-tête Authorization (Bearer), jamais dans une adresse.",
            icon=":material/key:",
        )
        st.code(secret, language=None, wrap_lines=True)


def show_ajout(contexte: Contexte) -> None:
    """Draw the form of a new token."""
    jour = contexte.aujourd_hui
    show_html(f'<p class="retour">{_write_retour()}</p><h2 class="titre-fiche">Créer un jeton</h2>{_EXPLIQUE}')
    if not contexte.peut_ecrire:
        return
    nom = st.text_input(
        "Programme qui lira", key="jeton_nom", max_chars=AUTEUR_MAX, width=LARGEUR, help="Son nom se lit au journal."
    )
    jeux = st.multiselect(
        "Peut lire",
        list(JeuDonnees),
        default=list(JeuDonnees),
        format_func=lambda j: j.libelle,
        key="jeton_jeux",
        placeholder="Rien",
    )
    interne = st.checkbox("Données internes comprises (blocages, décisions, textes libres)", key="jeton_interne")
    fin = st.date_input(
        "Expire le",
        value=jour + DUREE,
        min_value=jour,
        max_value=jour + DUREE_MAX,
        format="DD/MM/YYYY",
        key="jeton_fin",
        width=LARGEUR,
    )
    auteur = pick_auteur()
    if st.button("Créer le jeton", type="primary", key="jeton_creer", disabled=not (nom and jeux and auteur)):
        portee = Portee(frozenset(jeux), interne)
        _write(lambda: _create(contexte, (nom, portee, fin), auteur))


def _write_retour() -> Html:
    return write_lien(PAGE_ACCES, Html('<span class="icone" aria-hidden="true">arrow_back</span> Tous les accès'))


def _create(contexte: Contexte, voulu: tuple[str, Portee, date], auteur: str) -> str:
    fait: Fait = create_jeton(*voulu, _sign(contexte, auteur), identity.find_agissant())
    st.session_state[_A_MONTRER] = fait.secret
    return f"Le jeton «{FINE}{fait.jeton.nom}{FINE}» est créé (entrée n°\u00a0{fait.entree} du journal)."


def _withdraw(contexte: Contexte, jeton: Jeton, auteur: str) -> str:
    numero = withdraw_jeton(jeton.reference, _sign(contexte, auteur), identity.find_agissant())
    return f"Le jeton «{FINE}{jeton.nom}{FINE}» est retiré (entrée n°\u00a0{numero} du journal)."


def _sign(contexte: Contexte, auteur: str) -> Acte:
    return Acte(NatureEntree.ACCES, auteur, contexte.maintenant)


def _write(ecrire: Callable[[], str]) -> None:
    """Write, then draw the list again with what was done; a refusal is said where the button is."""
    try:
        note_resultat(ecrire())
    except Refus as refus:
        st.error(escape_markdown(set_espaces(refus.say(Canal.ECRAN))), icon=":material/error:")
        return
    st.query_params.pop("jeton", None)
    st.rerun()
