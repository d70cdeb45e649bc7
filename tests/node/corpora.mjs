// corpora.mjs: the seeds of the fuzz targets, natively and as WebAssembly: the same bytes come out.

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {dayNumber, newEngine, PINNED_RULESET, ROOT, runIfMain, test, touchstone} from './harness.mjs';

const CORPUS = join(ROOT, 'tests/fuzz/corpus');
const AT = '2021-10-01';

// Not `encoding`: decoders differ on ill-formed bytes, and the promise begins with decoded text.
for (const target of ['tokenizer', 'page', 'archive', 'check']) {
  test(`corpora: every seed of ${target} gives the same report natively and as wasm`, async () => {
    const seeds = readdirSync(join(CORPUS, target)).sort().map((name) => `${target}/${name}`);
    assert.ok(seeds.length >= 10, `${seeds.length} seeds`);
    for (const url of ['', 'https://www.alibaba.com/product-detail/x_1.html']) {
      const {stdout, stderr} = touchstone(
          ['check', '--ndjson', '--ruleset', PINNED_RULESET, '--at', AT, ...(url ? ['--url', url] : []), ...seeds],
          {cwd: CORPUS});
      const lines = stdout.split('\n');
      assert.equal(lines.length, seeds.length + 1, stderr);
      const engine = await newEngine();
      seeds.forEach((input, i) => {
        const report = engine.check(readFileSync(join(CORPUS, input)), {input, day: dayNumber(AT), url});
        assert.equal(report, lines[i], input);
      });
    }
  });
}

await runIfMain(import.meta.url);
