// The law: rules by authority and day, a rule, two days side by side.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fitsItsWidth, flowIn, hasNoFaults, openPage, press, startServer, stopBrowser, tabTo } from './harness.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

flowIn('by mouse: a province, a day, a rule, two days', async (where) => {
  const { page, close } = await openPage(server, where);
  await page.locator('[data-key=work-law]').click();
  await page.locator('#law-of').selectOption('drenthe');
  await page.locator('.rows tbody tr', { hasText: 'DR-2024-04' }).waitFor();
  await page.locator('#law-day').fill('2020-06-01');
  await page.locator('.rows tbody tr', { hasText: 'DR-2011-04' }).waitFor();
  assert.equal(await page.locator('.rows tbody tr', { hasText: 'DR-2024-04' }).count(), 0);
  await hasNoFaults(page, 'law');
  await fitsItsWidth(page);
  await page.locator('#law-other').fill('2026-11-30');
  await page.locator('.pair', { hasText: 'DR-2024-04' }).waitFor();
  await hasNoFaults(page, 'two days');
  await fitsItsWidth(page);
  await page.locator('.pair a', { hasText: 'DR-2024-04' }).first().click();
  await page.locator('h1', { hasText: 'DR-2024-04' }).waitFor();
  assert.match(await page.locator('.card').innerText(), /50\.1|50,1/);
  await hasNoFaults(page, 'rule');
  await fitsItsWidth(page);
  await page.goBack();
  await page.locator('.pair', { hasText: 'DR-2024-04' }).waitFor();
  await page.goBack();
  await page.locator('.rows tbody tr', { hasText: 'DR-2011-04' }).waitFor();
  await close();
});

flowIn('by keyboard alone: key, search, rule', async (where) => {
  const { page, close } = await openPage(server, where);
  await press(page, '5');
  await page.locator('#law-text').waitFor();
  await tabTo(page, '#law-text');
  await page.keyboard.type('DR-2024-04');
  await page.waitForFunction(() => document.querySelectorAll('.rows tbody tr').length === 1);
  await tabTo(page, '[data-key=rule-DR-2024-04]');
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: 'DR-2024-04' }).waitFor();
  await close();
});

test('a rule that there is not is told', async () => {
  const { page, close } = await openPage(server, { hash: '#law/DR-2024-99', expected: [/404/] });
  await page.locator('.failure').waitFor();
  assert.match(await page.locator('.failure').innerText(), /DR-2024/);
  await close();
});

test('dark and forced colours', async () => {
  for (const looks of [{ dark: true }, { forced: true }]) {
    const { page, close } = await openPage(server, { hash: '#law/DR-2024-04', ...looks });
    await page.locator('h1', { hasText: 'DR-2024-04' }).waitFor();
    await hasNoFaults(page, 'rule');
    await close();
  }
});
