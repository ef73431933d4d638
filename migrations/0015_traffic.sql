CREATE TABLE "candidate_sets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"llms" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "traffic_rollup" (
	"per_llm" boolean NOT NULL,
	"hours" smallint NOT NULL,
	"tag" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"key" uuid NOT NULL,
	"llm" text NOT NULL,
	"router" text NOT NULL,
	"version" text NOT NULL,
	"pool" text,
	"candidates" uuid,
	"decisions" integer NOT NULL,
	"abstention_on" integer NOT NULL,
	"abstained" integer NOT NULL,
	"predictions" integer NOT NULL,
	"predicted_sum" double precision NOT NULL,
	"expected_usd" double precision NOT NULL,
	"candidate_usd" double precision[] NOT NULL,
	"feedback" integer NOT NULL,
	"scores" integer NOT NULL,
	"score_sum" double precision NOT NULL,
	"thumbs_up" integer NOT NULL,
	"thumbs_down" integer NOT NULL,
	"latency" integer[],
	CONSTRAINT "traffic_rollup_per_llm_hours_tag_starts_at_key_pk" PRIMARY KEY("per_llm","hours","tag","starts_at","key")
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "expected_usd" real;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "candidates" uuid;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "candidate_usd" real[];--> statement-breakpoint
-- What was logged before counts too; its costs were not worked out then. Bins: src/domain/latency-bins.ts; key: src/store/candidate-sets.ts.
INSERT INTO "traffic_rollup" ("per_llm", "hours", "tag", "starts_at", "key", "llm", "router", "version", "pool", "decisions", "abstention_on", "abstained", "predictions", "predicted_sum", "expected_usd", "candidate_usd", "feedback", "scores", "score_sum", "thumbs_up", "thumbs_down", "latency")
WITH said AS (
	SELECT decision_id, count(*) AS feedback,
		count(*) FILTER (WHERE kind = 'score') AS scores,
		coalesce(sum((value #>> '{}')::float8) FILTER (WHERE kind = 'score'), 0) AS score_sum,
		count(*) FILTER (WHERE kind = 'thumbs' AND value #>> '{}' = 'UP') AS thumbs_up,
		count(*) FILTER (WHERE kind = 'thumbs' AND value #>> '{}' = 'DOWN') AS thumbs_down
	FROM feedback GROUP BY decision_id
), counted AS (
	SELECT per_llm, hours, tag, date_trunc(CASE hours WHEN 1 THEN 'hour' ELSE 'day' END, created_at, 'UTC') AS starts_at,
		CASE WHEN per_llm THEN llm ELSE '' END AS llm, router, version, pool,
		CASE WHEN duration_ms >= 0.1 THEN least(63, 1 + floor(ln(duration_ms / 0.1) / ln(1.2)))::integer ELSE 0 END AS bin,
		count(*) AS decisions, count(abstained) AS abstention_on, count(*) FILTER (WHERE abstained) AS abstained,
		count(*) FILTER (WHERE is_performance) AS predictions,
		coalesce(sum(predicted::float8) FILTER (WHERE is_performance), 0) AS predicted_sum,
		coalesce(sum(feedback), 0) AS feedback, coalesce(sum(scores), 0) AS scores, coalesce(sum(score_sum), 0) AS score_sum,
		coalesce(sum(thumbs_up), 0) AS thumbs_up, coalesce(sum(thumbs_down), 0) AS thumbs_down
	FROM decisions d
	LEFT JOIN said ON decision_id = d.id
	CROSS JOIN (VALUES (true), (false)) AS part(per_llm)
	CROSS JOIN (VALUES (1::smallint), (24::smallint)) AS level(hours)
	CROSS JOIN LATERAL (SELECT '' UNION SELECT unnest(d.tags)) AS label(tag)
	GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
), summed AS (
	SELECT per_llm, hours, tag, starts_at, llm, router, version, pool,
		sum(decisions) AS decisions, sum(abstention_on) AS abstention_on, sum(abstained) AS abstained, sum(predictions) AS predictions, sum(predicted_sum) AS predicted_sum, sum(feedback) AS feedback,
		sum(scores) AS scores, sum(score_sum) AS score_sum, sum(thumbs_up) AS thumbs_up, sum(thumbs_down) AS thumbs_down,
		array_agg(bin) AS bins, array_agg(decisions) AS counts
	FROM counted GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
)
SELECT per_llm, hours, tag, starts_at,
	substr(encode(sha256(convert_to(concat_ws(E'\x1f', llm, router, version, coalesce(pool, E'\x1e'), E'\x1e'), 'UTF8')), 'hex'), 1, 32)::uuid,
	llm, router, version, pool, decisions, abstention_on, abstained, predictions, predicted_sum, 0, '{}', feedback, scores, score_sum, thumbs_up, thumbs_down,
	CASE WHEN NOT per_llm THEN (SELECT array_agg(coalesce(n, 0) ORDER BY i) FROM generate_series(0, 63) AS i LEFT JOIN unnest(bins, counts) AS filled(bin, n) ON bin = i) END
FROM summed;
