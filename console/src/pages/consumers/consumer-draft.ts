/** A consumer that is being written by hand. */
import type { Consumer } from './queries.ts';

/** One use: which credential, in which step, of which component. */
export interface Use {
  readonly credential: string;
  readonly step?: string;
  readonly component?: string;
}

/** All of it; empty texts are left out when it is sent. */
export interface ConsumerDraft {
  readonly kind: string;
  readonly externalId: string;
  readonly name: string;
  readonly active: boolean;
  readonly solution: string;
  readonly link: string;
  readonly uses: readonly Use[];
}

/** Nothing is given yet. */
export const emptyConsumer: ConsumerDraft = {
  kind: 'flow',
  externalId: '',
  name: '',
  active: true,
  solution: '',
  link: '',
  uses: [],
};

/** A registered one to begin with. */
export function consumerDraftOf({
  kind,
  externalId,
  name,
  active,
  solutionId = '',
  link = '',
  uses,
}: Consumer): ConsumerDraft {
  return { kind, externalId, name, active, solution: solutionId, link, uses };
}

/** The same use with some of it changed. */
export function changedUse({ step, component, credential }: Use, change: Partial<Use>): Use {
  const next = { step, component, credential, ...change };
  return {
    credential: next.credential ?? '',
    ...(next.step ? { step: next.step } : {}),
    ...(next.component ? { component: next.component } : {}),
  };
}
