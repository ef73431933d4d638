ALTER TABLE "decisions" ADD COLUMN "target" json;--> statement-breakpoint
ALTER TABLE "router_sets" ADD COLUMN "held_out" text;