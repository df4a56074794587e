/** The form of an OAuth client: a new one, or one that is changed; what somebody else has changed meanwhile is shown. */
import { Button, Group, Stack } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { canSeal, useServices, useSignal } from '../../session/services.ts';
import { AgreeAlert } from '../../shared/agree-alert.tsx';
import { type Change, StaleAlert } from '../../shared/stale-alert.tsx';
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

function changesBetween(before: Configuration, now: Configuration): Change[] {
  const [was, is] = [inputOf(before), inputOf(now)];
  const plain = differentMembers(was, is).map((name) => ({ name, was: was[name], is: is[name] }));
  const isSameSecret = JSON.stringify(before.secrets) === JSON.stringify(now.secrets);
  return isSameSecret ? plain : [...plain, { name: 'secret', was: 'a secret', is: 'another secret' }];
}

function isComplete(input: ClientInput): boolean {
  const server = { provider: input.provider, issuer: input.issuer, endpoints: input.tokenUrl }[input.source];
  return server !== '' && input.clientId !== '';
}

/** The form. */
export function ClientForm({ stored, provider, onSaved, onCancel }: ClientFormProps) {
  const place = useOrganisation();
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
    <form onSubmit={submit} noValidate aria-label="OAuth client">
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
          <StaleAlert
            title="It was changed while you had it open"
            queryKey={[...configurationsKey(place), 'since', before.id, before.version]}
            read={() => place.client.oauthConfigurations.get(before.id)}
            changesTo={(now) => changesBetween(before, now)}
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
            {before ? 'Save' : 'Add OAuth client'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
