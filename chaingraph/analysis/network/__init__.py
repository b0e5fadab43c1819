"""Suppliers and customers of a firm, paths and flows; stands on standing."""
