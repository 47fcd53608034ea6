import { usePlansStore } from '../stores/plans-store.ts';

/** The list of plans and the form of the chosen one. */
export function PlansPanel() {
  const plans = usePlansStore((state) => state.plans);
  return (
    <ul>
      {plans.map(({ name }) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}
