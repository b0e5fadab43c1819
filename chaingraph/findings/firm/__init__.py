"""Answers about a firm: tags in doubt, partners, dossier, drill, worth; may import the graph."""
