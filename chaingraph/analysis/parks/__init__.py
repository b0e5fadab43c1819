"""Parks as they are run: factors against targets, budgets, projects, firms looked after, platforms; stands on gaps."""
