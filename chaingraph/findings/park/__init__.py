"""What is found of parks as they are run: sheets, factors, projects, firms looked after, platforms."""
