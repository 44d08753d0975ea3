"use client";

import {
  type ComponentProps,
  type ComponentType,
  type Context,
  cloneElement,
  type FocusEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useState,
} from "react";
import { cn } from "./cn";
import { toastFailed } from "./toast";

// Base UI's parts are generic over payloads that none of ours use.
// biome-ignore lint/suspicious/noExplicitAny: the typed faces are menu.tsx, popover.tsx and dialog.tsx
type AnyPart = ComponentType<any>;

/** What an overlay's own parts share: Base UI's parts once they are there, and the wish to have them. */
export interface Overlay<Parts> {
  parts: Parts | null;
  want: () => void;
}

interface Source<Parts> {
  context: Context<Overlay<Parts>>;
  load: () => Promise<Parts>;
}

export interface OverlayProps {
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  children?: ReactNode;
}

export interface TriggerProps extends Omit<ComponentProps<"button">, "className"> {
  className?: string | undefined;
  /** The element that opens; without it a plain button. */
  render?: ReactElement<Record<string, unknown>> | undefined;
}

/**
 * Menus, popovers and dialogs weigh 35 to 70 kB and most visits open none. So their trigger stands at once as a plain
 * button, the code comes when it is hovered, focused or pressed, and then the real parts take over.
 */
export function LazyOverlay<Parts extends { Root: AnyPart }>({
  context: Shared,
  load,
  open,
  onOpenChange,
  children,
}: Source<Parts> & OverlayProps) {
  const [parts, setParts] = useState<Parts | null>(null);
  const [wanted, setWanted] = useState(false);
  const needed = open || wanted;
  useEffect(() => {
    if (!needed || parts) return;
    let gone = false;
    load().then(
      (loaded) => !gone && setParts(loaded),
      () => toastFailed("This could not be opened.", { detail: "Its code did not arrive: reload the page." }),
    );
    return () => {
      gone = true;
    };
  }, [needed, parts, load]);

  const want = () => {
    setWanted(true);
    onOpenChange?.(true);
  };
  if (!parts) return <Shared value={{ parts, want }}>{children}</Shared>;
  const state = open === undefined ? { defaultOpen: wanted } : { open };
  return (
    <Shared value={{ parts, want }}>
      <parts.Root {...state} onOpenChange={(next: boolean) => onOpenChange?.(next)}>
        {children}
      </parts.Root>
    </Shared>
  );
}

export function LazyTrigger<Parts extends { Trigger: AnyPart }>({
  context,
  load,
  popup,
  render,
  className,
  children,
  ...props
}: Source<Parts> & TriggerProps & { popup: "menu" | "dialog" }) {
  const { parts, want } = useContext(context);
  if (parts) {
    return (
      <parts.Trigger render={render} className={className} {...props}>
        {children}
      </parts.Trigger>
    );
  }
  const waiting = {
    ...props,
    "aria-haspopup": popup,
    "aria-expanded": false,
    onPointerEnter: (event: PointerEvent<HTMLButtonElement>) => {
      props.onPointerEnter?.(event);
      load().catch(() => {});
    },
    onFocus: (event: FocusEvent<HTMLButtonElement>) => {
      props.onFocus?.(event);
      load().catch(() => {});
    },
    onClick: (event: MouseEvent<HTMLButtonElement>) => {
      props.onClick?.(event);
      if (!event.defaultPrevented) want();
    },
  };
  if (!render) {
    return (
      <button type="button" className={className} {...waiting}>
        {children}
      </button>
    );
  }
  const merged = cn(render.props.className as string | undefined, className) || undefined;
  return cloneElement(render, {
    ...waiting,
    ...(merged ? { className: merged } : {}),
    ...(children === undefined ? {} : { children }),
  });
}
