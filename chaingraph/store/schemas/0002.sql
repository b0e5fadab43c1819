-- Version 2: records beside the facts (accounts, audit, refusals). Frozen.
CREATE TABLE records (family TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (family, key)) WITHOUT ROWID;
