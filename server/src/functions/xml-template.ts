/**
 * XML with placeholders. They stand in texts and in values of attributes and nowhere else, so that a value that is escaped
 * changes nothing of the structure. Document types are refused: nothing is expanded, here or by whoever reads it.
 *
 * @see XML 1.0, sections 2.2 (characters), 2.4 (escaping), 3.3.3 (white space in attributes)
 */
import { SaxesParser } from 'saxes';
import { namesIn } from './placeholders.ts';

/** A text or a value of an attribute that holds placeholders. */
export interface XmlLeaf {
  /** The names of the elements, as a JSON pointer: `/soap:Envelope/soap:Body/Amount`, of an attribute `…/@currency`. */
  readonly place: string;
  readonly text: string;
}

const HOLDER = '${';
const MOST_DEPTH = 64;

function count(text: string): number {
  return text.split(HOLDER).length - 1;
}

/** @returns the places of all placeholders, or what is wrong */
export function leavesOfXml(source: string): readonly XmlLeaf[] | string {
  const leaves: XmlLeaf[] = [];
  const faults: string[] = [];
  const open: string[] = [];
  const refuseIn = (what: string) => (text: string) => {
    if (text.includes(HOLDER)) faults.push(`has a placeholder in ${what}`);
  };
  const note = (place: string, text: string) => {
    if (text.includes(HOLDER)) leaves.push({ place, text });
  };
  const parser = new SaxesParser({ xmlns: false, position: false });
  // Its own words quote the document.
  parser.on('error', () => faults.push('is not well-formed XML'));
  parser.on('doctype', () => faults.push('has a document type'));
  parser.on('comment', refuseIn('a comment'));
  parser.on('cdata', refuseIn('a CDATA section'));
  parser.on('processinginstruction', ({ target, body }) => refuseIn('an instruction')(target + body));
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (encoding.toLowerCase() !== 'utf-8') faults.push('is not declared as UTF-8');
  });
  parser.on('opentag', ({ name, attributes }) => {
    open.push(name);
    if (open.length > MOST_DEPTH) faults.push('is nested too deeply');
    for (const [attribute, value] of Object.entries(attributes)) note(`/${open.join('/')}/@${attribute}`, value);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (text) => note(`/${open.join('/')}`, text));
  parser.write(source).close();
  // One that is written with character references would be seen here and not replaced.
  const isAllSeen = count(source) === leaves.reduce((sum, { text }) => sum + count(text), 0);
  const isFormed = leaves.every(({ text }) => namesIn(text) !== undefined);
  if (faults.length === 0 && !(isAllSeen && isFormed)) return 'has a placeholder that is not well formed';
  return faults[0] ?? leaves;
}

/** Whether every character of the text may stand in XML at all. */
export function isXmlText(text: string): boolean {
  return !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** The text as it stands in a text and in an attribute alike; one that `isXmlText`. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, (character) => ESCAPES[character]!);
}
