"""How a chain stands in a place: capability, demand, coverage, marks of firms; the floor of the other analyses."""
