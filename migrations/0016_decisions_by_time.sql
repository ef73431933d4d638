ALTER TABLE "feedback" DROP CONSTRAINT "feedback_decision_id_decisions_id_fk";
--> statement-breakpoint
ALTER TABLE "shadow_decisions" DROP CONSTRAINT "shadow_decisions_decision_id_decisions_id_fk";
--> statement-breakpoint
-- Both tables by ranges of the id of the decision, which begins with its millisecond (UUIDv7). What was logged before stays where it lies and
-- becomes the first partition, up to the end of this UTC day: nothing is copied, however much it is. Later partitions are made by the store
-- (src/store/partitions). Ids that are no such times lie beyond, or in a gap, and go to the default partition.
ALTER TABLE "decisions" RENAME TO "decisions_before";
--> statement-breakpoint
ALTER TABLE "shadow_decisions" RENAME TO "shadow_decisions_before";
--> statement-breakpoint
ALTER INDEX "decisions_pkey" RENAME TO "decisions_before_pkey";
--> statement-breakpoint
ALTER INDEX "decisions_newest" RENAME TO "decisions_before_newest";
--> statement-breakpoint
ALTER INDEX "shadow_decisions_decision_id_router_pk" RENAME TO "shadow_decisions_before_pk";
--> statement-breakpoint
CREATE TABLE "decisions" (LIKE "decisions_before" INCLUDING DEFAULTS) PARTITION BY RANGE ("id");
--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_pkey" PRIMARY KEY ("id");
--> statement-breakpoint
CREATE INDEX "decisions_newest" ON "decisions" USING btree ("created_at","id");
--> statement-breakpoint
CREATE TABLE "shadow_decisions" (LIKE "shadow_decisions_before" INCLUDING DEFAULTS) PARTITION BY RANGE ("decision_id");
--> statement-breakpoint
ALTER TABLE "shadow_decisions" ADD CONSTRAINT "shadow_decisions_decision_id_router_pk" PRIMARY KEY ("decision_id","router");
--> statement-breakpoint
CREATE TABLE "decisions_default" PARTITION OF "decisions" DEFAULT;
--> statement-breakpoint
CREATE TABLE "shadow_decisions_default" PARTITION OF "shadow_decisions" DEFAULT;
--> statement-breakpoint
DO $$
DECLARE
	midnight bigint := 86400000 * (1 + floor(extract(epoch FROM now()) / 86400)::bigint);
	digits text := lpad(to_hex(midnight), 12, '0');
	bound uuid := (substr(digits, 1, 8) || '-' || substr(digits, 9) || '-0000-0000-000000000000')::uuid;
BEGIN
	WITH beyond AS (DELETE FROM decisions_before WHERE id >= bound RETURNING *) INSERT INTO decisions_default SELECT * FROM beyond;
	WITH beyond AS (DELETE FROM shadow_decisions_before WHERE decision_id >= bound RETURNING *) INSERT INTO shadow_decisions_default SELECT * FROM beyond;
	IF EXISTS (SELECT FROM decisions_before) THEN
		EXECUTE format('ALTER TABLE decisions ATTACH PARTITION decisions_before FOR VALUES FROM (MINVALUE) TO (%L)', bound);
		EXECUTE format('ALTER TABLE shadow_decisions ATTACH PARTITION shadow_decisions_before FOR VALUES FROM (MINVALUE) TO (%L)', bound);
	ELSE
		DROP TABLE decisions_before;
		DROP TABLE shadow_decisions_before;
	END IF;
END $$;
