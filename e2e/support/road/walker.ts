import type { Locator, Page } from "@playwright/test";
import { Keyboard } from "../keyboard";

/** Somebody on the road: a page, the keyboard, and what they see of it. */
export class Walker {
  readonly keys: Keyboard;
  /** A passing message is a dialog of its own to screen readers; this is the one that one works in. */
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.keys = new Keyboard(page);
    this.dialog = page.locator('[data-slot="dialog"]');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  inDialog(name: string | RegExp): Locator {
    return this.dialog.getByRole("button", { name });
  }
}
