export {
  array,
  type ElementType,
  type NdArray,
  ndArray,
  type TypedArray,
  type TypedArrayOf,
} from './array-datatype.ts';
export { AsyncStatus } from './async-status.ts';
export { carriedThrough, type Inverse, jointLimits, type RealState } from './carried-limits.ts';
export { checkLimits } from './check-limits.ts';
export type { ConnectFailure, LostSignal } from './connect-failure.ts';
export { dataKey } from './data-key.ts';
export { bool, type Datatype, float, int, string } from './datatype.ts';
export {
  type DerivedOptions,
  derivedSignalR,
  derivedSignalRW,
  type Inputs,
  type SettableDerivedOptions,
  type ValuesOf,
} from './derived-signal.ts';
export type { DetectorController, DetectorWriter } from './detector-logic.ts';
export {
  type Connection,
  type ConnectionState,
  type ConnectOptions,
  Device,
  type DeviceOptions,
  isDevice,
} from './device.ts';
export { DeviceManager, type FixtureFactories, isDeviceManager, type StartReport } from './device-manager.ts';
export {
  applySettings,
  type DeviceSettings,
  diffSettings,
  readSettings,
  type SettingChange,
  settingsFromYaml,
  settingsToYaml,
} from './device-settings.ts';
export { DeviceVector } from './device-vector.ts';
export { type EnumKind, strictEnum, subsetEnum, supersetEnum } from './enum-datatype.ts';
export { formatValue } from './format-value.ts';
export { isSignal, isSignalR, isSignalRW } from './is-signal.ts';
export {
  type ConnectPolicy,
  type DeclareOptions,
  type DeviceHealth,
  LazyDevice,
  type LazyState,
} from './lazy-device.ts';
export { type MainValue, mainMetadata, mainValue } from './main-value.ts';
export {
  callbackOnMockPut,
  mockOf,
  mockPuts,
  mockPutsBlocked,
  setMockUnitsAndPrecision,
  setMockValue,
} from './mock.ts';
export { type MockPutCallback, MockSignalBackend } from './mock-signal-backend.ts';
export { type ObserveOptions, observeValue } from './observe-value.ts';
export { polledSignalR } from './polled-signal-backend.ts';
export { PseudoAxis, type PseudoAxisOptions, type RealAxis, type RealPositions } from './pseudo-axis.ts';
export type { SetOptions } from './put-value.ts';
export { type SetAndWaitOptions, setAndWaitForOtherValue, setAndWaitForValue } from './set-and-wait.ts';
export { checkSignal } from './set-signal.ts';
export { Signal } from './signal.ts';
export type {
  ConnectionListener,
  PutOptions,
  Range,
  SignalBackend,
  SignalMetadata,
  SignalObserver,
  WaitOptions,
} from './signal-backend.ts';
export { SignalR } from './signal-r.ts';
export { SignalRW } from './signal-rw.ts';
export { SignalW } from './signal-w.ts';
export { SignalX } from './signal-x.ts';
export {
  type SoftSetter,
  SoftSignalR,
  SoftSignalRW,
  softSetter,
  softSignalR,
  softSignalRW,
  softSignalX,
} from './soft-signal.ts';
export { SoftSignalBackend, type SoftSignalOptions, type SoftUpdate } from './soft-signal-backend.ts';
export { StandardDetector } from './standard-detector.ts';
export { type FlyerLogic, StandardFlyer } from './standard-flyer.ts';
export { type ReadablePart, type ReadableParts, StandardReadable } from './standard-readable.ts';
export { statusDone } from './status-done.ts';
export { type TableOf, table } from './table-datatype.ts';
export type { TimeEstimate, ValueOf } from './time-estimate.ts';
export { DetectorTrigger, TriggerInfo, type TriggerInfoInput } from './trigger-info.ts';
export { type Match, waitForValue } from './wait-for-value.ts';
export { walkSignals } from './walk-signals.ts';
export { type ReportProgress, WatchableAsyncStatus } from './watchable-async-status.ts';
export { cancelled, DEFAULT_TIMEOUT_MS, within } from './within.ts';
