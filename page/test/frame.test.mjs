// The frame: what every screen has.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fitsItsWidth, hasNoFaults, openPage, startServer, stopBrowser } from './harness.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

test('the page comes under a strict policy, from this server alone', async () => {
  const answer = await fetch(server.url, { headers: { accept: 'text/html' } });
  assert.match(answer.headers.get('content-security-policy'), /default-src 'none'; script-src 'self'; style-src 'self'/);
  const html = await answer.text();
  assert.doesNotMatch(html, /style=|onclick=|<style|https?:/);
});

for (const work of ['place', 'plot', 'many', 'crowding', 'law', 'performance', 'performance/building', 'variants', 'journal', 'maps', 'nothing']) {
  test(`#${work} opens without faults at 900 px`, async () => {
    const { page, close } = await openPage(server, { hash: `#${work}`, width: 900 });
    await page.locator('main h1').first().waitFor();
    await hasNoFaults(page, work);
    await fitsItsWidth(page);
    await close();
  });
}

test('keys: the list of them, switched off, and the way to the content', async () => {
  const { page, close } = await openPage(server, {});
  await page.keyboard.press('?');
  await page.locator('dialog .keys').waitFor();
  await hasNoFaults(page, 'keys');
  await page.keyboard.press('Escape');
  await page.locator('[data-key=settings]').click();
  await hasNoFaults(page, 'settings');
  await page.locator('dialog input[name=keys][value=off]').check();
  await page.locator('dialog input[name=theme][value=dark]').check();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.keyboard.press('Escape');
  await page.keyboard.press('5');
  assert.doesNotMatch(page.url(), /#law/);
  await page.reload();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await close();
});

test('the language is that of who reads, and stays', async () => {
  const { page, close } = await openPage(server, {});
  await page.locator('.lang button[lang=en]').click();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.reload();
  await page.locator('.tabs a', { hasText: 'Law' }).waitFor();
  await close();
});
