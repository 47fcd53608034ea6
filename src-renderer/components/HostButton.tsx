import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { Button, type ButtonProps } from './Button.tsx';

/** A button that asks the host to do something: while nothing can be asked (no connection, only watching) it says so instead. */
export function HostButton({ reason, ...rest }: ButtonProps) {
  const readOnly = useReadOnlyReason();
  return <Button {...rest} reason={readOnly ?? reason} />;
}
