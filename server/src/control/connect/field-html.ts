/** One field of a connect link's form: label, help, input, and its fault beside it. Every value is escaped. */
import type { FieldSpec } from '../../catalogue/credential-type.ts';
import { type Html, html } from '../reference/html.ts';
import type { Fault } from './say-problem.ts';

/** What a field is shown with. */
export interface FieldState {
  /** As it was handed in; never of a secret. */
  readonly value: string | undefined;
  readonly fault: Fault | undefined;
  /** The field that its condition looks at, with the value that it has if that is not asked for. */
  readonly deciding?: { readonly title: string; readonly value: string | undefined } | undefined;
}

/** Links of providers lead to pages, and to nothing that runs. */
export function safeLink(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//.test(url) ? url : undefined;
}

function describedBy({ name }: FieldSpec, fault: Fault | undefined): string {
  return `help-${name}${fault ? ` fault-${name}` : ''}`;
}

function attributes(spec: FieldSpec, { fault }: FieldState): Html {
  const { name, secret, required, when, placeholder, maxLength } = spec;
  return html`id="field-${name}" name="field.${name}" aria-describedby="${describedBy(spec, fault)}"
    autocomplete="off" autocapitalize="none" spellcheck="false"${secret && html` data-secret="${name}"`}${
      placeholder !== undefined && html` placeholder="${placeholder}"`
    }${maxLength !== undefined && !secret && html` maxlength="${maxLength}"`}${
      required && !when && html` required`
    }${fault && html` aria-invalid="true"`}`;
}

function choiceHtml(spec: FieldSpec, state: FieldState): Html {
  const { enum: values = [], default: fallback, required } = spec;
  const chosen = state.value ?? fallback;
  const options = values.map(
    (value) => html`<option value="${value}"${value === chosen && html` selected`}>${value}</option>`,
  );
  const none = chosen === undefined || !required ? html`<option value="">Choose …</option>` : undefined;
  return html`<select ${attributes(spec, state)}>${none}${options}</select>`;
}

const INPUT_TYPES: Readonly<Partial<Record<NonNullable<FieldSpec['format']>, string>>> = { email: 'email', url: 'url' };

function inputHtml(spec: FieldSpec, state: FieldState): Html {
  const { secret, multiline, format, default: fallback } = spec;
  const value = secret ? undefined : (state.value ?? fallback);
  // The first line end behind the tag is not the value's.
  if (multiline) return html`<textarea rows="6" ${attributes(spec, state)}>\n${value}</textarea>`;
  const type = secret ? 'password' : ((format && INPUT_TYPES[format]) ?? 'text');
  return html`<input type="${type}" ${attributes(spec, state)}${value !== undefined && html` value="${value}"`}>`;
}

function conditionHtml(
  { when, required }: FieldSpec,
  { deciding }: FieldState,
): { marks: Html | undefined; note: Html | undefined } {
  if (!when || !deciding) return { marks: undefined, note: undefined };
  const marks = html` data-when="${when.field}" data-values="${JSON.stringify(when.in)}" data-otherwise="${deciding.value}"${
    required && html` data-required`
  }`;
  return { marks, note: html`<span class="when">Only where ${deciding.title} is ${when.in.join(' or ')}.</span>` };
}

/** The field as a block of the form. */
export function fieldHtml(spec: FieldSpec, state: FieldState): Html {
  const { name, title, help, example, required, when, docsUrl } = spec;
  const { marks, note } = conditionHtml(spec, state);
  const link = safeLink(docsUrl);
  return html`<div class="field${state.fault && html` faulty`}"${marks}>
    <label for="field-${name}">${title}${!required && html` <span class="optional">(optional)</span>`}${
      required && when && html` <span class="optional">(if it applies)</span>`
    }</label>
    <p class="help" id="help-${name}">${help}${example !== undefined && html` For example <code>${example}</code>.`}
      ${note}${link && html` <a href="${link}" target="_blank" rel="noopener noreferrer">More about ${title} (new tab)</a>`}</p>
    ${state.fault && html`<p class="fault" id="fault-${name}">${state.fault.text}</p>`}
    ${spec.enum ? choiceHtml(spec, state) : inputHtml(spec, state)}
  </div>`;
}
