CREATE TABLE "abilities" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "llm_prices" (
	"llm_id" text NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"input_per_million" double precision NOT NULL,
	"output_per_million" double precision NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "llm_prices_llm_id_effective_from_pk" PRIMARY KEY("llm_id","effective_from"),
	CONSTRAINT "llm_prices_finite" CHECK ("llm_prices"."input_per_million" >= 0 and "llm_prices"."input_per_million" < 'Infinity' and "llm_prices"."output_per_million" >= 0 and "llm_prices"."output_per_million" < 'Infinity')
);
--> statement-breakpoint
CREATE TABLE "llms" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"developer" text NOT NULL,
	"family" text,
	"size_billions" double precision,
	"release_date" text,
	"context_window" integer,
	"modalities" text[] NOT NULL,
	"tags" text[] NOT NULL,
	"profile" text NOT NULL,
	"aliases" text[] NOT NULL,
	"status" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pool_members" (
	"pool_id" text NOT NULL,
	"llm_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "pool_members_pool_id_llm_id_pk" PRIMARY KEY("pool_id","llm_id"),
	CONSTRAINT "pool_members_order" UNIQUE("pool_id","position")
);
--> statement-breakpoint
CREATE TABLE "pools" (
	"id" text PRIMARY KEY NOT NULL,
	"description" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"query" text,
	"query_hash" text,
	"router" text NOT NULL,
	"version" text NOT NULL,
	"pool" text,
	"alpha" double precision NOT NULL,
	"warm_up_weight" double precision NOT NULL,
	"llm" text NOT NULL,
	"predicted" real NOT NULL,
	"cost" real NOT NULL,
	"is_performance" boolean NOT NULL,
	"ranked_llms" json NOT NULL,
	"ranked_numbers" "bytea" NOT NULL,
	"duration_ms" double precision NOT NULL,
	"tags" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"decision_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" jsonb NOT NULL,
	"idempotency_key" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "feedback_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "response_sources" (
	"key" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "response_sources_key_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "response_sources_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "responses" (
	"query_key" integer NOT NULL,
	"llm_id" text NOT NULL,
	"performance" real NOT NULL,
	"cost" double precision,
	"input_tokens" real,
	"output_tokens" real,
	"source_key" integer NOT NULL,
	CONSTRAINT "responses_query_key_llm_id_pk" PRIMARY KEY("query_key","llm_id"),
	CONSTRAINT "responses_performance_range" CHECK ("responses"."performance" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "training_queries" (
	"key" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_queries_key_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"text" text,
	"task" text,
	CONSTRAINT "training_queries_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "router_set_blobs" (
	"digest" text PRIMARY KEY NOT NULL,
	"bytes" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "router_sets" (
	"version" text PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seed" bigint NOT NULL,
	"default_router" text NOT NULL,
	"warm_up_weight" double precision NOT NULL,
	"embedder" text NOT NULL,
	"reference" text NOT NULL,
	"routers" jsonb NOT NULL,
	"summary" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "serving_router_set" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" text NOT NULL,
	"promoted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "serving_router_set_one_row" CHECK ("serving_router_set"."only")
);
--> statement-breakpoint
ALTER TABLE "llm_prices" ADD CONSTRAINT "llm_prices_llm_id_llms_id_fk" FOREIGN KEY ("llm_id") REFERENCES "public"."llms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_members" ADD CONSTRAINT "pool_members_pool_id_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_members" ADD CONSTRAINT "pool_members_llm_id_llms_id_fk" FOREIGN KEY ("llm_id") REFERENCES "public"."llms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_query_key_training_queries_key_fk" FOREIGN KEY ("query_key") REFERENCES "public"."training_queries"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_source_key_response_sources_key_fk" FOREIGN KEY ("source_key") REFERENCES "public"."response_sources"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "serving_router_set" ADD CONSTRAINT "serving_router_set_version_router_sets_version_fk" FOREIGN KEY ("version") REFERENCES "public"."router_sets"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "pools_one_default" ON "pools" USING btree ("is_default") WHERE "pools"."is_default";--> statement-breakpoint
CREATE INDEX "decisions_newest" ON "decisions" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "feedback_by_decision" ON "feedback" USING btree ("decision_id","created_at");--> statement-breakpoint
CREATE INDEX "responses_by_source" ON "responses" USING btree ("source_key");