/** Another value for the same token, at once or with the one before beside it for a while. */
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { IssuedDialog } from './issued-dialog.tsx';
import { type AccessToken, tokensKey } from './queries.ts';

const overlaps = [
  { value: '0', label: 'ends at once' },
  { value: '300', label: 'is good for 5 minutes more' },
  { value: '3600', label: 'is good for an hour more' },
];

/** The dialog, and after it the new value. */
export function RotateDialog({ token, onClose }: { readonly token: AccessToken; readonly onClose: () => void }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState('0');
  const rotating = useMutation({
    mutationFn: () => place.client.accessTokens.rotate(token.id, { overlapSeconds: Number(overlap) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensKey(place) }),
  });
  if (rotating.data) return <IssuedDialog issued={rotating.data} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="A new value" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text size="sm">The token keeps its grants. The new value is shown once.</Text>
        <Select
          label="The value before"
          data={overlaps}
          allowDeselect={false}
          value={overlap}
          onChange={(next) => setOverlap(next ?? '0')}
        />
        <ProblemAlert error={rotating.error} title="There is no new value" />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button loading={rotating.isPending} onClick={() => rotating.mutate()}>
            Make a new value
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
