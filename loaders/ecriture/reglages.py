"""What the editor said of a draft, kept with it: the answers given, what is left out, what may be written over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.apercu.lot import SEPARATEUR, name_pour
from loaders.options import Options
from models.correspondance import dump_correspondance, load_correspondance


@dataclass(frozen=True, slots=True)
class Tri:
    """What the editor keeps of the files of a draft, each named by its rank.

    `exclues` are the rows left out (`0|Avancement!7`), `ecartes` the files left out whole, `remplacees` the values that
    a file may write over, by the entry of the journal that gave them (`0|116:Avancement!H5=40`), `gardees` those that
    it may not, the rest of its row going.
    """

    exclues: frozenset[str] = frozenset()
    ecartes: frozenset[int] = frozenset()
    remplacees: frozenset[str] = frozenset()
    gardees: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reglages:
    """What the editor said of a draft: the answers given, what is kept of its files."""

    options: Options = field(default_factory=Options)
    tri: Tri = field(default_factory=Tri)


def dump_reglages(reglages: Reglages) -> str:
    """Return the JSON text that a draft keeps."""
    options, tri = reglages.options, reglages.tri
    return json.dumps(
        {
            "trimestre": options.trimestre,
            "pourcentage": options.pourcentage,
            "creer_partenaires": options.creer_partenaires,
            "correction": options.correction,
            "reponses": sorted(options.reponses),
            "revision": options.revision,
            "correspondances": [dump_correspondance(c) for c in options.correspondances],
            "exclues": sorted(tri.exclues),
            "ecartes": sorted(tri.ecartes),
            "remplacees": sorted(tri.remplacees),
            "gardees": sorted(tri.gardees),
        }
    )


def load_reglages(texte: str) -> Reglages:
    """Return what was said of a draft; one kept by an earlier version says less."""
    brut = json.loads(texte)
    options = Options(
        brut["trimestre"],
        brut["pourcentage"],
        brut["creer_partenaires"],
        brut.get("correction"),
        reponses=frozenset((nom, choix) for nom, choix in brut.get("reponses", ())),
        revision=brut.get("revision"),
        correspondances=tuple(load_correspondance(c) for c in brut.get("correspondances", ())),
    )
    tri = Tri(
        frozenset(brut["exclues"]),
        frozenset(brut.get("ecartes", ())),
        frozenset(brut.get("remplacees", ())),
        frozenset(brut.get("gardees", ())),
    )
    return Reglages(options, tri)


def move_reglages(reglages: Reglages, rangs: Sequence[int]) -> Reglages:
    """Return what was said of all the files of a draft, and of those that are kept, by their former ranks, in order.

    None of them is left out whole any more.
    """
    places = {str(rang): place for place, rang in enumerate(rangs)}

    def move(nom: str) -> str | None:
        rang, barre, dit = nom.partition(SEPARATEUR)
        if not barre:
            return nom
        return name_pour(places[rang], dit) if rang in places else None

    reponses = frozenset((n, r) for nom, r in reglages.options.reponses if (n := move(nom)) is not None)
    tri = Tri(
        frozenset(filter(None, map(move, reglages.tri.exclues))),
        remplacees=frozenset(filter(None, map(move, reglages.tri.remplacees))),
        gardees=frozenset(filter(None, map(move, reglages.tri.gardees))),
    )
    return Reglages(replace(reglages.options, reponses=reponses), tri)
