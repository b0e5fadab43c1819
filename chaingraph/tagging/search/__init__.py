"""Firms whose words come near a segment, for targets; stands on words and teach."""
