"""Findings as files an officer hands on."""
