import { z } from 'zod';
import { Datum, Resource, StreamDatum, StreamResource } from './assets.ts';
import { Event, EventPage } from './event.ts';
import { EventDescriptor } from './event-descriptor.ts';
import { RunStart } from './run-start.ts';
import { RunStop } from './run-stop.ts';

/** The schema of each document by its name. */
export const DOCUMENT_SCHEMAS = {
  start: RunStart,
  descriptor: EventDescriptor,
  event: Event,
  event_page: EventPage,
  resource: Resource,
  datum: Datum,
  stream_resource: StreamResource,
  stream_datum: StreamDatum,
  stop: RunStop,
} as const;

export const DocumentName = z.enum([
  'start',
  'descriptor',
  'event',
  'event_page',
  'resource',
  'datum',
  'stream_resource',
  'stream_datum',
  'stop',
]);
export type DocumentName = z.infer<typeof DocumentName>;

/** The type of each document by its name. */
export type DocumentOf = { [N in DocumentName]: z.infer<(typeof DOCUMENT_SCHEMAS)[N]> };

/** A document with its name, as an engine emits it. */
export type NamedDocument = { [N in DocumentName]: { name: N; doc: DocumentOf[N] } }[DocumentName];

export const NamedDocument = z.discriminatedUnion('name', [
  z.object({ name: z.literal('start'), doc: RunStart }),
  z.object({ name: z.literal('descriptor'), doc: EventDescriptor }),
  z.object({ name: z.literal('event'), doc: Event }),
  z.object({ name: z.literal('event_page'), doc: EventPage }),
  z.object({ name: z.literal('resource'), doc: Resource }),
  z.object({ name: z.literal('datum'), doc: Datum }),
  z.object({ name: z.literal('stream_resource'), doc: StreamResource }),
  z.object({ name: z.literal('stream_datum'), doc: StreamDatum }),
  z.object({ name: z.literal('stop'), doc: RunStop }),
]);
