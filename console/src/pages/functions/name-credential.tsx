/** Puts a credential where the definition names one: one that there is, or a new one that is added on the spot. */
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import type { Solution } from '../solutions/queries.ts';
import { credentialPlaces, FUNCTION_ITSELF, withCredential } from './definition-text.ts';

const AddInPlace = lazy(async () => ({ default: (await import('../credentials/add-in-place.tsx')).AddInPlace }));

export interface NameCredentialProps {
  readonly solution: Solution;
  readonly text: string;
  /** Keys that may be named here. */
  readonly keys: readonly string[];
  readonly onChange: (text: string) => void;
}

function Choice({ solution, text, keys, onChange, onClose }: NameCredentialProps & { readonly onClose: () => void }) {
  const places = credentialPlaces(text);
  const [place, setPlace] = useState<string>(FUNCTION_ITSELF);
  const [isAdding, { open, close }] = useDisclosure(false);
  const name = (key: string) => {
    onChange(withCredential(text, place, key));
    onClose();
  };
  return (
    <Stack>
      <Select
        label="For"
        description="The whole function, injected by the credential’s own rule, or one of its parameters."
        data={places}
        allowDeselect={false}
        value={place}
        onChange={(chosen) => setPlace(chosen ?? FUNCTION_ITSELF)}
      />
      <Select
        label="Credential"
        placeholder={keys.length === 0 ? 'There is none yet' : 'Choose'}
        searchable
        data={[...keys]}
        value={null}
        onChange={(key) => key !== null && name(key)}
      />
      <Group>
        <Button variant="default" onClick={open}>
          Add a new one
        </Button>
        <Text size="xs" c="dimmed" flex={1}>
          It is added to this solution.
        </Text>
      </Group>
      {isAdding && (
        <Suspense>
          <AddInPlace
            kind={undefined}
            target={{ solution: solution.slug }}
            onClose={close}
            onSaved={({ key }) => name(key)}
          />
        </Suspense>
      )}
    </Stack>
  );
}

/** The button, with its dialog. */
export function NameCredential(props: NameCredentialProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Choose credential
      </Button>
      {isOpen && (
        <Modal opened onClose={close} title="Choose credential" closeButtonProps={{ 'aria-label': 'Close' }}>
          <Choice {...props} onClose={close} />
        </Modal>
      )}
    </>
  );
}
