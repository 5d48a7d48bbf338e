"""Fault 64: what is typed in a grey cell is told, whatever the kind of workbook; what we printed there never is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from loaders.apercu.fichier import preview_lecture
from loaders.cellules.valeurs import clean_texte
from loaders.gabarit.classeur import build_gabarit
from loaders.gabarit.contenu import ENTETE
from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import Recu
from loaders.lecture.processus import read_classeurs
from loaders.lignes.genre import Demande, GenreClasseur
from loaders.options import Options
from models.colonnes import AVANCEMENT, Feuille
from models.colonnes_partenariat import APPRECIATIONS, PARTICIPATIONS
from models.plan import Indicateur, Jalon, Mesure, Partenaire, Participation, Pilote, Plan, SuiviJalon
from models.session import open_base, use_base
from models.trimestre import Trimestre
from models.vocabulaire import Appreciation, Cote, Periodicite, RolePartenaire, StatutLibelle
from tests.bases import copy_base
from tests.classeurs_partenariat import find_ligne, make, type_ligne
from tests.constats import Verifier, list_places, read_constat
from tests.fabrique import MAINTENANT, edit, fill, make_gabarit, set_timbre, strip_timbre
from tests.plans import JOURS, PILOTE, TRIMESTRES, plans
from tests.plans_charte import judge, make_charte, make_instance

AVIS = "avertissement"
AUTRE = Pilote("service-b", "Service B", StatutLibelle.PROVISOIRE)
T4 = Trimestre(2026, 4)
TAPE = "Réponse tapée au mauvais endroit"


def list_grises(fichier: dict[str, Any]) -> list[tuple[str, int | None, str | None]]:
    """Where grey cells were told of: sheet, row, column."""
    return [(f, n, c) for code, _, f, n, c in list_places(fichier) if code == "cellule_protegee"]


@pytest.mark.parametrize(
    ("place", "tape", "lu", "voulue"),
    [
        ("Avancement!E7", 60, "« 60 »", "« Avancement (%) » (H7)"),
        ("Avancement!F5", "Réalisée", "« Réalisée »", "« Statut » (I5)"),
        ("Avancement!G6", "plus de médecin", "« plus de médecin »", "« Point de blocage » (M6) ou « Décision"),
        ("Avancement!B5", "revoir ce titre", "« revoir ce titre »", "« Fait marquant du trimestre » (K5)"),
        ("Avancement!C5", "Orage", "« Orage »", "« Météo » (J5)"),
        ("Jalons!C5", date(2027, 3, 31), "« 31/03/2027 »", "« Échéance révisée » (D5)"),
        ("Indicateurs!E6", 180, "« 180 »", "« Valeur » (F6)"),
        ("Partenaires!C6", "Co-porteur", "« Co-porteur »", "« Implication » (D6)"),
    ],
)
def test_a_grey_cell_is_told_with_the_white_one(
    verifier: Verifier, gabarit_t4: bytes, place: str, tape: object, lu: str, voulue: str
) -> None:
    fichier = verifier(fill(gabarit_t4, {place: tape}))
    feuille, _, adresse = place.partition("!")
    assert list_places(fichier) == [("cellule_protegee", AVIS, feuille, int(adresse[1:]), adresse[0])]
    message = read_constat(fichier["anomalies"][0])
    assert lu in message
    assert f"ce n’est pas lu. Si c’est une réponse, écrivez-la dans {voulue}" in message
    assert fichier["changements"] == []


def test_what_was_there_is_recalled(verifier: Verifier, gabarit_t4: bytes) -> None:
    avant = load_workbook(io.BytesIO(gabarit_t4))["Avancement"]["E7"].value
    (anomalie,) = verifier(fill(gabarit_t4, {"E7": 3}))["anomalies"]
    assert f"« 3 » est écrit dans une cellule grise, à la place de « {avant} » :" in read_constat(anomalie)
    assert anomalie["valeur"] == "3"


@pytest.mark.parametrize(
    ("genre", "feuille", "colonne"),
    [(PARTENAIRES, PARTICIPATIONS, "B"), (CHARTE, APPRECIATIONS, "B"), (CHARTE, APPRECIATIONS, "G")],
)
def test_the_other_kinds_tell_theirs(
    verifier: Verifier, demo: str, genre: GenreClasseur, feuille: Feuille, colonne: str
) -> None:
    octets = type_ligne(make(genre), feuille, ENTETE + 2, **{colonne: "Tenu"})
    fichier = verifier(octets, nom="classeur.xlsx")
    assert list_places(fichier) == [("cellule_protegee", AVIS, feuille.nom, ENTETE + 2, colonne)]


@pytest.mark.parametrize(("feuille", "cellules"), [("Indicateurs", {"E9": 12}), ("Partenaires", {"C30": "pilote"})])
def test_a_free_row_has_grey_cells_too(
    verifier: Verifier, gabarit_t4: bytes, feuille: str, cellules: dict[str, object]
) -> None:
    ((adresse, valeur),) = cellules.items()
    seule = verifier(fill(gabarit_t4, {f"{feuille}!{adresse}": valeur}))
    assert list_grises(seule) == [(feuille, int(adresse[1:]), adresse[0])]


@pytest.mark.parametrize("colonne", ["B", "C", "D", "E", "G"])
def test_what_is_typed_below_a_table_is_told(verifier: Verifier, gabarit_t4: bytes, colonne: str) -> None:
    """Its row has no code: no sheet reads it, be it under the title of an action or under what is recalled."""
    sous = load_workbook(io.BytesIO(gabarit_t4))["Avancement"].max_row + 2
    fichier = verifier(fill(gabarit_t4, {f"{colonne}{sous}": "Voir avec la direction"}))
    assert list_grises(fichier) == [("Avancement", sous, colonne)]
    dit = read_constat(fichier["anomalies"][0])
    assert "« Voir avec la direction » est écrit sur une ligne sans « Code » : ce n’est pas lu." in dit
    assert "Écrivez-le sur la ligne dont il parle." in dit


def test_a_row_of_ours_that_lost_its_code_is_not_told_cell_by_cell(verifier: Verifier, gabarit_t4: bytes) -> None:
    assert list_grises(verifier(fill(gabarit_t4, {"A6": None}))) == []


def test_a_total_below_a_table_is_told_once(verifier: Verifier, gabarit_t4: bytes) -> None:
    sous = load_workbook(io.BytesIO(gabarit_t4))["Avancement"].max_row + 1
    fichier = verifier(fill(gabarit_t4, {f"D{sous}": "Moyenne", f"E{sous}": 40, f"H{sous}": 45}))
    assert [a["code"] for a in fichier["anomalies"]] == ["ligne_de_total"]


def test_a_new_row_is_read_and_its_grey_cell_told(verifier: Verifier, gabarit_t4: bytes) -> None:
    ligne = {"A": "A16", "B": "Un indicateur tout neuf", "D": 40, "E": 12, "F": 14}
    fichier = verifier(fill(gabarit_t4, {f"Indicateurs!{c}9": v for c, v in ligne.items()}))
    assert list_grises(fichier) == [("Indicateurs", 9, "E")]
    assert {c["cellule"] for c in fichier["changements"]} >= {"Indicateurs!F9", "Indicateurs!D9"}


def test_a_workbook_printed_before_an_import_is_compared_with_what_it_was_printed_from(
    verifier: Verifier, appliquer: Verifier, gabarit_t4: bytes
) -> None:
    """What the plan said when it was printed is no typing, for the quarter itself as for an earlier one."""
    avant = {"H5": 30, "I5": "En pause"}
    assert appliquer(fill(make_gabarit(trimestre="2026-T3"), avant), "--trimestre", "2026-T3")["remontee"]
    dit = {
        "M6": "Un blocage survenu depuis",
        "N6": "Trancher",
        "O6": "Direction générale",
        "Jalons!E6": date(2026, 11, 2),
    }
    assert appliquer(fill(gabarit_t4, dit))["remontee"]
    assert list_grises(verifier(gabarit_t4)) == []
    assert list_grises(verifier(fill(gabarit_t4, {"E5": 31, "G6": "Un autre blocage"}))) == [
        ("Avancement", 5, "E"),
        ("Avancement", 6, "G"),
    ]
    assert list_grises(verifier(make_gabarit(trimestre="2026-T4"))) == []


def test_what_another_row_was_given_since_is_typing(verifier: Verifier, appliquer: Verifier, gabarit_t4: bytes) -> None:
    """The role of a partner in A01 was changed after the printing: that excuses no cell of A16."""
    octets = make(PARTENAIRES)
    role = type_ligne(octets, PARTICIPATIONS, find_ligne(octets, PARTICIPATIONS, "A01", "CDEF"), D="copilote")
    assert appliquer(role, nom="p.xlsx")["changements"]
    assert list_grises(verifier(fill(gabarit_t4, {"Partenaires!C6": "Copilote"}))) == [("Partenaires", 6, "C")]


def test_a_judgement_given_since_is_no_typing(verifier: Verifier, appliquer: Verifier, demo: str) -> None:
    octets, passee = make(CHARTE, annee=2026), make(CHARTE, annee=2025)
    rang = ENTETE + 1
    assert appliquer(type_ligne(passee, APPRECIATIONS, rang, H="Pas d’élément disponible"), nom="c.xlsx")["remontee"]
    assert list_grises(verifier(octets, nom="c.xlsx")) == []
    assert list_grises(verifier(type_ligne(octets, APPRECIATIONS, rang, G="Tenu, je crois"), nom="c.xlsx"))


def test_what_nobody_knows_to_be_ours_is_not_compared(verifier: Verifier, gabarit_t4: bytes) -> None:
    """Without our stamp, or with one from elsewhere, we do not know what was printed: no false warning."""
    tape = fill(gabarit_t4, {"E5": 12, "B6": "Prévention"})
    for octets, options in (
        (strip_timbre(tape), ("--trimestre", "2026-T4")),
        (set_timbre(tape, "revision", "99999"), ()),
        (set_timbre(tape, "revision", ""), ()),
        (set_timbre(tape, "schema", "un-autre-plan"), ()),
    ):
        assert list_grises(verifier(octets, *options)) == []


def test_most_of_a_column_is_told_once(verifier: Verifier, demo: str) -> None:
    """As after a sort of a few columns, or from another version: one message that names the cells."""
    octets = make_gabarit(None, "2026-T4")
    fichier = verifier(fill(octets, {f"E{n}": 1 for n in range(5, 43)}))
    assert list_grises(fichier) == [("Avancement", None, "E")]
    message = read_constat(fichier["anomalies"][0])
    assert "38 cellules grises ne portent pas ce que ce classeur y rappelait" in message
    assert "E5, E6, E7" in message
    assert "« Avancement (%) »" in message


def test_a_sorted_sheet_says_nothing(verifier: Verifier, gabarit_t4: bytes) -> None:
    def swap(classeur: Any) -> None:
        page = classeur["Avancement"]
        for colonne in range(1, len(AVANCEMENT.colonnes) + 1):
            haut, bas = page.cell(5, colonne), page.cell(7, colonne)
            haut.value, bas.value = bas.value, haut.value

    assert verifier(edit(gabarit_t4, swap))["anomalies"] == []


TEXTES = st.text(min_size=1, max_size=40).map(lambda t: clean_texte(t)[0]).filter(lambda t: t.strip())


@st.composite
def plans_remplis(draw: st.DrawFn) -> Plan:
    """Plans of which every grey column has something to recall, or nothing."""
    noms = draw(st.lists(st.sampled_from(["Villes", "CAF", "État / préfecture", "Réseau 93"]), unique=True))
    plan = draw(plans(min_actions=1, max_actions=4))
    orientations = tuple(
        replace(
            o,
            priorites=tuple(replace(p, actions=tuple(draw(remplies(a, noms)) for a in p.actions)) for p in o.priorites),
        )
        for o in plan.orientations
    )
    appreciations = st.none() | st.sampled_from(Appreciation)
    engagements = [judge(f"I0{n}", 2025, draw(appreciations), draw(appreciations)) for n in (1, 2)]
    instance = make_instance("a", Periodicite.ANNUELLE, "2026-03-02")
    partenaires = tuple(Partenaire(nom, "organisme") for nom in noms)
    charte = make_charte(*engagements, instances=(instance,))
    return replace(plan, orientations=orientations, partenaires=partenaires, charte=charte, pilotes=(PILOTE, AUTRE))


@st.composite
def remplies(draw: st.DrawFn, action: Any, noms: list[str]) -> Any:
    suivis = tuple(
        replace(s, point_blocage=draw(st.none() | TEXTES), destinataire=draw(st.none() | TEXTES)) for s in action.suivis
    )
    jours = st.none() | JOURS
    dits = st.lists(st.builds(SuiviJalon, TRIMESTRES, jours, jours), max_size=2, unique_by=lambda s: s.trimestre)
    jalons = [
        Jalon(f"{action.code}/J{n}", draw(TEXTES), draw(jours), tuple(sorted(draw(dits), key=lambda s: s.trimestre)))
        for n in range(1, draw(st.integers(0, 2)) + 1)
    ]
    mesures = tuple(Mesure(t, draw(st.none() | st.floats(-1e6, 1e6))) for t in (Trimestre(2026, 1), T4))
    unite, cible = draw(st.none() | TEXTES), draw(st.none() | st.integers(0, 10**6) | st.floats(0, 1e6))
    attendus = draw(st.lists(st.sampled_from(noms), unique=True)) if noms else []
    roles = st.none() | st.sampled_from(RolePartenaire)
    return replace(
        action,
        suivis=suivis,
        copilotes=draw(st.sampled_from([(), (AUTRE,)])),
        jalons=tuple(jalons),
        indicateurs=(Indicateur(f"{action.code}/Mesure", "Mesure", unite, None, None, cible, mesures),),
        participations=tuple(Participation(f"{action.code}/{n}", n, True, draw(roles)) for n in attendus),
    )


def iter_cellules(octets: bytes, genre: GenreClasseur) -> Iterator[tuple[str, str]]:
    """The grey cells of a workbook that do not name their row: sheet, cell."""
    classeur = load_workbook(io.BytesIO(octets))
    for feuille in genre.modele.feuilles:
        page = classeur[feuille.nom]
        for rangee in page.iter_rows(min_row=ENTETE + 1, max_col=len(feuille.colonnes)):
            for colonne, cellule in zip(feuille.colonnes, rangee, strict=True):
                libre = rangee[0].value is None
                if cellule.protection.locked and colonne not in feuille.cles and not (libre and colonne.temoin):
                    yield feuille.nom, cellule.coordinate


@pytest.mark.parametrize("genre", [pytest.param(g, id=g.modele.cle) for g in REGISTRE.genres])
@given(data=st.data())
@settings(max_examples=5)
def test_only_what_was_typed_is_told(
    fichier_base: Any, tmp_path_factory: pytest.TempPathFactory, genre: GenreClasseur, data: st.DataObject
) -> None:
    plan = data.draw(plans_remplis())
    qui = data.draw(st.sampled_from([None, PILOTE, AUTRE]))
    demande = Demande(MAINTENANT, T4, [qui], 2026, [data.draw(st.sampled_from(Cote))])
    octets = build_gabarit(next(iter(genre.list_gabarits(plan, demande))))
    grises = list(iter_cellules(octets, genre))
    lot = [octets]
    if grises:
        feuille, place = data.draw(st.sampled_from(grises))
        lot.append(fill(octets, {f"{feuille}!{place}": TAPE}))
    lectures = read_classeurs([Recu("classeur.xlsx", o) for o in lot])
    copie = copy_base(fichier_base, f"sqlite:///{tmp_path_factory.mktemp('grises') / 'schema.db'}")
    with use_base(copie), open_base() as session:
        apercus = [preview_lecture(session, plan, x, Options(), MAINTENANT) for x in lectures]
    assert [(a.code, a.message) for a in apercus[0].anomalies] == []
    assert [(a.feuille, a.cellule and a.cellule.adresse) for x in apercus[1:] for a in x.anomalies] == (
        [(feuille, place)] if grises else []
    )
