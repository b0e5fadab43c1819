"""Ranking by meaning and by examples: thesaurus, latent analysis, kernel ridge; stands on words and decide."""
