"""Questions asked of a workspace by name, one a file: names become a place, a chain or firms, an analysis answers."""
