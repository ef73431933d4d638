CREATE TABLE "llm_benchmarks" (
	"llm_id" text NOT NULL,
	"benchmark" text NOT NULL,
	"score" double precision NOT NULL,
	"items" integer,
	"source" text NOT NULL,
	CONSTRAINT "llm_benchmarks_llm_id_benchmark_pk" PRIMARY KEY("llm_id","benchmark"),
	CONSTRAINT "llm_benchmarks_score" CHECK ("llm_benchmarks"."score" >= 0 and "llm_benchmarks"."score" <= 1)
);
--> statement-breakpoint
ALTER TABLE "llms" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "llms" ADD COLUMN "retirement_reason" text;--> statement-breakpoint
ALTER TABLE "llms" ADD COLUMN "registered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "llms" ADD COLUMN "updated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "pool_members" ADD COLUMN "allow_uncalibrated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "llm_benchmarks" ADD CONSTRAINT "llm_benchmarks_llm_id_llms_id_fk" FOREIGN KEY ("llm_id") REFERENCES "public"."llms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
UPDATE "llms" SET "status" = 'COLD', "retired_at" = to_timestamp(0), "retirement_reason" = 'Retired in the catalogue that it came with.' WHERE "status" = 'RETIRED';
