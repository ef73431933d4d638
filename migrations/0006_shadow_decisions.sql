CREATE TABLE "shadow_decisions" (
	"decision_id" uuid NOT NULL,
	"router" text NOT NULL,
	"version" text NOT NULL,
	"is_performance" boolean NOT NULL,
	"ranked_llms" json NOT NULL,
	"ranked_numbers" "bytea" NOT NULL,
	CONSTRAINT "shadow_decisions_decision_id_router_pk" PRIMARY KEY("decision_id","router")
);
--> statement-breakpoint
ALTER TABLE "shadow_decisions" ADD CONSTRAINT "shadow_decisions_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE cascade ON UPDATE no action;