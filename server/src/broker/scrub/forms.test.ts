import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../domain/secret.ts';
import { buildScrubber } from './scrubber.ts';

const VALUE = `p"a's<s>&w+r/d=\`é`;

/** What others make of the value, written down and not computed: the file under test must agree with it. */
const written: Record<string, string> = {
  'Go, encoding/json': `p\\"a's\\u003cs\\u003e\\u0026w+r/d=\`é`,
  Gson: `p\\"a\\u0027s\\u003cs\\u003e\\u0026w+r/d\\u003d\`é`,
  'System.Text.Json': `p\\u0022a\\u0027s\\u003Cs\\u003E\\u0026w\\u002Br/d=\\u0060\\u00E9`,
  'PHP, json_encode': `p\\"a's<s>&w+r\\/d=\`\\u00e9`,
  'Python, json.dumps': `p\\"a's<s>&w+r/d=\`\\u00e9`,
  'JSON in JSON': `p\\\\\\"a's<s>&w+r/d=\`é`,
  'PHP, htmlspecialchars': `p&quot;a&#039;s&lt;s&gt;&amp;w+r/d=\`é`,
  'Rails, html_escape': `p&quot;a&#39;s&lt;s&gt;&amp;w+r/d=\`é`,
  'Python, html.escape': `p&quot;a&#x27;s&lt;s&gt;&amp;w+r/d=\`é`,
  'Go, html.EscapeString': `p&#34;a&#39;s&lt;s&gt;&amp;w+r/d=\`é`,
  'Go, html/template': `p&#34;a&#39;s&lt;s&gt;&amp;w&#43;r/d=\`é`,
  XML: `p&quot;a&apos;s&lt;s&gt;&amp;w+r/d=\`é`,
  Mustache: `p&quot;a&#39;s&lt;s&gt;&amp;w+r&#x2F;d&#x3D;&#x60;é`,
  Handlebars: `p&quot;a&#x27;s&lt;s&gt;&amp;w+r/d&#x3D;&#x60;é`,
  encodeURIComponent: `p%22a's%3Cs%3E%26w%2Br%2Fd%3D%60%C3%A9`,
  encodeURI: `p%22a's%3Cs%3E&w+r/d=%60%C3%A9`,
  'a URL parser, in a path': `p%22a's%3Cs%3E&w+r/d=%60%C3%A9`,
  'a URL parser, in a query': `p%22a%27s%3Cs%3E&w+r/d=\`%C3%A9`,
  'Python, urllib.parse.quote': `p%22a%27s%3Cs%3E%26w%2Br/d%3D%60%C3%A9`,
  'lower-case octets': `p%22a%27s%3cs%3e%26w%2br%2fd%3d%60%c3%a9`,
  'a URL in a URL': `p%2522a%2527s%253Cs%253E%2526w%252Br%252Fd%253D%2560%25C3%25A9`,
  'S3, of a signature that does not match': '70 22 61 27 73 3c 73 3e 26 77 2b 72 2f 64 3d 60 c3 a9',
  'every character in \\u': [...VALUE].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
};

for (const [by, form] of Object.entries(written)) {
  test(`catalogue 17: the secret as ${by} writes it is masked`, () => {
    const stream = buildScrubber([new Secret(VALUE)]).stream();
    const masked = Buffer.concat([stream.push(Buffer.from(`<${form}>`)), stream.flush()]);
    assert.equal(masked.toString(), `<${'*'.repeat(Buffer.byteLength(form))}>`);
  });
}

test('catalogue 17: the secret in UTF-16 is masked, in both byte orders', () => {
  for (const value of [VALUE, 'correct-horse']) {
    const little = Buffer.from(value, 'utf16le');
    for (const form of [little, Buffer.from(little).swap16()]) {
      const stream = buildScrubber([new Secret(value)]).stream();
      const masked = Buffer.concat([stream.push(form), stream.flush()]).toString('latin1');
      // The zero at one end of ASCII stays: it is the same in all text.
      assert.match(masked, /^\0?\*+\0?$/);
    }
  }
});

test('catalogue 17: base64 is masked where it stands in JSON or in a URL', () => {
  const value = '\xff\xfe>>>???~~~éé';
  const base64 = Buffer.from(value).toString('base64').slice(0, -2);
  assert.match(base64, /\+.*\/|\/.*\+/);
  const forms = [
    base64.replaceAll('/', '\\/'),
    base64.replaceAll('+', '\\u002B'),
    base64.replaceAll('+', '%2B').replaceAll('/', '%2F'),
    base64.replaceAll('+', '%2b').replaceAll('/', '%2f'),
  ];
  for (const form of forms) {
    const masked = buildScrubber([new Secret(value)]).text(`"${form}"`);
    assert.ok(masked.startsWith('"**********') && !masked.includes(form.slice(-8)), masked);
  }
});

test('a value over 1 KiB is searched in raw, hex, base64, percent and JSON', () => {
  const value = Array.from({ length: 60 }, (_, n) => `line "${n}" of a long / key+\n`).join('');
  const scrubber = buildScrubber([new Secret(value)]);
  const bytes = Buffer.from(value);
  const forms = [value, bytes.toString('hex'), bytes.toString('hex').toUpperCase(), encodeURIComponent(value)];
  forms.push(new URLSearchParams({ a: value }).toString().slice(2), JSON.stringify(value).slice(1, -1));
  for (const form of forms) assert.equal(scrubber.text(form), '*'.repeat(form.length));
  const base64 = scrubber.text(bytes.toString('base64'));
  assert.match(base64, /^\*+[A-Za-z0-9+/=]{0,3}$/);
});
