import { z } from 'zod';

// zod compiles object parsers with `new Function`, which a strict Content-Security-Policy forbids. Import this module before any schema is used.
z.config({ jitless: true });
