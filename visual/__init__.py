"""The drawn face: pictures, explorer and single files from findings; may import chaingraph."""
