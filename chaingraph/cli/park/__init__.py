"""Commands about parks as they are run, thin: each asks one question and writes its answer."""
