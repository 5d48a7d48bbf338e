"""The rule of every sheet of every kind of workbook."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.cles import Regle
from loaders.references import resolve_avancement, resolve_implication, resolve_indicateur, resolve_jalon
from loaders.references_charte import resolve_appreciation
from loaders.references_partenaires import note_partenaires, resolve_partenaire, resolve_participation
from loaders.references_reunions import resolve_reunion
from models.colonnes import AVANCEMENT, INDICATEURS, JALONS, PARTENAIRES
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS, REUNIONS

REGLES: Mapping[str, Regle] = {
    AVANCEMENT.nom: Regle(resolve_avancement),
    JALONS.nom: Regle(resolve_jalon),
    INDICATEURS.nom: Regle(resolve_indicateur),
    PARTENAIRES.nom: Regle(resolve_implication),
    LISTE.nom: Regle(resolve_partenaire, note_partenaires),
    PARTICIPATIONS.nom: Regle(resolve_participation),
    APPRECIATIONS.nom: Regle(resolve_appreciation),
    REUNIONS.nom: Regle(resolve_reunion),
}
