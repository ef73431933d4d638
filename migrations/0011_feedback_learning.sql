CREATE TABLE "router_set_promotions" (
	"key" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "router_set_promotions_key_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"version" text NOT NULL,
	"promoted_at" timestamp (3) with time zone NOT NULL,
	"is_rollback" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "feedback" ADD COLUMN "reporter" text DEFAULT 'anonymous' NOT NULL;--> statement-breakpoint
ALTER TABLE "router_set_promotions" ADD CONSTRAINT "router_set_promotions_version_router_sets_version_fk" FOREIGN KEY ("version") REFERENCES "public"."router_sets"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_by_reporter" ON "feedback" USING btree ("reporter","created_at");--> statement-breakpoint
CREATE INDEX "feedback_newest" ON "feedback" USING btree ("created_at","id");--> statement-breakpoint
INSERT INTO "router_set_promotions" ("version", "promoted_at", "is_rollback") SELECT "version", "promoted_at", false FROM "serving_router_set";
