/** Where each credential of a template comes from: one that the organisation has, one made now, or one filled in later. */
import { Badge, Card, Group, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { SpecFields } from '../../forms/spec-fields.tsx';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Method, methodOfType, methodsOf, providerQuery, typesQuery } from '../credentials/catalogue.ts';
import { commonCredentialsQuery } from './queries.ts';
import type { Declared } from './read-template.ts';

/** As the API takes it. */
export type Mapped =
  | 'later'
  | { readonly use: string }
  | { readonly create: { readonly baseUrl?: string; readonly fields?: Readonly<Record<string, string>> } };

/** By key; `later` where there is none. */
export type Mapping = Readonly<Record<string, Mapped>>;

interface OneProps {
  readonly declared: Declared;
  readonly mapped: Mapped;
  readonly onChange: (mapped: Mapped) => void;
}

type Way = 'later' | 'use' | 'create';

function wayOf(mapped: Mapped): Way {
  if (mapped === 'later') return 'later';
  return 'use' in mapped ? 'use' : 'create';
}

function useMethod({ type, provider }: Declared): Method | undefined {
  const place = useOrganisation();
  const found = useQuery({ ...providerQuery(place, provider ?? ''), enabled: provider !== undefined });
  const types = useQuery(typesQuery(place));
  const known = types.data?.find(({ name }) => name === type);
  if (provider !== undefined) return found.data && methodsOf(found.data).find((method) => method.type === type);
  return known && methodOfType(known);
}

/** Plain fields alone: secrets are sealed to a credential that is there. */
function NewFields({ declared, mapped, onChange }: OneProps) {
  const method = useMethod(declared);
  const create = mapped !== 'later' && 'create' in mapped ? mapped.create : {};
  const values = { ...declared.fields, ...create.fields };
  const plain = method?.fields.filter(({ secret }) => !secret) ?? [];
  if (!method) return null;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      {method.takesBaseUrl && (
        <TextInput
          label="Base URL"
          type="url"
          description="As the template says unless given."
          value={create.baseUrl ?? ''}
          onChange={(event) => {
            const { baseUrl: _, ...rest } = create;
            const { value } = event.currentTarget;
            onChange({ create: { ...rest, ...(value !== '' && { baseUrl: value }) } });
          }}
        />
      )}
      <SpecFields
        specs={plain}
        values={values}
        secrets={{}}
        faults={{}}
        takesSecrets={false}
        onValue={(name, value) => {
          const { [name]: _, ...fields } = create.fields ?? {};
          onChange({ create: { ...create, fields: value === undefined ? fields : { ...fields, [name]: value } } });
        }}
        onSecret={() => {}}
      />
    </SimpleGrid>
  );
}

function OneCredential({ declared, mapped, onChange }: OneProps) {
  const place = useOrganisation();
  const { data: common } = useQuery(commonCredentialsQuery(place));
  const { key, type, provider, name, help } = declared;
  const there = common?.byKey.get(key);
  const isUsable = there !== undefined && (there.provider ?? there.type) === (provider ?? type);
  const way = wayOf(mapped);
  const take = (next: string) => {
    if (next === 'use') onChange({ use: key });
    else onChange(next === 'create' ? { create: {} } : 'later');
  };
  return (
    <Card withBorder padding="sm" component="section" aria-label={`Credential ${key}`}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <div>
            <Text className="mono" fw={600} size="sm">
              {key}
            </Text>
            <Text size="xs" c="dimmed">
              {[name, provider ?? type].filter(Boolean).join(' · ')}
            </Text>
          </div>
          <SegmentedControl
            size="xs"
            aria-label={`Where ${key} comes from`}
            data={[
              { value: 'use', label: 'Existing', disabled: !isUsable },
              { value: 'create', label: 'New' },
              { value: 'later', label: 'Later' },
            ]}
            value={way}
            onChange={take}
          />
        </Group>
        {help !== undefined && <Text size="sm">{help}</Text>}
        {way === 'use' && (
          <Text size="sm">
            The organisation’s own <span className="mono">{key}</span> is used; nothing is made.
          </Text>
        )}
        {way === 'create' && <NewFields declared={declared} mapped={mapped} onChange={onChange} />}
        {way === 'create' && (
          <Text size="xs" c="dimmed">
            Its secrets are asked for in the checklist.
          </Text>
        )}
        {there && way !== 'use' && (
          <Badge variant="default" tt="none" fw={400}>
            hides the organisation’s {key}
          </Badge>
        )}
      </Stack>
    </Card>
  );
}

/** One card a credential. */
export function MappingFields({
  credentials,
  mapping,
  onChange,
}: {
  readonly credentials: readonly Declared[];
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}) {
  return (
    <Stack gap="xs">
      {credentials.map((declared) => (
        <OneCredential
          key={declared.key}
          declared={declared}
          mapped={mapping[declared.key] ?? 'later'}
          onChange={(mapped) => onChange({ ...mapping, [declared.key]: mapped })}
        />
      ))}
    </Stack>
  );
}
