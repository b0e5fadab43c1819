"""Answers put together for a reader: dossier, bulletin, comparison, differences; stands on all other analyses."""
