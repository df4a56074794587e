/** GET /ready: the store answers, so that requests can be served. */
import { Problem } from '../../../domain/problem.ts';
import { defineProbe } from '../../open-route.ts';

/** Answers 200 when the store does, else `store/unavailable`. */
export const readyProbe = defineProbe({
  path: '/ready',
  summary: 'Whether the store answers, so that requests can be served.',
  problems: ['store/unavailable'],
  check: async ({ store }) => {
    await store.now().catch((cause: unknown) => {
      throw new Problem('store/unavailable', { cause });
    });
  },
});
