"""What is written down while a file is read: sources, progress, journal, refusals, report; may import nothing of loaders."""
