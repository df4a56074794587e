/**
 * The body of a function's request. JSON is built of values and written anew, forms are encoded, XML is escaped: a value
 * never becomes structure.
 *
 * @see RFC 8259; WHATWG URL, section 5; XML 1.0, section 2.4
 */
import { renderTemplate } from '../domain/template.ts';
import type { FunctionBody } from './function-definition.ts';
import { parsePlaceholders, wholeOf } from './placeholders.ts';
import { escapeXml } from './xml-template.ts';

/** What stands for a name: a caller's value, or what a credential's field makes; undefined where it was not given. */
export type ValueOf = (name: string) => unknown;

function textOf(value: unknown): string {
  return value === undefined ? '' : String(value);
}

function interpolate(source: string, valueFor: ValueOf): string {
  return renderTemplate(parsePlaceholders(source), (name) => textOf(valueFor(name)));
}

/** Undefined for a placeholder without a value: its member is left out. */
function fillJson(template: unknown, valueFor: ValueOf): unknown {
  if (typeof template === 'string') {
    const name = wholeOf(template);
    return name === undefined ? interpolate(template, valueFor) : valueFor(name);
  }
  if (Array.isArray(template)) return template.map((item) => fillJson(item, valueFor)).filter((it) => it !== undefined);
  if (typeof template !== 'object' || template === null) return template;
  const members = Object.entries(template).map(([name, member]) => [name, fillJson(member, valueFor)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

/** One field or query parameter: several times for an array, not at all without a value. */
export function pairsOf(name: string, value: unknown): [string, string][] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map((item) => [name, String(item)]) : [[name, String(value)]];
}

function fillForm(form: Readonly<Record<string, string>>, valueFor: ValueOf): string {
  const pairs = Object.entries(form).flatMap(([field, source]) => {
    const name = wholeOf(source);
    return pairsOf(field, name === undefined ? interpolate(source, valueFor) : valueFor(name));
  });
  return new URLSearchParams(pairs).toString();
}

function fillXml(xml: string, valueFor: ValueOf): string {
  return renderTemplate(parsePlaceholders(xml), (name) => escapeXml(textOf(valueFor(name))));
}

/** The text to send. It contains what credentials make of it: never log it. */
export function renderBody(body: FunctionBody, valueFor: ValueOf): string {
  if ('json' in body) return JSON.stringify(fillJson(body.json, valueFor) ?? null);
  return 'form' in body ? fillForm(body.form, valueFor) : fillXml(body.xml, valueFor);
}

/** What its sender says of it, where the author says nothing. */
export function mediaTypeOf(body: FunctionBody): string {
  if ('json' in body) return 'application/json';
  return 'form' in body ? 'application/x-www-form-urlencoded' : 'text/xml; charset=utf-8';
}
