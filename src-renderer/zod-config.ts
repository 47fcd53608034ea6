import { z } from 'zod';

// zod probes `new Function` when it builds a schema, which a strict content security policy reports as a violation.
// This module is imported before any that holds a schema.
z.config({ jitless: true });
