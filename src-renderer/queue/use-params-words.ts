import { useMemo } from 'react';
import type { JsonObject } from '#shared/json.ts';
import type { FormSchema } from '../plans/form/form-schema.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { type ParamWords, paramsInWords } from './params-in-words.ts';

/** Says the parameters of requests for a plan as a person would, with the units of the devices. @see paramsInWords */
export function useParamsWords(plan: string): (params: JsonObject) => ParamWords[] {
  const schema = usePlansStore(({ plans }) => plans.find(({ name }) => name === plan)?.schema);
  const byName = useDevicesStore((store) => store.byName);
  return useMemo(() => {
    return (params) =>
      paramsInWords(params, schema as FormSchema | undefined, (device) => byName.get(device)?.value?.units);
  }, [schema, byName]);
}
