import { ChevronDown, ChevronRight } from 'lucide-react';
import { useRef } from 'react';
import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';
import { Tag } from '../components/Tag.tsx';
import { useReadback } from '../stores/use-readback.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { DeviceControls } from './DeviceControls.tsx';
import { editDevice, useDeviceEdit } from './device-edits-store.ts';
import { conditionTag, lastStatusWords, statusWords, valueText } from './device-words.ts';
import { LimitsBar } from './LimitsBar.tsx';
import { Refusal } from './Refusal.tsx';
import { Unreachable } from './Unreachable.tsx';
import { useShownOnRequest } from './use-shown-on-request.ts';
import { useVisible } from './use-visible.ts';
import { ValueAge } from './ValueAge.tsx';

interface DeviceBlockProps {
  model: DeviceModel;
  /** Name within its group: `x`. */
  label: string;
  /** Its controls are shown until somebody closes them. */
  isOpenAtFirst?: boolean;
}

/** One device: what it says, how it is, and what one may ask of it. Follows its readbacks only while it can be seen. */
export function DeviceBlock({ model, label, isOpenAtFirst = false }: DeviceBlockProps) {
  const element = useRef<HTMLLIElement>(null);
  const readback = useReadback(model.name, useVisible(element));
  const isOpen = useDeviceEdit(model.name).isOpen ?? isOpenAtFirst;
  const isMovable = model.protocols.includes('Movable');
  useShownOnRequest(model.name, element);
  const state = readback?.state ?? model.state;
  const isReachable = state !== 'failed' && state !== 'disconnected';
  const isOld = useUnreachableReason() !== undefined;
  return (
    <li className={blockClass(model, isOpen)} ref={element} tabIndex={-1}>
      <div className="device-name" title={model.description}>
        {isMovable && isReachable ? <NameButton model={model} label={label} isOpen={isOpen} /> : label}
        <ConditionTag model={model} readback={readback} />
      </div>
      <div className={isOld ? 'device-value device-value-old' : 'device-value'}>
        {isReachable ? valueText(readback?.readback?.value, model.value) : '—'}
        {model.value?.units && isReachable && readback?.readback ? (
          <span className="unit">{model.value.units}</span>
        ) : null}
      </div>
      {isReachable && !readback ? <div className="device-status">not asked yet</div> : null}
      {isReachable && readback ? <Reachable model={model} label={label} readback={readback} isOpen={isOpen} /> : null}
      {isReachable ? null : <Unreachable model={model} readback={readback} />}
      <Refusal name={model.name} />
    </li>
  );
}

/** Blocks that have not said anything are as high as those that have, so that a list does not move while it is scrolled. */
function blockClass(model: DeviceModel, isOpen: boolean): string {
  const isMovable = model.protocols.includes('Movable');
  const hasBar = isMovable && (model.value === undefined || model.value.limits !== undefined);
  return ['device', hasBar ? 'device-movable' : '', isMovable && isOpen ? 'device-open' : ''].filter(Boolean).join(' ');
}

/** Opens and closes the controls. */
function NameButton({ model, label, isOpen }: Omit<ReachableProps, 'readback'>) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className="device-toggle"
      aria-expanded={isOpen}
      aria-label={`${model.name}, controls`}
      onClick={() => editDevice(model.name, { isOpen: !isOpen })}
    >
      <Chevron aria-hidden="true" />
      {label}
    </button>
  );
}

function ConditionTag({ model, readback }: { model: DeviceModel; readback: DeviceReadback | undefined }) {
  const unreachable = useUnreachableReason();
  // What the device was before says nothing of what it is.
  if (unreachable !== undefined) return <Tag title={unreachable}>no connection</Tag>;
  const tag = conditionTag(model, readback);
  return tag ? <Tag tone={tag.tone}>{tag.text}</Tag> : null;
}

interface ReachableProps {
  model: DeviceModel;
  label: string;
  readback: DeviceReadback;
  isOpen: boolean;
}

function Reachable({ model, label, readback, isOpen }: ReachableProps) {
  const isOld = useUnreachableReason() !== undefined;
  const { main, rest } = (isOld ? lastStatusWords : statusWords)(readback, model.value);
  const value = readback.readback?.value;
  const isMovable = model.protocols.includes('Movable');
  // What can only be read is always idle: what it is says more.
  const isPassive = !isMovable && !model.protocols.includes('Triggerable');
  const low = valueText(model.value?.limits?.low, model.value);
  const high = valueText(model.value?.limits?.high, model.value);
  return (
    <>
      {isMovable ? (
        <LimitsBar
          limits={model.value?.limits}
          readback={typeof value === 'number' ? value : null}
          setpoint={readback.moving && !isOld && typeof readback.setpoint === 'number' ? readback.setpoint : null}
          words={`limits ${low} to ${high} ${model.value?.units ?? ''}, now ${valueText(value, model.value)}`}
        />
      ) : null}
      <div className="device-status">
        <span className={main.tone === 'off' ? undefined : `strong tone-${main.tone}`}>
          {isPassive && statusWords(readback, model.value).main.tone === 'off' ? model.description : main.text}
        </span>
        {rest ? <span>{rest}</span> : null}
        <ValueAge readback={readback} />
      </div>
      {isMovable ? <DeviceControls model={model} readback={readback} label={label} isOpen={isOpen} /> : null}
    </>
  );
}
