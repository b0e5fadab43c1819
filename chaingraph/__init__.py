"""The core: facts, chains, tags, findings and where they are kept; imports no face (api, visual) and no loader."""
