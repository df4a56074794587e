/** The inputs of an identity provider, its secret among them. */
import { Select, SimpleGrid, Switch, TagsInput, TextInput } from '@mantine/core';
import { SecretInput } from '../../forms/secret-input.tsx';
import type { ProviderInput } from './draft.ts';
import type { Scope } from './queries.ts';

const ways = [
  { value: '', label: 'As the server prefers' },
  { value: 'basic', label: 'Secret in the header (basic)' },
  { value: 'post', label: 'Secret in the body (post)' },
  { value: 'private_key_jwt', label: 'Signed assertion (private_key_jwt)' },
  { value: 'none', label: 'No secret (public client)' },
];

const firstRoles = [
  { value: 'none', label: 'Nothing: accounts are linked first' },
  { value: 'user', label: 'user' },
  { value: 'editor', label: 'editor' },
  { value: 'admin', label: 'admin' },
];

export interface ProviderFieldsProps {
  readonly scope: Scope;
  readonly input: ProviderInput;
  readonly onChange: (change: Partial<ProviderInput>) => void;
  readonly secret: string | undefined;
  readonly onSecret: (secret: string | undefined) => void;
  readonly isStored: boolean;
  readonly hasSecret: boolean;
  /** Whether this page can seal. */
  readonly takesSecrets: boolean;
}

function SecretField({ input, secret, onSecret, isStored, hasSecret, takesSecrets }: ProviderFieldsProps) {
  if (input.clientAuthentication === 'none') return null;
  const isKey = input.clientAuthentication === 'private_key_jwt';
  const spec = {
    name: isKey ? 'privateKey' : 'clientSecret',
    title: isKey ? 'Private key' : 'Client secret',
    help: 'Sealed in this browser, for the issuer’s token URL alone.',
    secret: true,
    required: !isStored,
    multiline: isKey,
  };
  return <SecretInput spec={spec} value={secret} onChange={onSecret} isKept={hasSecret} disabled={!takesSecrets} />;
}

function FirstFields({ scope, input, onChange }: ProviderFieldsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label="A first sign-in gives"
        description="To somebody whom nobody knows here. Never an owner’s role."
        allowDeselect={false}
        data={firstRoles}
        value={input.firstRole}
        onChange={(role) => onChange({ firstRole: role ?? 'none' })}
      />
      {scope === 'installation' && input.firstRole !== 'none' && (
        <TextInput
          label="In the organisation"
          description="Its short name, or its id."
          withAsterisk
          value={input.firstOrganisation}
          spellCheck={false}
          onChange={(event) => onChange({ firstOrganisation: event.currentTarget.value })}
        />
      )}
    </SimpleGrid>
  );
}

/** The inputs, in order. */
export function ProviderFields(props: ProviderFieldsProps) {
  const { input, onChange, isStored } = props;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Title"
          description="On the button: “Sign in with …”."
          withAsterisk
          value={input.title}
          maxLength={100}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <TextInput
          label="Key"
          description={isStored ? 'Fixed.' : 'Made of the title if left empty.'}
          classNames={{ input: 'mono' }}
          disabled={isStored}
          value={input.key}
          maxLength={128}
          spellCheck={false}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
        />
      </SimpleGrid>
      <TextInput
        label="Issuer"
        description="As the server names itself, to the letter. It is asked for its endpoints when this is saved."
        withAsterisk
        type="url"
        value={input.issuer}
        spellCheck={false}
        onChange={(event) => onChange({ issuer: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Client ID"
          description="Of the client that is registered there."
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
      <SecretField {...props} />
      <TagsInput
        label="Allowed domains"
        description="Of verified email addresses: one, then Enter. Without any, whoever the provider signs in."
        value={[...input.allowedDomains]}
        onChange={(allowedDomains) => onChange({ allowedDomains })}
        splitChars={[' ', ',']}
      />
      <FirstFields {...props} />
      <TagsInput
        label="Scopes"
        value={[...input.scopes]}
        onChange={(scopes) => onChange({ scopes })}
        splitChars={[' ', ',']}
      />
      <Switch
        label="People are signed in by it"
        description="Off, nobody is, and the sessions that came by it end."
        checked={input.active}
        onChange={(event) => onChange({ active: event.currentTarget.checked })}
      />
    </>
  );
}
