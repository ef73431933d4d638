import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../state/use-action';
import { ChangeButton } from './change-button';
import { Confirm } from './confirm';
import { Failed } from './failed';

interface Props<Result> {
  /** On the button; its accessible name too unless `name` says more. */
  label: string;
  /** Where several such buttons stand on a page: which one it is. */
  name?: string;
  /** The question. */
  title: string;
  /** The verb on the button that does it; `label` when absent. */
  action?: string;
  act: (signal: AbortSignal) => Promise<Result>;
  onDone: (result: Result) => void;
  primary?: boolean;
  disabled?: boolean;
  /** What will happen, and what can be undone. */
  children: ReactNode;
}

/** A button for what others will feel: it asks first, then does it, and says why where it was refused. */
export function ConfirmedAction<Result>(props: Props<Result>) {
  const { label, name, title, action = label, act, onDone, primary = false, disabled, children } = props;
  const [isOpen, setIsOpen] = useState(false);
  const doing = useAction(async (signal) => ({ result: await act(signal) }));
  const close = () => {
    setIsOpen(false);
    doing.forget();
  };
  const confirm = async () => {
    const done = await doing.run();
    if (!done) return;
    close();
    onDone(done.result);
  };
  return (
    <>
      <ChangeButton
        type="button"
        className={primary ? 'primary' : 'quiet'}
        aria-label={name}
        disabled={disabled}
        onClick={() => setIsOpen(true)}
      >
        {label}
      </ChangeButton>
      {/* Not in the page before it is asked for: a table may have a hundred of these. */}
      {isOpen && (
        <Confirm
          title={title}
          action={action}
          isOpen
          busy={doing.busy}
          onConfirm={() => void confirm()}
          onClose={close}
        >
          {children}
          <Failed failure={doing.failure} />
        </Confirm>
      )}
    </>
  );
}
