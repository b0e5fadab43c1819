"""The sheets of the parks as they are run; may import the columns."""
