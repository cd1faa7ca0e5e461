// What the browser tests share: contexts, log-in through the page, words of the interface, accessibility, pictures.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { demoPassword, projectRoot } from '../harness/server.mjs';

export const out = join(projectRoot, 'tests/out');
export const locales = ['zh-Hans', 'zh-Hant', 'en'];
const waitMs = 20_000;

// Texts come from the client's own files, so that a better wording does not break a test.
export function wordsOf(locale) {
  const tree = createRequire(import.meta.url)(join(projectRoot, 'web/locales', `${locale}.json`));
  return (key, values = {}) => {
    const text = key.split('.').reduce((node, part) => node?.[part], tree);
    if (typeof text !== 'string') throw new Error(`web/locales/${locale}.json has no '${key}'`);
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  };
}

export async function launch() {
  const executablePath = process.env.ZHANTU_CHROMIUM ?? '/usr/bin/chromium';
  const args = ['--disable-dev-shm-usage', '--font-render-hinting=none'];
  // Chromium's own sandbox refuses to start for root, as in a container of continuous integration.
  if (process.getuid() === 0) args.push('--no-sandbox');
  return chromium.launch({ executablePath, args });
}

export class Visitor {
  // One person at one browser. `faults` collects what pages threw and what the content policy stopped.
  static async open(browser, origin, options = {}) {
    const visitor = new Visitor();
    visitor.origin = origin;
    visitor.faults = [];
    visitor.context = await browser.newContext({
      ignoreHTTPSErrors: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1440, height: 900 },
      acceptDownloads: true,
      ...options,
    });
    visitor.page = await visitor.context.newPage();
    visitor.page.setDefaultTimeout(waitMs);
    visitor.page.on('pageerror', (error) => visitor.faults.push(`${visitor.page.url()}: ${error.message}`));
    visitor.page.on('console', (message) => {
      const text = message.text();
      // Refusals are part of the tests; no service worker starts under a certificate that this browser does not trust.
      const expected = /status of (401|403|404|409|412|422)|SSL certificate error occurred when fetching the script/;
      if (message.type() === 'error' && !expected.test(text))
        visitor.faults.push(text);
    });
    return visitor;
  }

  // Pages hold an event stream open, so the network is never idle: wait for what the test needs to see.
  async go(path) {
    await this.page.goto(this.origin + path);
  }

  async logIn(login, words = wordsOf('zh-Hans')) {
    await this.go('/login');
    await this.page.locator('input[name="login"]').fill(login);
    await this.page.locator('input[name="password"]').fill(demoPassword);
    await this.page.getByRole('button', { name: words('login.enter'), exact: true }).click();
    await this.page.waitForURL((url) => url.pathname !== '/login');
  }

  picture(name) {
    return this.page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
  }

  // Serious and critical findings of axe. Run through the debugger, so that the content policy does not stop it.
  // Colours on their way to another one are waited for.
  async barriers() {
    await this.page.evaluate(() =>
      Promise.race([
        new Promise((done) => setTimeout(done, 1000)),
        Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {}))).then(() => {}),
      ]),
    );
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() =>
      globalThis.axe.run(document, {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      }),
    );
    return violations
      .filter((one) => ['serious', 'critical'].includes(one.impact))
      .map(
        (one) =>
          `${one.id} (${one.impact}): ${one.help}: ${one.nodes
            .map((node) => node.target.join(' '))
            .slice(0, 5)
            .join(' | ')}`,
      );
  }

  close() {
    return this.context.close();
  }
}
