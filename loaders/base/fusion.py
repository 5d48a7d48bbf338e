"""The files of the tree against the database, three ways: what the files said last, what they say, what stands.

A field is written where the files changed, and left where an import changed it:

- the files say what stands: nothing is written. When they said something else before, the entry of the tree notes it
  as a change from a value to the same one: the files made the import's value theirs, and lead again from there;
- what stands is what the files said last, or what no import in force holds: the files are followed;
- an import in force said otherwise since: its value is kept and told, whether the file changed too or not. A value
  typed in a workbook has no other copy than the database, while the file keeps its own and says it again at the next
  `init`: of the two, only the import's could be lost.

What the files said last is read in the journal: the last value that an entry of the tree gave the field. Nothing else
is stored, so that there is nothing to migrate and nothing that may disagree with the journal. A file's value that is
set aside needs no memory either: the file still says it.

A row is one thing: a participation that an import took off is left off whole, and a line that gives the code of a jalon
made by an import to another jalon is set aside whole. The rest of the files is loaded, because one pilot's workbook
must not keep a server from starting; the line is told at each `init` until it is corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loaders.arbre.coherence import Etat
from loaders.arbre.lecture import Arbre
from loaders.base.memoire import Memoire, Origine
from loaders.base.rattachements import drop_ruptures
from loaders.lignes.codes import find_code_libre
from models.changement import Changement, Valeur
from models.objets import OBJETS
from models.texte import fold

Ligne = tuple[str, str]
Champs = Mapping[str, Valeur]

EXISTENCE = ("participation", "attendue")
"""The field without which a row says nothing: an import takes the row off by erasing it."""

POSITION = "rang"
"""The order of the lines: nobody types it in a workbook, so that keeping it needs no word."""


@dataclass(frozen=True, slots=True)
class Garde:
    """A field where the value of an import stands against the file's.

    `place` is the file's line; `dite` is what the files said when they were last followed, None for nothing: the file
    changed since when `voulue` is something else.
    """

    place: str
    objet: str
    reference: str
    champ: str
    presente: Valeur
    voulue: Valeur
    dite: Valeur
    origine: Origine


@dataclass
class Fusion:
    """What loading the files does: the changes to write, the values of imports kept, the lines set aside, as told."""

    changements: list[Changement] = field(default_factory=list)
    gardees: list[Garde] = field(default_factory=list)
    ecartees: list[str] = field(default_factory=list)


def merge_arbre(stocke: Etat, arbre: Arbre, memoire: Memoire, codes: Iterable[str] = ()) -> Fusion:
    """Return what loading the files on the stored tree does, parents first; nothing is deleted by omission.

    `codes` are those ever given to a jalon. A field that the files leave out (an optional column) is not touched.
    """
    fusion = Fusion()
    ecartes = _set_jalons_aside(arbre, memoire, codes, fusion)
    ordre = {nom: i for i, nom in enumerate(OBJETS)}
    for cle, valeurs in sorted(arbre.etat.items(), key=lambda e: ordre[e[0][0]]):
        if cle not in ecartes:
            _merge_ligne(cle, valeurs, stocke.get(cle, {}), arbre.places.get(cle, ""), memoire, fusion)
    fusion.changements += _note_retraits(stocke, arbre, memoire)
    fusion.changements, ruptures = drop_ruptures(stocke, fusion.changements, arbre.places)
    fusion.ecartees += ruptures
    return fusion


def _merge_ligne(  # noqa: PLR0917
    ligne: Ligne, valeurs: Champs, presentes: Champs, place: str, memoire: Memoire, fusion: Fusion
) -> None:
    """Add what loading one line does."""
    changements, gardees = [], []
    for champ, voulue in valeurs.items():
        cle = (*ligne, champ)
        presente, dite, tenue = presentes.get(champ), memoire.dites.get(cle), memoire.tenues.get(cle)
        if voulue == presente == dite:
            continue
        if voulue == presente or tenue is None or presente == dite:
            changements.append(Changement(*cle, None, presente, voulue))
        else:
            gardees.append(Garde(place, *cle, presente, voulue, dite, tenue))
    retirees = [g for g in gardees if (g.objet, g.champ, g.presente) == (*EXISTENCE, None)]
    fusion.changements += [] if retirees else changements
    fusion.gardees += retirees or [g for g in gardees if g.champ != POSITION]


def _set_jalons_aside(arbre: Arbre, memoire: Memoire, codes: Iterable[str], fusion: Fusion) -> set[Ligne]:
    """Return the jalons of the files whose code is that of another jalon, made by an import; tell the code to use.

    Under the same title, it is the same jalon: the Département made the pilot's its own.
    """
    donnes = {*codes, *(reference for objet, reference in arbre.etat if objet == "jalon")}
    ecartes = set()
    for (objet, reference), valeurs in arbre.etat.items():
        titre, origine = memoire.crees.get(reference, ("", None)) if objet == "jalon" else ("", None)
        if origine is None or fold(titre) == fold(str(valeurs["libelle"])):
            continue
        libre = find_code_libre(reference.split("/", maxsplit=1)[0], donnes)
        donnes.add(libre)
        depuis = ", annulée depuis" if origine.annulee else ""
        fusion.ecartees.append(
            f"{arbre.places[objet, reference]} : « {reference} » est déjà le code d’un autre jalon, « {titre} », "
            f"ajouté par un classeur (entrée n° {origine.remontee}, {origine.auteur}{depuis}). "
            f"« {valeurs['libelle']} » n’a pas été chargé : donnez-lui le code « {libre} »."
        )
        ecartes.add((objet, reference))
    return ecartes


def _note_retraits(stocke: Etat, arbre: Arbre, memoire: Memoire) -> list[Changement]:
    """Return the notes that the files no longer say what an import took off: said again later, it is a change."""
    return [
        Changement(objet, reference, champ, None, None, None)
        for objet, reference, champ in memoire.tenues
        if memoire.dites.get((objet, reference, champ)) is not None
        and (objet, reference) not in arbre.etat
        and stocke.get((objet, reference), {}).get(champ) is None
    ]
