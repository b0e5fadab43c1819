-- Version 5: sums over every table as a whole, and digests of imports and of what is derived. Frozen once released.
CREATE TABLE sums ("import" TEXT NOT NULL, "of" TEXT NOT NULL, rows INTEGER NOT NULL, digest BLOB NOT NULL, quick BLOB, PRIMARY KEY ("import", "of")) WITHOUT ROWID;
ALTER TABLE imports ADD COLUMN digest BLOB;
ALTER TABLE kept ADD COLUMN digest BLOB;
