ALTER TABLE "llms" ADD COLUMN "max_output_tokens" integer;--> statement-breakpoint
ALTER TABLE "llms" ADD COLUMN "tool_calling" boolean;--> statement-breakpoint
ALTER TABLE "llms" ADD COLUMN "languages" text[];--> statement-breakpoint
ALTER TABLE "llms" ADD COLUMN "typical_latency_ms" double precision;