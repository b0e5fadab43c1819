"""Pages of accounts, rules and administration."""
