/** A member's role in the organisation, changed at once; why it was not is shown. */

import { KeywardError } from '@keyward/sdk';
import { Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isAtLeast, type Role, useOrganisation } from '../../session/organisation.tsx';
import { type Member, membersKey, roleChoices } from './queries.ts';

const NONE = 'none';

function refusalOf(error: Error): string {
  return error instanceof KeywardError ? (error.detail ?? error.title ?? error.message) : 'It was not changed.';
}

/** The choice; a word where it is not to be changed. */
export function RoleSelect({ member }: { readonly member: Member }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const { personId, name, email, role, solutions } = member;
  const changing = useMutation({
    mutationFn: (next: string) =>
      place.client.members.update(personId, { role: next === NONE ? null : (next as Role) }),
    onSuccess: (changed) => {
      notifications.show({ message: `${name || email} is ${changed.role ?? 'in solutions alone'} now` });
    },
    onError: (error) => notifications.show({ message: refusalOf(error), color: 'red', title: 'The role stays' }),
    onSettled: () => queries.invalidateQueries({ queryKey: membersKey(place) }),
  });
  const mayChange = place.mayAdminister && (role === undefined || isAtLeast(place.role, role as Role));
  if (!mayChange) return <Text size="sm">{role ?? '–'}</Text>;
  const offered = roleChoices.filter(({ value }) => isAtLeast(place.role, value)).map(({ value }) => value);
  return (
    <Select
      size="xs"
      aria-label={`Role of ${name || email}`}
      data={solutions.length > 0 || role === undefined ? [{ value: NONE, label: 'no role' }, ...offered] : offered}
      allowDeselect={false}
      disabled={changing.isPending}
      value={role ?? NONE}
      onChange={(next) => next !== null && changing.mutate(next)}
    />
  );
}
