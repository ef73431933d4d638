import { Select } from '../../../components/select';
import { Field } from '../../../components/field';
import type { FactsDraft } from './draft';
import type { Problems } from './problems';

interface Props {
  draft: FactsDraft;
  change: (part: Partial<FactsDraft>) => void;
  problems: Problems;
}

/** The facts of an LLM, as registration and update take them. */
export function FactsFields({ draft, change, problems }: Props) {
  const at = (field: keyof FactsDraft) => ({
    value: draft[field],
    onChange: (value: string) => change({ [field]: value }),
    problem: problems[field],
  });
  const isOpen = Object.keys(problems).some(
    (field) => field in draft && !['name', 'developer', 'profile'].includes(field),
  );
  return (
    <>
      <div className="form-grid">
        <Field label="Name" hint="For people; the id when empty." {...at('name')} />
        <Field label="Developer" required {...at('developer')} />
        <Field label="Family" hint="Related LLMs, such as Llama 3." {...at('family')} />
        <Field
          label="Profile"
          required
          wide
          rows={4}
          hint="A few sentences on what it is good and bad at. They are embedded and are the first guess of its ability."
          {...at('profile')}
        />
      </div>
      <details className="more-fields" open={isOpen || undefined}>
        <summary>Size, limits, languages, published scores</summary>
        <div className="form-grid">
          <Field label="Parameters, billions" type="number" {...at('sizeBillions')} />
          <Field label="Release date" hint="2026, 2026-11 or 2026-11-27" {...at('releaseDate')} />
          <Field label="Context window, tokens" type="number" {...at('contextWindow')} />
          <Field label="Longest answer, tokens" type="number" {...at('maxOutputTokens')} />
          <Field label="Typical latency, ms" type="number" hint="Median per answer." {...at('typicalLatencyMs')} />
          <Select
            label="Calls tools"
            value={draft.toolCalling === '' ? null : draft.toolCalling}
            none="Not known"
            options={[
              { id: 'yes', text: 'Yes' },
              { id: 'no', text: 'No' },
            ]}
            onChange={(value) => change({ toolCalling: value ?? '' })}
          />
          <Field label="Modalities" hint="What it reads: text, image" {...at('modalities')} />
          <Field label="Languages" hint="Tags, such as en, de" {...at('languages')} />
          <Field label="Tags" hint="Such as region:eu, self-hosted" {...at('tags')} />
          <Field label="Aliases" hint="Its names in data files." {...at('aliases')} />
          <Field
            label="Published scores"
            wide
            rows={3}
            placeholder="GSM8K | 0.81 | 1319 | https://example.org/new-1"
            hint="One a line: benchmark | score from 0 to 1 | items, if known | source."
            {...at('benchmarks')}
          />
        </div>
      </details>
    </>
  );
}
