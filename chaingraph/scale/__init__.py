"""The same sums over a registry too big for one process."""
