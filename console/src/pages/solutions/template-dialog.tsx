/** A solution as one YAML file without secrets, to be copied or downloaded. */
import { Button, Code, CopyButton, Group, Modal, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Solution, solutionsKey } from './queries.ts';

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

function Inside({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  const [fields, setFields] = useState(true);
  const { data, error } = useQuery({
    queryKey: [...solutionsKey(place), 'template', solution.id, fields],
    queryFn: ({ signal }) => place.client.solutions.template(solution.id, { fields, signal }),
    staleTime: 0,
  });
  const { template } = data ?? {};
  return (
    <Stack>
      <Text size="sm">
        Its functions and the credentials that they need. There is no place for a secret in it: whoever makes a solution
        of it gives their own.
      </Text>
      <Switch
        label="With the values of plain fields"
        checked={fields}
        onChange={(event) => setFields(event.currentTarget.checked)}
      />
      <ProblemAlert error={error} title="There is no template" />
      {template === undefined && !error && <Skeleton height={240} />}
      {template !== undefined && (
        <Code block mah={360} style={{ overflow: 'auto' }} tabIndex={0} aria-label="The template">
          {template}
        </Code>
      )}
      <Group justify="flex-end">
        <CopyButton value={template ?? ''}>
          {({ copied, copy }) => (
            <Button variant="default" disabled={template === undefined} onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button
          disabled={template === undefined}
          onClick={() => template !== undefined && download(`${solution.slug}.yaml`, template)}
        >
          Download
        </Button>
      </Group>
    </Stack>
  );
}

/** The dialog; nothing while it is closed. */
export function TemplateDialog({
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
      size="lg"
      title={`Template of ${solution.slug}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {isOpen && <Inside solution={solution} />}
    </Modal>
  );
}
