export { ClientSession, type ClientSessionOptions } from './client-session.ts';
export { createHost, type Host, type HostOptions } from './create-host.ts';
export type { HostApi, StreamSink, Subscription } from './host-api.ts';
export type { LogSink } from './log-service.ts';
export { publicError } from './public-error.ts';
