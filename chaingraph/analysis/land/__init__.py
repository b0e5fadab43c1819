"""The clock of idle land: when a parcel falls due, what it costs, what has to be served; stands on the findings."""
