"""Names a server answers to and addresses of its pages; may import nothing of api."""
