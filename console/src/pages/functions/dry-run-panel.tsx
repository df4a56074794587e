/** The request that an invocation would send, secrets as dots. Nothing is opened or sent; drafts run dry too. */
import { Alert, Button, Code, Group, List, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import type { PanelProps } from './function.tsx';
import { ParameterFields, parametersOf, type Typed } from './parameter-fields.tsx';
import { asDefinition } from './queries.ts';

/** The panel. */
export function DryRunPanel({ solution, found }: PanelProps) {
  const { client } = useOrganisation();
  const [typed, setTyped] = useState<Typed>({});
  const definition = asDefinition(found.definition);
  const run = useMutation({
    mutationFn: () => client.functions.dryRun(solution.id, found.name, { parameters: parametersOf(definition, typed) }),
  });
  const { request, refusal } = run.data ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <form onSubmit={submit} aria-label="Dry run">
      <Stack>
        <Text size="sm" c="dimmed">
          The request that version {found.version} would send, secrets as dots. Nothing is opened or sent.
        </Text>
        <ParameterFields definition={definition} typed={typed} onChange={setTyped} />
        <Group>
          <Button type="submit" variant="default" loading={run.isPending}>
            Run dry
          </Button>
        </Group>
        <ProblemAlert error={run.error} title="It could not be run dry" />
        {request && (
          <Code block tabIndex={0} aria-label="The request">
            {[
              `${request.method} ${request.url}`,
              ...request.headers.map(({ name, value }) => `${name}: ${value}`),
              ...(request.body === undefined ? [] : ['', request.body]),
            ].join('\n')}
          </Code>
        )}
        {request?.signed && (
          <Text size="sm">
            Signed with {request.signed.signer}: {request.signed.headers.join(', ')} come with it.
          </Text>
        )}
        {refusal && (
          <Alert role="alert" color="orange" variant="outline" title="Nothing would be sent">
            <Text size="sm">
              {refusal.title} <span className="mono">{refusal.code}</span>
            </Text>
            {refusal.detail !== undefined && <Text size="sm">{refusal.detail}</Text>}
            {refusal.errors && (
              <List size="sm">
                {refusal.errors.map(({ path, message }) => (
                  <List.Item key={path + message}>
                    <span className="mono">{path}</span> {message}
                  </List.Item>
                ))}
              </List>
            )}
          </Alert>
        )}
      </Stack>
    </form>
  );
}
