"""What weakly speaks for a firm on a segment: below the threshold, nearly the word, a licence class."""
