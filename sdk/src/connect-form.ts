/**
 * Runs in the page of a connect link: seals the secrets of its form in the browser, so that they leave it sealed, and shows
 * the fields that a choice calls for. Without it, or in a browser that lacks the cryptography, the form is sent as it is.
 * Bundled by `npm run docs` into the one script that the page may load; no part of the SDK's own interface.
 */
import { toBase64, utf8 } from './bytes.ts';
import { seal } from './seal.ts';
import { type SealingKey, verifySealingKey } from './sealing-key.ts';

/** What of a page this needs; the sources are checked without the types of a browser. */
interface Element {
  readonly dataset: Readonly<Record<string, string | undefined>>;
  readonly elements: Iterable<Element>;
  name: string;
  value: string;
  type: string;
  hidden: boolean;
  disabled: boolean;
  required: boolean;
  textContent: string;
  action: string;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  append(child: Element): void;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  addEventListener(type: string, listener: (event: { preventDefault(): void }) => void): void;
  submit(): void;
}

interface Page extends Pick<Element, 'querySelector' | 'querySelectorAll'> {
  createElement(name: string): Element;
}

const page = (globalThis as unknown as { document: Page }).document;

/** What the server says that envelopes are to be bound to. */
interface Plan {
  readonly organisationId: string;
  readonly credentialId: string;
  readonly type: string;
  readonly policyBytes: string;
  readonly sealingKey: SealingKey;
  readonly brokerKey: string;
  readonly materialVersions: Readonly<Record<string, number>>;
}

const FIELD = 'field.';

function inputsOf(form: Element): Element[] {
  return [...form.elements].filter(({ name }) => name.startsWith(FIELD));
}

function isSecret(input: Element): boolean {
  return input.dataset.secret !== undefined;
}

/** Shows a field where the choice that it stands under is made; what is hidden is neither demanded nor sent. */
function showFields(form: Element): void {
  const chosen = (name: string) => inputsOf(form).find((input) => input.name === FIELD + name)?.value;
  for (const block of form.querySelectorAll('[data-when]')) {
    const values = JSON.parse(block.dataset.values ?? '[]') as string[];
    const isShown = values.includes(chosen(block.dataset.when ?? '') ?? block.dataset.otherwise ?? '');
    block.hidden = !isShown;
    const input = block.querySelector('input, select, textarea');
    if (!input) continue;
    input.disabled = !isShown;
    input.required = isShown && block.dataset.required !== undefined;
  }
}

function addHidden(form: Element, name: string, value: string): void {
  const input = page.createElement('input');
  input.type = 'hidden';
  input.name = name;
  input.value = value;
  form.append(input);
}

/** @returns undefined where what is filled in cannot be planned with: the server then says what is wrong with it */
async function askPlan(form: Element): Promise<Plan | undefined> {
  const plain = [...form.elements].filter((input) => input.name !== '' && !isSecret(input) && !input.disabled);
  const body = JSON.stringify({ values: Object.fromEntries(plain.map(({ name, value }) => [name, value])) });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(form.dataset.plan ?? '', { method: 'POST', headers, body, credentials: 'omit' });
  return answer.ok ? ((await answer.json()) as Plan) : undefined;
}

/** Puts envelopes in the place of secrets. Whatever happens, no secret is left under a name by which it would be sent. */
async function sealSecrets(form: Element): Promise<void> {
  const secrets = inputsOf(form).filter((input) => isSecret(input) && !input.disabled && input.value !== '');
  const plan = await askPlan(form);
  for (const input of inputsOf(form).filter(isSecret)) input.removeAttribute('name');
  const named = secrets.map((input) => ({ field: input.dataset.secret ?? '', value: utf8(input.value) }));
  if (!plan) return addHidden(form, 'withheld', '1');
  const key = await verifySealingKey(plan.sealingKey, plan.brokerKey);
  const { organisationId, credentialId, type, policyBytes, materialVersions } = plan;
  for (const { field, value } of named) {
    const binding = {
      organisationId,
      credentialId,
      type,
      policyBytes,
      field,
      materialVersion: materialVersions[field] ?? 1,
    };
    addHidden(form, `sealed.${field}`, toBase64(await seal(value, binding, key)));
  }
}

/** Whether this browser has what sealing takes; over plain HTTP none has, but on its own machine. */
async function canSeal(): Promise<boolean> {
  try {
    const raw = new Uint8Array(32);
    await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    await crypto.subtle.importKey('raw', raw, 'X25519', false, []);
    return true;
  } catch {
    return false;
  }
}

async function start(form: Element): Promise<void> {
  showFields(form);
  form.addEventListener('change', () => showFields(form));
  if (!(await canSeal())) return;
  const note = page.querySelector('#sealing');
  if (note) note.hidden = false;
  const status = page.querySelector('#status');
  let isSent = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isSent) return;
    isSent = true;
    form.setAttribute('aria-busy', 'true');
    if (status) status.textContent = 'Sealing and checking …';
    sealSecrets(form).then(
      () => form.submit(),
      () => {
        if (status) status.textContent = 'That did not work. Load this page again and try once more.';
        form.removeAttribute('aria-busy');
      },
    );
  });
}

const form = page.querySelector('form[data-plan]');
if (form) void start(form);
