/**
 * Saving a new credential: its secrets are sealed by the SDK, in this page. Of an organisation's own provider the SDK knows
 * nothing by itself; where its secrets may go is then shown, and sealed only after somebody has said yes to it.
 */
import { type Credential, KeywardError, type Stated } from '@keyward/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Draft, DraftKind } from '../../forms/draft.ts';
import { useOrganisation } from '../../session/organisation.tsx';
import { useWriteKey } from '../../shared/use-write-key.ts';
import type { AddTarget } from './add-target.ts';
import { credentialsKey } from './queries.ts';

/** As the API has it: store what is accepted only, or store and try. */
export type VerifyMode = 'enforce' | 'record';

/** Where secrets would go, to be agreed to. */
export interface Agreement {
  readonly mode: VerifyMode;
  readonly origins: readonly string[];
  readonly placements: readonly string[];
}

/** A save under way or done. */
export interface Save {
  readonly isPending: boolean;
  readonly isSuccess: boolean;
  readonly error: Error | null;
  readonly agreement: Agreement | undefined;
  readonly start: (mode: VerifyMode, expect?: Stated) => void;
  readonly drop: () => void;
}

/** What a proposed policy permits, of all its roles. */
function placesOf(policyBytes: string): Pick<Agreement, 'origins' | 'placements'> {
  const { roles } = JSON.parse(atob(policyBytes)) as {
    roles: Readonly<Record<string, { readonly origins: readonly string[]; readonly placements: readonly string[] }>>;
  };
  const allOf = (name: 'origins' | 'placements') => [...new Set(Object.values(roles).flatMap((role) => role[name]))];
  return { origins: allOf('origins'), placements: allOf('placements') };
}

/** @param onSaved - Called with the credential as it was stored. */
export function useSave({
  kind,
  draft,
  target: { solution },
  onSaved,
}: {
  readonly kind: DraftKind;
  readonly draft: Draft;
  readonly target: AddTarget;
  readonly onSaved: (credential: Credential) => void;
}): Save {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [agreement, setAgreement] = useState<Agreement>();
  const { client } = place;
  const idempotencyKey = useWriteKey(draft, kind.type);
  const { input, secrets } = draft;
  const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
  const saving = useMutation({
    mutationFn: ({ mode, expect }: { mode: VerifyMode; expect?: Stated | undefined }) =>
      client.credentials.create(
        // Whoever adds it to a solution means it to go before the organisation's.
        { ...kind, ...(solution !== undefined && { shadows: true }), ...input, secrets: given },
        { verify: mode, idempotencyKey, ...(solution !== undefined && { solution }), ...(expect && { expect }) },
      ),
    onSuccess: (credential) => {
      void queries.invalidateQueries({ queryKey: credentialsKey(place) });
      onSaved(credential);
    },
    onError: async (error, { mode, expect }) => {
      const isUnknown = error instanceof KeywardError && error.code === 'config/invalid' && kind.provider !== undefined;
      if (!isUnknown || expect) return;
      const plan = await client.credentials.policy({ ...kind, ...input, secretFields: Object.keys(given) });
      setAgreement({ mode, ...placesOf(plan.policyBytes) });
    },
  });
  return {
    isPending: saving.isPending,
    isSuccess: saving.isSuccess,
    error: agreement ? null : saving.error,
    agreement,
    start: (mode, expect) => {
      setAgreement(undefined);
      saving.mutate({ mode, expect });
    },
    drop: () => {
      setAgreement(undefined);
      saving.reset();
    },
  };
}
