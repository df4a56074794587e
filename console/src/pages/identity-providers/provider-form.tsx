/** The form of an identity provider: a new one, or one that is changed; what somebody else has changed meanwhile is shown. */
import { Button, Group, Stack } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { canSeal, useServices, useSignal } from '../../session/services.ts';
import { AgreeAlert } from '../../shared/agree-alert.tsx';
import { StaleAlert } from '../../shared/stale-alert.tsx';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { differentMembers, emptyProvider, inputOf, type ProviderInput } from './draft.ts';
import { ProviderFields } from './provider-fields.tsx';
import { groupOf, type IdentityProvider, providersKey, type Scope } from './queries.ts';
import { useSaveProvider } from './use-save.ts';

export interface ProviderFormProps {
  readonly scope: Scope;
  /** Undefined: a new one is made. */
  readonly stored?: IdentityProvider;
  readonly onSaved: (now: IdentityProvider) => void;
  readonly onCancel: () => void;
}

/** The form. */
export function ProviderForm({ scope, stored, onSaved, onCancel }: ProviderFormProps) {
  const place = useOrganisation();
  const { settings, session } = useServices();
  const [before, setBefore] = useState(stored);
  const first = before ? inputOf(before) : emptyProvider;
  const [input, setInput] = useState<ProviderInput>(first);
  const [secret, setSecret] = useState<string>();
  const save = useSaveProvider({ scope, before, input, secret: secret ?? '' }, onSaved);
  const hasEnded = useSignal(session) === 'ended';
  useEffect(() => {
    if (hasEnded) setSecret(undefined);
  }, [hasEnded]);
  const isChanged = differentMembers(first, input).length > 0 || (secret ?? '') !== '';
  const isComplete = [input.title, input.issuer, input.clientId].every((text) => text.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start();
  };
  const take = (now: IdentityProvider, next: ProviderInput) => {
    setBefore(now);
    setInput(next);
    save.drop();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Identity provider">
      <UnsavedGuard isOn={isChanged && !save.isPending} />
      <Stack>
        <ProviderFields
          scope={scope}
          input={input}
          onChange={(change) => {
            setInput({ ...input, ...change });
            if (save.proposed) save.drop();
          }}
          secret={secret}
          onSecret={setSecret}
          isStored={before !== undefined}
          hasSecret={Object.keys(before?.secrets ?? {}).length > 0}
          takesSecrets={canSeal(settings)}
        />
        {save.proposed && <AgreeAlert urls={save.proposed} onYes={save.agree} onNo={save.drop} />}
        {save.isStale && before ? (
          <StaleAlert
            title="It was changed while you had it open"
            queryKey={[...providersKey(place, scope), 'since', before.id, before.version]}
            read={() => groupOf(place, scope).get(before.id)}
            changesTo={(now) => {
              const is = inputOf(now);
              return differentMembers(first, is).map((name) => ({ name, was: first[name], is: is[name] }));
            }}
            onKeep={(now) => {
              const mine = differentMembers(first, input).map((name) => [name, input[name]]);
              take(now, { ...inputOf(now), ...Object.fromEntries(mine) });
            }}
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
            disabled={!isChanged || !isComplete || save.proposed !== undefined}
          >
            {before ? 'Save' : 'Add identity provider'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
