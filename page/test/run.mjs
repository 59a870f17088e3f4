// Runs the tests of this folder, or those whose name holds a word that is given; the last line says how many passed.
import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const word = process.argv[2] ?? '';
const folder = new URL('.', import.meta.url).pathname;
const files = readdirSync(folder).filter((name) => name.endsWith('.test.mjs') && name.includes(word)).sort();
const began = Date.now();
let passed = 0;
let failed = 0;
const stream = run({ files: files.map((name) => folder + name), concurrency: 1, timeout: 900_000 });
const isTest = ({ details, file, name }) => details?.type !== 'suite' && name !== file;
stream.on('test:pass', (event) => isTest(event) && !event.skip && (passed += 1));
stream.on('test:fail', (event) => isTest(event) && (failed += 1));
const report = stream.compose(new spec());
report.pipe(process.stdout);
report.on('end', () => {
  console.log(`${((Date.now() - began) / 1000).toFixed(1)} s`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed || !passed ? 1 : 0;
});
