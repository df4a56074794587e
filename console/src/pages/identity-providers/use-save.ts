/**
 * Saving an identity provider: its secret is sealed by the SDK, in this page. The token URL that the issuer tells is shown first,
 * and sealed for only after somebody has said yes to it.
 */
import { KeywardError } from '@keyward/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { changeOf, inputOf, newProvider, type ProviderInput } from './draft.ts';
import { groupOf, type IdentityProvider, providersKey, type Scope } from './queries.ts';

/** What is saved: a new one, or a change of one that was read. */
export interface ProviderSave {
  readonly scope: Scope;
  readonly before: IdentityProvider | undefined;
  readonly input: ProviderInput;
  readonly secret: string;
}

/** The addresses in the policy that is proposed. */
function urlsIn(policyBytes: string): string[] {
  const policy = JSON.parse(atob(policyBytes)) as { roles?: { token?: { origins?: string[] } } };
  return policy.roles?.token?.origins ?? [];
}

/** @param onSaved - Called with it as it was stored. */
export function useSaveProvider(
  { scope, before, input, secret }: ProviderSave,
  onSaved: (now: IdentityProvider) => void,
) {
  const place = useOrganisation();
  const queries = useQueryClient();
  /** Waits for somebody to agree. */
  const [proposed, setProposed] = useState<readonly string[]>();
  const group = groupOf(place, scope);
  const saving = useMutation({
    mutationFn: async (agreed: readonly string[] | undefined) => {
      if (secret !== '' && !agreed) {
        const { issuer, clientId } = input;
        const way = input.clientAuthentication === '' ? {} : { clientAuthentication: input.clientAuthentication };
        const plan = await group.policy({ issuer, clientId, ...way, ...(before && { id: before.id }) } as never);
        setProposed(urlsIn(plan.policyBytes));
        return undefined;
      }
      const options = { expect: { urls: agreed ?? [] } };
      const given = secret === '' ? {} : { secret };
      if (!before) return group.create({ ...newProvider(input, scope), ...given }, options);
      const change = { ...changeOf(inputOf(before), input, scope), ...given };
      return group.update(before.id, change, { ...options, ifMatch: before.version });
    },
    onSuccess: (stored) => {
      if (!stored) return;
      void queries.invalidateQueries({ queryKey: providersKey(place, scope) });
      onSaved(stored);
    },
  });
  const { error } = saving;
  return {
    isPending: saving.isPending,
    error,
    isStale: error instanceof KeywardError && error.code === 'identity-provider/stale',
    proposed,
    start: () => saving.mutate(undefined),
    agree: () => {
      const urls = proposed;
      setProposed(undefined);
      saving.mutate(urls);
    },
    drop: () => {
      setProposed(undefined);
      saving.reset();
    },
  };
}
