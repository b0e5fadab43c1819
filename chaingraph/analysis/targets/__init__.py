"""Firms elsewhere that close a gap, and the reasons; stands on gaps and standing."""
