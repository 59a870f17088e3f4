// Crowding: a register to the room that is left, pairs, areas, files, a proposal, a sheet.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fitsItsWidth, flowIn, hasNoFaults, openPage, press, saved, startServer, stopBrowser, tabTo } from './harness.mjs';

const REGISTER = readFileSync(new URL('../../data/examples/register.csv', import.meta.url));
const FILE = { name: 'register.csv', mimeType: 'text/csv', buffer: REGISTER };
const WORDS = {
  nl: { room: /Ruimte voor 250\s000\sm³ per jaar: op \d+/, small: /Ruimte voor 50\s000/, systems: /31 systemen \(7 open, 24 gesloten\)/, near: /Te dicht bij \d+ systemen/ },
  en: { room: /Room for 250\s000\sm³ a year: in \d+/, small: /Room for 50\s000/, systems: /31 systems \(7 open, 24 closed\)/, near: /Too near to \d+ systems/ },
};

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

const head = (page, words) => page.locator('.roomhead', { hasText: words }).waitFor();

flowIn('by mouse: drop, room, level, pair, cell, files, a proposal, back', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, { ...where, hash: '#crowding' });
  await page.locator('main h1').waitFor();
  await hasNoFaults(page, 'empty');
  await page.locator('input[type=file]').first().setInputFiles(FILE);
  await head(page, words.room);
  await head(page, words.systems);
  await hasNoFaults(page, 'room');
  await fitsItsWidth(page);
  await page.locator('#crowd-size').selectOption('50000');
  await head(page, words.small);
  await page.locator('.levels tbody tr', { hasText: '50–100' }).click();
  await page.waitForFunction(() => location.hash.includes('level=50-100'));
  await page.locator('input[name=crowd-end][value=high]').check();
  await page.locator('#crowd-show').selectOption('conflicts');
  await page.locator('.pairs tbody tr').first().click();
  await page.waitForFunction(() => location.hash.includes('pair='));
  await page.locator('.cells tbody tr').first().click();
  await page.locator('.block.cell table').waitFor();
  assert.match((await saved(page, () => page.locator('[data-key=file-pairs-0]').click())).toString(), /^system_a,system_b,between,harm/);
  assert.match((await saved(page, () => page.locator('[data-key=file-cells-0]').click())).toString(), /^level,x,y,/);
  await page.locator('details.whatif > summary').click();
  await page.locator('#field-whatif-wells').fill('233640 557360; 233900 557400');
  await page.locator('.whatifresult').waitFor();
  await page.locator('#field-whatif-volume').fill('200000');
  await page.waitForFunction(() => location.hash.includes('volume=200000'));
  await page.locator('.whatifresult', { hasText: words.near }).waitFor();
  await hasNoFaults(page, 'a cell and a proposal');
  await fitsItsWidth(page);
  await page.reload();
  await page.locator('.whatifresult', { hasText: words.near }).waitFor();
  await page.locator('[data-key=whatif-remove]').click();
  await page.locator('.whatifresult').waitFor({ state: 'detached' });
  await page.goBack();
  await page.locator('.whatifresult').waitFor();
  await page.locator('[data-key=other]').click();
  await page.locator('[data-key=example]').waitFor();
  await close();
});

flowIn('by keyboard alone: example, area, levels with the arrows, pairs', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, where);
  await press(page, '4');
  await tabTo(page, '[data-key=example]');
  await page.keyboard.press('Enter');
  await head(page, words.room);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('a');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => location.hash.includes('level=5-20'));
  await tabTo(page, '.pairs tr[tabindex="0"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.includes('pair='));
  await page.evaluate(() => document.activeElement.blur());
  await tabTo(page, '#crowd-area');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, '#field-crowd-place');
  await page.keyboard.type('233700 557400');
  await page.waitForFunction(() => location.hash.includes('x=233700'));
  await head(page, /25/);
  await close();
});

test('a register that cannot be read is told; a server that cannot be reached too, and can be tried again', async () => {
  const { page, close } = await openPage(server, { hash: '#crowding', expected: [/400/, /Failed to load|ERR_FAILED/] });
  await page.locator('input[type=file]').first().setInputFiles({ name: 'leeg.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') });
  await page.locator('.failure, .roomhead').first().waitFor();
  await hasNoFaults(page, 'failure');
  await page.locator('[data-key=other]').click();
  await page.route('**/processes/**', (route) => route.abort());
  await page.locator('[data-key=example]').click();
  await page.locator('.failure', { hasText: 'niet bereikbaar' }).waitFor();
  await page.unroute('**/processes/**');
  await page.locator('[data-key=again]').click();
  await page.locator('.roomhead').waitFor();
  await close();
});

test('on the map: a click chooses a cell, pointing places a well; dark and forced colours', async () => {
  const { page, close } = await openPage(server, { hash: '#crowding', dark: true });
  await page.locator('[data-key=example]').click();
  await page.locator('.roomhead').waitFor();
  await page.waitForFunction(() => document.querySelector('.map canvas'));
  await page.locator('details.whatif > summary').click();
  await page.locator('[data-key=pick]').click();
  const box = await page.locator('.map').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForFunction(() => location.hash.includes('wells='));
  await page.locator('.whatifresult').waitFor();
  await page.locator('[data-key=pick]').click();
  // With wells on the map a cell with one in it is drawn.
  await page.locator('#crowd-show').selectOption('wells');
  await page.waitForFunction(() => location.hash.includes('show=wells'));
  // Beside the well, from which a line runs to whom it is too near.
  await page.mouse.click(box.x + box.width / 2 + 25, box.y + box.height / 2 - 6);
  await page.locator('.block.cell table').waitFor();
  await hasNoFaults(page, 'dark');
  await close();
  const forced = await openPage(server, { hash: '#crowding', forced: true });
  await forced.page.locator('[data-key=example]').click();
  await forced.page.locator('.roomhead').waitFor();
  await hasNoFaults(forced.page, 'forced');
  await forced.close();
});
