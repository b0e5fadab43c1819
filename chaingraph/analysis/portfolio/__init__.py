"""Sets of targets under budgets, greedy and exact; stands on targets."""
