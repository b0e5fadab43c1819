"""From the words of a firm to the segments of a chain, each with score and evidence."""
