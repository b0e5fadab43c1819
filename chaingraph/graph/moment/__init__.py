"""What a snapshot is made of: facts by firm and name, seats, the shelf of chains; may import columns and places."""
