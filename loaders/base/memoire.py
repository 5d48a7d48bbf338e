"""What the journal remembers of the tree: what the files said last, and which imports said otherwise since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session

from models.changement import Valeur
from models.objets import load_valeur
from models.tables import columns
from models.tables_journal import ChangementJournal, Remontee
from models.vocabulaire import NatureEntree

Champ = tuple[str, str, str]
"""A field of a row of the tree: (objet, reference, champ)."""


@dataclass(frozen=True, slots=True)
class Origine:
    """The entry that wrote a field last; `annulee` tells that it was undone since."""

    remontee: int
    auteur: str
    annulee: bool = False


@dataclass
class Memoire:
    """What was said of each field, by the files and by the imports.

    `dites` holds the last value that an entry of the tree gave a field, nothing where none did. `tenues` holds the
    import in force that wrote a field after the files did: undone ones hold nothing. `crees` holds the title and the
    maker of the jalons that an import made and that the files have not made theirs; there undone ones count, since
    their codes are not given again.
    """

    dites: dict[Champ, Valeur] = field(default_factory=dict)
    tenues: dict[Champ, Origine] = field(default_factory=dict)
    crees: dict[str, tuple[str, Origine]] = field(default_factory=dict)

    def tell_arbre(self, cle: Champ, valeur: Valeur) -> None:
        """Take in what an entry of the tree says."""
        self.dites[cle] = valeur
        self.tenues.pop(cle, None)
        if cle[::2] == ("jalon", "libelle"):
            self.crees.pop(cle[1], None)

    def tell_import(self, cle: Champ, valeur: Valeur, origine: Origine) -> None:
        """Take in what any other entry says."""
        if not origine.annulee:
            self.tenues[cle] = origine
        if cle[::2] == ("jalon", "libelle"):
            self.crees[cle[1]] = (str(valeur), origine)


def load_memoire(session: Session, objets: Collection[str]) -> Memoire:
    """Return what the whole journal says of some objects.

    Undos are not read: what they took back is marked so, and what they left is what the entries in force say.
    """
    c, r = columns(ChangementJournal), columns(Remontee)
    requete = (
        select(c.objet, c.reference, c.champ, c.apres, r.id, r.auteur, r.nature, r.annule_par)
        .join(Remontee, c.remontee == r.id)
        .where(c.objet.in_(objets), r.nature != NatureEntree.ANNULATION.value)
        .order_by(c.remontee, c.rang)
    )
    memoire = Memoire()
    for objet, reference, champ, apres, numero, auteur, nature, annule_par in session.execute(requete):
        cle, valeur = (objet, reference, champ), load_valeur(apres)
        if nature == NatureEntree.ARBRE:
            memoire.tell_arbre(cle, valeur)
        else:
            memoire.tell_import(cle, valeur, Origine(numero, auteur, annule_par is not None))
    return memoire
