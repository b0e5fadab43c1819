"""What changes when a firm comes or leaves, and what hangs on it; stands on gaps, network and standing."""
