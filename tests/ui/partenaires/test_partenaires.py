"""The partners: what the screen counts, its filters in the address, its sheets; with 3 and with 60 partners."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import count
from types import SimpleNamespace
from urllib.parse import unquote_plus

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from metrics.bilan import compute_bilan
from metrics.partenaire import list_lignes
from metrics.partenariat import compute_partenariat, find_liens, list_sans_actif
from models.chargement import load_plan
from models.charte import Charte, Domaine, EngagementCharte, Partie
from models.plan import Implication, Partenaire, Participation, Plan, Suivi
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import Cote, Role, RolePartenaire
from tests.plans import T2, T3, make_action
from tests.plans_partenariat import N, make_grand, make_partenariat, make_participation
from tests.ui.conftest import Ouvrir, read_textes
from ui.kit.recherche import LONGUEUR
from ui.kit.telechargement import name_fichier
from ui.socle.donnees import Version

PAGE = "partenaires.py"
CHARTE = Charte(
    "Charte",
    parties=(
        Partie(Cote.DEPARTEMENT, "Le Département", "Le Département"),
        Partie(Cote.PARTENAIRE, "Un", "L’association Un"),
    ),
    domaines=(
        Domaine(
            "D1",
            "1",
            "Domaine",
            engagements=(
                EngagementCharte("E1", Cote.PARTENAIRE, "à participer"),
                EngagementCharte("E2", Cote.DEPARTEMENT, "à soutenir"),
            ),
        ),
    ),
)
Montrer = Callable[..., AppTest]
ESSAIS = count()
"""Each plan has a version of its own: reads are kept by version."""


@pytest.fixture
def montrer(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> Montrer:
    """Open the screen on a plan built in a test."""

    def montrer(plan: Plan, role: Role = Role.ADMINISTRATION, **adresse: str) -> AppTest:
        version = Version(f"essai {next(ESSAIS)}", 1)
        monkeypatch.setattr("ui.socle.guard.find_version", lambda jour: version._replace(jour=jour))
        monkeypatch.setattr("ui.socle.donnees.load_plan", lambda session: plan)
        return ouvrir(PAGE, "vide", role, **adresse)

    return montrer


def load() -> Plan:
    with open_base(lecture_seule=True) as session:
        return load_plan(session)


def strip(texte: str) -> str:
    return re.sub(r"<[^>]*>", "", texte)


def list_noms(textes: str) -> list[str]:
    """Return the names of the rows of the map, in order."""
    carte = textes.partition('class="carte ')[2].partition("</table>")[0]
    return re.findall(r'rowheader"><a [^>]*>([^<]*)</a>', carte)


def list_cases(textes: str, nom: str) -> list[str]:
    """Return what the cells of a partner say, in words."""
    rangee = textes.partition(f">{nom}</a>")[2].partition("</tr>")[0]
    return re.findall(r'<span class="lecteur">([^<]*)</span></td>', rangee)


def test_the_screen_counts_what_the_partnership_counts(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE))
    p = compute_partenariat(compute_bilan(load(), Trimestre.parse("2026-T3")))
    i = p.ensemble
    assert f"{i.mobilisees} participations attendues sur {i.attendues} sont mobilisées" in textes
    assert f"{i.silencieuses} sont sans nouvelle et {len(list_sans_actif(p))} actions n’ont aucun" in textes
    assert f"{len(p.silencieux)} partenaires sur {len(p.attendus)} sont sans nouvelle" in textes
    noms = list_noms(textes)
    assert len(noms) == len(p.attendus) + sum(bool(x.spontanees and not x.attendues) for x in p.partenaires.values())
    assert [p.partenaires[n].attendues for n in noms] == sorted(
        (p.partenaires[n].attendues for n in noms), reverse=True
    )


def test_cells_say_silence_apart(montrer: Montrer) -> None:
    plan = make_partenariat(
        make_action("A1", participations=(make_participation("Un", N.NON_MOBILISE), make_participation("Deux"))),
        make_action(
            "A2", participations=(make_participation("Un"), make_participation("Trois", N.INFORME, attendue=False))
        ),
    )
    textes = read_textes(montrer(plan, trimestre="2026-T3"))
    assert list_cases(textes, "Un") == ["0 mobilisée sur 2 attendues, 1 sans nouvelle"] * 1 + [
        "0 mobilisée sur 2 attendues, 1 sans nouvelle, 1 réponse sur 2"
    ]
    assert list_cases(textes, "Deux")[0] == "1 attendue, aucune nouvelle"
    assert list_cases(textes, "Deux")[1].endswith(", sans nouvelle")
    assert list_cases(textes, "Trois") == ["1 non attendue", "1 non attendue, –"]


def test_the_figure_is_compared_where_it_can_be(montrer: Montrer) -> None:
    def make(*deux: Implication) -> Plan:
        un = (Implication(T2, N.INFORME), Implication(T3, N.CONTRIBUTEUR))
        dites = {"Un": un, "Deux": (Implication(T2, N.INFORME), *deux)}
        siennes = tuple(Participation(f"A1/{nom}", nom, attendue=True, implications=x) for nom, x in dites.items())
        action = make_action("A1", participations=siennes, suivis=[Suivi(T2, 10), Suivi(T3, 10)])
        return make_partenariat(action, *(make_action(f"B{n}", suivis=[Suivi(T2, 10)]) for n in range(muettes)))

    muettes = 0
    textes = read_textes(montrer(make(Implication(T3, N.INFORME)), trimestre="2026-T3"))
    assert textes.count("+50 points depuis le T2\u00a02026") == 1
    muettes = 1  # 1 action of 2 was reported: the quarter is not whole
    textes = read_textes(montrer(make(Implication(T3, N.INFORME)), trimestre="2026-T3"))
    assert textes.count("non comparé\u202f: 1 action remontée sur 2") == 4
    assert "Autant de réponses\u202f: 2 sur 2" in textes  # how whole a quarter is does not hinder counting its answers
    assert "points depuis" not in textes
    muettes = 0
    textes = read_textes(montrer(make(), trimestre="2026-T3"))
    assert "points depuis" not in textes
    assert "trop de silences pour comparer" in textes


@pytest.mark.parametrize("nombre", [1, 3, 60])
def test_any_number_of_partners(montrer: Montrer, nombre: int) -> None:
    page = montrer(make_grand(nombre), trimestre="2026-T3")
    textes = read_textes(page)
    assert not page.exception
    assert len(list_noms(textes)) == nombre
    assert f"sur {nombre}<" in textes or f"sur {nombre} " in textes
    assert len(page.get("html")) + len(page.get("selectbox")) < 20  # few elements, however many partners


def test_filters_and_order_are_in_the_address(montrer: Montrer) -> None:
    plan = make_grand(10)
    textes = read_textes(montrer(plan, type="Type 1", trimestre="2026-T3"))
    assert sorted(list_noms(textes)) == [p.nom for p in plan.partenaires if p.type == "Type 1"]
    assert "pour 2 partenaires retenus" in textes
    assert list_noms(read_textes(montrer(plan, cherche="n° 7", trimestre="2026-T3"))) == ["Partenaire n° 7"]
    textes = read_textes(montrer(plan, tri="Nom", trimestre="2026-T3"))
    assert list_noms(textes) == sorted(list_noms(textes))
    textes = read_textes(montrer(plan, dans="2. O2", trimestre="2026-T3"))
    assert len(list_cases(textes, "Partenaire n° 1")) == 2
    assert "retour=dans%3D2" in textes
    assert "Au T3\u00a02026, dans l’orientation 2, " in textes
    textes = read_textes(montrer(plan, cherche="zzz", trimestre="2026-T3"))
    assert "Aucun partenaire ne correspond" in textes


def test_membership_is_said_unknown_then_filters(montrer: Montrer) -> None:
    plan = replace(make_grand(4), charte=CHARTE)
    page = montrer(plan, trimestre="2026-T3")
    assert "La liste des membres de la fédération signataire (Un) n’est pas connue" in read_textes(page)
    assert 'href="importer"' in read_textes(page)
    assert 'href="importer"' not in read_textes(montrer(plan, Role.LECTURE, trimestre="2026-T3"))
    assert [s.label for s in page.selectbox] == ["Trimestre", "Type", "Orientation", "Ranger par"]
    connus = tuple(replace(p, membre=n == 2) if n else p for n, p in enumerate(plan.partenaires))
    page = montrer(replace(plan, partenaires=connus), trimestre="2026-T3")
    assert "Fédération Un" in [s.label for s in page.selectbox]
    assert "n’est pas connue" not in read_textes(page)
    page = montrer(replace(plan, partenaires=connus), trimestre="2026-T3", membre="Membres")
    assert list_noms(read_textes(page)) == [connus[2].nom]


def test_a_base_without_a_report_says_so(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, "vide"))
    assert "aucune remontée ne dit encore ce qu’ont fait les partenaires" in textes
    assert "Aucune participation de partenaire n’a encore été remontée" in textes
    assert "n’ont aucun partenaire actif" not in textes
    assert not re.search(r"(?<!\d)0\u202f%(?! <span class=\"rampe)", textes)


def test_a_plan_without_a_participation_says_what_to_do(montrer: Montrer) -> None:
    plan = make_partenariat(make_action("A1"))
    assert "Importer un classeur" in read_textes(montrer(plan))
    textes = read_textes(montrer(plan, Role.LECTURE))
    assert "Aucune participation de partenaire n’est attendue" in textes
    assert "Importer un classeur" not in textes


def test_unknown_partner_is_said_literally(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, partenaire="**X** <b>")
    assert "n’existe pas" in page.warning[0].value
    assert "**X**" not in page.warning[0].value


def test_every_sheet_opens(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    for partenaire in load().partenaires[:12]:
        for trimestre in ("2024-T1", "2026-T4"):
            page.query_params["partenaire"], page.query_params["trimestre"] = partenaire.nom, trimestre
            page.run()
            assert not page.exception, partenaire.nom
            assert "titre-page" in read_textes(page)


def test_sheet_says_role_level_and_what_comes(montrer: Montrer) -> None:
    plan = make_partenariat(
        make_action(
            "A1",
            participations=(
                make_participation("Villes", role=RolePartenaire.CONTRIBUTEUR),
                make_participation("Ville d’Ici", N.CO_PORTEUR, attendue=False, contribution="Un <b>local</b>"),
            ),
        ),
        make_action("A2", participations=(make_participation("Villes"),)),
    )
    textes = read_textes(montrer(plan, partenaire="Villes", trimestre="2026-T3"))
    assert "Rôle\u202f: contributeur" in textes
    assert "Rôle\u202f: non renseigné" in textes
    assert "1 réponse sur 2 participations attendues, 1 mobilisée, 1 sans nouvelle" in strip(textes)
    assert "par Ville d’Ici" in strip(textes)
    assert "Un &lt;b&gt;local" in textes
    assert "À venir au T4\u00a02026" in textes
    assert "Pilote\u202f: " in textes
    assert "Dites-le au pilote de l’action" in textes
    textes = strip(read_textes(montrer(plan, partenaire="Ville d’Ici", trimestre="2026-T3")))
    assert "n’est attendu nommément sur aucune action\u202f; 1 participation pour sa catégorie, Villes" in textes
    assert "Pour sa catégorie, Villes" in textes


def test_a_decision_is_on_the_sheet_of_who_must_take_it(montrer: Montrer) -> None:
    plan = make_partenariat(
        make_action(
            "A1",
            participations=(make_participation("Un"), make_participation("Deux")),
            suivis=[Suivi(T3, decision_attendue="Prêter une salle", destinataire="UN")],
        )
    )
    mots = "Décision attendue de sa part\u202f: Prêter une salle"
    assert mots in read_textes(montrer(plan, partenaire="Un", trimestre="2026-T3"))
    assert mots not in read_textes(montrer(plan, partenaire="Deux", trimestre="2026-T3"))


def test_charter_is_on_the_sheet_of_the_signatory_and_its_members_alone(montrer: Montrer) -> None:
    plan = replace(make_grand(3), charte=CHARTE)
    un, deux, trois = plan.partenaires
    plan = replace(plan, partenaires=(replace(un, membre=True), replace(deux, membre=False), trois))
    textes = read_textes(montrer(plan, partenaire=un.nom, trimestre="2026-T3"))
    assert "à participer" in textes
    assert "à soutenir" not in textes
    for autre, dit in ((deux, "non membre"), (trois, "non renseigné")):
        textes = read_textes(montrer(plan, partenaire=autre.nom, trimestre="2026-T3"))
        assert "à participer" not in textes
        assert f"<dt>Fédération Un</dt><dd>{dit}</dd>" in textes


def test_sheet_is_printed_with_its_mention(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, partenaire="CDEF"))
    assert "data-imprimer" in textes
    assert "data-copier" in textes
    pied = re.search(r'data-pied="([^"]*)"', textes)
    assert pied
    assert "base de démonstration (données fictives)" in pied[1]


def test_partners_of_a_fiche_open_their_sheet(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("orientations_et_actions.py", action="A01"))
    assert 'href="partenaires?partenaire=CDEF&amp;trimestre=T3+2026"' in textes


def test_workbooks(montrer: Montrer, monkeypatch: pytest.MonkeyPatch) -> None:
    pris: dict[str, bytes] = {}
    monkeypatch.setattr(
        "streamlit.download_button", lambda etiquette, build, **options: pris.update({options["file_name"]: build()})
    )
    plan = make_grand(60)
    montrer(plan, trimestre="2026-T3")
    montrer(plan, trimestre="2026-T3", partenaire=plan.partenaires[3].nom)
    (tableaux, fiche) = (load_workbook(BytesIO(octets)) for octets in pris.values())
    assert tableaux.sheetnames == [
        "Partenaires",
        "Partenaires et orientations",
        "Sans nouvelle",
        "Actions sans partenaire actif",
        "Qui travaille avec qui",
    ]
    assert len(list(tableaux["Partenaires"].iter_rows(min_row=5))) == 60
    assert fiche.sheetnames == ["Ses actions", "À venir au T4 2026", "Trimestre par trimestre"]
    lignes = list_lignes(compute_bilan(plan, T3), plan.partenaires[3].nom, [T3])
    assert len(list(fiche["Ses actions"].iter_rows(min_row=5))) == len(lignes)


def test_only_the_strongest_pairs_are_taken_away(montrer: Montrer, monkeypatch: pytest.MonkeyPatch) -> None:
    pris: list[bytes] = []
    monkeypatch.setattr("streamlit.download_button", lambda _, build, **autres: pris.append(build()))
    plan = make_grand(60)
    liens = find_liens(compute_partenariat(compute_bilan(plan, T3)), 7)
    for maximum in (7, liens.total):
        monkeypatch.setattr("ui.partenaires.classeur.LIENS_MAX", maximum)
        montrer(plan, trimestre="2026-T3")
    coupe, entier = (load_workbook(BytesIO(octets))["Qui travaille avec qui"] for octets in pris)
    assert [tuple(c.value for c in r[:2]) for r in coupe.iter_rows(min_row=5)] == [
        (x.un, x.autre) for x in liens.premiers
    ]
    assert coupe["A3"].value == f"7 premiers couples sur {liens.total}"
    assert (len(list(entier.iter_rows(min_row=5))), entier["A3"].value) == (liens.total, None)


def test_a_search_too_long_is_cut(montrer: Montrer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.kit.recherche.st.text_input", lambda *_, **__: "partenaire " * LONGUEUR)
    liens = re.findall(r"cherche%3D([^&\"]*)", read_textes(montrer(make_grand(3), trimestre="2026-T3")))
    assert {unquote_plus(unquote_plus(x)) for x in liens} == {("partenaire " * LONGUEUR)[:LONGUEUR]}


def test_the_title_of_the_tab_keeps_its_direction(montrer: Montrer, monkeypatch: pytest.MonkeyPatch) -> None:
    titres: list[str] = []
    monkeypatch.setattr("ui.partenaires.fiche.configure_page", titres.append)
    nom = "Asso\u202eciation"
    plan = make_partenariat(
        make_action("A1", participations=(make_participation(nom),)), partenaires=(Partenaire(nom, "organisme"),)
    )
    montrer(plan, trimestre="2026-T3", partenaire=nom)
    assert titres == [f"Association — {plan.nom}"]


def test_the_name_of_a_file_is_cut() -> None:
    contexte = SimpleNamespace(plan=make_partenariat(), trimestre=T3)
    assert name_fichier(contexte, "partenaire_" + "N" * 200) == f"partenaire-{'n' * 69}_2026-T3_demonstration.xlsx"
