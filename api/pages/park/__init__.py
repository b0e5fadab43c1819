"""Pages about parks as they are run: parks, projects, platforms, firms looked after."""
