"""The flagship commitments, each with its actions, its dates and its evidence; never added up."""

from ui.guard import open_page

contexte = open_page(__file__)
