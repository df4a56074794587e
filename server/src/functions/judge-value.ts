/** Judges one value by the rules of its parameter and of the place that it goes to. Its words never quote the value. */
import { matchesPattern } from '../catalogue/matches-pattern.ts';
import { canCarry } from '../domain/can-carry.ts';
import { isSegment } from '../domain/path-segment.ts';
import type { ValueParameter, ValueType } from './function-definition.ts';
import { isXmlText } from './xml-template.ts';

const LONGEST_OUTSIDE = 8_192;
const MOST_ITEMS = 1_000;
const MOST_DEPTH = 64;

const articles: Record<ValueType, string> = {
  string: 'a text',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
};

function isOfType(type: ValueType, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
  }
}

/** Gathers every text in a value, names of members too. @returns false where it is nested too deeply to be sent */
function gatherTexts(value: unknown, texts: string[], depth = 0): boolean {
  if (typeof value === 'string') texts.push(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MOST_DEPTH) return false;
  if (!Array.isArray(value)) for (const name of Object.keys(value)) texts.push(name);
  return Object.values(value).every((member) => gatherTexts(member, texts, depth + 1));
}

function brokenPlace({ location }: ValueParameter, text: string, isInXml: boolean): string | undefined {
  if (location === 'path' && !isSegment(text)) return 'cannot stand in a path as one segment';
  if (location === 'header' && !canCarry('header', text)) return 'cannot stand in a header';
  if (!text.isWellFormed()) return 'is not well-formed Unicode';
  if (location === 'query' && text.includes('\u0000')) return 'cannot stand in a query';
  return isInXml && !isXmlText(text) ? 'cannot stand in XML' : undefined;
}

function brokenText(spec: ValueParameter, value: string): string | undefined {
  const { enum: choices, pattern, minLength = 0, location } = spec;
  const longest = spec.maxLength ?? (location === 'body' ? Number.POSITIVE_INFINITY : LONGEST_OUTSIDE);
  if (value.length < minLength) return `is shorter than ${minLength} characters`;
  if (value.length > longest) return `is longer than ${longest} characters`;
  if (choices && !choices.includes(value)) return 'is none of the values that are taken';
  return pattern !== undefined && !matchesPattern(pattern, value) ? 'does not have the form that is taken' : undefined;
}

function brokenNumber({ enum: choices, minimum, maximum }: ValueParameter, value: number): string | undefined {
  if (minimum !== undefined && value < minimum) return `is less than ${minimum}`;
  if (maximum !== undefined && value > maximum) return `is more than ${maximum}`;
  return choices && !choices.includes(value) ? 'is none of the values that are taken' : undefined;
}

function brokenScalar(spec: ValueParameter, value: unknown): string | undefined {
  if (typeof value === 'string') return brokenText(spec, value);
  if (typeof value === 'number') return brokenNumber(spec, value);
  return undefined;
}

function brokenArray(spec: ValueParameter, value: readonly unknown[]): string | undefined {
  const { items = 'string', minItems = 0, maxItems = MOST_ITEMS } = spec;
  if (value.length < minItems || value.length > maxItems) return `does not have ${minItems} to ${maxItems} items`;
  if (!value.every((item) => isOfType(items, item))) return `has an item that is not ${articles[items]}`;
  return value.map((item) => brokenScalar(spec, item)).find((broken) => broken !== undefined);
}

/**
 * The rule that a value breaks, in words; undefined for none.
 *
 * @param isInXml - Whether it goes into an XML body.
 */
export function judgeValue(spec: ValueParameter, value: unknown, isInXml: boolean): string | undefined {
  if (!isOfType(spec.type, value)) return `is not ${articles[spec.type]}`;
  const broken = Array.isArray(value) ? brokenArray(spec, value) : brokenScalar(spec, value);
  if (broken !== undefined) return broken;
  const texts: string[] = [];
  if (typeof value !== 'object') texts.push(String(value));
  else if (!gatherTexts(value, texts)) return `is nested deeper than ${MOST_DEPTH}`;
  return texts.map((text) => brokenPlace(spec, text, isInXml)).find((place) => place !== undefined);
}
