import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import * as pre from '../../src-main/plan/preprocessors/index.ts';
import type { PlanTable } from './table-entry.ts';

/** Bluesky's preprocessors, in their wrapper forms. */
export const PREPROCESSORS: PlanTable = {
  baseline_wrapper: ['plan, devices, name', (a) => pre.baselineWrapper(a.plan, a.devices, a.name)],
  configure_count_time_wrapper: ['plan, time', (a) => pre.configureCountTimeWrapper(a.plan, a.time)],
  contingency_wrapper: [
    'plan, *, except_plan, else_plan, final_plan, pause_for_debug, auto_raise',
    (a) =>
      pre.contingencyWrapper(a.plan, {
        exceptPlan: a.except_plan,
        elsePlan: a.else_plan,
        finalPlan: a.final_plan,
        pauseForDebug: a.pause_for_debug,
        autoRaise: a.auto_raise,
      }),
  ],
  finalize_wrapper: [
    'plan, final_plan, *, pause_for_debug',
    (a) => pre.finalizeWrapper(a.plan, a.final_plan, { pauseForDebug: a.pause_for_debug }),
  ],
  fly_during_wrapper: ['plan, flyers', (a) => pre.flyDuringWrapper(a.plan, a.flyers)],
  inject_md_wrapper: ['plan, md', (a) => pre.injectMdWrapper(a.plan, a.md)],
  lazily_stage_wrapper: ['plan', (a) => pre.lazilyStageWrapper(a.plan)],
  monitor_during_wrapper: ['plan, signals', (a) => pre.monitorDuringWrapper(a.plan, a.signals)],
  msg_mutator: ['plan, msg_proc', (a) => pre.msgMutator(a.plan, a.msg_proc)],
  pchain: ['*args', (a) => pre.pchain(...(a.args as MsgGenerator[]))],
  plan_mutator: ['plan, msg_proc', (a) => pre.planMutator(a.plan, a.msg_proc)],
  print_summary_wrapper: ['plan', (a) => pre.printSummaryWrapper(a.plan, () => undefined)],
  relative_set_wrapper: ['plan, devices', (a) => pre.relativeSetWrapper(a.plan, a.devices)],
  reset_positions_wrapper: ['plan, devices', (a) => pre.resetPositionsWrapper(a.plan, a.devices)],
  rewindable_wrapper: ['plan, rewindable', (a) => pre.rewindableWrapper(a.plan, a.rewindable)],
  run_wrapper: ['plan, *, md', (a) => pre.runWrapper(a.plan, a)],
  set_run_key_wrapper: ['plan, run', (a) => pre.setRunKeyWrapper(a.plan, a.run)],
  stage_wrapper: ['plan, devices', (a) => pre.stageWrapper(a.plan, a.devices)],
  stub_wrapper: ['plan', (a) => pre.stubWrapper(a.plan)],
  subs_wrapper: ['plan, subs', (a) => pre.subsWrapper(a.plan, a.subs)],
  suspend_wrapper: ['plan, suspenders', (a) => pre.suspendWrapper(a.plan, a.suspenders)],
};
