/**
 * The access token that a function is invoked with, of this page alone: made for this one function and a quarter of an
 * hour, or given by whoever has one. It is in no address, no storage and no cache of answers.
 */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import type { PanelProps } from './function.tsx';

const LIFE_MS = 15 * 60_000;

/** A token that was made here. */
export interface MadeToken {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: string;
}

/** Makes one, and ends it. */
export function useToken({ solution, found }: PanelProps) {
  const { client } = useOrganisation();
  const [made, setMade] = useState<MadeToken>();
  const make = useMutation({
    mutationFn: async () => {
      const expiresAt = new Date(Date.now() + LIFE_MS).toISOString();
      const grants = [{ functions: [found.name] }];
      const name = `Console: ${found.name}`.slice(0, 200);
      const { id, token } = await client.accessTokens.create({ name, grants, solutions: [solution.id], expiresAt });
      setMade({ id, token, expiresAt });
    },
  });
  const end = useMutation({
    mutationFn: async () => {
      if (made) await client.accessTokens.remove(made.id);
      setMade(undefined);
    },
  });
  return { made, make, end };
}
