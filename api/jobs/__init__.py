"""Long work: queue, progress, ledger, uploads; may import access."""
