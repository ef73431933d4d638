import { Link } from 'wouter';
import { request } from '../../../api/client';
import { ConfirmedAction } from '../../../components/confirmed-action';
import type { UpdateFieldsFragment } from '../../../gql/graphql';
import { diffPath } from '../paths';
import { ApproveMutation } from './operations';

/** An update that waits to be approved: its limits, and what it changes. */
export function UpdateCard({ of, onServe }: { of: UpdateFieldsFragment; onServe: () => void }) {
  return (
    <div className="update" data-testid="update">
      <h3>
        {of.label} <span className="badge">Waits for approval</span>
      </h3>
      <ul className="checks">
        {of.limits.map(({ name, met, text }) => (
          <li key={name}>
            <span className={met ? 'badge good' : 'badge bad'}>{met ? 'Within' : 'Beyond'}</span> {text}
          </li>
        ))}
      </ul>
      <div className="form-actions">
        <ConfirmedAction
          label="Approve"
          title={`Let “${of.label}” serve?`}
          action="Approve"
          primary
          act={(signal) => request(ApproveMutation, { version: of.version }, signal)}
          onDone={onServe}
        >
          {!of.withinLimits && <p className="problem">It is beyond a limit; look at its diff first.</p>}
          <p>Requests are answered by it from the next one on. Roll back brings the version of now back.</p>
        </ConfirmedAction>
        <Link href={diffPath(of.over, of.version)}>What it changes</Link>
      </div>
    </div>
  );
}
