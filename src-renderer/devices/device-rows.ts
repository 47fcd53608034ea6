import type { DeviceModel } from '#shared/contract/devices.ts';
import type { DevicesInUse } from './devices-in-use.ts';

/** One line of the device panel, from the top. */
export type DeviceRow =
  | { kind: 'group'; id: string; label: string; isOpen: boolean; count: number }
  /** `label` is the name below its group: `x` in `stage`. */
  | { kind: 'device'; model: DeviceModel; label: string };

interface Group {
  id: string;
  label: string;
  members: DeviceModel[];
}

/** Protocols of devices that have something to show; switches of a simulation, for one, have none of them. */
const SHOWN: readonly string[] = ['Readable', 'Movable', 'Triggerable', 'Flyable'];

/** Whether a device has a line of its own: it does something, or could not be built and nobody knows what it would do. */
function hasLine(model: DeviceModel): boolean {
  return model.state === 'failed' || model.protocols.some((protocol) => SHOWN.includes(protocol));
}

/** The devices that have a line, `model` and what is below it; a mere holder leaves the lines to its children. */
function leaves(model: DeviceModel): DeviceModel[] {
  const below = model.children.flatMap(leaves);
  return hasLine(model) ? [model, ...below] : below;
}

/** The device that has a line of its own and stands for `model`: itself, or the first one in a holder. */
export function shownFor(model: DeviceModel): DeviceModel {
  return leaves(model)[0] ?? model;
}

const DETECTORS = '#detectors';
const IN_USE = '#in-use';

/** Where a device that nothing holds stands: with the detectors, or with what else there is on the beamline. */
function shelf(model: DeviceModel): Pick<Group, 'id' | 'label'> {
  return model.protocols.includes('Triggerable')
    ? { id: DETECTORS, label: 'Detectors' }
    : { id: '#beamline', label: 'Beamline' };
}

/** Groups in the order of the beam, except that detectors come after all that one moves. */
function groups(models: readonly DeviceModel[]): Group[] {
  const result = new Map<string, Group>();
  for (const model of models) {
    const place = hasLine(model) ? shelf(model) : { id: model.name, label: model.name };
    const group = result.get(place.id) ?? { ...place, members: [] };
    group.members.push(...leaves(model));
    result.set(place.id, group);
  }
  return [...result.values()].sort((a, b) => Number(a.id === DETECTORS) - Number(b.id === DETECTORS));
}

/** Takes the devices that a plan uses out of their groups, into one on top. */
function withUsed(all: Group[], inUse: DevicesInUse | null): Group[] {
  if (!inUse) return all;
  const members = inUse.names.flatMap(
    (name) => all.flatMap((group) => group.members).find((model) => model.name === name) ?? [],
  );
  const others = all.map((group) => ({ ...group, members: group.members.filter((model) => !members.includes(model)) }));
  return [{ id: IN_USE, label: inUse.label, members }, ...others];
}

/** Whether a device is meant by what was typed: every word occurs in its name, kind or description. */
export function matchesSearch(model: DeviceModel, search: string): boolean {
  const text = `${model.name} ${model.kind} ${model.description ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function labelIn(group: Group, model: DeviceModel): string {
  return model.name.startsWith(`${group.id}.`) ? model.name.slice(group.id.length + 1) : model.name;
}

/**
 * Lines of the device panel: what a plan uses on top, then groups in the order of the beam with their devices below. While something is searched, groups are open
 * whatever `closed` says, and empty ones are left out.
 */
export function deviceRows(
  models: readonly DeviceModel[],
  search: string,
  closed: ReadonlySet<string>,
  inUse: DevicesInUse | null = null,
): DeviceRow[] {
  const isSearching = search.trim() !== '';
  return withUsed(groups(models), inUse).flatMap((group): DeviceRow[] => {
    const members = group.members.filter((model) => !isSearching || matchesSearch(model, search.trim()));
    if (members.length === 0) return [];
    const isOpen = isSearching || !closed.has(group.id);
    const head: DeviceRow = { kind: 'group', id: group.id, label: group.label, isOpen, count: members.length };
    const lines = isOpen ? members : [];
    return [head, ...lines.map((model): DeviceRow => ({ kind: 'device', model, label: labelIn(group, model) }))];
  });
}

/** The first device of the lines that one can move between limits. */
export function firstMovable(rows: readonly DeviceRow[]): DeviceModel | undefined {
  for (const row of rows) {
    if (row.kind === 'device' && row.model.protocols.includes('Movable') && row.model.value?.limits) return row.model;
  }
  return undefined;
}
