"""Text measured, shapes written, pictures rastered; the floor of all drawings."""
