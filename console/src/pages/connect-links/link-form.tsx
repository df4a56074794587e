/** Making a connect link: for a new credential of a provider or type, or for one that there is; shown once when it is made. */

import type { Credential } from '@keyward/sdk';
import {
  Alert,
  Button,
  Group,
  Input,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { LabelsInput } from '../../forms/labels-input.tsx';
import { useOrganisation } from '../../session/organisation.tsx';
import { CopyField } from '../../shared/copy-field.tsx';
import { useWriteKey } from '../../shared/use-write-key.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { methodOfType, methodsOf, providerQuery, providersQuery, typesQuery } from '../credentials/catalogue.ts';
import { credentialQuery } from '../credentials/queries.ts';
import { configurationsQuery } from '../oauth-configurations/queries.ts';
import { ExistingCredential, targetOf } from './existing-credential.tsx';
import { connectLinksKey, type MadeConnectLink } from './queries.ts';

interface Wish {
  readonly isNew: boolean;
  /** Id of one that there is: a key may mean another one in a solution. */
  readonly credential: string;
  /** A provider, or a type, which begins with a capital letter. */
  readonly component: string;
  readonly type: string;
  readonly configuration: string;
  readonly name: string;
  readonly key: string;
  readonly owner: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly baseUrl: string;
  readonly expiresIn: string;
  readonly returnUrl: string;
}

const lifetimes = [
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
  { value: '2592000', label: '30 days' },
];

function isType(component: string): boolean {
  return /^[A-Z]/.test(component);
}

function bodyOf(wish: Wish, isConsent: boolean, existing: Credential | undefined) {
  const { expiresIn, returnUrl, isNew, component, type, configuration, labels } = wish;
  const texts = { name: wish.name, key: wish.key, owner: wish.owner, baseUrl: wish.baseUrl, returnUrl };
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  const common = { expiresIn: Number(expiresIn), ...(returnUrl !== '' && { returnUrl }) };
  if (!isNew) return { credential: existing!.id, ...targetOf(existing!), ...common };
  const provider = isType(component) ? {} : { provider: component };
  const kind = isConsent ? { configuration } : { type };
  return { ...given, ...provider, ...kind, labels, ...common };
}

function useMethods(component: string) {
  const place = useOrganisation();
  const isProvider = component !== '' && !isType(component);
  const provider = useQuery({ ...providerQuery(place, component), enabled: isProvider });
  const { data: types = [] } = useQuery(typesQuery(place));
  const type = types.find(({ name }) => name === component);
  if (isProvider) return provider.data ? methodsOf(provider.data) : [];
  return type ? [methodOfType(type)] : [];
}

function useComponents() {
  const place = useOrganisation();
  const { data: providers = [] } = useQuery(providersQuery(place));
  const { data: types = [] } = useQuery(typesQuery(place));
  const fillable = types.filter(({ name, isConnected }) => !isConnected || name === 'OAuth2');
  return [
    { group: 'Providers', items: providers.map(({ name, title }) => ({ value: name, label: title })) },
    { group: 'Any other API', items: fillable.map(({ name, title }) => ({ value: name, label: title })) },
  ];
}

function NewCredentialFields({
  wish,
  set,
  methods,
  isConsent,
}: {
  readonly wish: Wish;
  readonly set: (change: Partial<Wish>) => void;
  readonly methods: ReturnType<typeof useMethods>;
  readonly isConsent: boolean;
}) {
  const place = useOrganisation();
  const components = useComponents();
  const { data: configurations = [] } = useQuery(configurationsQuery(place));
  const method = methods.find(({ type }) => type === wish.type) ?? methods[0];
  const takesBaseUrl = method?.takesBaseUrl || (isConsent && isType(wish.component));
  return (
    <>
      <Select
        label="For"
        description="The provider or type that it is a credential of."
        placeholder="Search"
        withAsterisk
        searchable
        data={components}
        value={wish.component === '' ? null : wish.component}
        onChange={(component) => set({ component: component ?? '', type: '', configuration: '' })}
      />
      {methods.length > 1 && (
        <Select
          label="Method"
          allowDeselect={false}
          data={methods.map(({ type, title }) => ({ value: type, label: title }))}
          value={method?.type ?? null}
          onChange={(type) => set({ type: type ?? '' })}
        />
      )}
      {isConsent && (
        <Select
          label="OAuth client"
          description="The link leads to the provider’s consent by this client."
          withAsterisk
          placeholder={configurations.length === 0 ? 'There is none yet' : 'Choose'}
          data={configurations.map(({ key, name }) => ({ value: key, label: name ? `${name} (${key})` : key }))}
          value={wish.configuration === '' ? null : wish.configuration}
          onChange={(configuration) => set({ configuration: configuration ?? '' })}
        />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Display name"
          value={wish.name}
          maxLength={200}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label="Key"
          description="Made of the name if left empty."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          classNames={{ input: 'mono' }}
          value={wish.key}
          maxLength={128}
          spellCheck={false}
          onChange={(event) => set({ key: event.currentTarget.value })}
        />
      </SimpleGrid>
      {takesBaseUrl && (
        <TextInput
          label="Base URL"
          description="The API’s address. Whoever fills it in cannot change it."
          type="url"
          placeholder={method?.baseUrl ?? 'https://api.example.com/v1'}
          value={wish.baseUrl}
          onChange={(event) => set({ baseUrl: event.currentTarget.value })}
        />
      )}
      <TextInput
        label="Owner"
        description="Whose account it will be."
        value={wish.owner}
        maxLength={200}
        onChange={(event) => set({ owner: event.currentTarget.value })}
      />
      <LabelsInput labels={wish.labels} onChange={(labels) => set({ labels })} />
    </>
  );
}

/** The address of a link that was just made; it is kept nowhere. */
export function MadeLink({ made, onDone }: { readonly made: MadeConnectLink; readonly onDone: () => void }) {
  return (
    <Stack>
      <Alert color="teal" variant="outline" title="Copy it now: it is shown this once" role="status">
        <Text size="sm">
          Whoever has the address may fill in <span className="mono">{made.key}</span>, once. Send it by a way that you
          trust.
        </Text>
      </Alert>
      <CopyField label="Connect link" value={made.url} />
      <Group justify="flex-end">
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}

/** The form. @param credential - Id of one that it is for, where that is known already. */
export function LinkForm({
  credential = '',
  onMade,
  onCancel,
}: {
  readonly credential?: string;
  readonly onMade: (made: MadeConnectLink) => void;
  readonly onCancel: () => void;
}) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [wish, setWish] = useState<Wish>({
    ...{ isNew: credential === '', credential, component: '', type: '', configuration: '', name: '', key: '' },
    ...{ owner: '', labels: {}, baseUrl: '', expiresIn: '86400', returnUrl: '' },
  });
  const set = (change: Partial<Wish>) => setWish({ ...wish, ...change });
  const methods = useMethods(wish.component);
  const method = methods.find(({ type }) => type === wish.type) ?? methods[0];
  const isConsent = method?.isConnected ?? false;
  const { data: existing } = useQuery({
    ...credentialQuery(place, wish.credential),
    enabled: !wish.isNew && wish.credential !== '',
  });
  const idempotencyKey = useWriteKey(wish, method?.type);
  const make = useMutation({
    mutationFn: () => {
      const body = bodyOf({ ...wish, type: method?.type ?? '' }, isConsent, existing);
      return place.client.connectLinks.create(body, { idempotencyKey });
    },
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: connectLinksKey(place) });
      onMade(made);
    },
  });
  const isComplete = wish.isNew
    ? method !== undefined && (!isConsent || wish.configuration !== '')
    : existing !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="New connect link">
      <Stack>
        <Input.Wrapper label="It fills in" labelElement="div">
          <SegmentedControl
            aria-label="It fills in"
            fullWidth
            mt={4}
            data={[
              { value: 'new', label: 'A new credential' },
              { value: 'existing', label: 'One that there is' },
            ]}
            value={wish.isNew ? 'new' : 'existing'}
            onChange={(chosen) => set({ isNew: chosen === 'new' })}
          />
        </Input.Wrapper>
        {wish.isNew ? (
          <NewCredentialFields wish={wish} set={set} methods={methods} isConsent={isConsent} />
        ) : (
          <ExistingCredential chosen={existing} onChange={(id) => set({ credential: id })} />
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label="Ends after"
            allowDeselect={false}
            data={lifetimes}
            value={wish.expiresIn}
            onChange={(expiresIn) => set({ expiresIn: expiresIn ?? '86400' })}
          />
          <TextInput
            label="Leads back to"
            description="Keyward itself, or an origin of the settings."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            type="url"
            placeholder="nowhere"
            value={wish.returnUrl}
            onChange={(event) => set({ returnUrl: event.currentTarget.value })}
          />
        </SimpleGrid>
        <ProblemAlert error={make.error} title="The link was not made" />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={make.isPending} disabled={!isComplete}>
            Make the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
