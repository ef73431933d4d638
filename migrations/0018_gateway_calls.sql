CREATE TABLE "gateway_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"routed" boolean NOT NULL,
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
CREATE INDEX "gateway_calls_newest" ON "gateway_calls" USING btree ("created_at","id");