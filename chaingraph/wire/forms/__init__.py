"""Where the wire differs from a finding, each declared once."""
