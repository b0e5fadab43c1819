"""Facts, as frozen dataclasses that refuse to exist when they cannot be true."""
