// Variants: two of a place beside each other, and what differs.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { fitsItsWidth, flowIn, hasNoFaults, openPage, press, startServer, stopBrowser, tabTo } from './harness.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

const PLACE = '#place?x=230760&y=527120&system=open&drilling_depth_m=80&date=2026-11-30';
flowIn('by mouse: keep two, what differs, take one away, open', async (where) => {
  const { page, close } = await openPage(server, { ...where, hash: PLACE });
  await page.locator('.verdict.prohibited').waitFor();
  await page.locator('[data-key=variant]').click();
  await page.locator('.fix').first().click();
  await page.locator('.verdict.permit').waitFor();
  await page.locator('[data-key=variant]').click();
  await page.locator('[data-key=work-variants]').click();
  await page.locator('.variants thead th').nth(1).waitFor();
  const differs = await page.locator('tr.differs').allInnerTexts();
  assert.ok(differs.some((row) => /80\s*m.*50\s*m/s.test(row)), differs.join('|'));
  await hasNoFaults(page, 'variants');
  await fitsItsWidth(page);
  await page.reload();
  await page.locator('[data-key=remove-0]').click();
  await page.waitForFunction(() => document.querySelectorAll('.variants thead th').length === 1);
  await page.locator('[data-key=open-0]').click();
  await page.locator('.verdict.permit').waitFor();
  await close();
});

flowIn('by keyboard alone: v, h, v, what differs, open', async (where) => {
  const { page, close } = await openPage(server, { ...where, hash: PLACE });
  await page.locator('.verdict.prohibited').waitFor();
  await press(page, 'v');
  await press(page, 'h');
  await page.locator('.verdict.permit').waitFor();
  await press(page, 'v');
  await press(page, '7');
  await page.locator('.variants thead th').nth(1).waitFor();
  await tabTo(page, '[data-key=open-1]');
  await page.keyboard.press('Enter');
  await page.locator('.verdict.permit').waitFor();
  await close();
});
