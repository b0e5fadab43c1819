"""The parks as they are run: standing, factors, land, platforms, firms looked after, assessment; on ids and units."""
