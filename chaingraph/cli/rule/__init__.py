"""Commands on the rules parks are run by: idle land and assessment; stand on the questions."""
