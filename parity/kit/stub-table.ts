import * as stubs from '../../src-main/plan/stubs/index.ts';
import { targetsOf } from './axes-of.ts';
import type { KitDevices } from './make-devices.ts';
import { stepOf } from './step-of.ts';
import type { PlanTable } from './table-entry.ts';

const mv: PlanTable[string] = [
  '*args, group, timeout, **kwargs',
  ({ args, kwargs, ...options }) => stubs.mv(targetsOf(args), { ...options, ...(kwargs as object) }),
];
const mvr: PlanTable[string] = [
  '*args, group, timeout, **kwargs',
  ({ args, kwargs, ...options }) => stubs.mvr(targetsOf(args) as never, { ...options, ...(kwargs as object) }),
];

const STUBS: PlanTable = {
  mv,
  mov: mv,
  mvr,
  movr: mvr,
  abs_set: [
    'obj, value, *, group, wait, **kwargs',
    ({ obj, value, kwargs, ...options }) => stubs.absSet(obj, value, { ...options, ...(kwargs as object) }),
  ],
  rel_set: [
    'obj, value, *, group, wait, **kwargs',
    ({ obj, value, kwargs, ...options }) => stubs.relSet(obj, value, { ...options, ...(kwargs as object) }),
  ],
  create: ['name', (a) => stubs.create(a.name)],
  save: ['', () => stubs.save()],
  drop: ['', () => stubs.drop()],
  read: ['obj', (a) => stubs.read(a.obj)],
  rd: ['obj, *, default_value', (a) => stubs.rd(a.obj, { defaultValue: a.default_value })],
  declare_stream: ['*objs, name, collect', (a) => stubs.declareStream(a.objs, a as never)],
  locate: ['*objs, squeeze', (a) => stubs.locate(a.objs as never, { squeeze: a.squeeze })],
  monitor: ['obj, *, name, **kwargs', ({ obj, name, kwargs }) => stubs.monitor(obj, { name, ...(kwargs as object) })],
  unmonitor: ['obj', (a) => stubs.unmonitor(a.obj)],
  null: ['', () => stubs.null()],
  stop: ['obj', (a) => stubs.stop(a.obj)],
  trigger: ['obj, *, group, wait', ({ obj, ...options }) => stubs.trigger(obj, options)],
  sleep: ['time', (a) => stubs.sleep(a.time)],
  wait: [
    'group, *, timeout, error_on_timeout, watch',
    (a) => stubs.wait(a.group, { ...a, errorOnTimeout: a.error_on_timeout }),
  ],
  checkpoint: ['', () => stubs.checkpoint()],
  clear_checkpoint: ['', () => stubs.clearCheckpoint()],
  pause: ['', () => stubs.pause()],
  deferred_pause: ['', () => stubs.deferredPause()],
  input_plan: ['prompt', (a) => stubs.inputPlan(a.prompt)],
  prepare: [
    'obj, value, *, group, wait, **kwargs',
    ({ obj, value, kwargs, ...options }) => stubs.prepare(obj, value, { ...options, ...(kwargs as object) }),
  ],
  kickoff: [
    'obj, *, group, wait, **kwargs',
    ({ obj, kwargs, ...options }) => stubs.kickoff(obj, { ...options, ...(kwargs as object) }),
  ],
  kickoff_all: [
    '*args, group, wait, **kwargs',
    ({ args, kwargs, ...options }) => stubs.kickoffAll(args, { ...options, ...(kwargs as object) }),
  ],
  complete: [
    'obj, *, group, wait, **kwargs',
    ({ obj, kwargs, ...options }) => stubs.complete(obj, { ...options, ...(kwargs as object) }),
  ],
  complete_all: [
    '*args, group, wait, **kwargs',
    ({ args, kwargs, ...options }) => stubs.completeAll(args, { ...options, ...(kwargs as object) }),
  ],
  collect: [
    'obj, *args, stream, return_payload, name',
    (a) => stubs.collect([a.obj, ...(a.args as never[])], { ...a, returnPayload: a.return_payload }),
  ],
  collect_while_completing: [
    'flyers, dets, flush_period, stream_name, watch',
    (a) =>
      stubs.collectWhileCompleting(a.flyers, a.dets, {
        flushPeriod: a.flush_period,
        streamName: a.stream_name,
        watch: a.watch,
      }),
  ],
  configure: ['obj, *args', (a) => stubs.configure(a.obj, ...(a.args as never[]))],
  stage: ['obj, *, group, wait', ({ obj, ...options }) => stubs.stage(obj, options)],
  unstage: ['obj, *, group, wait', ({ obj, ...options }) => stubs.unstage(obj, options)],
  stage_all: ['*args, group', (a) => stubs.stageAll(a.args, a)],
  unstage_all: ['*args, group', (a) => stubs.unstageAll(a.args, a)],
  subscribe: ['name, func', (a) => stubs.subscribe(a.name, a.func)],
  unsubscribe: ['token', (a) => stubs.unsubscribe(a.token)],
  install_suspender: ['suspender', (a) => stubs.installSuspender(a.suspender)],
  remove_suspender: ['suspender', (a) => stubs.removeSuspender(a.suspender)],
  open_run: ['md', (a) => stubs.openRun(a.md)],
  close_run: ['exit_status, reason', (a) => stubs.closeRun({ exitStatus: a.exit_status, reason: a.reason })],
  wait_for: ['futures, **kwargs', (a) => stubs.waitFor(a.futures, a.kwargs)],
  trigger_and_read: ['devices, name', (a) => stubs.triggerAndRead(a.devices, a.name)],
  broadcast_msg: ['command, objs, *args, **kwargs', (a) => stubs.broadcastMsg(a.command, a.objs, a.args, a.kwargs)],
  repeater: ['n, gen_func, *args', (a) => stubs.repeater(a.n, a.gen_func, ...(a.args as never[]))],
  caching_repeater: ['n, plan', (a) => stubs.cachingRepeater(a.n, a.plan)],
  repeat: ['plan, num, delay', (a) => stubs.repeat(a.plan, a)],
  one_shot: ['detectors, take_reading', (a) => stubs.oneShot(a.detectors, a.take_reading)],
  one_1d_step: [
    'detectors, motor, step, take_reading',
    (a) => stubs.one1dStep(a.detectors, a.motor, a.step, a.take_reading),
  ],
};

/** Bluesky's plan stubs. Keyword arguments that a stub passes on to the device are spread into its options. */
export function stubTable(devices: KitDevices): PlanTable {
  return {
    ...STUBS,
    one_nd_step: [
      'detectors, step, pos_cache, take_reading',
      (a) => stubs.oneNdStep(a.detectors, stepOf(devices, a.step), stepOf(devices, a.pos_cache), a.take_reading),
    ],
    // The harness hands it the arguments of a step function: detectors first, which it has no use for.
    move_per_step: [
      'detectors, step, pos_cache',
      (a) => stubs.movePerStep(stepOf(devices, a.step), stepOf(devices, a.pos_cache)),
    ],
  };
}
