"""The one form: what commands and routes tell."""
