/** Connecting: the credential is described, a client is chosen, and a consent in a window of the provider's fills it. */
import {
  Anchor,
  Button,
  Card,
  Group,
  Input,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  TagsInput,
  Text,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type Draft, type DraftInput, emptyDraft, withMembers, withValue } from '../../forms/draft.ts';
import { faultsOf } from '../../forms/field-spec.ts';
import { SpecFields } from '../../forms/spec-fields.tsx';
import { useOrganisation } from '../../session/organisation.tsx';
import type { IconDrawing } from '../../shared/component-icon.tsx';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { useWriteKey } from '../../shared/use-write-key.ts';
import type { AddTarget } from '../credentials/add-target.ts';
import type { Method } from '../credentials/catalogue.ts';
import { DescriptionFields } from '../credentials/description-fields.tsx';
import { MethodHead } from '../credentials/method-fields.tsx';
import { ClientForm } from '../oauth-configurations/client-form.tsx';
import { type Configuration, configurationsQuery, mayManageOAuth } from '../oauth-configurations/queries.ts';
import { RedirectCheck } from '../oauth-configurations/redirect-check.tsx';
import { ConsentCard } from './consent-card.tsx';
import { type AskForConsent, useConsent } from './use-consent.ts';

export interface ConnectFormProps {
  readonly title: string;
  readonly icon: IconDrawing | undefined;
  readonly method: Method;
  readonly provider?: string | undefined;
  /** For whom it is, and under which key. */
  readonly target: AddTarget;
  /** What is done with it once it is connected; there is a link to it by default. */
  readonly onConnected?: (connection: { readonly id: string; readonly key: string }) => void;
}

type Grant = 'authorization_code' | 'client_credentials';

/** What the tokens bring themselves. */
const ofTokens: ReadonlySet<string> = new Set(['scope', 'configuration']);

function fieldsOf({ fields }: Method) {
  return fields.filter(({ name, secret }) => !secret && !ofTokens.has(name));
}

/** Clients of this provider first; another one may be meant all the same. */
function choicesOf(configurations: readonly Configuration[], provider: string | undefined) {
  const optionOf = ({ key, name }: Configuration) => ({
    value: key,
    label: name === undefined ? key : `${name} (${key})`,
  });
  const own = configurations.filter((each) => each.provider === provider);
  const others = configurations.filter((each) => each.provider !== provider);
  return [
    ...(own.length > 0
      ? [{ group: provider === undefined ? 'Without a provider' : 'Of this provider', items: own.map(optionOf) }]
      : []),
    ...(others.length > 0 ? [{ group: 'Others', items: others.map(optionOf) }] : []),
  ];
}

function ChooseClient({
  configuration,
  provider,
  onChange,
  disabled,
}: {
  readonly configuration: string | null;
  readonly provider: string | undefined;
  readonly onChange: (configuration: string | null) => void;
  readonly disabled: boolean;
}) {
  const place = useOrganisation();
  const { data = [], isSuccess } = useQuery(configurationsQuery(place));
  const [isAdding, { open, close }] = useDisclosure(false);
  const mayAdd = mayManageOAuth(place);
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs">
        <Select
          label="OAuth client"
          description="By which Keyward shows itself to the provider."
          placeholder={isSuccess && data.length === 0 ? 'There is none yet' : 'Choose'}
          withAsterisk
          flex={1}
          miw={200}
          disabled={disabled}
          data={choicesOf(data, provider)}
          value={configuration}
          onChange={onChange}
        />
        {mayAdd && (
          <Button variant="default" onClick={open} disabled={disabled}>
            Use my own client
          </Button>
        )}
      </Group>
      {!mayAdd && isSuccess && data.length === 0 && (
        <Text size="sm">Ask an administrator of the organisation to add an OAuth client for it.</Text>
      )}
      {configuration !== null && <RedirectCheck configuration={configuration} />}
      {isAdding && (
        <Modal
          opened
          onClose={close}
          size="lg"
          title="Your own OAuth client"
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <ClientForm
            {...(provider !== undefined && { provider })}
            onCancel={close}
            onSaved={({ key }) => {
              onChange(key);
              close();
            }}
          />
        </Modal>
      )}
    </Stack>
  );
}

interface Wish {
  readonly input: DraftInput;
  readonly provider: string | undefined;
  readonly configuration: string;
  readonly grant: Grant;
  readonly scopes: readonly string[];
}

function bodyOf({ input, provider, configuration, grant, scopes }: Wish) {
  const { key, name, description, owner, labels, baseUrl, expiresAt, fields } = input;
  const described = { key, name, description, owner, labels, baseUrl, expiresAt };
  const given = Object.entries(described).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given),
    ...(provider !== undefined && { provider }),
    ...{ configuration, grant, fields },
    ...(scopes.length > 0 && { scopes: [...scopes] }),
  };
}

function useConnect(
  wish: Omit<Wish, 'configuration'> & { readonly configuration: string | null },
  { solution }: AddTarget,
) {
  const { client } = useOrganisation();
  const consent = useConsent();
  const { state } = consent;
  /** Made by an earlier try, which came to nothing: it is connected then, not made again. */
  const [madeId, setMadeId] = useState<string>();
  const idempotencyKey = useWriteKey(wish.input, wish.configuration, wish.grant, wish.scopes);
  const ask: AskForConsent = async (flow) => {
    const target = wish.provider !== undefined ? { provider: wish.provider } : { baseUrl: wish.input.baseUrl! };
    if (madeId !== undefined) return client.connections.reconnect(madeId, { ...target, ...flow });
    const isConsent = wish.grant === 'authorization_code';
    const isOwn = solution !== undefined;
    const wanted = bodyOf({ ...wish, configuration: wish.configuration! });
    const body = { ...wanted, ...(isOwn && { shadows: true }), ...(isConsent && flow) };
    const started = await client.connections.create(body, { idempotencyKey, ...(isOwn && { solution }) });
    setMadeId(started.id);
    return started;
  };
  return {
    consent,
    madeId,
    isMade: madeId !== undefined,
    isBusy: state.step === 'starting' || state.step === 'waiting',
    begin: () => void consent.begin(ask, wish.grant === 'authorization_code'),
  };
}

