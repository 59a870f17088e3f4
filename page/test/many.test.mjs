// Many: a table to counts, a chosen row, rejects and files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fitsItsWidth, flowIn, hasNoFaults, openPage, press, saved, startServer, stopBrowser, tabTo } from './harness.mjs';

const TABLE = 'id;x;y;system;drilling_depth_m\nA1;230760;527120;open;80\nA2;542576;232289;open;60\nA3;232289;547576;closed;15\nA4;161250;383600;closed;60\n';
const FILE = { name: 'aanvragen.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) };

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

flowIn('by mouse: drop, filter, choose, open, files', async (where) => {
  const { page, close } = await openPage(server, { ...where, hash: '#many' });
  await hasNoFaults(page, 'empty');
  await page.locator('input[type=file]').setInputFiles(FILE);
  await page.locator('.rows tbody tr').nth(2).waitFor();
  assert.match(await page.locator('.beside').innerText(), /542576/);
  await hasNoFaults(page, 'table');
  await fitsItsWidth(page);
  await page.locator('[data-key=chip-prohibited]').click();
  await page.waitForFunction(() => document.querySelectorAll('.rows tbody tr').length === 1);
  assert.match((await saved(page, () => page.locator('.title .button').first().click())).toString(), /^id,outcome/);
  await page.locator('.rows tbody tr td').nth(1).click();
  await page.reload();
  await page.locator('[data-key=open-row]').click();
  await page.locator('.verdict.prohibited').waitFor();
  assert.match(page.url(), /drilling_depth_m=80/);
  await page.goBack();
  await page.locator('.rows tbody tr').first().waitFor();
  await close();
});

flowIn('by keyboard alone: arrows choose, Enter opens', async (where) => {
  const { page, close } = await openPage(server, where);
  await press(page, '3');
  await page.locator('input[type=file]').setInputFiles(FILE);
  await page.locator('.rows tbody tr').nth(2).waitFor();
  await tabTo(page, '.rows tr[tabindex="0"]');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => /row=3/.test(location.hash));
  await page.keyboard.press('Enter');
  await page.locator('.verdict.notify').waitFor();
  await close();
});

test('a mark on the map chooses its row', async () => {
  const { page, close } = await openPage(server, { hash: '#many' });
  await page.locator('input[type=file]').setInputFiles({ ...FILE, buffer: Buffer.from(TABLE.split('\n').slice(0, 2).join('\n')) });
  await page.locator('.rows tbody tr').first().waitFor();
  await page.waitForTimeout(300);
  const box = await page.locator('.map').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForFunction(() => location.hash.includes('row=1'));
  await close();
});

test('a table that is none is told', async () => {
  const { page, close } = await openPage(server, { hash: '#many', expected: [/400/] });
  await page.locator('input[type=file]').setInputFiles({ name: 'leeg.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2;3\n"') });
  await page.locator('.failure, .rows').first().waitFor();
  await close();
});
