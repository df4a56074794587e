import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fieldsOf, parseTemplate, renderTemplate } from './template.ts';

function render(source: string, values: Record<string, string>): string {
  return renderTemplate(parseTemplate(source), (field) => (Object.hasOwn(values, field) ? values[field] : undefined));
}

test('fields stand where they are named, filters apply in the order written, an unset field is empty', () => {
  assert.equal(render('Bearer ${token}', { token: 't' }), 'Bearer t');
  assert.equal(render('${a}${b}-${c}', { a: '1', b: '2' }), '12-');
  assert.equal(render('${a|urlencode|base64}', { a: 'é' }), Buffer.from('%C3%A9').toString('base64'));
  assert.equal(render('${a|base64|urlencode}', { a: 'é?' }), encodeURIComponent(Buffer.from('é?').toString('base64')));
  assert.equal(render('$ {a} $$ } $a', { a: 'x' }), '$ {a} $$ } $a');
});

test('text without a placeholder renders as itself, and a value whatever is in it', () => {
  const property = fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, value) => {
    fc.pre(!text.includes('${') && !text.endsWith('$'));
    return render(text, {}) === text && render(`${text}\${a}${text}`, { a: value }) === text + value + text;
  });
  fc.assert(property);
});

test('a value with a placeholder in it is never parsed again', () => {
  assert.equal(render('${a}', { a: '${b}', b: 'correct-horse' }), '${b}');
  assert.equal(render('${a}{b}', { a: '$', b: 'correct-horse' }), '${b}');
});

test('what is not well formed is refused, not sent as it stands', () => {
  for (const source of [
    '${',
    '${}',
    '${a',
    '${a b}',
    '${1a}',
    '${a|}',
    '${a||base64}',
    '${a|BASE64}',
    '${${a}}',
    '${a.b}',
  ]) {
    assert.throws(() => parseTemplate(source), SyntaxError, source);
  }
});

test('only the declared filters are filters: no member that every object has', () => {
  for (const name of ['constructor', 'hex', 'raw', 'a']) {
    assert.throws(() => parseTemplate(`\${a|${name}}`), SyntaxError, name);
  }
});

test('the fields of a template are those that it reads, in order', () => {
  assert.deepEqual(fieldsOf(parseTemplate('${user}:${password|base64} ${user}')), ['user', 'password', 'user']);
  assert.deepEqual(fieldsOf(parseTemplate('none')), []);
});
