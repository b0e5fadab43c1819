-- Version 3: registration, roster and confidence of firms, segments and inputs; the table of rosters. Frozen once released.
ALTER TABLE "enterprises" ADD COLUMN "status" TEXT;
ALTER TABLE "enterprises" ADD COLUMN "former_names" TEXT;
ALTER TABLE "enterprises" ADD COLUMN "address" TEXT;
ALTER TABLE "enterprises" ADD COLUMN "main_share_year" INTEGER;
ALTER TABLE "enterprises" ADD COLUMN "insured_staff" INTEGER;
ALTER TABLE "enterprises" ADD COLUMN "pool" INTEGER;
ALTER TABLE "segments" ADD COLUMN "material_ratio" REAL;
ALTER TABLE "segments" ADD COLUMN "choke_basis" TEXT;
ALTER TABLE "segments" ADD COLUMN "choke_confidence" TEXT;
ALTER TABLE "segments" ADD COLUMN "locality_basis" TEXT;
ALTER TABLE "segments" ADD COLUMN "locality_confidence" TEXT;
ALTER TABLE "segment_inputs" ADD COLUMN "basis" TEXT;
ALTER TABLE "segment_inputs" ADD COLUMN "confidence" TEXT;
ALTER TABLE "segment_inputs" ADD COLUMN "note" TEXT;
CREATE TABLE "rosters" ("_key" TEXT NOT NULL, "_import" INTEGER NOT NULL REFERENCES imports(sequence) ON DELETE CASCADE, "_digest" BLOB NOT NULL, "place" TEXT, "kind" TEXT, "source" TEXT, "as_of" TEXT, "origin" TEXT, PRIMARY KEY ("_key", "_import")) WITHOUT ROWID;
CREATE INDEX "rosters_import" ON "rosters" ("_import");
