"""The filters of the partners: what each keeps, in which order they stand, and their place in the address."""

from __future__ import annotations

from dataclasses import dataclass, fields

import streamlit as st

from models.plan import Partenaire, Plan
from models.texte import fold
from phrases.format import name_orientation
from ui.kit.recherche import pick_recherche, read_mots
from ui.kit.retour import pack_retour
from ui.kit.selection import pick_option

TRIS = ("Participations attendues", "Type de partenaire", "Taux de mobilisation", "Nom")
"""Orders of the rows; the first one needs no word in the address."""
MEMBRES = ("Membres", "Non membres", "Appartenance non renseignée")
SANS_TYPE = "Type non renseigné"


@dataclass(frozen=True, slots=True)
class FiltresPartenaires:
    """What the viewer asked for; the name of a field is its key in the address, an empty text is « no filter »."""

    cherche: str = ""
    type: str = ""
    dans: str = ""
    membre: str = ""
    tri: str = ""

    @property
    def actifs(self) -> bool:
        """Return whether anybody or anything is left out."""
        return bool(self.cherche or self.type or self.dans or self.membre)

    @property
    def adresse(self) -> dict[str, str]:
        """Return the filters as they stand in the address."""
        return {f.name: valeur for f in fields(self) if (valeur := getattr(self, f.name))}

    @property
    def retour(self) -> dict[str, str]:
        """Return what a link to a sheet adds to its address so that one comes back to the list as it was."""
        return pack_retour(self.adresse)

    def select_noms(self, plan: Plan) -> frozenset[str] | None:
        """Return the names of the partners kept, None when all are."""
        if not (self.cherche or self.type or self.membre):
            return None
        return frozenset(p.nom for p in plan.partenaires if self._keeps(p))

    def select_orientations(self, plan: Plan) -> frozenset[str] | None:
        """Return the codes of the orientations kept, None when all are."""
        return frozenset(o.code for o in plan.orientations if name_orientation(o) == self.dans) if self.dans else None

    def _keeps(self, partenaire: Partenaire) -> bool:
        appartenance = MEMBRES[2 if partenaire.membre is None else 1 - partenaire.membre]
        mots, texte = read_mots(self.cherche), fold(f"{partenaire.nom} {partenaire.type or ''}")
        return (
            self.type in ("", name_type(partenaire))
            and self.membre in ("", appartenance)
            and all(mot in texte for mot in mots)
        )


CLES = frozenset(f.name for f in fields(FiltresPartenaires))


def name_type(partenaire: Partenaire) -> str:
    """Return the type of a partner, or that it is unknown."""
    return partenaire.type or SANS_TYPE


def pick_filtres(plan: Plan, federation: str | None) -> FiltresPartenaires:
    """Draw the filters, bound to the address, and return what they hold.

    Belonging to the `federation` is a filter only where it is known of somebody.
    """
    types = sorted({name_type(p) for p in plan.partenaires}, key=lambda nom: (nom == SANS_TYPE, fold(nom)))
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres_partenaires"):
        texte = pick_recherche("cherche", "Un nom, un type", 200)
        type_choisi = pick_option("Type", types, "type", "Tous", 180)
        dans = pick_option("Orientation", [name_orientation(o) for o in plan.orientations], "dans", "Toutes", 200)
        membre = None
        if federation is not None and any(p.membre is not None for p in plan.partenaires):
            membre = pick_option(f"Fédération {federation}", MEMBRES, "membre", "Tous", 180)
        tri = pick_option("Ranger par", TRIS, "tri", TRIS[0], 240)
    return FiltresPartenaires(texte, type_choisi or "", dans or "", membre or "", tri or "")
