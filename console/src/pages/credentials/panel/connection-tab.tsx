/** What a credential is made of: to be changed, its secrets replaced and never shown, tried, and looked at in a request. */
import { type Credential, KeywardError } from '@keyward/sdk';
import { Alert, Button, Card, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { type Draft, withMembers, withValue } from '../../../forms/draft.ts';
import { faultsOf } from '../../../forms/field-spec.ts';
import { SpecFields } from '../../../forms/spec-fields.tsx';
import { useFieldFocus } from '../../../forms/use-field-focus.ts';
import { useOrganisation } from '../../../session/organisation.tsx';
import { canSeal, useServices } from '../../../session/services.ts';
import { usePageSearch } from '../../../shared/page-search.ts';
import { StaleAlert } from '../../../shared/stale-alert.tsx';
import { UnsavedGuard } from '../../../shared/unsaved-guard.tsx';
import { useWriteKey } from '../../../shared/use-write-key.ts';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { connectedTypes } from '../../connections/queries.ts';
import { TokenLife } from '../../connections/token-life.tsx';
import { BesideDocument, DocumentSwitch } from '../beside-document.tsx';
import { type Method, methodOfType, methodsOf, providerQuery, typesQuery } from '../catalogue.ts';
import { DescriptionFields } from '../description-fields.tsx';
import { DraftDocument } from '../draft-document.tsx';
import { credentialQuery, credentialsKey } from '../queries.ts';
import { useDocument } from '../use-document.ts';
import { changedMembers, changeOf, differencesOf, draftOf, expectationOf, rebased } from './change.ts';
import { LinkButton } from './link-button.tsx';
import { PreviewCard } from './preview-card.tsx';
import { RemoveButton } from './remove-dialog.tsx';
import { SealedFor } from './sealed-for.tsx';
import { VerifyCard } from './verify-card.tsx';

function useMethod({ type, provider }: Credential): Method | undefined {
  const place = useOrganisation();
  const found = useQuery({ ...providerQuery(place, provider ?? ''), enabled: provider !== undefined });
  const types = useQuery(typesQuery(place));
  const isConnected = connectedTypes.has(type);
  const own = found.data && methodsOf(found.data).find((method) => method.type === (isConnected ? 'OAuth2' : type));
  const known = types.data?.find(({ name }) => name === type);
  const method = own ?? (provider === undefined || found.error ? known && methodOfType(known) : undefined);
  // Of a connection nothing but its description is filled in here.
  return isConnected && method ? { ...method, fields: [], takesBaseUrl: false } : method;
}

/** Secrets are sealed for an origin: a credential that goes elsewhere needs them anew. */
function secretsAnew(before: Credential, { input, secrets }: Draft): string[] {
  const originOf = (url: string | undefined) => (url === undefined ? undefined : (URL.parse(url)?.origin ?? url));
  if (originOf(before.baseUrl) === originOf(input.baseUrl)) return [];
  return Object.entries(before.secrets).flatMap(([name, { set }]) => (set && !secrets[name] ? [name] : []));
}

function useUpdate(before: Credential, draft: Draft, onSaved: (credential: Credential) => void) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const idempotencyKey = useWriteKey(draft, before);
  return useMutation({
    mutationFn: () => {
      const options = { ifMatch: before.version, idempotencyKey, expect: expectationOf(before) };
      return place.client.credentials.update(before.id, changeOf(before, draft), options);
    },
    onSuccess: (credential) => {
      queries.setQueryData(credentialQuery(place, before.id).queryKey, credential);
      void queries.invalidateQueries({ queryKey: credentialsKey(place) });
      notifications.show({ message: 'Saved' });
      onSaved(credential);
    },
  });
}

function isStale(error: Error | null): boolean {
  return error instanceof KeywardError && error.code === 'credential/stale';
}

