"""Compare `schema_data/` with the texts it quotes, word for word: `python scripts/check_sources.py S1=FILE S2=FILE`.

Each FILE is the plain text of a document of `sources.csv`; the one that `charte.csv` names is read as the charter.
Writes a line per check; exits 1 on any difference, 2 on wrong usage.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

DOSSIER = Path(__file__).resolve().parents[1] / "schema_data"
COTES = ("partenaire", "departement")
EXTRAITS = (
    ("orientations.csv", "code", "sources", "extrait"),
    ("priorites.csv", "code", "sources", "extrait"),
    ("actions.csv", "code", "sources", "extrait"),
    ("cadre.csv", "code", "sources", "extrait"),
    ("cadre.csv", "code", "rattachement_sources", "rattachement_extrait"),
    ("orientations.csv", "code", "sources", "libelle"),
    ("engagements.csv", "numero", "sources", "libelle"),
    ("sources.csv", "code", "code", "titre"),
)
"""File, its key, where its words come from, its words."""
Ligne = dict[str, str]


@dataclass
class Domaine:
    """A domain as the charter prints it: what each side promises, in order, and the words that close it."""

    numero: str
    libelle: str
    engagements: dict[str, list[str]] = field(default_factory=lambda: {cote: [] for cote in COTES})
    suite: list[str] = field(default_factory=list)
    texte: str = ""


def read_table(nom: str) -> list[Ligne]:
    """Return the rows of a file of `schema_data/`."""
    with (DOSSIER / nom).open(encoding="utf-8-sig", newline="") as fichier:
        return list(csv.DictReader(fichier, delimiter=";", strict=True))


def split_articles(texte: str) -> dict[str, list[str]]:
    """Return the paragraphs under each « ARTICLE n »; a number printed twice is one, initials of pages are left out."""
    articles: dict[str, list[str]] = {}
    courant: list[str] = []
    for ligne in filter(None, map(str.strip, texte.splitlines())):
        if titre := re.fullmatch(r"ARTICLE (\d+)", ligne):
            courant = articles.setdefault(titre[1], [])
        elif not re.fullmatch(r"\w{2,3}", ligne):
            courant.append(ligne)
    return articles


def read_domaines(paragraphes: list[str], noms: dict[str, str]) -> list[Domaine]:
    """Return the domains; `noms` gives, for each side, its name as the charter prints it."""
    domaines: list[Domaine] = []
    cote = ""
    for p in paragraphes:
        if titre := re.fullmatch(r"(\d\.\d\.) (.+)", p):
            domaines.append(Domaine(titre[1], titre[2]))
            continue
        if not domaines:
            continue
        domaine = domaines[-1]
        domaine.texte += f"{p}\n"
        dit = next((c for c in COTES if p.startswith(f"{noms[c]} s'engage")), "")
        cote = dit or cote
        promis = p.removeprefix(f"{noms[dit]} s'engage").strip(" :") if dit else p.removeprefix("- ")
        if (dit and promis) or p.startswith("- "):
            domaine.engagements[cote].append(promis.rstrip(" ;."))
        elif not dit:
            domaine.suite.append(p)
    return domaines


def compare(nom: str, attendu: object, lu: object) -> Iterator[str]:
    """Yield a difference between what the text says and what the file holds."""
    if attendu != lu:
        yield f"{nom} : la source dit {attendu!r}, le fichier {lu!r}"


def is_en_ordre(mots: str, phrase: str) -> bool:
    """Return whether every word is found in a sentence, in the same order, case aside."""
    reste = iter(re.findall(r"[\w'-]+", phrase.lower()))
    return all(mot in reste for mot in re.findall(r"[\w'-]+", mots.lower()))


def check_domaines(lus: list[Domaine]) -> Iterator[str]:
    """Yield what differs in the domains, their commitments by side, and their closing words."""
    tables, engagements = read_table("charte_domaines.csv"), read_table("charte_engagements.csv")
    yield from compare("domaines", [(d.numero, d.libelle) for d in lus], [(d["numero"], d["libelle"]) for d in tables])
    for domaine, ligne in zip(lus, tables, strict=False):
        yield from compare(f"{ligne['code']}, suite", " ".join(domaine.suite), ligne["suite"])
        for cote in COTES:
            ecrits = [e["texte"] for e in engagements if (e["domaine"], e["partie"]) == (ligne["code"], cote)]
            yield from compare(f"{ligne['code']}, {cote}", domaine.engagements[cote], ecrits)
        for lien in read_table("charte_liens.csv"):
            if lien["domaine"] == ligne["code"] and lien["extrait"] not in domaine.texte:
                yield f"lien {lien['domaine']}/{lien['action']} : « {lien['extrait']} » n’est pas dans ce domaine"
    promis = sum(len(d.engagements[c]) for d in lus for c in COTES)
    yield from compare("nombre d’engagements", promis, len(engagements))


def check_instances(articles: dict[str, list[str]], domaines: list[Domaine]) -> Iterator[str]:
    """Yield what differs in the bodies: names, objects and rhythms, each in the article that it comes from."""
    sections = {n: [p for p in ps if n != "3" or p.startswith("- ")] for n, ps in articles.items()}
    sections |= {d.numero.rstrip("."): d.texte.splitlines() for d in domaines}
    tables = read_table("charte_instances.csv")
    for i in tables:
        phrases = [p for p in sections.get(i["article"], []) if is_en_ordre(i["libelle"], p)]
        if not phrases:
            yield f"instance {i['code']} : « {i['libelle']} » n’est pas à l’article {i['article']}"
        for colonne in ("objet", "periodicite_texte"):
            if not any(i[colonne] in p for p in phrases):
                yield f"instance {i['code']} : « {i[colonne]} » n’est pas dit d’elle"
    for p in sections.get("3", []):
        if not any(i["article"] == "3" and is_en_ordre(i["libelle"], p) for i in tables):
            yield f"article 3 : aucune instance pour « {p[:60]}… »"


def check_charte(texte: str) -> Iterator[str]:
    """Yield what differs between the text of the charter and its files."""
    charte, parties = read_table("charte.csv")[0], read_table("charte_parties.csv")
    noms = {p["code"]: next((n for n in (p["nom"], p["nom"].replace(" ", "")) if n in texte), "") for p in parties}
    yield from (f"partie {cote} : nom absent du texte" for cote, nom in noms.items() if not nom)
    yield from (f"partie {p['code']} : nom long absent du texte" for p in parties if p["nom_long"] not in texte)
    signee = f"{date.fromisoformat(charte['signee_le']):%d/%m/%Y}"
    for mots in (print_charte(charte["titre"]), charte["duree_texte"], f"le {signee}"):
        if mots not in texte:
            yield f"charte : « {mots} » n’est pas dans le texte"
    articles = split_articles(texte)
    domaines = read_domaines(articles.get("2", []), noms)
    yield from check_domaines(domaines)
    yield from check_instances(articles, domaines)


def check_extraits(code: str, texte: str) -> Iterator[str]:
    """Yield the words said to come from a source and that it does not hold; a title may be printed in capitals."""
    for nom, cle, sources, mots in EXTRAITS:
        for ligne in read_table(nom):
            codes, extraits = ligne[sources].split(" | "), [ligne[mots]]
            extraits = ligne[mots].split(" | ") if len(codes) > 1 else extraits * len(codes)
            for source, extrait in zip(codes, extraits, strict=True):
                if source == code and not is_dit(mots, extrait, texte):
                    yield f"{nom}, {ligne[cle]} : « {extrait} » n’est pas dans {code}"


def is_dit(colonne: str, extrait: str, texte: str) -> bool:
    """Return whether a text holds these words: a whole item for a `libelle`; a title with its case, spaces aside."""
    if colonne == "libelle":
        return extrait in {re.sub(r"^(?:•|\d+\.) ", "", ligne.strip()) for ligne in texte.splitlines()}
    if colonne != "titre":
        return extrait in texte
    nu = re.sub(r" \(.*\)$", "", re.sub(r"\s", " ", extrait)).upper()
    return nu in texte.upper() or print_charte(nu) in texte


def print_charte(titre: str) -> str:
    """Return the title of the charter as its text prints it, its slip included."""
    return titre.upper().replace("CHARTE", "CHARTRE")


def count_extraits(code: str) -> int:
    """Return how many words of the files are said to come from a source."""
    return sum(code in ligne[sources].split(" | ") for nom, _, sources, _ in EXTRAITS for ligne in read_table(nom))


def main(arguments: list[str]) -> int:
    """Check each text given, and write what was found."""
    connues = {s["code"] for s in read_table("sources.csv")}
    textes = {a.partition("=")[0]: Path(a.partition("=")[2]) for a in arguments}
    if not textes or not set(textes) <= connues or not all(t.is_file() for t in textes.values()):
        sys.stderr.write(f"Attendu : {' '.join(f'{c}=FICHIER' for c in sorted(connues))}\n")
        return 2
    fautes: list[str] = []
    for code, chemin in textes.items():
        texte = chemin.read_text(encoding="utf-8")
        trouvees = list(check_extraits(code, texte))
        sys.stdout.write(f"{code} : {count_extraits(code)} citations, {len(trouvees)} différence(s)\n")
        if code == read_table("charte.csv")[0]["source"]:
            charte = list(check_charte(texte))
            comptes = [sum(e["partie"] == c for e in read_table("charte_engagements.csv")) for c in COTES]
            sys.stdout.write(
                f"{code} : charte, {sum(comptes)} engagements ({' + '.join(map(str, comptes))}), "
                f"{len(read_table('charte_domaines.csv'))} domaines, "
                f"{len(read_table('charte_instances.csv'))} instances, {len(read_table('charte_liens.csv'))} liens : "
                f"{len(charte)} différence(s)\n"
            )
            trouvees += charte
        fautes += trouvees
    sys.stdout.writelines(f"  {faute}\n" for faute in fautes)
    sys.stdout.write("Identique mot pour mot.\n" if not fautes else f"{len(fautes)} différence(s).\n")
    return 1 if fautes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
