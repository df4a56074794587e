/** The trust boundary, checked on the sources themselves. The rules are the table in architecture/rules.ts. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findViolations } from './architecture/rules.ts';
import { isProductFile, readSources, sourceGraph, specifiersOf } from './architecture/source-graph.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const everything = readSources(root, ['server/src/**/*.ts', 'sdk/src/**/*.ts', 'console/src/**/*.{ts,tsx}']);
const product = new Map([...everything].filter(([path]) => isProductFile(path)));

const HEAD = '/** Made up. */\n';

/** What is reported of made-up sources. */
function violationsOf(sources: Readonly<Record<string, string>>): string[] {
  const opened = Object.entries(sources).map(([path, text]) => [path, HEAD + text]);
  return findViolations(sourceGraph(Object.fromEntries(opened)));
}

describe('The sources', () => {
  test('keep to the table of who may import whom', () => {
    assert.ok(product.size > 20, 'hardly any source was found');
    assert.deepEqual(findViolations(product), []);
  });

  test('import no test, kit or vectors, which the published package leaves out', () => {
    const kits = [...product.values()].flatMap(({ path, imports }) =>
      imports.filter((name) => everything.has(name) && !isProductFile(name)).map((name) => `${path} names ${name}`),
    );
    assert.deepEqual(kits, []);
  });

  test('import only files that exist, so that no import is overlooked', () => {
    for (const { path, imports } of everything.values()) {
      for (const name of imports.filter((each) => /^(?:server|sdk|console)\//.test(each))) {
        assert.ok(existsSync(`${root}/${name}`), `${path} names ${name}`);
      }
    }
  });
});

describe('The reader of imports', () => {
  test('finds every way in which a source can name another, on one line or several', () => {
    const forms = [
      "import { a } from './static.ts';",
      "import type { A } from './type.ts';",
      "import {\n  b,\n  type C,\n} from './lines.ts';",
      "import './effect.ts';",
      "import * as d from './star.ts';",
      "import e, { f } from './default.ts';",
      "export { g } from './export.ts';",
      "export type * from './export-type.ts';",
      "const h = await import('./dynamic.ts');",
      "type I = import('./inline-type.ts').I;",
      "new Worker(new URL('./url.ts', import.meta.url));",
      "import.meta.resolve('./resolve.ts');",
      "require('./require.ts');",
    ];
    assert.deepEqual(specifiersOf(forms.join('\n')).sort(), forms.map((form) => /'(\.[^']+)'/.exec(form)![1]).sort());
  });

  test('takes nothing from a comment', () => {
    assert.deepEqual(specifiersOf("/**\n * import { a } from './a.ts';\n */\n// import('./b.ts')\n"), []);
  });
});

describe('The rules report', () => {
  const cases: readonly { readonly rule: string; readonly sources: Record<string, string>; readonly report: RegExp }[] =
    [
      {
        rule: 'control that imports what opens envelopes',
        sources: { 'server/src/control/x.ts': "import { open } from '../envelope/open.ts';" },
        report: /never reaches this: server\/src\/control\/x\.ts -> server\/src\/envelope\/open\.ts/,
      },
      {
        rule: 'control that reaches root keys through permitted files, by a type or a URL',
        sources: {
          'server/src/control/x.ts': "import { seal } from '../envelope/seal.ts';",
          'server/src/envelope/seal.ts': "export type { Kid } from './kid.ts';",
          'server/src/envelope/kid.ts': "new URL('../keys/file.ts', import.meta.url);",
          'server/src/keys/file.ts': '',
        },
        report:
          /x\.ts -> server\/src\/envelope\/seal\.ts -> server\/src\/envelope\/kid\.ts -> server\/src\/keys\/file\.ts/,
      },
      {
        rule: 'control that imports more of the broker than its RPC client and protocol',
        sources: { 'server/src/control/x.ts': "import type { Rpc } from '../broker/rpc/server.ts';" },
        report: /control\/x\.ts may not import server\/src\/broker\/rpc\/server\.ts/,
      },
      {
        rule: 'control that reaches the inside of the broker through its RPC client',
        sources: {
          'server/src/control/x.ts': "import { client } from '../broker/rpc/client.ts';",
          'server/src/broker/rpc/client.ts': "import { admit } from '../admit/admit.ts';",
        },
        report: /control\/x\.ts -> server\/src\/broker\/rpc\/client\.ts -> server\/src\/broker\/admit\/admit\.ts/,
      },
      {
        rule: 'a broker that imports control',
        sources: { 'server/src/broker/x.ts': "await import('../control/app.ts');" },
        report: /broker\/x\.ts may not import server\/src\/control\/app\.ts/,
      },
      {
        rule: 'a domain that imports anything else of the project',
        sources: { 'server/src/domain/x.ts': "import { Store } from '../store/store.ts';" },
        report: /domain\/x\.ts may not import/,
      },
      {
        rule: 'a domain that does input or output',
        sources: { 'server/src/domain/x.ts': "import { readFileSync } from 'node:fs';" },
        report: /domain\/x\.ts may not use node:fs/,
      },
      {
        rule: 'a catalogue that imports the store',
        sources: { 'server/src/catalogue/x.ts': "import { Store } from '../store/store.ts';" },
        report: /catalogue\/x\.ts may not import/,
      },
      {
        rule: 'a store that imports the catalogue',
        sources: { 'server/src/store/x.ts': "import { apiKey } from '../catalogue/types/api-key.ts';" },
        report: /store\/x\.ts may not import/,
      },
      {
        rule: 'an SDK that imports the server',
        sources: { 'sdk/src/x.ts': "import { Secret } from '../../server/src/domain/secret.ts';" },
        report: /sdk\/src\/x\.ts may not import/,
      },
      {
        rule: 'a console that imports the server',
        sources: { 'console/src/x.tsx': "import { Secret } from '../../server/src/domain/secret.ts';" },
        report: /console\/src\/x\.tsx may not import/,
      },
      {
        rule: 'a plane that is built on the SDK',
        sources: { 'server/src/broker/x.ts': "import { Keyward } from '@keyward/sdk';" },
        report: /broker\/x\.ts may not use @keyward\/sdk/,
      },
      {
        rule: 'a command other than serve that imports both planes',
        sources: {
          'server/src/cli/commands/serve.ts': "import './planes.ts';",
          'server/src/cli/commands/planes.ts': "import '../../control/app.ts';\nimport '../../broker/app.ts';",
          'server/src/cli/commands/doctor.ts': "import './planes.ts';",
          'server/src/control/app.ts': '',
          'server/src/broker/app.ts': '',
        },
        report: /cli\/commands\/planes\.ts imports both planes/,
      },
      {
        rule: 'a file in a folder that the table does not know',
        sources: { 'server/src/helpers/x.ts': '' },
        report: /helpers\/x\.ts lies in no folder of the table/,
      },
      {
        rule: 'a file that has grown too long',
        sources: { 'server/src/domain/x.ts': 'export {};\n'.repeat(351) },
        report: /domain\/x\.ts has 352 lines/,
      },
      {
        rule: 'a plane that writes to the console',
        sources: { 'server/src/broker/x.ts': "console.log('hello');" },
        report: /broker\/x\.ts writes to the console/,
      },
      {
        rule: 'a registry that leaves a file out',
        sources: {
          'server/src/catalogue/types/index.ts': "import { a } from './a.ts';",
          'server/src/catalogue/types/a.ts': '',
          'server/src/catalogue/types/b.ts': '',
        },
        report: /types\/index\.ts does not list server\/src\/catalogue\/types\/b\.ts/,
      },
    ];

  for (const { rule, sources, report } of cases) {
    test(rule, () => assert.match(violationsOf(sources).join('\n'), report));
  }

  test('a file that does not open with a comment', () => {
    const graph = sourceGraph({ 'server/src/domain/x.ts': 'export const x = 1;\n' });
    assert.match(findViolations(graph).join('\n'), /domain\/x\.ts does not open with a comment/);
  });

  test('nothing where serve alone has the file that imports both planes', () => {
    const sources = {
      'server/src/cli/commands/index.ts': "import './serve.ts';",
      'server/src/cli/commands/serve.ts': "import './planes.ts';",
      'server/src/cli/commands/planes.ts': "import '../../control/app.ts';\nimport '../../broker/app.ts';",
      'server/src/control/app.ts': "import '../broker/rpc/client.ts';",
      'server/src/broker/app.ts': "import '../envelope/open.ts';",
      'server/src/broker/rpc/client.ts': "import type { Principal } from '../../domain/access-token.ts';",
      'server/src/domain/access-token.ts': "import { randomBytes } from 'node:crypto';",
    };
    assert.deepEqual(violationsOf(sources), []);
  });
});
