CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"details" json NOT NULL,
	"progress" json,
	"curves" json NOT NULL,
	"error" json,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"alive_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"topic" text PRIMARY KEY NOT NULL,
	"revision" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"name" text PRIMARY KEY NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "jobs_newest" ON "jobs" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_one_refit" ON "jobs" USING btree ("kind") WHERE "jobs"."kind" = 'REFIT' and "jobs"."ended_at" is null;--> statement-breakpoint
-- Whoever writes, by whatever program, tells every server: the number is what a server looks at, the notification only says when.
-- Counted in a row and not by a sequence, so that the new number appears together with the change that it counts.
CREATE FUNCTION theta_count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO revisions (topic, revision) VALUES (TG_ARGV[0], 1)
		ON CONFLICT (topic) DO UPDATE SET revision = revisions.revision + 1;
	PERFORM pg_notify('theta', TG_ARGV[0]);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER serving_router_set_revision AFTER INSERT OR UPDATE OR DELETE ON serving_router_set
	FOR EACH STATEMENT EXECUTE FUNCTION theta_count_revision('serving');--> statement-breakpoint
CREATE TRIGGER llms_revision AFTER INSERT OR UPDATE OR DELETE ON llms
	FOR EACH STATEMENT EXECUTE FUNCTION theta_count_revision('catalogue');--> statement-breakpoint
CREATE TRIGGER llm_prices_revision AFTER INSERT OR UPDATE OR DELETE ON llm_prices
	FOR EACH STATEMENT EXECUTE FUNCTION theta_count_revision('catalogue');--> statement-breakpoint
CREATE TRIGGER llm_benchmarks_revision AFTER INSERT OR UPDATE OR DELETE ON llm_benchmarks
	FOR EACH STATEMENT EXECUTE FUNCTION theta_count_revision('catalogue');--> statement-breakpoint
CREATE TRIGGER pools_revision AFTER INSERT OR UPDATE OR DELETE ON pools
	FOR EACH STATEMENT EXECUTE FUNCTION theta_count_revision('catalogue');--> statement-breakpoint
CREATE TRIGGER pool_members_revision AFTER INSERT OR UPDATE OR DELETE ON pool_members
	FOR EACH STATEMENT EXECUTE FUNCTION theta_count_revision('catalogue');--> statement-breakpoint
CREATE FUNCTION theta_job_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('theta', 'job ' || NEW.id || ' ' || CASE WHEN NEW.cancel_requested AND NEW.ended_at IS NULL THEN 'CANCEL' ELSE NEW.status END);
	RETURN NULL;
END $$;--> statement-breakpoint
-- A sign of life of a worker changes nothing that readers see.
CREATE TRIGGER jobs_changed AFTER INSERT OR UPDATE OF revision, cancel_requested ON jobs
	FOR EACH ROW EXECUTE FUNCTION theta_job_changed();
