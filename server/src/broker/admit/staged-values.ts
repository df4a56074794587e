/**
 * Values that have to go together: a key with its certificate, a key with its passphrase. They are judged whole, what is
 * staged on top of what lives, so that no write of one of them leaves a pair that does not work.
 */
import { isUtf8 } from 'node:buffer';
import type { CredentialType } from '../../catalogue/credential-type.ts';
import type { Material } from '../../domain/credential.ts';
import type { InjectionStep } from '../../domain/injection-rule.ts';
import { Problem } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { fieldsOf, parseTemplate, renderTemplate } from '../../domain/template.ts';
import { findCredential } from '../../store/credentials.ts';
import { liveMaterial } from '../../store/material.ts';
import { signerKind } from '../injection/signers/index.ts';
import type { BrokerParts } from '../parts.ts';
import { openMaterial } from '../resolve/open-material.ts';
import { isWitness, witnessMaterial } from './witness.ts';

type Owner = Pick<Material, 'organisationId' | 'credentialId' | 'type'>;

interface Group {
  readonly owner: Owner;
  /** Shaped by its provider. */
  readonly shape: CredentialType;
  /** Text by field. */
  readonly values: Map<string, string>;
}

function signerStepsOf(type: CredentialType): readonly InjectionStep[] {
  return type.injection.filter(({ into }) => into === 'signer');
}

/** Gathers what one request stages, by credential. */
export class StagedValues {
  readonly #groups = new Map<string, Group>();

  /** Takes note of a value, where its type has any that go together. @throws Problem `credential/unsendable-value` */
  note({ organisationId, credentialId, type, field }: Material, bytes: Buffer, shape: CredentialType): void {
    if (signerStepsOf(shape).length === 0) return;
    if (!isUtf8(bytes)) throw new Problem('credential/unsendable-value');
    const group = this.#groups.get(credentialId) ?? {
      owner: { organisationId, credentialId, type },
      shape,
      values: new Map(),
    };
    group.values.set(field, bytes.toString('utf8'));
    this.#groups.set(credentialId, group);
  }

  /** @throws Problem `credential/value-refused` with the field, and nothing of its value; `credential/unopenable` */
  async assertFit(parts: BrokerParts): Promise<void> {
    for (const { owner, shape, values } of this.#groups.values()) {
      const live = await liveValues(parts, owner);
      assertStepsFit(shape, new Map([...live, ...values]));
    }
  }
}

async function liveValues(
  parts: BrokerParts,
  { organisationId, credentialId, type }: Owner,
): Promise<Map<string, string>> {
  const credential = await findCredential(parts.store.read, { organisationId, solutionId: '' }, credentialId);
  const rows = credential ? await liveMaterial(parts.store.read, credential) : [];
  const key = await parts.keys.witnessKey(organisationId);
  const values = new Map<string, string>();
  for (const row of rows) {
    if (!isWitness(row.witness, witnessMaterial(key, row))) throw new Problem('credential/unopenable');
    const opened = await openMaterial(parts.keys, { ...row, type });
    values.set(row.field, opened.reveal().toString('utf8'));
    opened.wipe();
  }
  return values;
}

function assertStepsFit(type: CredentialType, values: ReadonlyMap<string, string>): void {
  for (const { name = '', inputs = {} } of signerStepsOf(type)) {
    const templates = Object.entries(inputs).map(([input, value]) => [input, parseTemplate(value)] as const);
    const rendered = templates.map(([input, value]) => {
      return [input, new Secret(renderTemplate(value, (field) => values.get(field)))] as const;
    });
    const refusal = signerKind(name).refusalOf(Object.fromEntries(rendered));
    if (!refusal) continue;
    const blamed = templates.find(([input]) => input === refusal.input)?.[1] ?? [];
    const errors = fieldsOf(blamed).map((field) => ({ path: `/fields/${field}`, message: refusal.message }));
    throw new Problem('credential/value-refused', { errors });
  }
}
