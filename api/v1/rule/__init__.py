"""Routes on the rules parks are run by: parcels and assessments."""
