"""All facts at one moment, as columns, and the views cut from them."""
