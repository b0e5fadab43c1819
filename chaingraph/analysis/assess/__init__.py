"""The assessment of parks: points, ranks, rises and falls, rewards, what would lift them; stands on findings."""
