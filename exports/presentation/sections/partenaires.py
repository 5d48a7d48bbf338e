"""What the partners do: participations mobilised, known, silent, beside those of the last meeting."""

from __future__ import annotations

from collections.abc import Sequence

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Empilees, Role, Section, Serie, Table, Texte
from exports.presentation.sections.outils import (
    PARTENAIRES,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.partenariat import Partenariat, compute_partenariat
from metrics.perimetre import Genre
from phrases.format import FINE, format_trimestre
from phrases.reunion.partage import write_actifs, write_constat_partenaires, write_paires, write_silencieux

CLE, NOM = "partenaires", "Partenaires"
MOBILISEES, AUTRES, SILENCIEUSES = "Mobilisées", "Informées ou non mobilisées", "Sans nouvelle"
SOURCE = (
    "participations attendues des partenaires sur les actions comptées"
    f"{FINE}; une participation sans nouvelle n’est pas une absence de mobilisation."
)
COLONNES = (
    Colonne("Trimestre", 2),
    Colonne("Attendues", 1.6, chiffres=True),
    Colonne(MOBILISEES, 1.6, chiffres=True),
    Colonne(AUTRES, 2.4, chiffres=True),
    Colonne(SILENCIEUSES, 1.8, chiffres=True),
)


def build(c: Contexte) -> Section | None:
    """Return the section; a plan that expects no partner has none, before the first report of one it says so."""
    noms = _list_noms(c)
    partenariat = compute_partenariat(c.bilan, noms)
    if not partenariat.ensemble.attendues:
        return None
    constat = write_constat_partenaires(
        partenariat.ensemble, partenariat.renseigne, c.perimetre.nom if c.perimetre and noms else ""
    )
    suite = _list_partenariats(c, partenariat, noms) if partenariat.renseigne else []
    dessin = _draw(suite) if suite else None
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, PARTENAIRES, **({"partenaire": c.perimetre.nom} if c.perimetre and noms else {})),
        dessin=dessin,
        table=_tabulate(suite) if suite else None,
        textes=(_tell_actions(partenariat) if noms else _list_textes(partenariat)) if suite else (),
    )


def _list_noms(c: Contexte) -> set[str] | None:
    """Return the partner that the part told is of, None where it is of no partner: they all count."""
    partenaire = c.perimetre is not None and c.perimetre.genre is Genre.PARTENAIRE
    return {c.perimetre.nom} if c.perimetre is not None and partenaire else None


def _list_partenariats(c: Contexte, partenariat: Partenariat, noms: set[str] | None) -> list[Partenariat]:
    """Return the partnership of both quarters, that of the one told alone where they may not be compared."""
    avant = compute_partenariat(c.compare, noms) if c.compare else None
    return [avant, partenariat] if avant is not None and avant.renseigne else [partenariat]


def _draw(suite: Sequence[Partenariat]) -> Empilees:
    ensembles = [p.ensemble for p in suite]
    return Empilees(
        tuple(format_trimestre(p.bilan.trimestre) for p in suite),
        (
            Serie(MOBILISEES, Role.MOBILISEES, tuple(float(i.mobilisees) for i in ensembles)),
            Serie(AUTRES, Role.AUTRES, tuple(float(i.peu_mobilisees) for i in ensembles)),
            Serie(SILENCIEUSES, Role.SILENCIEUSES, tuple(float(i.silencieuses) for i in ensembles)),
        ),
    )


def _tabulate(suite: Sequence[Partenariat]) -> Table:
    lignes: list[list[Case | str]] = [
        [
            format_trimestre(p.bilan.trimestre),
            *map(str, (i.attendues, i.mobilisees, i.peu_mobilisees, i.silencieuses)),
        ]
        for p in suite
        for i in (p.ensemble,)
    ]
    return make_table("Participations attendues des partenaires", COLONNES, lignes)


def _list_textes(partenariat: Partenariat) -> tuple[Texte, ...]:
    """Return who is active and who is silent, by name."""
    attendus = partenariat.attendus
    titre, noms = write_actifs([i for i in attendus if i.mobilisees], len(attendus))
    muets = partenariat.silencieux
    silence = write_silencieux(muets) if muets else ("", "")
    return list_textes(Texte(noms, titre), Texte(silence[1], silence[0]))


def _tell_actions(partenariat: Partenariat) -> tuple[Texte, ...]:
    """Return the actions where one partner is mobilised, and those of which it says nothing."""
    mobilisees = [p.action.code for p in partenariat.paires if p.mobilisee]
    muettes = [p.action.code for p in partenariat.paires if p.silencieuse]
    groupes = (("Mobilisé sur", mobilisees), ("Sans nouvelle sur", muettes))
    return list_textes(*(Texte(write_paires(codes), f"{titre}{FINE}:") for titre, codes in groupes if codes))
