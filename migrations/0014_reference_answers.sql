ALTER TABLE "training_queries" ADD COLUMN "reference_answers" jsonb;--> statement-breakpoint
ALTER TABLE "training_queries" ADD COLUMN "grader" text;