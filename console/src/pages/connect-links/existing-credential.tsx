/** Which credential a connect link fills in, where there is one already, and where what is entered will go. */
import type { Credential } from '@keyward/sdk';
import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { credentialsKey } from '../credentials/queries.ts';

/** Where its secrets will go, named as it is shown here: the API asks that of whoever lets secrets be given for the first time. */
export function targetOf({ provider, baseUrl, allowedOrigins }: Credential) {
  if (provider !== undefined) return { provider };
  return { ...(baseUrl !== undefined && { baseUrl }), ...(allowedOrigins && { allowedOrigins }) };
}

/** The choice. */
export function ExistingCredential({
  chosen,
  onChange,
}: {
  readonly chosen: Credential | undefined;
  readonly onChange: (id: string) => void;
}) {
  const place = useOrganisation();
  const [search, setSearch] = useState('');
  const { data } = useQuery({
    queryKey: [...credentialsKey(place), 'to-fill-in', search],
    queryFn: () => place.client.credentials.list({ limit: 50, sort: 'key', ...(search !== '' && { search }) }),
    placeholderData: (before) => before,
  });
  const optionOf = ({ id, key, name }: Pick<Credential, 'id' | 'key' | 'name'>) => {
    return { value: id, label: name === undefined ? key : `${key} (${name})` };
  };
  const found = (data?.items ?? []).map(optionOf);
  const isListed = !chosen || found.some(({ value }) => value === chosen.id);
  const { provider, baseUrl, allowedOrigins = [] } = chosen ?? {};
  const goesTo = [provider ?? baseUrl ?? '', ...allowedOrigins].filter((each) => each !== '');
  return (
    <div>
      <Select
        label="Credential"
        description="It is filled in anew, or connected again; key and references stay."
        withAsterisk
        searchable
        data={isListed ? found : [optionOf(chosen), ...found]}
        value={chosen?.id ?? null}
        onSearchChange={(typed) => setSearch(found.some(({ label }) => label === typed) ? '' : typed)}
        onChange={(id) => onChange(id ?? '')}
      />
      {goesTo.length > 0 && (
        <Text size="sm" mt={4}>
          What is entered goes to <span className="mono">{goesTo.join(' ')}</span> alone.
        </Text>
      )}
    </div>
  );
}
