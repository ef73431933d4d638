CREATE TABLE "refits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"trigger" text NOT NULL,
	"label" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"alive_at" timestamp (3) with time zone NOT NULL,
	"candidate" text,
	"report" json,
	"error" json
);
--> statement-breakpoint
ALTER TABLE "router_set_promotions" ADD COLUMN "reason" text;--> statement-breakpoint
CREATE INDEX "refits_newest" ON "refits" USING btree ("created_at","id");