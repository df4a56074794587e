/** GET /health: the process runs. */
import { defineProbe } from '../../open-route.ts';

/** Answers as long as the process does. */
export const healthProbe = defineProbe({
  path: '/health',
  summary: 'Whether the process runs.',
  problems: [],
  check: async () => {},
});
