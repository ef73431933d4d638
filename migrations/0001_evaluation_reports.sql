CREATE TABLE "evaluation_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"protocol" text NOT NULL,
	"label" text NOT NULL,
	"parameters" json NOT NULL,
	"data" text NOT NULL,
	"verdict" text NOT NULL,
	"format" integer NOT NULL,
	"report" json NOT NULL
);
--> statement-breakpoint
CREATE INDEX "evaluation_reports_newest" ON "evaluation_reports" USING btree ("created_at","id");