// Open law and missing maps: what follows from each value, and a value that somebody looked up.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fitsItsWidth, flowIn, hasNoFaults, openPage, startServer, stopBrowser, tabTo } from './harness.mjs';

const EINDHOVEN = '#place?x=161250&y=383600&system=closed&drilling_depth_m=60&date=2026-11-30';
const WORDS = { nl: { open: 'Onbeslist', no: 'Verboden', notify: 'Melding' }, en: { open: 'Undetermined', no: 'Prohibited', notify: 'Notification' } };

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

const head = (page, word) => page.locator('.verdict h1', { hasText: new RegExp(`^${word}`) }).waitFor();

flowIn('by mouse: read what follows, state a value, take it back', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, { ...where, hash: EINDHOVEN });
  await head(page, words.open);
  const rows = await page.locator('.follows tbody tr').allInnerTexts();
  assert.ok(rows.some((row) => row.includes('60') && row.includes(words.no)), rows.join('|'));
  assert.ok(rows.some((row) => row.includes('60') && row.includes(words.notify)), rows.join('|'));
  await page.locator('#look-value').fill('80');
  await page.locator('#look-source').fill('Interactieve kaart');
  await page.locator('[data-key=look-use]').click();
  await head(page, words.notify);
  await hasNoFaults(page, 'given');
  await fitsItsWidth(page);
  assert.match(await page.evaluate(() => decodeURIComponent(location.hash)), /given=max-drilling-depth=80/);
  await page.reload();
  await head(page, words.notify);
  await page.locator('.given button').click();
  await head(page, words.open);
  await page.goBack();
  await head(page, words.notify);
  await close();
});

flowIn('by keyboard alone: a value, Enter', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, { ...where, hash: EINDHOVEN });
  await head(page, words.open);
  await page.locator('#look-value').waitFor();
  await tabTo(page, '#look-value');
  await page.keyboard.type('40');
  await page.keyboard.press('Enter');
  await head(page, words.no);
  await close();
});

test('a map that says no: “none” is a choice and not an empty field', async () => {
  const { page, close } = await openPage(server, { hash: EINDHOVEN });
  await page.locator('#look-says').selectOption('none');
  await page.locator('[data-key=look-use]').click();
  await page.locator('.verdict.notify').waitFor();
  assert.match(await page.locator('.verdict small').innerText(), /niet nagelezen/);
  await close();
});

test('without a value it says what to do', async () => {
  const { page, close } = await openPage(server, { hash: EINDHOVEN });
  await page.locator('[data-key=look-use]').click();
  assert.match(await page.locator('.look .fault').innerText(), /Vul een waarde in/);
  await close();
});
