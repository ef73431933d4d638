import type { ComponentProps } from 'react';
import type { Permission } from '../api/session';
import { useWhyNot } from '../state/session';

interface Props extends ComponentProps<'button'> {
  /** What whoever presses it has to be allowed to. */
  needs?: Permission;
}

/** A button for a change; whoever may not make it reads why. */
export function ChangeButton({ needs = 'operate', disabled, children, ...button }: Props) {
  const whyNot = useWhyNot(needs);
  return (
    <>
      <button {...button} disabled={disabled === true || whyNot !== null} title={whyNot ?? undefined}>
        {children}
      </button>
      {whyNot && <span className="visually-hidden">{whyNot}</span>}
    </>
  );
}
