"""The one form in which commands and routes tell findings; may import findings, and what findings stand on."""
