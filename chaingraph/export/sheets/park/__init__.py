"""Sheets about parks as they are run: ranking, idle land, factors; may import the sheet kit and findings."""
