"""What is written down while a file is read: sources, progress, journal, refusals, report; imports no other room."""
