"""The workspace: a store with its snapshot, tags and memo; may import everything below the commands."""
