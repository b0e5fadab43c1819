"""An industrial chain graph explorer: segments, capability, demand, gaps and targets of a place."""
