export * from './assets.ts';
export * from './common.ts';
export * from './document.ts';
export * from './event.ts';
export * from './event-descriptor.ts';
export * from './run-start.ts';
export * from './run-stop.ts';
