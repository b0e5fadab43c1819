"""How a chain stands in a place: capability, demand, nearness, marks of firms; the floor of the other analyses."""
