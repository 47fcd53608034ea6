import { useMemo } from 'react';
import type { DeviceModel } from '#shared/contract/devices.ts';
import type { Task } from '#shared/contract/tasks.ts';
import type { RunStart } from '#shared/documents/run-start.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { useRunStore } from '../stores/run-store.ts';
import { hasEnded, lastEnded, useTasksStore } from '../stores/tasks-store.ts';
import { useLostSince } from '../stores/use-lost-since.ts';

/** The devices of the plan that runs, or that ran last. */
export interface DevicesInUse {
  /** `In use by scan`, `Used last by scan`. */
  label: string;
  /** Dotted names, movables first. */
  names: readonly string[];
}

type ByName = ReadonlyMap<string, DeviceModel>;

/** Every text at any depth of a value. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}

/** Names of documents (`stage-x`), as Bluesky's plans list them in their start documents. */
function startNames(start: RunStart | undefined): string[] {
  return start ? [...texts(start.motors), ...texts(start.detectors)] : [];
}

/**
 * Devices that a task names in its parameters, at any depth, or its run in the start document (so that defaults are there, too).
 * Movables come first, otherwise in the order in which they are named.
 */
export function namedDevices(params: unknown, start: RunStart | undefined, byName: ByName): string[] {
  const byDocumentName = new Map([...byName.keys()].map((name) => [name.replaceAll('.', '-'), name]));
  const named = [
    ...texts(params).filter((text) => byName.has(text)),
    ...startNames(start).flatMap((text) => byDocumentName.get(text) ?? []),
  ];
  const unique = [...new Set(named)];
  const isMovable = (name: string): boolean => byName.get(name)?.protocols.includes('Movable') ?? false;
  return unique.sort((a, b) => Number(isMovable(b)) - Number(isMovable(a)));
}

function currentTask(tasks: readonly Task[]): Task | undefined {
  return tasks.find((task) => task.state === 'running' || task.state === 'paused') ?? lastEnded(tasks);
}

/** The devices of the plan that runs, or that ran last: they stay together after its end, so that nothing moves away under a hand. */
export function useDevicesInUse(): DevicesInUse | null {
  const task = useTasksStore((state) => currentTask(state.tasks));
  const byName = useDevicesStore((state) => state.byName);
  const isLost = useLostSince() !== undefined;
  const start = useRunStore((state) => (state.taskId === task?.task_id ? state.run?.start : undefined));
  return useMemo(() => {
    const names = task ? namedDevices(task.params, start, byName) : [];
    if (!task || names.length === 0) return null;
    return { label: `${usedWords(task, isLost)} ${task.name}`, names };
  }, [task, start, byName, isLost]);
}

function usedWords({ state }: Task, isLost: boolean): string {
  if (hasEnded(state)) return 'Used last by';
  return isLost ? 'Last known in use by' : 'In use by';
}
