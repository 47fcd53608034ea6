import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';
import { isInTrouble } from '../stores/devices-store.ts';

/** How a station of the beamline is, each with its own mark and word. */
export type StationCondition = 'normal' | 'active' | 'trouble';

/** One device in the order of the beam. */
export interface Station {
  name: string;
  condition: StationCondition;
  /** Why it is marked, or how it stands: `closed`, `moving`, `disconnected`. Empty when there is nothing to say. */
  word: string;
  /** Whether beam can arrive here: `false` behind a closed shutter, and at a device of which nothing is known. */
  hasBeam: boolean;
}

/** What each device says, by its dotted path, as far as it has said anything. */
type Readbacks = Readonly<Record<string, DeviceReadback>>;

const CLOSED = /^(closed|close|shut|in)$/i;
const OPEN = /^(open|opened|out)$/i;

/** Whether the device is something that can be open or closed. */
export function isShutter(model: DeviceModel): boolean {
  const choices = model.value?.choices ?? [];
  return choices.some((choice) => CLOSED.test(choice)) && choices.some((choice) => OPEN.test(choice));
}

function isClosed(model: DeviceModel, readbacks: Readbacks): boolean {
  const value = readbacks[model.name]?.readback?.value;
  return isShutter(model) && typeof value === 'string' && CLOSED.test(value);
}

function family(model: DeviceModel): DeviceModel[] {
  return [model, ...model.children.flatMap(family)];
}

function isAlarmed(readback: DeviceReadback | undefined): boolean {
  const severity = readback?.readback?.alarm_severity ?? 'none';
  return severity === 'major' || severity === 'invalid';
}

function troubleWord(model: DeviceModel, readback: DeviceReadback | undefined): string {
  return isInTrouble(model, readback) ? (readback?.state ?? model.state) : 'in alarm';
}

function isActive(readback: DeviceReadback | undefined): boolean {
  return readback !== undefined && (readback.moving || (readback.activity !== 'idle' && readback.activity !== ''));
}

function condition(model: DeviceModel, readbacks: Readbacks): Pick<Station, 'condition' | 'word'> {
  const members = family(model);
  const troubled = members.find((member) => {
    const readback = readbacks[member.name];
    return isInTrouble(member, readback) || isAlarmed(readback);
  });
  if (troubled) return { condition: 'trouble', word: troubleWord(troubled, readbacks[troubled.name]) };
  const active = members.find((member) => isActive(readbacks[member.name]));
  if (active) return { condition: 'active', word: readbacks[active.name]?.activity ?? 'moving' };
  return { condition: 'normal', word: isClosed(model, readbacks) ? 'closed' : '' };
}

/** Devices as the beam meets them, and how far it gets. `models` come in the order of the beam, as the host lists them. */
export function beamPath(models: readonly DeviceModel[], readbacks: Readbacks): Station[] {
  let isBlocked = false;
  return models.map((model) => {
    const station = condition(model, readbacks);
    const isLost = station.word === 'disconnected' || station.word === 'failed';
    const hasBeam = !isBlocked && !isLost;
    isBlocked ||= isClosed(model, readbacks);
    return { name: model.name, ...station, hasBeam };
  });
}

/** Whether two paths look alike. */
export function isSamePath(a: readonly Station[], b: readonly Station[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((station, index) => {
    const other = b[index];
    return (
      station.name === other?.name &&
      station.condition === other.condition &&
      station.word === other.word &&
      station.hasBeam === other.hasBeam
    );
  });
}
