import { type ComponentType, lazy } from "react";

/** For what a page can do without: a card that does not arrive over a broken line must not take the page with it. */
export function lazyOrNothing<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(() => load().catch(() => ({ default: (() => null) as ComponentType<Props> })));
}
