/**
 * The installation as a place to act in: where platform tokens are kept and their entries recorded. No path names it, so
 * that nothing else can be stored there.
 */
import type { Organisation } from '../../store/organisations.ts';
import { INSTALLATION } from '../../store/schema.ts';

/** Stands for the organisation of routes whose path names none, when a platform token calls. */
export const installation: Organisation = {
  id: INSTALLATION,
  slug: INSTALLATION,
  name: 'Platform',
  settings: {},
  version: 0,
  createdAt: 0,
};
