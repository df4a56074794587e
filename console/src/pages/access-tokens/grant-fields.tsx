/** One grant: which credentials and functions, with which methods and paths, and until when. */
import { Button, Card, Checkbox, Collapse, Group, MultiSelect, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { functionChoices, keyChoices } from '../../shared/choices.ts';
import type { GrantDraft } from './draft.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const WAIT_MS = 200;

export interface GrantFieldsProps {
  readonly grant: GrantDraft;
  readonly index: number;
  readonly onChange: (grant: GrantDraft) => void;
  readonly onRemove: () => void;
}

function CredentialsInput({
  value,
  onChange,
}: {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.replaceAll('*', ''), WAIT_MS);
  const { data = [] } = useQuery(keyChoices(useOrganisation(), search));
  return (
    <TagsInput
      label="Credentials"
      description="Pick keys, or type a pattern and press Enter: crm.* means all whose key begins with crm."
      placeholder={value.length === 0 ? 'Key or pattern' : ''}
      data={[...data]}
      value={[...value]}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      acceptValueOnBlur
      clearable
      clearButtonProps={{ 'aria-label': 'Clear: credentials' }}
      maxTags={64}
    />
  );
}

/** Who gets the secret itself can do without Keyward from then on. */
function ReleaseBoxes({
  value,
  onChange,
}: {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}) {
  return (
    <Checkbox.Group
      label="Hands the secret out"
      description="Only where the credential's own policy permits it too. Whoever has the token then sees the secret."
      value={[...value]}
      onChange={onChange}
    >
      <Stack gap={6} mt={6}>
        <Checkbox value="access-token" label="To a runtime that asks for it" />
        <Checkbox value="forward-auth" label="To a gateway that injects by itself" />
      </Stack>
    </Checkbox.Group>
  );
}

/** The fields. */
export function GrantFields({ grant, index, onChange, onRemove }: GrantFieldsProps) {
  const functions = useQuery(functionChoices(useOrganisation()));
  const [isMore, { toggle }] = useDisclosure(grant.release.length > 0 || grant.until !== '');
  const set = (part: Partial<GrantDraft>) => onChange({ ...grant, ...part });
  return (
    <Card withBorder component="section" aria-label={`Grant ${index + 1}`}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600} size="sm">
            Grant {index + 1}
          </Text>
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            onClick={onRemove}
            aria-label={`Remove grant ${index + 1}`}
          >
            Remove
          </Button>
        </Group>
        <CredentialsInput value={grant.credentials} onChange={(credentials) => set({ credentials })} />
        {(functions.data?.length ?? 0) > 0 && (
          <MultiSelect
            label="Functions"
            description="As they are defined now: a changed function has to be granted anew. Limit the token to their solutions."
            data={functions.data ?? []}
            value={[...grant.functions]}
            onChange={(chosen) => set({ functions: chosen })}
            searchable
          />
        )}
        <MultiSelect
          label="Methods"
          description="None chosen: all."
          placeholder={grant.methods.length === 0 ? 'All methods' : ''}
          data={methods}
          value={[...grant.methods]}
          onChange={(chosen) => set({ methods: chosen })}
        />
        <TagsInput
          label="Paths"
          description="Below the base URL; * stands for one part, ** for any. None: all."
          placeholder={grant.paths.length === 0 ? '/v1/charges/*' : ''}
          value={[...grant.paths]}
          onChange={(paths) => set({ paths })}
          acceptValueOnBlur
          maxTags={64}
        />
        <div>
          <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isMore}>
            {isMore ? 'Less' : 'More'}
          </Button>
        </div>
        <Collapse expanded={isMore}>
          <Stack gap="sm">
            <TextInput
              label="This grant ends"
              description="At the end of that day; the token's other grants go on."
              type="date"
              maw={220}
              value={grant.until}
              onChange={(event) => set({ until: event.currentTarget.value })}
            />
            <ReleaseBoxes value={grant.release} onChange={(release) => set({ release })} />
          </Stack>
        </Collapse>
      </Stack>
    </Card>
  );
}
