export { detectors } from './detectors.ts';
export { eachOnce } from './each-once.ts';
export { equallyLong } from './equally-long.ts';
export { metadata } from './metadata.ts';
export { motor, points } from './motor.ts';
export { type DeviceNumberOptions, distance, distances, position, positions, step } from './position.ts';
export { reaches } from './reaches.ts';
export { seconds } from './seconds.ts';
export { snake } from './snake.ts';
