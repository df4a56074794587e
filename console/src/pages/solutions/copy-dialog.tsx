/** A copy of a solution: its structure and its functions as drafts, and no secret. The checklist of the copy comes next. */
import { KeywardError } from '@keyward/sdk';
import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { useWriteKey } from '../../shared/use-write-key.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Solution, solutionPath, solutionsKey } from './queries.ts';

function isShadowing(error: Error | null): error is KeywardError {
  return error instanceof KeywardError && error.code === 'credential/shadows';
}

function OrganisationChoice({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (slug: string | null) => void;
}) {
  const { client, reference, who } = useOrganisation();
  const { data = [] } = useQuery({
    queryKey: ['organisations', 'choice'],
    queryFn: async ({ signal }) => (await client.organisations.list({ limit: 200, signal })).items,
    enabled: who.isPlatform,
  });
  if (!who.isPlatform) return null;
  return (
    <Select
      label="Organisation"
      description="This one unless another is chosen."
      placeholder="This one"
      clearable
      clearButtonProps={{ 'aria-label': 'Clear: organisation' }}
      data={data.filter(({ id, slug }) => slug !== reference && id !== reference).map(({ slug }) => slug)}
      value={value}
      onChange={onChange}
    />
  );
}

function useCopy(source: Solution, idempotencyKey: string) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Parameters<typeof place.client.solutions.copy>[1]) =>
      place.client.solutions.copy(source.id, body, { idempotencyKey }),
    onSuccess: async (made, body) => {
      const { organisation = place.reference } = body as { organisation?: string };
      void queries.invalidateQueries({ queryKey: solutionsKey(place) });
      await navigate({ to: solutionPath({ reference: organisation }, made) as string });
    },
  });
}

function Dialog({ solution, onClose }: { readonly solution: Solution; readonly onClose: () => void }) {
  const [name, setName] = useState(`${solution.name} copy`.slice(0, 200));
  const [slug, setSlug] = useState(`${solution.slug}-copy`);
  const [organisation, setOrganisation] = useState<string | null>(null);
  const [shadows, setShadows] = useState(false);
  const copy = useCopy(solution, useWriteKey(name, slug, organisation, shadows));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const to = organisation === null ? {} : { organisation };
    copy.mutate(
      { slug, ...(name.trim() !== '' && { name: name.trim() }), ...to, ...(shadows && { shadows }) },
      { onSuccess: onClose },
    );
  };
  return (
    <form onSubmit={submit} aria-label="Copy">
      <Stack>
        <Text size="sm">
          The copy has the same keys, types and plain fields, and the functions as drafts. <strong>No secret</strong> is
          copied: its checklist leads through what is to be filled in.
        </Text>
        <TextInput
          label="Name"
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Slug"
          required
          maxLength={128}
          classNames={{ input: 'mono' }}
          spellCheck={false}
          autoCapitalize="off"
          value={slug}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
        <OrganisationChoice value={organisation} onChange={setOrganisation} />
        {isShadowing(copy.error) ? (
          <Alert role="alert" color="orange" variant="outline" title="The copy would hide credentials">
            <Text size="sm">{copy.error.detail ?? 'The organisation has credentials under some of these keys.'}</Text>
            {copy.error.errors.map(({ path, message }) => (
              <Text size="sm" key={path + message}>
                <span className="mono">{path}</span> {message}
              </Text>
            ))}
            <Checkbox
              mt="xs"
              label="Copy all the same: in the copy its own go first"
              checked={shadows}
              onChange={(event) => setShadows(event.currentTarget.checked)}
            />
          </Alert>
        ) : (
          <ProblemAlert error={copy.error} title="It was not copied" />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={copy.isPending}
            disabled={slug === '' || (isShadowing(copy.error) && !shadows)}
          >
            Copy
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The dialog; nothing while it is closed. */
export function CopyDialog({
  solution,
  isOpen,
  onClose,
}: {
  readonly solution: Solution;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={`Copy ${solution.slug}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {isOpen && <Dialog solution={solution} onClose={onClose} />}
    </Modal>
  );
}
