"""The bones and the description of the JSON face: records, problems, statuses, OpenAPI; may import nothing of api."""
