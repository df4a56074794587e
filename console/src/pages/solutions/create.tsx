/** A new solution, empty or of a template. Which of both, and whose name, is all that it takes: the rest is its checklist. */
import {
  Button,
  Card,
  FileButton,
  Group,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useDeferredValue, useMemo, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { useWriteKey } from '../../shared/use-write-key.ts';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Mapping, MappingFields } from './mapping-fields.tsx';
import { solutionPath, solutionsKey } from './queries.ts';
import { readTemplate } from './read-template.ts';

/** What the API takes. */
const TEMPLATE_BYTES = 65_536;

function TemplateFields({
  text,
  onText,
  mapping,
  onMapping,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
}) {
  const deferred = useDeferredValue(text);
  const read = useMemo(() => readTemplate(deferred), [deferred]);
  const isTooLong = new Blob([deferred]).size > TEMPLATE_BYTES;
  const fault = isTooLong ? 'It is longer than 64 KiB.' : read.fault;
  return (
    <Stack>
      <Textarea
        label="Template"
        description="YAML, as the template of another solution gives it. There is no secret in it."
        placeholder={'version: 1\ncredentials:\n  - key: crm\n    type: BasicAuth'}
        autosize
        minRows={6}
        maxRows={18}
        required
        spellCheck={false}
        classNames={{ input: 'mono' }}
        value={text}
        error={fault}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <Group>
        <FileButton accept=".yaml,.yml,.json" onChange={async (file) => file && onText(await file.text())}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              Choose a file
            </Button>
          )}
        </FileButton>
        {read.fault === undefined && text.trim() !== '' && (
          <Text size="sm" c="dimmed" role="status">
            {read.credentials.length} credentials, {read.functions} functions
          </Text>
        )}
      </Group>
      {read.fault === undefined && read.credentials.length > 0 && (
        <section>
          <Title order={2} mb={4}>
            Its credentials
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            Use one that the organisation has, say now what is plain of a new one, or leave it for later.
          </Text>
          <MappingFields credentials={read.credentials} mapping={mapping} onChange={onMapping} />
        </section>
      )}
    </Stack>
  );
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const [from, setFrom] = useState('empty');
  const [template, setTemplate] = useState('');
  const [mapping, setMapping] = useState<Mapping>({});
  const idempotencyKey = useWriteKey(name, slug, from, template, mapping);
  const create = useMutation({
    mutationFn: () => {
      const parts = from === 'template' ? { template, mapping } : {};
      const body = { name: name.trim(), ...(slug !== '' && { slug }), ...parts };
      return place.client.solutions.create(body as never, { idempotencyKey });
    },
    onSuccess: async (solution) => {
      void queries.invalidateQueries({ queryKey: solutionsKey(place) });
      await navigate({ to: solutionPath(place, solution) as string, ignoreBlocker: true });
    },
  });
  const isSound = name.trim() !== '' && (from === 'empty' || template.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSound) create.mutate();
  };
  return (
    <PageFrame
      title="Add solution"
      trail={[{ label: 'Solutions', path: 'solutions' }]}
      summary="A project with credentials, functions and members of its own."
    >
      <form onSubmit={submit} aria-label="New solution">
        <UnsavedGuard isOn={(name !== '' || template !== '') && !create.isSuccess} />
        <Stack maw={720}>
          <Card withBorder padding="md">
            <Stack>
              <TextInput
                label="Name"
                required
                maxLength={200}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <TextInput
                label="Slug"
                description="In addresses and in what callers send. Made of the name if left empty; fixed from then on."
                classNames={{ input: 'mono' }}
                maxLength={128}
                spellCheck={false}
                autoCapitalize="off"
                value={slug}
                onChange={(event) => setSlug(event.currentTarget.value)}
              />
              <SegmentedControl
                aria-label="Begin with"
                data={[
                  { value: 'empty', label: 'Empty' },
                  { value: 'template', label: 'From a template' },
                ]}
                value={from}
                onChange={setFrom}
              />
            </Stack>
          </Card>
          {from === 'template' && (
            <TemplateFields text={template} onText={setTemplate} mapping={mapping} onMapping={setMapping} />
          )}
          <ProblemAlert error={create.error} title="It was not made" />
          <Group>
            <Button type="submit" disabled={!isSound} loading={create.isPending}>
              Add solution
            </Button>
            {from === 'template' && (
              <Text size="xs" c="dimmed" flex={1}>
                Everything is judged first: where something is wrong, nothing is made.
              </Text>
            )}
          </Group>
        </Stack>
      </form>
    </PageFrame>
  );
}
