/** Removing a member, and leaving: with what becomes of the access tokens that they issued. */
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ConfirmButton } from '../../shared/confirm-button.tsx';
import { IssuedTokens } from '../../shared/issued-tokens.tsx';
import { type Member, membersKey } from './queries.ts';

interface Choice {
  readonly tokens: 'keep' | 'revoke';
}

function useChoice(personId: string) {
  const place = useOrganisation();
  const [isEnding, setIsEnding] = useState(false);
  const field = (
    <IssuedTokens
      queryKey={[...membersKey(place), personId]}
      count={() => place.client.members.get(personId)}
      isEnding={isEnding}
      onChange={setIsEnding}
    />
  );
  const choice: Choice = { tokens: isEnding ? 'revoke' : 'keep' };
  return { field, choice };
}

/** What is said when it is done. */
export function afterwards(name: string, { remaining }: { readonly remaining: number }): string {
  const left = remaining === 0 ? '' : ` Access tokens of theirs that stay: ${remaining}.`;
  return `${name} is a member no longer.${left}`;
}

/** The button of a member. */
export function RemoveMember({ member }: { readonly member: Member }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const { personId, name, email } = member;
  const { field, choice } = useChoice(personId);
  const remove = async () => {
    const { tokens } = await place.client.members.remove(personId, choice);
    notifications.show({ message: afterwards(name || email, tokens) });
  };
  return (
    <ConfirmButton
      label="Remove"
      name={`Remove ${name || email}`}
      size="compact-sm"
      title={`Remove ${name || email}?`}
      run={remove}
      onDone={() => void queries.invalidateQueries({ queryKey: membersKey(place) })}
    >
      Within a second they manage nothing here, and their open invitations are withdrawn. Their account stays: they may
      be members elsewhere.
      {field}
    </ConfirmButton>
  );
}

/** Leaving has a route of its own, which needs no right to manage members. */
export function Leave({ personId }: { readonly personId: string }) {
  const place = useOrganisation();
  const { field, choice } = useChoice(personId);
  return (
    <ConfirmButton
      label="Leave"
      size="compact-sm"
      title={`Leave ${place.name}?`}
      run={() => place.client.members.leave(choice)}
      onDone={() => location.assign('/')}
    >
      You manage nothing here any more, in its solutions neither. Only an invitation lets you come back.
      {field}
    </ConfirmButton>
  );
}
