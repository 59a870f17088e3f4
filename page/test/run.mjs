// Runs the tests of this folder, or those whose name holds a word that is given: a line for each, and last how many passed.
//   npm test                          the executable that `cargo build --release` made, with the bundle that is in it
//   BODEMTOETS=path npm test          another executable
//   FRESH=1 npm test -- crowding      the bundle of the sources of now before it; only the files with that name
import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { chromium } from 'playwright-core';
import { LAUNCH } from './harness.mjs';

const word = process.argv[2] ?? '';
const folder = new URL('.', import.meta.url).pathname;
const files = readdirSync(folder).filter((name) => name.endsWith('.test.mjs') && name.includes(word)).sort();
const began = Date.now();
const browser = await chromium.launchServer(LAUNCH);
process.env.BROWSER_AT = browser.wsEndpoint();

let passed = 0;
let failed = 0;
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
/** What a test is called, with its file; a flow has that in its name already. */
const called = ({ file = '', name }) => (file.endsWith('.test.mjs') ? `${file.split('/').at(-1)?.replace('.test.mjs', '')}: ${name}` : name);
const isTest = ({ details, file, name }) => details?.type !== 'suite' && name !== file;
const stream = run({ files: files.map((name) => folder + name), concurrency: 1, timeout: 900_000 });
stream.on('test:pass', (event) => {
  if (!isTest(event)) return;
  if (event.skip !== undefined) console.log(`- ${called(event)}: skipped`);
  else {
    passed += 1;
    console.log(`✔ ${called(event)} (${seconds(event.details.duration_ms)})`);
  }
});
stream.on('test:fail', (event) => {
  // A file that cannot be run at all is a failure too.
  failed += 1;
  const { error } = event.details;
  console.log(`✖ ${called(event)} (${seconds(event.details.duration_ms)})\n  ${String(error?.cause?.stack ?? error?.cause ?? error).replaceAll('\n', '\n  ')}`);
});
stream.resume();
stream.on('end', async () => {
  await browser.close();
  console.log(`${seconds(Date.now() - began)}; ${passed} passed, ${failed} failed`);
  process.exitCode = failed || !passed ? 1 : 0;
});
