import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page has: who does not arrive within them never will. */
const STOPS = 250;

/** Somebody at a page without a mouse: every move is a key press, and each stop has to show that it has the focus. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Tab, or Shift and Tab, until the control has the focus. */
  async to(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    const stops: string[] = [];
    for (let pressed = 0; pressed < STOPS; ) {
      const { step, times, at } = await target.evaluate(wayTo);
      if (step === null) return this.#expectSeen();
      stops.push(`${at}, ${times} × ${step}`);
      for (let i = 0; i < times; i++) await this.page.keyboard.press(step);
      pressed += times;
    }
    throw new Error(`The keyboard does not reach ${target}. It went:\n${stops.slice(-40).join("\n")}`);
  }

  /** Moves there and presses Enter. */
  async press(target: Locator): Promise<void> {
    await this.to(target);
    await this.page.keyboard.press("Enter");
  }

  /** Moves there and writes, over whatever is written. */
  async write(target: Locator, text: string): Promise<void> {
    await this.to(target);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.type(text);
  }

  /** A list that opens: Enter, arrows to the option, Enter. */
  async choose(target: Locator, option: string | RegExp): Promise<void> {
    await this.press(target);
    await this.#arrowTo(this.page.getByRole("option", { name: option }).first());
    await expect(this.page.getByRole("listbox")).toHaveCount(0);
  }

  /** A field that narrows its list while one writes. */
  async find(target: Locator, text: string): Promise<void> {
    await this.write(target, text);
    const option = this.page.getByRole("option", { name: text }).first();
    await expect(option).toBeVisible();
    await this.page.keyboard.press("Enter");
    await expect(target).toHaveValue(text);
  }

  /** A menu: Enter on its button, arrows to the item, Enter. */
  async pick(target: Locator, item: string | RegExp): Promise<void> {
    await this.press(target);
    await this.#arrowTo(this.page.getByRole("menuitem", { name: item }));
  }

  /** One of a few in sight: arrows inside the group, and the space bar. */
  async select(group: Locator, option: string): Promise<void> {
    const wanted = group.getByRole("button", { name: option, exact: true });
    await expect(wanted).toBeVisible();
    if (!(await hasFocusInside(group))) await this.to(await this.#stopOf(group.getByRole("button")));
    for (let i = 0; i < 10 && !(await isFocused(wanted)); i++) {
      await this.page.keyboard.press((await wanted.evaluate(isAfterFocus)) ? "ArrowRight" : "ArrowLeft");
    }
    await this.#expectSeen();
    await this.page.keyboard.press("Space");
    await expect(wanted).toHaveAttribute("aria-pressed", "true");
  }

  /** Radio buttons: Tab to the one that is chosen, arrows to the wanted. */
  async mark(group: Locator, option: string | RegExp): Promise<void> {
    const wanted = group.getByRole("radio", { name: option });
    const checked = group.getByRole("radio", { checked: true });
    if (!(await hasFocusInside(group))) await this.to(checked);
    for (let i = 0; i < 10 && !(await wanted.isChecked()); i++) {
      await this.page.keyboard.press((await wanted.evaluate(isAfterFocus)) ? "ArrowRight" : "ArrowLeft");
    }
    await expect(wanted).toBeChecked();
    await this.#expectSeen();
  }

  /** The system's file chooser, opened from the keyboard. */
  async giveFiles(open: () => Promise<void>, files: string | readonly string[] | NamedBytes): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await open();
    await (await chooser).setFiles(files as Parameters<Awaited<typeof chooser>["setFiles"]>[0]);
  }

  /** After something closed, was sent or was replaced the focus has to be somewhere, so that the next key continues. */
  async expectPlace(): Promise<void> {
    await expect
      .poll(() => this.page.evaluate(() => document.activeElement !== document.body), "the focus was lost")
      .toBe(true);
  }

  async #arrowTo(wanted: Locator): Promise<void> {
    await expect(wanted).toBeVisible();
    const isThere = () => wanted.evaluate((it) => it === document.activeElement || it.hasAttribute("data-highlighted"));
    for (let i = 0; i < STOPS && !(await isThere()); i++) await this.page.keyboard.press("ArrowDown");
    expect(await isThere(), `arrows reach ${wanted}`).toBe(true);
    await this.page.keyboard.press("Enter");
  }

  /** Of a group with one stop the control at which it stands. */
  async #stopOf(controls: Locator): Promise<Locator> {
    for (const control of await controls.all()) if ((await control.getAttribute("tabindex")) === "0") return control;
    return controls.first();
  }

  async #expectSeen(): Promise<void> {
    const hidden = await this.page.evaluate(unseenFocus);
    expect(hidden, "the focus is visible where it stands").toBeNull();
  }
}

export interface NamedBytes {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const isFocused = (control: Locator) => control.evaluate((it) => it === document.activeElement);
const hasFocusInside = (group: Locator) => group.evaluate((it) => it.contains(document.activeElement));

function isAfterFocus(target: Element): boolean {
  const focus = document.activeElement ?? document.body;
  return Boolean(focus.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/**
 * Where the focus is, the key that leads from there towards the element, and how often it is to be pressed, as far as
 * one can see: each arrival is looked at again. No key when the element has the focus.
 */
function wayTo(target: Element): { step: "Tab" | "Shift+Tab" | null; times: number; at: string } {
  const focus = document.activeElement ?? document.body;
  const name = focus.getAttribute("aria-label") ?? focus.textContent?.trim().slice(0, 40);
  const at = `${focus.tagName.toLowerCase()} “${name}”`;
  if (focus === target) return { step: null, times: 0, at };
  const follows = (a: Element, b: Element) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
  const forward = focus === document.body || follows(focus, target);
  const [first, last] = forward ? [focus, target] : [target, focus];
  const stops = 'a[href], button, input:not([type="radio"]), input:checked, textarea, summary, [tabindex="0"]';
  const between = [...document.querySelectorAll<HTMLElement>(stops)].filter(
    (stop) => stop.tabIndex === 0 && stop.checkVisibility() && follows(first, stop) && follows(stop, last),
  );
  return { step: forward ? "Tab" : "Shift+Tab", times: between.length + 1, at };
}

/** What has the focus without showing it. A caret shows it too; a hidden radio button is shown by its label. */
function unseenFocus(): string | null {
  const focus = document.activeElement;
  if (!focus || focus === document.body) return "nothing has the focus";
  if (focus.matches("textarea, input:not([type=radio], [type=checkbox], [type=button], [type=submit])")) return null;
  const isDrawn = (element: Element | null) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
  };
  return isDrawn(focus) || isDrawn(focus.closest("label")) ? null : focus.outerHTML.slice(0, 200);
}
