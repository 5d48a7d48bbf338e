"""One access: what it gives, its change, its withdrawal; and the form of a new one. The writers decide."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from exports.blocs import marques as m
from exports.blocs.liens import PAGE_ACCES, write_lien
from loaders.comptes.acces import grant_acces, withdraw_acces
from loaders.ecriture.journal import Acte
from models.acces import IDENTIFIANT_MAX, RIEN, TOUT, Acces, Perimetre
from models.refus import Refus
from models.remede import Canal
from models.vocabulaire import Cote, GenreAcces, NatureEntree, Role
from phrases.format import FINE, set_espaces
from ui.acces.liste import GENRES, write_peut
from ui.kit.auteur import AUTEUR_MAX, pick_auteur
from ui.socle import identity
from ui.socle.guard import Contexte
from ui.socle.sortie import show_html
from ui.socle.texte import Html, escape_html, escape_markdown

_RESULTAT = "acces_resultat"
_TOUT, _PARTIE = "Tout le plan", "Une partie seulement"
LARGEUR = 480


def note_resultat(texte: str) -> None:
    """Keep what was just written, to be shown once the screen is drawn again."""
    st.session_state[_RESULTAT] = texte


def show_resultat() -> None:
    """Show once what was last written."""
    if texte := st.session_state.pop(_RESULTAT, None):
        st.success(escape_markdown(texte), icon=":material/check_circle:")


def show_ajout(contexte: Contexte) -> None:
    """Draw the form of a new access."""
    if not contexte.peut_ecrire:
        return
    with st.expander("Donner un accès", icon=":material/person_add:"):
        genres = list(GenreAcces)
        genre = (
            st.radio("À qui", genres, format_func=GENRES.__getitem__, horizontal=True, key="acces_genre") or genres[0]
        )
        aide = (
            "Son adresse de courriel, ou l’identifiant que donne votre annuaire."
            if genre is GenreAcces.PERSONNE
            else "Le nom du groupe, tel que le donne votre annuaire."
        )
        identifiant = st.text_input(
            "Identifiant", help=aide, key="acces_identifiant", max_chars=IDENTIFIANT_MAX, width=LARGEUR
        )
        _show_champs(contexte, Acces(genre, identifiant, "", Role.LECTURE), "Donner l’accès")


def show_acces(contexte: Contexte, acces: Acces) -> None:
    """Draw one access: what it is, what changes it, what withdraws it."""
    retour = write_lien(PAGE_ACCES, Html('<span class="icone" aria-hidden="true">arrow_back</span> Tous les accès'))
    faits = [
        (GENRES[acces.genre], acces.identifiant),
        ("Rôle", acces.role.libelle),
        ("Peut modifier", write_peut(contexte.plan, acces)),
    ]
    corps = m.write_faits((nom, f'<span class="fichier">{escape_html(valeur)}</span>') for nom, valeur in faits)
    show_html(f'<p class="retour">{retour}</p><h2 class="titre-fiche">{escape_html(acces.nom)}</h2>{corps}')
    if not contexte.peut_ecrire:
        return
    auteur = pick_auteur()
    with st.expander("Modifier cet accès", icon=":material/edit:", expanded=True):
        _show_champs(contexte, acces, "Enregistrer", auteur)
    with st.expander("Retirer cet accès", icon=":material/person_remove:"):
        show_html("<p>Plus rien ne sera montré dès le prochain geste. Le retrait s’annule depuis le Journal.</p>")
        sur = st.checkbox("Je confirme le retrait", key=f"acces_sur_{acces.reference}")
        if st.button("Retirer l’accès", type="primary", disabled=not (sur and auteur), key="acces_retirer"):
            acte = _sign(contexte, auteur)
            _write(
                lambda: withdraw_acces(acces.genre, acces.identifiant, acte, identity.find_agissant()),
                f"L’accès de {acces.nom} est retiré",
            )


def _show_champs(contexte: Contexte, acces: Acces, libelle: str, signe: str | None = None) -> None:
    """Draw what may be said of an access, the name of who grants it unless it is known (`signe`), and the button."""
    cle, roles = acces.reference if acces.nom else "neuf", list(Role)
    nom = st.text_input(
        "Nom affiché",
        value=acces.nom,
        help="C’est lui qui signe au journal.",
        key=f"acces_nom_{cle}",
        max_chars=AUTEUR_MAX,
        width=LARGEUR,
    )
    role = st.selectbox(
        "Rôle",
        roles,
        index=roles.index(acces.role),
        format_func=lambda r: r.libelle,
        key=f"acces_role_{cle}",
        width=LARGEUR,
    )
    perimetre = _pick_perimetre(contexte, acces, cle) if role is Role.MISE_A_JOUR else RIEN
    auteur = pick_auteur() if signe is None else signe
    if st.button(libelle, type="primary", key=f"acces_ecrire_{cle}", disabled=not (acces.identifiant and auteur)):
        voulu = Acces(acces.genre, acces.identifiant, nom, role or acces.role, perimetre)
        acte = _sign(contexte, auteur)
        _write(
            lambda: grant_acces(voulu, acte, identity.find_agissant()),
            f"L’accès de {nom or acces.identifiant} est enregistré",
        )


def _pick_perimetre(contexte: Contexte, acces: Acces, cle: str) -> Perimetre:
    """Draw what a person or a group may change, and return it."""
    plan, present = contexte.plan, acces.perimetre
    partie = present != RIEN and not present.tout
    choix = st.radio("Peut modifier", (_TOUT, _PARTIE), index=int(partie), horizontal=True, key=f"acces_tout_{cle}")
    if choix == _TOUT:
        return TOUT
    noms = {p.code: p.nom for p in plan.pilotes}
    pilotes = st.multiselect(
        "Les actions de ces pilotes",
        list(noms),
        default=[c for c in noms if c in present.pilotes],
        format_func=noms.__getitem__,
        placeholder="Aucun",
        key=f"acces_pilotes_{cle}",
    )
    partenaires = [p.nom for p in plan.partenaires]
    choisis = st.multiselect(
        "Ce qui concerne ces partenaires",
        partenaires,
        default=[n for n in partenaires if n in present.partenaires],
        placeholder="Aucun",
        key=f"acces_partenaires_{cle}",
    )
    cotes: list[Cote] = []
    if plan.charte is not None:
        cotes = st.multiselect(
            "Les appréciations de la charte par",
            list(Cote),
            default=sorted(present.cotes),
            format_func=plan.charte.name_partie,
            placeholder="Aucune partie",
            key=f"acces_cotes_{cle}",
        )
    return Perimetre(False, frozenset(pilotes), frozenset(choisis), frozenset(cotes))


def _sign(contexte: Contexte, auteur: str) -> Acte:
    return Acte(NatureEntree.ACCES, auteur, contexte.maintenant)


def _write(ecrire: Callable[[], int | None], dit: str) -> None:
    """Write, then draw the list again with what was done; a refusal is said where the button is."""
    try:
        numero = ecrire()
    except Refus as refus:
        st.error(escape_markdown(set_espaces(refus.say(Canal.ECRAN))), icon=":material/error:")
        return
    suite = f" (entrée n°\u00a0{numero} du journal)" if numero is not None else f"{FINE}: rien n’a changé"
    note_resultat(f"{dit}{suite}.")
    st.query_params.pop("acces", None)
    st.rerun()
