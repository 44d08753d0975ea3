import type { BrowserContext, Page } from "@playwright/test";

/** Collects what a healthy page never does: console errors, exceptions, failed requests, requests to other origins. */
export class Problems {
  readonly #found: string[] = [];
  readonly #allowed: RegExp[] = [];

  constructor(private readonly origin: string) {}

  /** For a test that provokes a problem on purpose. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  found(): string[] {
    return this.#found.filter((problem) => !this.#allowed.some((pattern) => pattern.test(problem)));
  }

  watch(context: BrowserContext): void {
    context.on("page", (page) => this.#watchPage(page));
  }

  #watchPage(page: Page): void {
    const add = (problem: string) => this.#found.push(`${problem} (on ${page.url()})`);
    page.on("console", (message) => {
      if (message.type() === "error") add(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => add(`exception: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && url.origin !== this.origin)
        add(`request to another origin: ${request.url()}`);
    });
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // The browser gives up requests of a page that is left, and downloads once they are handed over.
      if (reason !== "net::ERR_ABORTED") add(`failed request: ${request.method()} ${request.url()} ${reason}`);
    });
  }
}
