/**
 * Adding a credential without leaving the form that needs it: the same form as on its page, in a dialog, and what was saved is
 * handed to the form below. What is typed there stays as it is.
 */
import type { Credential } from '@keyward/sdk';
import { Button, Modal, Skeleton, Stack } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { AddForm } from './add-form.tsx';
import type { AddTarget } from './add-target.ts';
import { PickProvider } from './pick-provider.tsx';
import { type KindChoice, useKind } from './use-kind.ts';

export interface AddInPlaceProps {
  /** What it is for; chosen first where that is open. */
  readonly kind: KindChoice | undefined;
  readonly target: AddTarget;
  readonly onSaved: (credential: Pick<Credential, 'id' | 'key'>) => void;
  readonly onClose: () => void;
}

function Form({ kind, target, onSaved }: Pick<AddInPlaceProps, 'target' | 'onSaved'> & { readonly kind: KindChoice }) {
  const { title = '', icon, methods, error } = useKind(kind);
  const [type, setType] = useState(kind.type);
  if (error) return <ProblemAlert error={error} title="There is no such provider or type here" />;
  if (!methods) return <Skeleton height={240} />;
  return (
    <AddForm
      title={title}
      icon={icon}
      methods={methods}
      {...(kind.provider !== undefined && { provider: kind.provider })}
      type={type}
      onType={setType}
      target={target}
      onSaved={onSaved}
      isInDialog
    />
  );
}

/** The dialog. */
export function AddInPlace({ kind, target, onSaved, onClose }: AddInPlaceProps) {
  const [picked, setPicked] = useState<KindChoice>();
  const chosen = kind ?? picked;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title="Add credential"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {/* A form around the dialog is not the one that is sent here. */}
      <div onSubmit={(event) => event.stopPropagation()}>
        {chosen ? (
          <Stack>
            {!kind && (
              <div>
                <Button variant="subtle" size="compact-sm" onClick={() => setPicked(undefined)}>
                  Choose another
                </Button>
              </div>
            )}
            <Form kind={chosen} target={target} onSaved={onSaved} />
          </Stack>
        ) : (
          <PickProvider target={target} onPick={setPicked} />
        )}
      </div>
    </Modal>
  );
}
