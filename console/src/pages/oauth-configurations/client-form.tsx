/** The form of an OAuth client: a new one, or one that is changed; what somebody else has changed meanwhile is shown. */
import { Alert, Button, Group, List, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { canSeal, useServices, useSignal } from '../../session/services.ts';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import {
  type ClientInput,
  differentMembers,
  emptyClient,
  inputOf,
  rebasedInput,
  secretKindOf,
} from './client-draft.ts';
import { ClientFields } from './client-fields.tsx';
import { type Configuration, configurationsKey } from './queries.ts';
import { RedirectCheck } from './redirect-check.tsx';
import { fieldsAskedFor, useSaveClient } from './use-save-client.ts';

export interface ClientFormProps {
  /** Undefined: a new one is made. */
  readonly stored?: Configuration;
  /** Of a new one: whose client it is. */
  readonly provider?: string | undefined;
  readonly onSaved: (configuration: Configuration) => void;
  readonly onCancel: () => void;
}

function AgreeAlert({
  urls,
  onYes,
  onNo,
}: {
  readonly urls: readonly string[];
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  return (
    <Alert role="alert" color="orange" variant="outline" title="The secret is sealed for these addresses alone">
      <Text size="sm">Are they the vendor’s? Nothing else will ever be shown it.</Text>
      <List size="sm" my="xs">
        {urls.map((url) => (
          <List.Item key={url}>
            <span className="mono" style={{ overflowWrap: 'anywhere' }}>
              {url}
            </span>
          </List.Item>
        ))}
      </List>
      <Group>
        <Button size="xs" onClick={onYes}>
          Yes, seal and save
        </Button>
        <Button size="xs" variant="default" onClick={onNo}>
          No
        </Button>
      </Group>
    </Alert>
  );
}

function say(value: unknown): string {
  const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
  return text === '' ? 'nothing' : text;
}

function StaleClient({
  before,
  onKeep,
  onTake,
}: {
  readonly before: Configuration;
  readonly onKeep: (now: Configuration) => void;
  readonly onTake: (now: Configuration) => void;
}) {
  const place = useOrganisation();
  const { data: now } = useQuery({
    queryKey: [...configurationsKey(place), 'since', before.id, before.version],
    queryFn: () => place.client.oauthConfigurations.get(before.id),
  });
  const [was, is] = [inputOf(before), now && inputOf(now)];
  return (
    <Alert role="alert" color="orange" variant="outline" title="It was changed while you had it open">
      {!now && <Loader size="xs" aria-label="Loading what was changed" />}
      {now && is && (
        <>
          <List size="sm" aria-label="What was changed">
            {differentMembers(was, is).map((name) => (
              <List.Item key={name}>
                <strong>{name}</strong>: {say(was[name])} → {say(is[name])}
              </List.Item>
            ))}
            {JSON.stringify(before.secrets) !== JSON.stringify(now.secrets) && <List.Item>another secret</List.Item>}
          </List>
          <Group mt="sm">
            <Button size="xs" onClick={() => onKeep(now)}>
              Keep mine on top
            </Button>
            <Button size="xs" variant="default" onClick={() => onTake(now)}>
              Take theirs
            </Button>
          </Group>
        </>
      )}
    </Alert>
  );
}

function isComplete(input: ClientInput): boolean {
  const server = { provider: input.provider, issuer: input.issuer, endpoints: input.tokenUrl }[input.source];
  return server !== '' && input.clientId !== '';
}

/** The form. */
export function ClientForm({ stored, provider, onSaved, onCancel }: ClientFormProps) {
  const { settings, session } = useServices();
  const [before, setBefore] = useState(stored);
  const [input, setInput] = useState(() => (stored ? inputOf(stored) : emptyClient(provider)));
  const [secret, setSecret] = useState<string>();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const save = useSaveClient({ before, input, secret: secret ?? '' }, onSaved);
  const hasEnded = useSignal(session) === 'ended';
  useEffect(() => {
    if (hasEnded) setSecret(undefined);
  }, [hasEnded]);
  const wanted = fieldsAskedFor(save.error).filter((name) => !asked.includes(name));
  if (wanted.length > 0) setAsked([...asked, ...wanted]);
  const first = before ? inputOf(before) : emptyClient(provider);
  const isChanged = differentMembers(first, input).length > 0 || (secret ?? '') !== '';
  const hasSecret = before?.secrets[secretKindOf(input.clientAuthentication) ?? '']?.set ?? false;
  const take = (now: Configuration, next: ClientInput) => {
    setBefore(now);
    setInput(next);
    save.drop();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Of a form in a dialog in a form, the outer one is not meant.
    event.stopPropagation();
    save.start();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="OAuth configuration">
      <UnsavedGuard isOn={isChanged && !save.isPending} />
      <Stack>
        {before && <RedirectCheck configuration={before.id} />}
        <ClientFields
          input={input}
          onChange={(change) => {
            setInput({ ...input, ...change });
            if (save.proposed) save.drop();
          }}
          secret={secret}
          onSecret={setSecret}
          isStored={before !== undefined}
          hasSecret={hasSecret}
          takesSecrets={canSeal(settings)}
          askedFields={asked}
          isProviderFixed={provider !== undefined}
        />
        {save.proposed && <AgreeAlert urls={save.proposed} onYes={save.agree} onNo={save.drop} />}
        {save.isStale && before ? (
          <StaleClient
            before={before}
            onKeep={(now) => take(now, rebasedInput(inputOf(before), input, inputOf(now)))}
            onTake={(now) => take(now, inputOf(now))}
          />
        ) : (
          <ProblemAlert error={save.error} title="It was not saved" />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={!isChanged || !isComplete(input) || save.proposed !== undefined}
          >
            {before ? 'Save' : 'Add configuration'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
