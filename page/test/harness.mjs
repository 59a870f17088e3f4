// A real server, a real browser, and whatever the console says is a failure.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { develop } from '../dev.mjs';

const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** The executable: `BODEMTOETS`, or where cargo puts it. */
const EXECUTABLE = process.env.BODEMTOETS ?? join(process.env.CARGO_TARGET_DIR ?? new URL('../../target', import.meta.url).pathname, 'release/bodemtoets');

/** `FRESH=1`: the bundle of the sources of now, before the API of the executable. */
const IS_FRESH = process.env.FRESH === '1';

/** A server with a journal of its own. */
export async function startServer(...flags) {
  const folder = mkdtempSync(join(tmpdir(), 'bodemtoets-page-'));
  const server = spawn(EXECUTABLE, ['serve', '--listen', '127.0.0.1:0', '--journal', join(folder, 'journal.sqlite'), '--lang', 'en', ...flags], { stdio: ['ignore', 'pipe', 'ignore'] });
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const found = /http:\/\/[\d.:]+\//.exec(line);
      if (found) resolve(found[0]);
    });
    server.on('error', (error) => reject(new Error(`${EXECUTABLE}: ${error.message}; build it, or name one with BODEMTOETS=path`)));
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const proxy = IS_FRESH ? await develop(url) : null;
  return {
    url: proxy?.url ?? url,
    folder,
    stop() {
      proxy?.close();
      server.removeAllListeners('exit');
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Debian's browser. As root, as in a container of CI, it wants no sandbox. */
export const LAUNCH = { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };

let browser;

/** The browser of all tests: that of who runs them all, or one of its own. */
export async function startBrowser() {
  browser ??= process.env.BROWSER_AT ? await chromium.connect(process.env.BROWSER_AT) : await chromium.launch(LAUNCH);
  return browser;
}

export async function stopBrowser() {
  await browser?.close();
  browser = undefined;
}

/**
 * A page of a size, in a language. `expected` are messages that a test provokes: a request that is meant to fail makes
 * the browser itself say so.
 */
export async function openPage(server, { hash = '', width = 1440, height = 900, lang = 'nl', dark = false, forced = false, expected = [] } = {}) {
  const context = await (await startBrowser()).newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', forcedColors: forced ? 'active' : 'none', reducedMotion: 'reduce', acceptDownloads: true, permissions: ['clipboard-write', 'clipboard-read'] });
  await context.addInitScript((code) => localStorage.getItem('bodemtoets.lang') ?? localStorage.setItem('bodemtoets.lang', code), lang);
  context.setDefaultTimeout(Number(process.env.PATIENCE ?? 15_000));
  const page = await context.newPage();
  const messages = [];
  const hear = (text) => expected.some((each) => each.test(text)) || messages.push(text);
  page.on('console', (message) => hear(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => hear(`error: ${error.message}`));
  page.on('response', (answer) => answer.status() >= 400 && hear(`${answer.status()} ${answer.url()}`));
  await page.goto(server.url + hash);
  await page.locator('header.bar').waitFor();
  return {
    page,
    /** Fails on anything in the console, and lets go of the page. */
    async close() {
      await context.close();
      if (messages.length) throw new Error(`the console says:\n${messages.join('\n')}`);
    },
  };
}

/** What axe finds: nothing, or it fails. */
export async function hasNoFaults(page, where = '') {
  await page.evaluate(`(() => { ${AXE}\n window.axe = axe; })()`);
  const faults = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.map((each) => `${each.id}: ${each.help}\n  ${each.nodes.slice(0, 4).map((node) => `${node.html.slice(0, 160)}\n    ${node.failureSummary?.split('\n').slice(1, 3).join(' ')}`).join('\n  ')}`);
  });
  if (faults.length) throw new Error(`${where}: axe finds\n${faults.join('\n')}`);
}

/** The page does not scroll sideways. */
export async function fitsItsWidth(page) {
  const { wide, width } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, width: innerWidth }));
  if (wide > width) throw new Error(`the page is ${wide} px wide in a window of ${width} px`);
}

/**
 * The widths and languages that every flow is tried in: all four by mouse and by keyboard together, each input method
 * at both widths and in both languages.
 */
const BY_MOUSE = [
  { width: 1440, height: 900, lang: 'nl' },
  { width: 360, height: 740, lang: 'en' },
];
const BY_KEYBOARD = [
  { width: 1440, height: 900, lang: 'en' },
  { width: 360, height: 740, lang: 'nl' },
];

/** The file of tests that runs. */
const FILE = basename(process.argv[1] ?? '').replace('.test.mjs', '');

/** A flow as a test, for each of the widths and languages of its input method. */
export function flowIn(name, flow) {
  for (const where of name.startsWith('by keyboard') ? BY_KEYBOARD : BY_MOUSE) test(`${FILE}: ${name} (${where.lang}, ${where.width} px)`, () => flow(where));
}

/** The bytes of the file that something hands over. */
export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), act()]);
  const parts = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  return Buffer.concat(parts);
}

/** Presses a single key, which acts when no field has the focus. */
export async function press(page, key) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press(key);
}

/** Presses Tab until something has the focus. */
export async function tabTo(page, selector, most = 150) {
  for (let step = 0; step < most; step += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${most} times Tab does not lead to ${selector}`);
}
