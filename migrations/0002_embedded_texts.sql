CREATE TABLE "embedded_texts" (
	"embedder" text NOT NULL,
	"digest" text NOT NULL,
	"vector" "bytea" NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "embedded_texts_embedder_digest_pk" PRIMARY KEY("embedder","digest")
);
--> statement-breakpoint
CREATE INDEX "embedded_texts_by_use" ON "embedded_texts" USING btree ("used_at");