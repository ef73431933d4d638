import { useState } from 'react';
import type { FormEvent } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { ChangeButton } from '../../../components/change-button';
import { request } from '../../../api/client';
import { Panel } from '../../../components/panel';
import { useAction } from '../../../state/use-action';
import { factsOf, NO_FACTS } from '../facts/draft';
import { FactsFields } from '../facts/facts-fields';
import { isEmptyPrice, isWholePrice, NO_PRICE, priceInput } from '../facts/price-draft';
import { PriceFields } from '../facts/price-fields';
import { problemsOf } from '../facts/problems';
import { Failed } from '../../../components/failed';
import { Field } from '../../../components/field';
import { newPath } from '../paths';
import { RegisterMutation } from './operations';

/** What the LLM is. It is registered as cold: nothing sends it traffic yet. */
export function ProfileStep() {
  const [id, setId] = useState('');
  const [facts, setFacts] = useState(NO_FACTS);
  const [price, setPrice] = useState(NO_PRICE);
  const isPriced = !isEmptyPrice(price);
  const isHalfPriced = isPriced && !isWholePrice(price);
  const register = useAction((signal) =>
    request(
      RegisterMutation,
      { input: { id: id.trim(), ...factsOf(facts), ...(isPriced && { price: priceInput(price) }) } },
      signal,
    ),
  );
  const problems = problemsOf(register.failure, id.trim());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await register.run();
    if (done) navigate(newPath(done.registerLlm.id, 'prior'));
  };
  return (
    <Panel
      title="Profile"
      note="Only the id, the developer and the profile are needed; more facts make a better first guess."
    >
      <form className="card-form" onSubmit={(event) => void submit(event)} aria-label="Profile of the LLM" noValidate>
        <div className="form-grid">
          <Field
            label="Id"
            required
            hint="How requests name it, such as acme/new-1."
            value={id}
            onChange={setId}
            problem={problems['id']}
          />
        </div>
        <FactsFields draft={facts} change={(part) => setFacts({ ...facts, ...part })} problems={problems} />
        <h3>Price</h3>
        <PriceFields draft={price} change={(part) => setPrice({ ...price, ...part })} problems={problems} />
        <p className="hint">
          {isHalfPriced
            ? 'A price needs both input and output; 0 for a self-hosted LLM.'
            : 'Without a price it is unpriced, which is not free: it is left out of decisions until it has one.'}
        </p>
        <Failed failure={register.failure} />
        <div className="form-actions">
          <ChangeButton type="submit" className="primary" disabled={register.busy || isHalfPriced}>
            Register
          </ChangeButton>
          <span className="hint">Nothing sends it traffic before you let it into a pool.</span>
        </div>
      </form>
    </Panel>
  );
}
