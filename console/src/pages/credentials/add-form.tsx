/** The form of a new credential: method, description, fields or the whole as JSON; tried on its API when it is saved. */
import type { Credential } from '@keyward/sdk';
import { Button, Card, Collapse, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { type Draft, emptyDraft } from '../../forms/draft.ts';
import { faultsOf } from '../../forms/field-spec.ts';
import { canSeal, useServices } from '../../session/services.ts';
import type { IconDrawing } from '../../shared/component-icon.tsx';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { ConnectForm } from '../connections/connect-form.tsx';
import type { AddTarget } from './add-target.ts';
import { BesideDocument, DocumentSwitch } from './beside-document.tsx';
import type { Method } from './catalogue.ts';
import { DescriptionFields } from './description-fields.tsx';
import { DraftDocument } from './draft-document.tsx';
import { MethodFields, MethodHead } from './method-fields.tsx';
import { SaveResult } from './save-result.tsx';
import { useDocument } from './use-document.ts';
import { useSave } from './use-save.ts';

export interface AddFormProps {
  readonly title: string;
  readonly icon: IconDrawing | undefined;
  readonly methods: readonly Method[];
  readonly provider?: string;
  readonly type: string | undefined;
  readonly onType: (type: string) => void;
  /** For whom it is, and under which key. */
  readonly target: AddTarget;
  readonly onSaved: (credential: Pick<Credential, 'id' | 'key'>) => void;
  /** Whether it stands in a dialog over another form. */
  readonly isInDialog?: boolean;
}

function MethodChoice({
  methods,
  method,
  onType,
}: Pick<AddFormProps, 'methods' | 'onType'> & { readonly method: Method }) {
  if (methods.length < 2) return null;
  return (
    <SegmentedControl
      aria-label="Method"
      fullWidth
      data={methods.map(({ type, title }) => ({ value: type, label: title }))}
      value={method.type}
      onChange={onType}
    />
  );
}

/** The form. */
export function AddForm(props: AddFormProps) {
  const { title, icon, methods, provider, type, onType, target, onSaved, isInDialog = false } = props;
  const { settings } = useServices();
  const method =
    methods.find((one) => one.type === type) ?? methods.find(({ isConnected }) => !isConnected) ?? methods[0]!;
  const [start] = useState(() =>
    target.key === undefined ? emptyDraft : { ...emptyDraft, input: { ...emptyDraft.input, key: target.key } },
  );
  const [draft, setDraft] = useState<Draft>(start);
  const [showsJson, setShowsJson] = useState(false);
  const beside = useDocument({ draft, setDraft, isShown: showsJson, takesBoth: !isInDialog });
  const isInstead = beside.place === 'instead';
  const [wasTried, setWasTried] = useState(false);
  const [showsMore, { toggle }] = useDisclosure(false);
  const kind = { type: method.type, ...(provider !== undefined && { provider }) };
  const save = useSave({ kind, draft, target, onSaved });
  const faults = faultsOf(method.fields, { values: draft.input.fields, secrets: draft.secrets });
  const isSound = Object.keys(faults).length === 0 && !beside.isBroken;
  const isTouched = draft !== start && !save.isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    if (isSound) save.start('enforce');
  };
  if (method.isConnected) {
    return (
      <Stack maw={640}>
        <MethodChoice methods={methods} method={method} onType={onType} />
        <ConnectForm
          key={provider}
          title={title}
          icon={icon}
          method={method}
          provider={provider}
          target={target}
          {...(isInDialog && { onConnected: onSaved })}
        />
      </Stack>
    );
  }
  const document = (
    <DraftDocument
      key={beside.edition}
      of={{ kind, specs: method.fields, openFields: method.openFields }}
      draft={draft}
      onChange={setDraft}
      onBroken={beside.onBroken}
    />
  );
  return (
    <form onSubmit={submit} noValidate aria-label="New credential">
      <UnsavedGuard isOn={isTouched} />
      <BesideDocument place={beside.place} document={document}>
        <Stack maw={640}>
          <MethodHead method={method} title={title} icon={icon} />
          <MethodChoice methods={methods} method={method} onType={onType} />
          <DocumentSwitch isShown={showsJson} onChange={setShowsJson} />
          {isInstead ? (
            document
          ) : (
            <DescriptionFields
              input={draft.input}
              method={method}
              part="main"
              onChange={(input) => setDraft({ ...draft, input })}
            />
          )}
          <Card withBorder padding="md">
            <MethodFields
              method={method}
              draft={draft}
              faults={wasTried ? faults : {}}
              onlySecrets={isInstead}
              takesSecrets={canSeal(settings)}
              onChange={setDraft}
            />
          </Card>
          {!isInstead && (
            <div>
              <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={showsMore}>
                {showsMore ? 'Less' : 'More: owner, labels, expiry'}
              </Button>
              <Collapse expanded={showsMore}>
                <Stack mt="xs">
                  <DescriptionFields
                    input={draft.input}
                    method={method}
                    part="more"
                    onChange={(input) => setDraft({ ...draft, input })}
                  />
                </Stack>
              </Collapse>
            </div>
          )}
          {wasTried && !isSound && (
            <Text c="var(--mantine-color-error)" size="sm" role="alert">
              Some fields need another look.
            </Text>
          )}
          <SaveResult save={save} />
          <Group>
            <Button type="submit" loading={save.isPending}>
              {method.isVerifiable ? 'Test and save' : 'Save'}
            </Button>
            <Text size="xs" c="dimmed" flex={1}>
              {method.isVerifiable
                ? 'One harmless request is sent. What the API refuses is not saved.'
                : 'There is no harmless request to try it with.'}
            </Text>
          </Group>
        </Stack>
      </BesideDocument>
    </form>
  );
}
