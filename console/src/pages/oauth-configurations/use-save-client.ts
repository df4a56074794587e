/**
 * Saving an OAuth client: its secret is sealed by the SDK, in this page. Where a provider or an issuer says the addresses that
 * it is shown to, they are shown first, and sealed for only after somebody has said yes to them.
 */
import { KeywardError } from '@keyward/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { useWriteKey } from '../../shared/use-write-key.ts';
import { type ClientInput, changeOfClient, inputOf, newClient } from './client-draft.ts';
import { type Configuration, configurationsKey } from './queries.ts';

/** What is saved: a new one, or a change of one that was read. */
export interface ClientSave {
  readonly before: Configuration | undefined;
  readonly input: ClientInput;
  readonly secret: string;
}

function urlsOf(client: { readonly tokenUrl: string; readonly revocationUrl?: string | undefined }): string[] {
  return [client.tokenUrl, client.revocationUrl].filter((url) => url !== undefined);
}

/** Addresses that somebody has typed or was shown already; undefined where the API has to say them first. */
function knownUrls({ before, input }: ClientSave): string[] | undefined {
  if (input.source === 'endpoints') return urlsOf({ tokenUrl: input.tokenUrl, revocationUrl: input.revocationUrl });
  const moved = before && changeOfClient(inputOf(before), input);
  const isMoved = !moved || ['provider', 'issuer', 'fields'].some((name) => Object.hasOwn(moved, name));
  return isMoved ? undefined : urlsOf(before);
}

async function askForUrls({ client }: Organisation, { before, input }: ClientSave): Promise<string[]> {
  const { key: _key, name: _name, ...asked } = newClient(input);
  const plan = await client.oauthConfigurations.policy({ ...asked, ...(before && { id: before.id }) });
  return urlsOf(plan.client);
}

interface Writing {
  readonly urls: readonly string[];
  readonly idempotencyKey: string;
}

function write({ client }: Organisation, { before, input, secret }: ClientSave, { urls, idempotencyKey }: Writing) {
  const given = secret === '' ? {} : { secret };
  const options = { expect: { urls: urls.filter((url) => url !== '') } };
  if (!before) {
    return client.oauthConfigurations.create({ ...newClient(input), ...given }, { ...options, idempotencyKey });
  }
  const change = { ...changeOfClient(inputOf(before), input), ...given };
  return client.oauthConfigurations.update(before.id, change, { ...options, ifMatch: before.version });
}

/** @param onSaved - Called with it as it was stored. */
export function useSaveClient(save: ClientSave, onSaved: (configuration: Configuration) => void) {
  const place = useOrganisation();
  const queries = useQueryClient();
  /** Waits for somebody to agree. */
  const [proposed, setProposed] = useState<readonly string[]>();
  const idempotencyKey = useWriteKey(save.input, save.secret);
  const saving = useMutation({
    mutationFn: async (agreed: readonly string[] | undefined) => {
      const urls = save.secret === '' ? [] : (agreed ?? knownUrls(save));
      if (urls) return write(place, save, { urls, idempotencyKey });
      setProposed(await askForUrls(place, save));
      return undefined;
    },
    onSuccess: (stored) => {
      if (!stored) return;
      void queries.invalidateQueries({ queryKey: configurationsKey(place) });
      onSaved(stored);
    },
  });
  const { error } = saving;
  return {
    isPending: saving.isPending,
    error,
    isStale: error instanceof KeywardError && error.code === 'oauth-configuration/stale',
    proposed,
    start: () => {
      setProposed(undefined);
      saving.mutate(undefined);
    },
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

/** Names of plain fields that the API has found missing or wrong: those that the provider's endpoints follow from. */
export function fieldsAskedFor(error: unknown): string[] {
  if (!(error instanceof KeywardError)) return [];
  return error.errors.flatMap(({ path }) => {
    const name = /^\/fields\/([\w-]+)$/.exec(path)?.[1];
    return name === undefined || name === 'clientSecret' || name === 'privateKey' ? [] : [name];
  });
}