function UseConnection({
  connection,
  onUse,
}: {
  readonly connection: { readonly id: string; readonly key: string };
  readonly onUse: NonNullable<ConnectFormProps['onConnected']>;
}) {
  return (
    <Button onClick={() => onUse(connection)}>
      Use <span className="mono">&nbsp;{connection.key}</span>
    </Button>
  );
}

/** The form. */
export function ConnectForm({ title, icon, method, provider, target, onConnected }: ConnectFormProps) {
  const { reference } = useOrganisation();
  const [start] = useState(() => ({ ...emptyDraft.input, ...(target.key !== undefined && { key: target.key }) }));
  const [{ input }, setDraft] = useState<Draft>({ input: start, secrets: {} });
  const [configuration, setConfiguration] = useState<string | null>(null);
  const [grant, setGrant] = useState<Grant>('authorization_code');
  const [scopes, setScopes] = useState<string[]>([]);
  const [wasTried, setWasTried] = useState(false);
  const [showsMore, { toggle }] = useDisclosure(false);
  const connect = useConnect({ input, provider, configuration, grant, scopes }, target);
  const { consent, isMade, isBusy } = connect;
  const specs = fieldsOf(method);
  const faults = faultsOf(specs, { values: input.fields, secrets: {} });
  const lacksBase = provider === undefined && input.baseUrl === undefined;
  const isSound = Object.keys(faults).length === 0 && configuration !== null && !lacksBase;
  const setInput = (next: DraftInput) => setDraft({ input: next, secrets: {} });
  const isLocked = isMade || isBusy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    if (isSound) connect.begin();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="New connection">
      <UnsavedGuard isOn={input !== start && !isMade} />
      <Stack maw={640}>
        <MethodHead method={method} title={title} icon={icon} />
        <fieldset disabled={isLocked} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack>
            <DescriptionFields
              input={input}
              method={{ ...method, takesBaseUrl: method.takesBaseUrl || provider === undefined }}
              part="main"
              onChange={setInput}
            />
            <Card withBorder padding="md">
              <Stack>
                <ChooseClient
                  configuration={configuration}
                  provider={provider}
                  onChange={setConfiguration}
                  disabled={isLocked}
                />
                <SpecFields
                  specs={specs}
                  values={input.fields}
                  secrets={{}}
                  faults={wasTried ? faults : {}}
                  takesSecrets={false}
                  onSecret={() => undefined}
                  onValue={(name, value) =>
                    setInput(withMembers(input, { fields: withValue(input.fields, name, value) }))
                  }
                />
                <TagsInput
                  label="Scopes"
                  description="Those of the client if left empty. One, then Enter."
                  value={scopes}
                  onChange={setScopes}
                  splitChars={[' ', ',']}
                />
                <Input.Wrapper label="Access is given by" labelElement="div">
                  <SegmentedControl
                    aria-label="Access is given by"
                    fullWidth
                    mt={4}
                    data={[
                      { value: 'authorization_code', label: 'A person’s consent' },
                      { value: 'client_credentials', label: 'The client itself' },
                    ]}
                    value={grant}
                    onChange={(chosen) => setGrant(chosen as Grant)}
                  />
                </Input.Wrapper>
              </Stack>
            </Card>
            <div>
              <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={showsMore}>
                {showsMore ? 'Less' : 'More: owner, labels, expiry'}
              </Button>
            </div>
            {showsMore && <DescriptionFields input={input} method={method} part="more" onChange={setInput} />}
          </Stack>
        </fieldset>
        {wasTried && !isSound && !isMade && (
          <Text c="var(--mantine-color-error)" size="sm" role="alert">
            {configuration === null ? 'An OAuth client is needed.' : 'Some fields need another look.'}
            {lacksBase && ' The base URL says where the tokens may go.'}
          </Text>
        )}
        <ConsentCard consent={consent} />
        <Group>
          {consent.state.step === 'connected' && onConnected ? (
            <UseConnection connection={consent.state.connection} onUse={onConnected} />
          ) : consent.state.step === 'connected' ? (
            <Button component={Link} to={`/organisations/${reference}/credentials/${connect.madeId}` as string}>
              Open the credential
            </Button>
          ) : (
            <Button
              type="submit"
              loading={consent.state.step === 'starting'}
              disabled={consent.state.step === 'waiting'}
            >
              {isMade ? 'Try again' : 'Connect'}
            </Button>
          )}
          {isMade && consent.state.step !== 'connected' && (
            <Anchor
              component={Link}
              size="sm"
              to={`/organisations/${reference}/credentials/${connect.madeId}` as string}
            >
              Connect it later
            </Anchor>
          )}
          {!isMade && (
            <Text size="xs" c="dimmed" flex={1} miw={200}>
              {grant === 'authorization_code'
                ? 'The provider’s page opens in a window. Tokens never pass through this page.'
                : 'The tokens are obtained at once, and never pass through this page.'}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}
