/** The inputs of an OAuth client: where it is registered, how it shows itself, and what it asks for. */
import { Input, SegmentedControl, Select, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { SecretInput } from '../../forms/secret-input.tsx';
import { SpecFields } from '../../forms/spec-fields.tsx';
import { useOrganisation } from '../../session/organisation.tsx';
import { providerQuery, providersQuery } from '../credentials/catalogue.ts';
import { type ClientInput, type Source, secretKindOf } from './client-draft.ts';

export interface ClientFieldsProps {
  readonly input: ClientInput;
  readonly onChange: (change: Partial<ClientInput>) => void;
  readonly secret: string | undefined;
  readonly onSecret: (secret: string | undefined) => void;
  readonly isStored: boolean;
  /** Whether a secret is stored that is shown in the same way. */
  readonly hasSecret: boolean;
  readonly takesSecrets: boolean;
  /** Plain fields of the provider that the API has asked for. */
  readonly askedFields: readonly string[];
  /** The provider is fixed by where this is opened. */
  readonly isProviderFixed: boolean;
}

const sources: readonly { readonly value: Source; readonly label: string }[] = [
  { value: 'provider', label: 'Provider' },
  { value: 'issuer', label: 'Issuer' },
  { value: 'endpoints', label: 'Endpoints' },
];

const ways = [
  { value: '', label: 'As the provider or the server says' },
  { value: 'basic', label: 'Secret, in the Authorization header' },
  { value: 'post', label: 'Secret, in the body' },
  { value: 'private_key_jwt', label: 'Private key (signed assertion)' },
  { value: 'none', label: 'Public client, no secret' },
];

/** Of assertions (RFC 7523). */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const endpointLabels = {
  authorizationUrl: 'Authorization URL',
  tokenUrl: 'Token URL',
  revocationUrl: 'Revocation URL',
  jwksUrl: 'Keys URL (JWKS)',
} as const;

function UrlInput({
  label,
  value,
  required = false,
  description,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <TextInput
      label={label}
      description={description}
      type="url"
      withAsterisk={required}
      value={value}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function ProviderFields({ input, onChange, askedFields, isProviderFixed }: ClientFieldsProps) {
  const place = useOrganisation();
  const { data: providers = [] } = useQuery(providersQuery(place));
  const found = useQuery({ ...providerQuery(place, input.provider), enabled: input.provider !== '' });
  const fitting = providers.filter(({ types }) => types.includes('OAuth2'));
  const method = found.data?.methods.find(({ type }) => type === 'OAuth2');
  const specs = method?.fields.filter(({ name, secret }) => !secret && askedFields.includes(name)) ?? [];
  return (
    <>
      <Select
        label="Provider"
        description="Its endpoints, scopes and ways are taken over once, when this is saved."
        placeholder="Search"
        withAsterisk
        searchable
        disabled={isProviderFixed}
        data={fitting.map(({ name, title }) => ({ value: name, label: title }))}
        value={input.provider === '' ? null : input.provider}
        onChange={(provider) => onChange({ provider: provider ?? '', fields: {} })}
      />
      <SpecFields
        specs={specs}
        values={input.fields}
        secrets={{}}
        faults={{}}
        takesSecrets={false}
        onSecret={() => undefined}
        onValue={(name, value) => onChange({ fields: { ...input.fields, [name]: value ?? '' } })}
      />
    </>
  );
}

function EndpointFields({ input, onChange }: ClientFieldsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      {Object.entries(endpointLabels).map(([name, label]) => (
        <UrlInput
          key={name}
          label={label}
          value={input[name as keyof typeof endpointLabels]}
          required={name === 'tokenUrl'}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </SimpleGrid>
  );
}

/** Where it is registered. */
function ServerFields(props: ClientFieldsProps) {
  const { input, onChange, isProviderFixed } = props;
  return (
    <>
      {!isProviderFixed && (
        <Input.Wrapper label="Registered at" labelElement="div">
          <SegmentedControl
            aria-label="Registered at"
            fullWidth
            mt={4}
            data={[...sources]}
            value={input.source}
            onChange={(source) => onChange({ source: source as Source })}
          />
        </Input.Wrapper>
      )}
      {input.source === 'provider' && <ProviderFields {...props} />}
      {input.source === 'issuer' && (
        <UrlInput
          label="Issuer"
          description="As the server names itself, to the letter. It is asked for its endpoints when this is saved."
          required
          value={input.issuer}
          onChange={(issuer) => onChange({ issuer })}
        />
      )}
      {input.source === 'endpoints' && <EndpointFields {...props} />}
    </>
  );
}

function SecretField({ input, secret, onSecret, hasSecret, takesSecrets, isStored }: ClientFieldsProps) {
  const kind = secretKindOf(input.clientAuthentication);
  if (kind === undefined) return null;
  const isKey = kind === 'privateKey';
  const spec = {
    name: kind,
    title: isKey ? 'Private key' : 'Client secret',
    help: isKey
      ? 'In PEM. Sealed in this browser, for the token URL alone.'
      : 'Sealed in this browser, for the token URL alone.',
    secret: true,
    required: !isStored,
    multiline: isKey,
  };
  return (
    <SecretInput
      key={kind}
      spec={spec}
      value={secret}
      onChange={onSecret}
      isKept={hasSecret}
      disabled={!takesSecrets}
    />
  );
}

/** The inputs, in order. */
export function ClientFields(props: ClientFieldsProps) {
  const { input, onChange, isStored } = props;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Display name"
          description="For people."
          value={input.name}
          maxLength={200}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          label="Key"
          description={isStored ? 'Fixed.' : 'Made of the name if left empty.'}
          classNames={{ input: 'mono' }}
          disabled={isStored}
          value={input.key}
          maxLength={128}
          spellCheck={false}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
        />
      </SimpleGrid>
      <ServerFields {...props} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Client ID"
          description="The vendor shows it where the client is registered."
          withAsterisk
          value={input.clientId}
          maxLength={512}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ clientId: event.currentTarget.value })}
        />
        <Select
          label="Shows itself by"
          description="Client authentication."
          allowDeselect={false}
          data={isStored ? ways.slice(1) : ways}
          value={input.clientAuthentication}
          onChange={(way) => onChange({ clientAuthentication: way ?? '' })}
        />
      </SimpleGrid>
      {secretKindOf(input.clientAuthentication) === 'privateKey' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="Key ID"
            description="Which of the client’s keys it is, where the server wants to know."
            value={input.keyId}
            onChange={(event) => onChange({ keyId: event.currentTarget.value })}
          />
          <Select
            label="Signs with"
            description="As the key is: RSA, elliptic (P-256) or Ed25519."
            allowDeselect={false}
            data={algorithms}
            value={input.assertionAlgorithm === '' ? 'RS256' : input.assertionAlgorithm}
            onChange={(algorithm) => onChange({ assertionAlgorithm: algorithm ?? '' })}
          />
        </SimpleGrid>
      )}
      <SecretField {...props} />
      <TagsInput
        label="Scopes"
        description="What connections ask for unless they say otherwise: one, then Enter."
        value={[...input.scopes]}
        onChange={(scopes) => onChange({ scopes })}
        splitChars={[' ', ',']}
      />
      <TagsInput
        label="Allowed domains"
        description="Hosts that tokens may be sent to, such as *.example.com. Without any, connections decide."
        value={[...input.allowedDomains]}
        onChange={(allowedDomains) => onChange({ allowedDomains })}
        splitChars={[' ', ',']}
      />
      <UrlInput
        label="Other redirect URL"
        description="Only where browsers come back by another address than Keyward’s own."
        value={input.redirectUrl}
        onChange={(redirectUrl) => onChange({ redirectUrl })}
      />
    </>
  );
}
