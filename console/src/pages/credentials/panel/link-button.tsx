/** Leads to a connect link for this very credential: somebody else, who has the account, fills it in or connects it. */
import type { Credential } from '@keyward/sdk';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../../../session/organisation.tsx';

/** The button. */
export function LinkButton({ credential: { id } }: { readonly credential: Credential }) {
  const { reference } = useOrganisation();
  return (
    <Button
      component={Link}
      to={`/organisations/${reference}/connect-links` as string}
      search={{ open: 'new', credential: id } as never}
      variant="subtle"
    >
      Connect link
    </Button>
  );
}
