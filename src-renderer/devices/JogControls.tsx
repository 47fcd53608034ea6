import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';
import { useClient } from '../client/use-client.ts';
import { HostButton } from '../components/HostButton.tsx';
import { setDevice } from './device-actions.ts';
import { editDevice, useDeviceEdit } from './device-edits-store.ts';
import { hasArrived, valueText } from './device-words.ts';
import { type JogPlan, jogOrigin, planJog } from './jog.ts';
import { parseQuantity } from './parse-quantity.ts';

interface JogControlsProps {
  model: DeviceModel;
  readback: DeviceReadback;
}

/** Steps offered at first are this many units of the last digit shown: 0.100 mm for three digits. */
const FIRST_STEP_DIGITS = 100;
const ASSUMED_PRECISION = 3;

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** Moves a motor by a step; shows first where that leads. Set… opens the field for a value. */
export function JogControls({ model, readback }: JogControlsProps) {
  const client = useClient();
  const [isAsking, setAsking] = useState(false);
  const [pointed, setPointed] = useState<1 | -1>(1);
  const edit = useDeviceEdit(model.name);
  const { value: metadata, name } = model;
  const precision = metadata?.precision ?? ASSUMED_PRECISION;
  const stepText = edit.step ?? (FIRST_STEP_DIGITS * 10 ** -precision).toFixed(precision);
  const typed = parseQuantity(stepText, metadata?.units);
  const setpoint = numberOrNull(readback.setpoint);
  const here = numberOrNull(readback.readback?.value);
  const isThere = setpoint !== null && here !== null && hasArrived(here, setpoint, metadata);
  const from = jogOrigin(setpoint, here, isThere);
  const plan = (direction: 1 | -1): JogPlan =>
    planJog(from, typed.ok ? typed.value : Number.NaN, direction, metadata?.limits);
  const words = (jog: JogPlan): string => jogWords(jog, model);
  const move = async (jog: JogPlan): Promise<void> => {
    if (jog.kind === 'refused' || isAsking) return;
    setAsking(true);
    await setDevice(client, name, jog.target);
    setAsking(false);
  };
  const step = (direction: 1 | -1) => {
    const jog = plan(direction);
    return {
      'aria-label': `Step ${name} ${direction > 0 ? 'up' : 'down'}: ${words(jog)}`,
      reason: jog.kind === 'refused' ? words(jog) : undefined,
      onClick: () => void move(jog),
      onPointerEnter: () => setPointed(direction),
      onFocus: () => setPointed(direction),
    };
  };
  const shown = plan(pointed);
  return (
    <div className="jog">
      <HostButton size="icon" {...step(-1)}>
        <Minus aria-hidden="true" />
      </HostButton>
      <label className={`input input-num${typed.ok ? '' : ' input-bad'}`}>
        <span className="sr-only">Step of {name}</span>
        <input
          inputMode="decimal"
          value={stepText}
          aria-invalid={!typed.ok}
          onChange={(event) => editDevice(name, { step: event.target.value })}
        />
        {metadata?.units ? <span className="unit">{metadata.units}</span> : null}
      </label>
      <HostButton size="icon" {...step(1)}>
        <Plus aria-hidden="true" />
      </HostButton>
      <span className={shown.kind === 'move' && shown.limit === null ? 'then' : 'then tone-wait'}>{words(shown)}</span>
      <span className="spacer" />
      <HostButton aria-label={`Set ${name} to a value`} onClick={() => editDevice(name, { target: edit.target ?? '' })}>
        Set…
      </HostButton>
    </div>
  );
}

/** Where a step leads, or why it cannot be made. */
function jogWords(jog: JogPlan, model: DeviceModel): string {
  if (jog.kind === 'move') {
    const target = `→ ${valueText(jog.target, model.value)}`;
    return jog.limit === null ? target : `${target}, ${jog.limit} limit`;
  }
  switch (jog.reason) {
    case 'at_lower':
      return 'at its lower limit';
    case 'at_upper':
      return 'at its upper limit';
    case 'no_step':
      return 'type a step';
    case 'no_position':
      return 'position unknown';
  }
}
