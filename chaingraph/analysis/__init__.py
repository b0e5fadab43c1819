"""Pure questions: a snapshot goes in, findings come out."""
