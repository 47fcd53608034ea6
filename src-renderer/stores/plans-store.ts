import { create } from 'zustand';
import type { PlanModel } from '#shared/contract/plans.ts';

interface PlansState {
  plans: readonly PlanModel[];
  isLoaded: boolean;
}

/** The registered plans. */
export const usePlansStore = create<PlansState>(() => ({ plans: [], isLoaded: false }));