/** The tab. */
export function ConnectionTab({ credential }: { readonly credential: Credential }) {
  const place = useOrganisation();
  const { mayEdit } = place;
  const { settings } = useServices();
  const method = useMethod(credential);
  const [before, setBefore] = useState(credential);
  const [draft, setDraft] = useState(() => draftOf(credential));
  const [wasTried, setWasTried] = useState(false);
  const [{ schema }, changeSearch] = usePageSearch(['schema']);
  const isConnected = connectedTypes.has(credential.type);
  const showsJson = schema !== undefined && method !== undefined && !isConnected;
  const beside = useDocument({ draft, setDraft, isShown: showsJson });
  const isInstead = beside.place === 'instead';
  const start = (from: Credential) => {
    setBefore(from);
    setDraft(draftOf(from));
    setWasTried(false);
  };
  const update = useUpdate(before, draft, start);
  const isChanged = useMemo(() => Object.keys(changeOf(before, draft)).length > 0, [before, draft]);
  // What was read anew, after a verification say, is taken over while nothing is being changed.
  if (!isChanged && credential.version !== before.version) start(credential);
  useFieldFocus(method !== undefined);
  const isGone = ['deleted', 'expired'].includes(credential.status);
  const isLocked = !mayEdit || isGone;
  const kept = new Set(Object.entries(before.secrets).flatMap(([name, { set }]) => (set ? [name] : [])));
  const faults = {
    ...faultsOf(method?.fields ?? [], { values: draft.input.fields, secrets: draft.secrets, kept }),
    ...Object.fromEntries(
      secretsAnew(before, draft).map((name) => [name, 'has to be given again: the base URL leads elsewhere']),
    ),
  };
  const isSound = Object.keys(faults).length === 0 && !beside.isBroken;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    if (isSound) update.mutate();
  };
  const { type, provider, key } = credential;
  const document = (
    <DraftDocument
      key={beside.edition}
      of={{
        kind: { type, ...(provider !== undefined && { provider }) },
        specs: method?.fields ?? [],
        openFields: method?.openFields ?? false,
        key,
        members: changedMembers,
      }}
      draft={draft}
      onChange={setDraft}
      onBroken={beside.onBroken}
      isReadOnly={isLocked}
    />
  );
  const specs = (method?.fields ?? []).filter(({ secret }) => secret || !isInstead);
  return (
    <Stack>
      {isGone && <Alert color="gray">It is gone for good; only its record is kept.</Alert>}
      {credential.errors.length > 0 && (
        <Alert color="orange" variant="outline" title="It is not used until this is put right">
          {credential.errors.map(({ path, message }) => (
            <Text size="sm" key={path + message}>
              <span className="mono">{path}</span> {message}
            </Text>
          ))}
        </Alert>
      )}
      {isConnected && !isGone && <TokenLife credential={credential} isLocked={isLocked} />}
      <VerifyCard credential={credential} isVerifiable={method?.isVerifiable ?? false} isLocked={isLocked} />
      <form onSubmit={submit} noValidate aria-label="Credential">
        <UnsavedGuard isOn={isChanged} />
        <BesideDocument place={beside.place} document={document}>
          <Stack>
            {method && !isConnected && (
              <DocumentSwitch
                isShown={showsJson}
                onChange={(isShown) => changeSearch({ schema: isShown ? 'shown' : '' })}
              />
            )}
            <SimpleGrid cols={2}>
              <TextInput label="Type" value={method?.title ?? credential.type} disabled />
              <TextInput label="Provider" value={credential.provider ?? 'none'} disabled />
            </SimpleGrid>
            <fieldset disabled={isLocked} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
              <Stack>
                {isInstead ? (
                  document
                ) : (
                  <DescriptionFields
                    input={draft.input}
                    method={{ takesBaseUrl: method?.takesBaseUrl ?? false, baseUrl: method?.baseUrl }}
                    part="main"
                    fixedKey
                    onChange={(input) => setDraft({ ...draft, input })}
                  />
                )}
                {specs.length > 0 && (
                  <Card withBorder padding="md">
                    <Stack>
                      <SpecFields
                        specs={specs}
                        values={draft.input.fields}
                        secrets={draft.secrets}
                        kept={kept}
                        faults={wasTried ? faults : {}}
                        takesSecrets={canSeal(settings)}
                        disabled={isLocked}
                        onValue={(name, value) => {
                          const fields = withValue(draft.input.fields, name, value);
                          setDraft({ ...draft, input: withMembers(draft.input, { fields }) });
                        }}
                        onSecret={(name, value) => {
                          setDraft({ ...draft, secrets: withValue(draft.secrets, name, value) });
                        }}
                      />
                      {Object.keys(draft.secrets).length > 0 && (
                        <SealedFor credential={before} baseUrl={draft.input.baseUrl} />
                      )}
                    </Stack>
                  </Card>
                )}
                {!isInstead && (
                  <DescriptionFields
                    input={draft.input}
                    method={{ takesBaseUrl: false, baseUrl: undefined }}
                    part="more"
                    onChange={(input) => setDraft({ ...draft, input })}
                  />
                )}
              </Stack>
            </fieldset>
            {isStale(update.error) ? (
              <StaleAlert
                title="It was changed while you had it open"
                queryKey={[...credentialQuery(place, before.id).queryKey, 'since', before.version]}
                read={() => place.client.credentials.get(before.id)}
                changesTo={(now) => differencesOf(before, now)}
                onKeep={(now) => {
                  setDraft(rebased(draft, before, now));
                  setBefore(now);
                  update.reset();
                }}
                onTake={(now) => {
                  start(now);
                  update.reset();
                }}
              />
            ) : (
              <ProblemAlert error={update.error} title="It was not saved" />
            )}
            {!isLocked && (
              <Group justify="space-between">
                <Group gap="xs">
                  <Button type="submit" disabled={!isChanged && !beside.isBroken} loading={update.isPending}>
                    Save
                  </Button>
                  {isChanged && (
                    <Button variant="default" onClick={() => start(before)}>
                      Discard
                    </Button>
                  )}
                </Group>
                <Group gap="xs">
                  <LinkButton credential={credential} />
                  <RemoveButton credential={credential} />
                </Group>
              </Group>
            )}
          </Stack>
        </BesideDocument>
      </form>
      {!isGone && <PreviewCard credential={credential} />}
    </Stack>
  );
}
