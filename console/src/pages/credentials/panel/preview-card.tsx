/** A request as the broker would send it with this credential, secrets as dots. Nothing is opened or sent. */
import { type Credential, KeywardError } from '@keyward/sdk';
import { Button, Card, Code, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../../session/organisation.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The card. */
export function PreviewCard({ credential }: { readonly credential: Credential }) {
  const { client } = useOrganisation();
  const [method, setMethod] = useState('GET');
  const [path, setPath] = useState('/');
  const preview = useMutation({ mutationFn: () => client.credentials.preview(credential.id, { method, path }) });
  const { request, refusal } = preview.data ?? {};
  return (
    <Card withBorder padding="sm" component="section" aria-label="Preview">
      <Stack gap="xs">
        <Title order={2} fz="sm">
          A request with it
        </Title>
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <Select
            aria-label="Method"
            data={methods}
            value={method}
            allowDeselect={false}
            w={100}
            onChange={(next) => setMethod(next ?? 'GET')}
          />
          <TextInput
            aria-label="Path"
            flex={1}
            value={path}
            classNames={{ input: 'mono' }}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
            Preview
          </Button>
        </Group>
        {preview.error instanceof KeywardError && <ProblemAlert error={preview.error} title="There is no preview" />}
        {request && (
          <Code block tabIndex={0} aria-label="The request">
            {[
              `${request.method} ${request.url}`,
              ...request.headers.map(({ name, value }) => `${name}: ${value}`),
            ].join('\n')}
          </Code>
        )}
        {refusal && (
          <Text size="sm">
            Nothing would be sent: {refusal.title} <span className="mono">{refusal.code}</span>
          </Text>
        )}
      </Stack>
    </Card>
  );
}
