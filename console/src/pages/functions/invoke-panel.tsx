/**
 * Invoking a function for real, at the broker. People manage and use nothing, so it takes an access token: one made here for
 * this function, or one that somebody has.
 */
import {
  Alert,
  Badge,
  Button,
  Card,
  Code,
  Group,
  PasswordInput,
  SegmentedControl,
  Spoiler,
  Stack,
  Text,
} from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { useServices, useSignal } from '../../session/services.ts';
import { Moment } from '../../shared/moment.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { mayIn } from '../solutions/role.ts';
import type { PanelProps } from './function.tsx';
import { ParameterFields, parametersOf, type Typed } from './parameter-fields.tsx';
import { asDefinition } from './queries.ts';
import { type Invocation, useInvocation } from './use-invocation.ts';
import { useToken } from './use-token.ts';

type Token = ReturnType<typeof useToken>;

function MadeHere({ token, mayMake }: { readonly token: Token; readonly mayMake: boolean }) {
  const { made, make, end } = token;
  return (
    <Stack gap="xs">
      {made ? (
        <Group gap="xs">
          <Text size="sm" role="status">
            This page holds a token for this function alone, which ends <Moment at={made.expiresAt} />
          </Text>
          <Button variant="default" size="compact-sm" loading={end.isPending} onClick={() => end.mutate()}>
            End it now
          </Button>
        </Group>
      ) : (
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            disabled={!mayMake}
            loading={make.isPending}
            onClick={() => make.mutate()}
          >
            Make a token for 15 minutes
          </Button>
          {!mayMake && <Text size="sm">Editors of the solution make tokens.</Text>}
        </Group>
      )}
      <ProblemAlert error={make.error ?? end.error} title="No token was made or ended" />
    </Stack>
  );
}

function Shown({ invocation, stop }: { readonly invocation: Invocation; readonly stop: () => void }) {
  if (invocation.phase === 'failed') {
    return <ProblemAlert error={invocation.error} title="Keyward has refused it, or was not reached" />;
  }
  if (invocation.phase !== 'answered') return null;
  const { answer, error } = invocation;
  const { status, headers, text, bytes, isWhole } = answer;
  return (
    <Card withBorder padding="sm" component="section" aria-label="Answer">
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs" role="status">
            <Badge variant="default" tt="none">
              {status}
            </Badge>
            <Text size="sm">
              {bytes.toLocaleString('en')} bytes{isWhole ? '' : error ? ', broken off' : ' so far'}
            </Text>
          </Group>
          {!isWhole && !error && (
            <Button variant="default" size="compact-sm" onClick={stop}>
              Stop
            </Button>
          )}
        </Group>
        <Spoiler maxHeight={0} showLabel="Header fields" hideLabel="Hide header fields">
          <Code block tabIndex={0} aria-label="Header fields">
            {headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
          </Code>
        </Spoiler>
        <Code
          block
          mah={420}
          style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          tabIndex={0}
          aria-label="Body of the answer"
        >
          {text}
        </Code>
      </Stack>
    </Card>
  );
}

function WithoutBroker({ name }: { readonly name: string }) {
  return (
    <Alert color="gray" title="This page does not know where browsers reach the broker">
      <Text size="sm" mb="xs">
        Start the control plane and the broker with <code>--broker-public-url</code> to invoke functions here. From a
        shell:
      </Text>
      <Code block tabIndex={0} aria-label="Command">
        {`KEYWARD_TOKEN=kw_… keyward function invoke ${name}`}
      </Code>
    </Alert>
  );
}

function useTakenToken(token: Token) {
  const [way, setWay] = useState('made');
  const [own, setOwn] = useState('');
  const { session } = useServices();
  const hasEnded = useSignal(session) === 'ended';
  useEffect(() => {
    if (hasEnded) setOwn('');
  }, [hasEnded]);
  return { way, setWay, own, setOwn, taken: way === 'made' ? token.made?.token : own.trim() };
}

/** The panel. */
export function InvokePanel(props: PanelProps) {
  const { solution, found } = props;
  const place = useOrganisation();
  const { brokerUrl } = useServices().settings;
  const [typed, setTyped] = useState<Typed>({});
  const token = useToken(props);
  const { way, setWay, own, setOwn, taken } = useTakenToken(token);
  const { invocation, start, stop } = useInvocation(props);
  const definition = asDefinition(found.definition);
  const isDraft = found.state !== 'active';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (brokerUrl && taken) void start({ brokerUrl, token: taken, parameters: parametersOf(definition, typed) });
  };
  if (brokerUrl === undefined) return <WithoutBroker name={found.name} />;
  return (
    <form onSubmit={submit} aria-label="Invoke">
      <Stack>
        <Text size="sm" c="dimmed">
          This sends the request for real. Your role lets you manage the function, not use it: the broker asks for an
          access token of this solution with a grant of the function as it is now, and every use is logged under it.
        </Text>
        {isDraft && (
          <Alert color="orange" variant="outline">
            A draft does not run. Activate it first.
          </Alert>
        )}
        <SegmentedControl
          aria-label="Token"
          data={[
            { value: 'made', label: 'A token for this' },
            { value: 'own', label: 'One that I have' },
          ]}
          value={way}
          onChange={setWay}
        />
        {way === 'made' ? (
          <MadeHere token={token} mayMake={mayIn(place, solution.id, 'editor')} />
        ) : (
          <PasswordInput
            label="Access token"
            description="It goes from this page to the broker, and is kept nowhere."
            placeholder="kw_…"
            autoComplete="off"
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
        )}
        <ParameterFields definition={definition} typed={typed} onChange={setTyped} />
        <Group>
          <Button type="submit" disabled={!taken || isDraft} loading={invocation.phase === 'asking'}>
            Invoke
          </Button>
          <Text size="xs" c="dimmed">
            at <span className="mono">{brokerUrl}</span>
          </Text>
        </Group>
        <Shown invocation={invocation} stop={stop} />
      </Stack>
    </form>
  );
}
