"""The public site: whole, alone, well formed, without a word that is internal."""

from __future__ import annotations

import gzip
import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import html5lib
import pytest

from exports.blocs.pages import PAR_PAGE
from exports.ecriture import EMPREINTES
from exports.formats import Demande, export
from metrics.bilan import compute_bilan
from models.plan import Partenaire, Plan, Suivi
from models.presentation import Decision
from models.refus import DemandeInvalide
from models.vocabulaire import Statut
from tests.exports.conftest import JOUR
from tests.exports.site.conftest import T3, Site, list_documents, make_site
from tests.plans import make_action, make_connue, make_libelle, make_plan

COURT = 12
"""Letters under which a text may stand anywhere: « Non », a name of a service."""


class Lecteur(HTMLParser):
    """The links and the places of a document."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.liens: list[str] = []
        self.places: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        dits = dict(attrs)
        self.places += [dits["id"] or ""] if "id" in dits else []
        self.liens += [valeur or "" for nom, valeur in attrs if nom in {"href", "src"}]


def list_internes(plan: Plan) -> Iterator[str]:
    """Yield every text that is not to be published, those of past quarters too."""
    for action in plan.actions:
        for s in action.suivis:
            yield from filter(None, (s.point_blocage, s.decision_attendue, s.fait_marquant, s.prochaine_etape))
        yield from (t for d in action.decisions for t in (d.demande, d.texte, d.par, d.suites) if t)
        yield from (m.commentaire for i in action.indicateurs for m in i.mesures if m.commentaire)
        yield from (i.contribution for p in action.participations for i in p.implications if i.contribution)
    if plan.charte is not None:
        yield from (t for g in plan.charte.engagements for e in g.evaluations for t in (e.elements, e.commentaire) if t)
        yield from (r.decisions for i in plan.charte.instances for r in i.reunions if r.decisions)


def read_textes(octets: bytes) -> str:
    return " ".join(html.unescape(octets.decode()).replace("\u202f", " ").replace("\u00a0", " ").split())


def list_morts(site: Site) -> list[tuple[str, str]]:
    """Return the links of a site that lead nowhere, each after its page."""
    pages = {nom: Lecteur(document) for nom, document in list_documents(site).items()}
    morts = []
    for nom, page in pages.items():
        for lien in page.liens:
            chemin, _, place = lien.partition("#")
            cible = posixpath.normpath(posixpath.join(posixpath.dirname(nom), chemin)) if chemin else nom
            if cible not in site or (place and place not in pages[cible].places):
                morts.append((nom, lien))
    return morts


def test_every_link_leads_to_a_page_that_is_there(site: Site) -> None:
    assert list_morts(site) == []
    assert sum(len(Lecteur(document).liens) for document in list_documents(site).values()) > 1000


def test_a_long_list_comes_a_page_at_a_time() -> None:
    site = make_site(make_plan([make_connue(f"A{n:03}", 50) for n in range(PAR_PAGE + 50)]))
    assert {"actions.html", "actions-2.html", "action/a249.html"} <= site.keys()
    assert "actions-3.html" not in site
    assert list_morts(site) == []
    assert site["index.html"].count(b"ecran marque") < PAR_PAGE
    assert "sur 250" in site["actions-2.html"].decode()


def test_every_page_is_reached_from_the_first(site: Site) -> None:
    vus, suite = set(), ["index.html"]
    while suite:
        nom = suite.pop()
        if nom in vus or not nom.endswith(".html"):
            continue
        vus.add(nom)
        liens = (lien.partition("#")[0] for lien in Lecteur(site[nom].decode()).liens)
        suite += [posixpath.normpath(posixpath.join(posixpath.dirname(nom), lien)) for lien in liens if lien]
    assert vus == set(list_documents(site))


@pytest.mark.parametrize("genre", ["index", "actions", "engagements", "calendrier", "partenaires", "charte", "methode",
                                   "donnees", "action/a08", "engagement/10", "partenaire/cdef"])  # fmt: skip
def test_a_page_is_well_formed_and_says_what_it_is(site: Site, site_interne: Site, genre: str) -> None:
    for fichiers in (site, site_interne):
        document = fichiers[f"{genre}.html"].decode()
        arbre = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(document)
        assert arbre.get("lang") == "fr"
        assert len(arbre.findall(".//h1")) == 1
        assert arbre.find(".//title").text.endswith("– données fictives")
        assert [b.tag for b in arbre.find("body")] == ["a", "header", "nav", "main", "footer"]
        assert len(arbre.findall(".//nav[@class='menu']//a[@aria-current]")) == 1
        places = Lecteur(document).places
        assert len(places) == len(set(places))
        assert "Content-Security-Policy" in document and "default-src &#x27;none&#x27;" in document


def test_nothing_is_asked_of_another_host(site: Site) -> None:
    dehors = {lien for d in list_documents(site).values() for lien in Lecteur(d).liens if re.match(r"\w+:|//", lien)}
    assert not dehors
    for feuille in ("synthese.css", "style.css"):
        assert not re.search(rb"url\((?!data:)|@import|https?:", site[feuille])


def test_no_internal_text_is_published(plan_demo: Plan, site: Site, site_interne: Site) -> None:
    textes = {" ".join(t.replace("\u202f", " ").split()) for t in list_internes(plan_demo)}
    assert len(textes) > 100
    publics = "\n".join(read_textes(octets) for octets in site.values())
    assert [t for t in textes if len(t) > COURT and t in publics] == []
    internes = "\n".join(read_textes(octets) for octets in site_interne.values())
    bilan = compute_bilan(plan_demo, T3, JOUR)
    dits = [t for e in bilan.etats.values() for t in (e.point_blocage, e.decision_attendue, e.fait_marquant) if t]
    assert [t for t in dits if " ".join(t.replace("\u202f", " ").split()) not in internes] == []


def test_who_decides_is_not_published(plan_demo: Plan, site: Site) -> None:
    assert plan_demo.charte is not None
    qui = {s.destinataire for a in plan_demo.actions for s in a.suivis if s.destinataire}
    noms = [p.nom for p in (*plan_demo.partenaires, *plan_demo.pilotes)]
    noms += [i.libelle for i in plan_demo.charte.instances] + [s.developpe or "" for s in plan_demo.sigles]
    autres = [q for q in qui if not any(q in nom for nom in noms)]
    pages = "\n".join(list_documents(site).values())
    assert len(autres) > 1
    assert [q for q in autres if html.escape(q) in pages] == []


def test_what_was_decided_is_not_published() -> None:
    demande, prise, suites = "Choisir le lieu demandé", "Le lieu est choisi par arrêté", "Les travaux sont commencés"
    decision = Decision("A01/1", "A01", demande, T3, T3, prise, "Présidence d’essai", JOUR, suites)
    suivi = Suivi(T3, avancement=50, statut=Statut.BLOQUEE, decision_attendue=demande, destinataire="Cabinet d’essai")
    plan = make_plan([make_action("A01", suivis=(suivi,), decisions=(decision,))])
    mots = [demande, prise, suites, "Présidence d’essai", "Cabinet d’essai"]
    publics = "\n".join(read_textes(octets) for octets in make_site(plan).values())
    assert [mot for mot in mots if mot in publics] == []
    internes = make_site(plan, interne="oui")
    assert [mot for mot in mots[1:4] if mot not in read_textes(internes["action/a01.html"])] == []
    assert prise in internes["donnees/chiffres.json"].decode()


def test_an_internal_site_says_so_everywhere(site: Site, site_interne: Site) -> None:
    assert all("Document interne" in d for d in list_documents(site_interne).values())
    assert not any("Document interne" in d for d in list_documents(site).values())


def test_demonstration_data_says_so_on_every_page(site: Site) -> None:
    assert all("données fictives</strong>" in d for d in list_documents(site).values())
    vrai = make_site(replace(make_plan([make_connue("A01", 50)]), demonstration=False))
    assert not any("fictive" in d.split("<footer")[0] for d in list_documents(vrai).values())


def test_the_same_data_gives_the_same_bytes(plan_demo: Plan, site: Site) -> None:
    assert make_site(plan_demo) == site
    listes = {ligne.partition("  ")[2] for ligne in site[EMPREINTES].decode().splitlines()}
    assert listes == set(site) - {EMPREINTES}


def test_an_address_gives_a_canonical_one_and_a_description(site: Site) -> None:
    assert not any("canonical" in d or 'name="description"' in d for d in list_documents(site).values())
    plan = make_plan([make_connue("A08", 50)])
    ailleurs = make_site(plan, adresse="https://exemple.fr/suivi")
    assert '<link rel="canonical" href="https://exemple.fr/suivi/">' in ailleurs["index.html"].decode()
    fiche = ailleurs["action/a08.html"].decode()
    assert '<link rel="canonical" href="https://exemple.fr/suivi/action/a08.html">' in fiche
    assert '<meta name="description" content="Action' in fiche
    with pytest.raises(DemandeInvalide, match="commence par http"):
        make_site(plan, adresse="exemple.fr")


def test_the_open_data_stands_beside(plan_demo: Plan, site: Site) -> None:
    csv = export("csv", Demande(plan_demo, T3, JOUR))
    assert not isinstance(csv, bytes)
    assert {f"donnees/{nom}": octets for nom, octets in csv.items()}.items() <= site.items()


def test_pages_are_light(site: Site) -> None:
    premiere = len(gzip.compress(site["index.html"])) + len(gzip.compress(site["synthese.css"]))
    assert premiere < 20_000
    assert max(len(octets) for nom, octets in site.items() if nom.endswith(".html")) < 400_000


def test_what_is_unknown_is_said_to_be() -> None:
    pages = list_documents(make_site(make_plan([make_action("A01"), make_action("A02")])))
    assert "n’est pas renseigné" in pages["index.html"]
    assert "non renseigné" in pages["action/a01.html"]
    assert "0\u202f%" not in pages["action/a01.html"]


def test_what_people_typed_is_only_read() -> None:
    """A title, a code and a name that attack: no tag of theirs, no link of theirs, no file out of the folder."""
    attaque = '<script>alert(1)</script><img src=x onerror="alert(1)"><a class="ecran" href="//mal.fr">oui</a>'
    action = make_connue("../../A01", 50, libelle=make_libelle(attaque))
    site = make_site(make_plan([action], partenaires=[Partenaire(attaque, "organisme")], nom=attaque), interne="oui")
    assert {"action/a01.html", "partenaires.html"} <= site.keys()
    assert not any(".." in nom or nom.startswith("/") for nom in site)
    for nom, document in list_documents(site).items():
        assert document.count("<script") == 1, nom
        assert "<img" not in document
        assert not [lien for lien in Lecteur(document).liens if "mal.fr" in lien]
    assert list_morts(site) == []


def test_a_plan_almost_empty_has_a_site() -> None:
    site = make_site(make_plan([make_connue("A01", 50)]))
    assert {"index.html", "actions.html", "action/a01.html", "methode.html", "donnees.html"} <= site.keys()
    assert not {"charte.html", "engagements.html", "partenaires.html"} & site.keys()
    menu = re.findall(r'<li><a href="([^"]*)"', site["index.html"].decode().split("</nav>")[0])
    assert menu == ["index.html", "actions.html", "calendrier.html", "methode.html", "donnees.html"]
