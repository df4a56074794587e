/** Checks the injection steps of a provider's file: that they parse, read what there is, and leave no secret unused. */
import { type InjectionStep, isNameless, resolveRule } from '../domain/injection-rule.ts';
import { isPublicSuffix } from '../domain/suffix-origin.ts';
import { fieldsOf, parseTemplate } from '../domain/template.ts';
import type { CredentialType, FieldSpec } from './credential-type.ts';
import { checkCondition, fieldsOfMethod, type Report, urlsOf } from './provider-fields.ts';
import type { MethodFile, StepFile } from './provider-schema.ts';
import { findSlotClash } from './slot-clash.ts';
import { fieldsOfUrl, hostFault, parseUrlTemplate } from './url-template.ts';

type Read = { readonly path: string; readonly template: string; readonly plainOnly: boolean };

function templatesOf({ into, name, value, inputs = {}, tokenUrl }: StepFile): Read[] {
  const read = (path: string, template: string | undefined, plainOnly: boolean): Read[] =>
    template === undefined ? [] : [{ path, template, plainOnly }];
  return [
    ...read('/name', name, true),
    // A host name travels in the clear.
    ...read('/value', value, into === 'host'),
    ...read('/tokenUrl', tokenUrl, true),
    ...Object.entries(inputs).flatMap(([input, template]) => read(`/inputs/${input}`, template, false)),
  ];
}

/** The fields that a template reads, or undefined for what is no template, which is reported. */
function readBy({ path, template }: Read, report: Report): readonly string[] {
  try {
    return fieldsOf(parseTemplate(template));
  } catch {
    report(path, 'is not a template');
    return [];
  }
}

function checkForm(step: StepFile, report: Report): void {
  if (step.into === 'signer' && step.value) report('/value', 'is not for a signer, which has inputs');
  if (step.into !== 'signer' && !step.value) report('/value', 'is missing');
  if (step.into !== 'signer' && (step.inputs || step.tokenUrl))
    report('', 'has inputs or a token URL, and is no signer');
  if (isNameless(step.into) === (step.name !== undefined)) {
    report('/name', isNameless(step.into) ? 'is not for this place' : 'is missing');
  }
  if (step.into === 'basic' && step.value && !step.value.includes(':')) report('/value', 'is not `user:password`');
}

function checkResolves(step: StepFile, fields: readonly FieldSpec[], report: Report): void {
  const sample = (name: string) => {
    const spec = fields.find((field) => field.name === name);
    return spec?.default || spec?.enum?.[0] || spec?.example || 'x';
  };
  try {
    const { when: _always, tokenUrl: _apart, ...rest } = step;
    resolveRule([{ ...rest, value: step.value ?? '' }], sample);
  } catch {
    report('/name', `is not the name of a ${step.into} that may carry a credential`);
  }
}

function checkTokenUrl({ tokenUrl }: StepFile, shared: readonly string[] | undefined, report: Report): void {
  if (tokenUrl === undefined) return;
  try {
    const template = parseUrlTemplate(tokenUrl);
    const fault = hostFault(template, shared);
    if (fault !== undefined) report('/tokenUrl', fault);
    else if (!tokenUrl.startsWith('https://')) report('/tokenUrl', 'is not https');
    else if (fieldsOfUrl(template).host.length === 0 && !URL.canParse(tokenUrl)) report('/tokenUrl', 'is not a URL');
  } catch {
    report('/tokenUrl', 'is not a template of a URL');
  }
}

function checkHostStep(method: MethodFile, report: Report): void {
  const hosts = urlsOf(method).map(([, url]) => URL.parse(url.replaceAll(/\$\{\w+\}/g, 'x'))?.hostname ?? '');
  if (method.ownBaseUrl || hosts.some(isPublicSuffix)) {
    report('', 'puts labels before a host that is not surely the vendor’s');
  }
}

function checkUnused(
  type: CredentialType,
  fields: readonly FieldSpec[],
  used: ReadonlySet<string>,
  report: Report,
): void {
  if (type.isConnected || type.openFields) return;
  fields.forEach(({ name, secret }, at) => {
    if (secret && !used.has(name)) report(`/fields/${at}`, 'is a secret that no step of the injection reads');
  });
}

/** Checks the steps of a method, or that the type's own read all of its secrets. */
export function checkInjection(type: CredentialType, method: MethodFile, report: Report): void {
  const asked = fieldsOfMethod(type, method);
  const all = [...asked, ...type.fields.filter(({ name }) => !asked.some((field) => field.name === name))];
  const plain = all.filter(({ secret }) => !secret);
  const steps: readonly StepFile[] = method.injection ?? (type.injection as readonly StepFile[]);
  const used = new Set<string>();
  steps.forEach((step, at) => {
    const below: Report = (path, message) => method.injection && report(`/injection/${at}${path}`, message);
    for (const read of templatesOf(step)) {
      const names = readBy(read, below);
      const mayRead = read.plainOnly ? plain : all;
      if (names.some((name) => !mayRead.some((field) => field.name === name))) {
        below(read.path, read.plainOnly ? 'reads what is not a plain field' : 'reads a field that there is not');
      }
      for (const name of names) used.add(name);
    }
    checkForm(step, below);
    checkResolves(step, all, below);
    if (method.injection) checkTokenUrl(step, method.sharedSuffixes, below);
    if (step.into === 'host') checkHostStep(method, below);
    if (step.when) {
      const condition = { field: step.when.field, in: [step.when.equals] };
      checkCondition(condition, plain, (path, message) => below(`/when${path.replace('/in', '/equals')}`, message));
    }
  });
  checkUnused(type, asked, used, report);
  // Steps with conditions are for one case each.
  const always = steps.flatMap((step, at) => (step.when ? [] : [{ ...step, at }]));
  const clash = method.injection && findSlotClash(always as readonly InjectionStep[] & typeof always);
  if (clash) report(`/injection/${always[clash.index]!.at}`, clash.message);
}
