"""What a person decides, written through the store: leads, confirmed inputs, refusals; may import the workspace."""
