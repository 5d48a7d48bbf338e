"""Every refusal, as one tree: a French message for the reader, a short code for machines.

Refus
├── BaseIndisponible        the database cannot be reached, or its address is wrong
│   ├── BaseIllisible       it is not a database, or it is damaged
│   ├── BaseIncompatible    it was written by a newer program, or waits for `init`
│   ├── BaseOccupee         another writer holds it
│   ├── BasePleine          there is no room left to write
│   ├── BaseFigee           it can be read, not written
│   ├── BaseRemplacee       another file stands where the one in use was
│   └── ServeurArrete       the server is stopping, and begins nothing more
├── FichierAltere           a received file is no longer what was received
├── ArbreInvalide           the files of schema_data cannot be loaded
├── ClasseurRefuse          a workbook is refused as a whole
├── ServeurOccupe           the machine gave no time to read or mark a file, which is not to blame
├── ApercuPerime            the data moved under a preview
├── SauvegardeRefusee       what a backup holds does not fit
├── AnnulationImpossible    a later remontée touched the same cells
├── ReglageInvalide         the settings of the server cannot be followed
├── DemandeInvalide         wrong usage: unknown pilot, quarter, remontée
└── DroitInsuffisant        the session may not do this
    └── HorsPerimetre       it may write, not these lines
"""

from __future__ import annotations

from models.remede import Canal, Remede, write_message


class Refus(Exception):  # noqa: N818
    """Root of every refusal; `str()` is the French message of the command line, `say` that of any channel."""

    code = "refus"
    titre = "Données indisponibles"
    """Title of the screen that says so when nothing else can be shown."""

    def __init__(self, constat: str, remede: Remede | None = None) -> None:
        self.constat, self.remede = constat, remede
        super().__init__(self.say(Canal.COMMANDE))

    def say(self, canal: Canal) -> str:
        """Return the message in the words of where it is read."""
        return write_message(self.constat, self.remede, canal)


class BaseIndisponible(Refus):
    """The database cannot be reached."""

    code = "base_indisponible"


class BaseIllisible(BaseIndisponible):
    """The file is not a database or is damaged."""

    code = "base_illisible"
    titre = "Base illisible"


class BaseIncompatible(BaseIndisponible):
    """The database is of another version than the program."""

    code = "base_incompatible"
    titre = "Base d’une autre version"


class BaseOccupee(BaseIndisponible):
    """Another writer holds the database."""

    code = "base_occupee"


class BasePleine(BaseIndisponible):
    """There is no room left on the disk."""

    code = "base_pleine"


class BaseFigee(BaseIndisponible):
    """The database can be read, not written."""

    code = "base_figee"


class BaseRemplacee(BaseIndisponible):
    """The file of the database was replaced, or taken away, under the program."""

    code = "base_remplacee"


class ServeurArrete(BaseIndisponible):
    """The server is stopping: what is under way ends, nothing more begins."""

    code = "serveur_arrete"


class FichierAltere(Refus):
    """What is kept of a received file does not have its digest."""

    code = "fichier_altere"


class ArbreInvalide(Refus):
    """The files of the tree hold errors; `lignes` names each with its remedy."""

    code = "arbre_invalide"

    def __init__(self, lignes: list[str]) -> None:
        self.lignes = lignes
        super().__init__("\n".join(lignes))


class ClasseurRefuse(Refus):
    """A workbook is refused as a whole; `code` names the fault."""

    def __init__(self, code: str, constat: str, remede: Remede | None = None) -> None:
        self.code = code
        super().__init__(constat, remede)


class ServeurOccupe(Refus):
    """The machine is too busy: nothing is wrong with the file, trying again is enough."""

    code = "serveur_occupe"


class ApercuPerime(Refus):
    """The data changed since the preview, on the same cells."""

    code = "apercu_perime"


class SauvegardeRefusee(Refus):
    """A backup is of this program, and what it holds does not fit."""

    code = "sauvegarde_refusee"


class AnnulationImpossible(Refus):
    """An undo would take back what a later remontée wrote."""

    code = "annulation_impossible"


class DemandeInvalide(Refus):
    """The request itself makes no sense on this data."""

    code = "demande_invalide"


class ReglageInvalide(Refus):
    """A setting of the server makes no sense, or lacks another."""

    code = "reglage_invalide"


class DroitInsuffisant(Refus):
    """The session's role does not allow this."""

    code = "droit_insuffisant"


class HorsPerimetre(DroitInsuffisant):
    """Who acts may write, but not what these lines speak of."""

    code = "hors_perimetre"
