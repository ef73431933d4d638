CREATE TABLE "gateway_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"routed" boolean NOT NULL,
	"decision_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"model" text NOT NULL,
	"outcome" text NOT NULL,
	"streamed" boolean NOT NULL,
	"llm" text,
	"provider" text,
	"attempts" json NOT NULL,
	"prompt_tokens" integer,
	"cached_tokens" integer,
	"completion_tokens" integer,
	"usd" double precision,
	"duration_ms" double precision NOT NULL,
	"first_token_ms" double precision,
	"finish_reason" text,
	"reason" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gateway_calls" ADD CONSTRAINT "gateway_calls_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gateway_calls_newest" ON "gateway_calls" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "gateway_calls_decision" ON "gateway_calls" USING btree ("decision_id");