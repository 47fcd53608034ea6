import { type Datatype, refuseValue } from './datatype.ts';

/**
 * How the choices that the code names relate to those that the control system has (ophyd-async's StrictEnum, SubsetEnum, SupersetEnum).
 * `strict`: the same. `subset`: the control system may have more, and they are values too. `superset`: it may have fewer.
 */
export type EnumKind = 'strict' | 'subset' | 'superset';

const COMPLAINTS: Record<EnumKind, (declared: readonly string[], actual: readonly string[]) => string | undefined> = {
  strict: (declared, actual) =>
    declared.length === actual.length && declared.every((choice) => actual.includes(choice))
      ? undefined
      : `has choices ${listed(actual)}, and should have exactly ${listed(declared)}`,
  subset: (declared, actual) => {
    const missing = declared.filter((choice) => !actual.includes(choice));
    return missing.length === 0 ? undefined : `has choices ${listed(actual)}, and lacks ${listed(missing)}`;
  },
  superset: (declared, actual) => {
    const unknown = actual.filter((choice) => !declared.includes(choice));
    return unknown.length === 0 ? undefined : `has choices ${listed(actual)}, of which ${listed(unknown)} are unknown`;
  },
};

/** One of the given choices, none other. `choices` must not be empty. */
export function strictEnum<const C extends string>(choices: readonly [C, ...C[]]): Datatype<C> {
  const allowed: readonly string[] = choices;
  return {
    ...common('strict', choices),
    initial: choices[0],
    parse: (value) => (isChoice(value, allowed) ? (value as C) : refuseValue(`one of ${allowed.join(', ')}`, value)),
  };
}

/** Choices that the control system has among others: any text is a value, what it has is checked by the signal's own choices. */
export function subsetEnum<const C extends string>(choices: readonly [C, ...C[]]): Datatype<C | (string & {})> {
  return {
    ...common('subset', choices),
    initial: choices[0],
    parse: (value) => (typeof value === 'string' ? value : refuseValue(`one of ${choices.join(', ')}`, value)),
  };
}

/** Choices of which the control system has some; what it has is checked by the signal's own choices. */
export function supersetEnum<const C extends string>(choices: readonly [C, ...C[]]): Datatype<C> {
  return { ...strictEnum(choices), ...common<C>('superset', choices) };
}

function common<C extends string>(kind: EnumKind, choices: readonly string[]) {
  return {
    label: `one of ${choices.join(', ')}`,
    dtype: 'string' as const,
    dtypeNumpy: '|S40',
    choices,
    shapeOf: (): number[] => [],
    toDocument: (value: C | string): unknown => value,
    checkChoices: (actual: readonly string[]) => COMPLAINTS[kind](choices, actual),
  };
}

function isChoice(value: unknown, choices: readonly string[]): boolean {
  return typeof value === 'string' && choices.includes(value);
}

function listed(choices: readonly string[]): string {
  return choices.length === 0 ? 'none' : choices.join(', ');
}
