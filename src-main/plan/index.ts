export { closestName } from './closest-name.ts';
export { definePlan, isPlanDefinition, type ParamsIssue, type PlanDefinition, type PlanSpec } from './define-plan.ts';
export { type DeviceComposite, deviceComposite } from './device-composite.ts';
export { type DeviceReference, device } from './device-reference.ts';
export { type DeviceResolver, withDeviceResolver } from './device-resolver.ts';
export { planJsonSchema } from './plan-json-schema.ts';
export { validateParams } from './validate-params.ts';
