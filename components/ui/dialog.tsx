"use client";

import type { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import {
  type ComponentProps,
  createContext,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useRef,
} from "react";
import { cn } from "./cn";
import { LazyOverlay, LazyTrigger, type Overlay, type OverlayProps, type TriggerProps } from "./lazy-overlay";
import { useBackCloses } from "./use-back-closes";

const load = () => import("@base-ui/react/dialog").then((module) => module.Dialog);
const context = createContext<Overlay<typeof Base>>({ parts: null, want: () => {} });

export function Dialog(props: OverlayProps) {
  return <LazyOverlay context={context} load={load} {...props} />;
}

export function DialogTrigger(props: TriggerProps) {
  return <LazyTrigger context={context} load={load} popup="dialog" {...props} />;
}

/** Fetches the code of dialogs ahead of the first one, in a quiet moment. */
export const preloadDialog = load;

/** A button that closes the dialog it is in. */
export function DialogClose(props: ComponentProps<typeof Base.Close>) {
  const parts = useContext(context).parts;
  return parts && <parts.Close {...props} />;
}

const widths = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl", xl: "sm:max-w-4xl" };

export interface DialogContentProps extends Omit<ComponentProps<typeof Base.Popup>, "className" | "title"> {
  title: ReactNode;
  description?: ReactNode;
  /** Stays at the bottom while the content scrolls; the whole width on a phone. */
  footer?: ReactNode;
  width?: keyof typeof widths | undefined;
  /** Its being open is an entry of the history by itself, so that Back closes it without help. */
  inHistory?: boolean;
  className?: string | undefined;
}

/** What one came to a dialog for: something to write, to choose or to switch. */
const FIELDS = 'input:not([type="hidden"], [tabindex="-1"]), textarea, [role="combobox"], [aria-pressed="true"]';

/**
 * The window of a dialog: title, scrolling content, footer. Focus goes to the first field, or the first control where
 * there is none, and back by itself; when the content is replaced, to the first field of the new one.
 * Put a `<form>` around content and footer with `render={<form …/>}` where Enter should submit.
 */
export function DialogContent({
  title,
  description,
  footer,
  width = "md",
  inHistory = false,
  className,
  children,
  ...props
}: DialogContentProps) {
  const parts = useContext(context).parts;
  const content = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const close = useRef<HTMLButtonElement>(null);
  useBackCloses(close, parts !== null && !inHistory);
  if (!parts) return null;
  const firstField = () => content.current?.querySelector<HTMLElement>(FIELDS) ?? null;
  function focusPopup(event: FocusEvent<HTMLDivElement>) {
    // By a press of a key only: a click into the empty part of a dialog is not a wish to write.
    if (event.target === event.currentTarget && event.target.matches(":focus-visible")) firstField()?.focus();
  }
  /** From every field, and not only from those of several lines, which see to it themselves. */
  function submitOnKey(event: KeyboardEvent<HTMLDivElement>) {
    if (event.defaultPrevented || event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    const form = (event.target as Element).closest("form") ?? event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    form.requestSubmit();
  }
  return (
    <parts.Portal>
      <parts.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
      <parts.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-start sm:px-4 sm:pt-[10vh] sm:pb-8">
        <parts.Popup
          data-slot="dialog"
          // On a touch screen a field would bring up the keyboard over what one wants to read first.
          initialFocus={(by) => {
            opener.current = document.activeElement;
            return by === "touch" ? true : (firstField() ?? true);
          }}
          // Where that is gone, the focus would jump to whatever had it before; the shell knows a nearer place.
          finalFocus={() => opener.current?.isConnected !== false}
          onFocus={focusPopup}
          onKeyDown={submitOnKey}
          className={cn(
            "flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-xl border border-line bg-panel shadow-pop outline-none",
            "sm:max-h-[80vh] sm:rounded-xl",
            "transition duration-100 data-ending-style:translate-y-1 data-starting-style:translate-y-1 data-ending-style:opacity-0 data-starting-style:opacity-0",
            widths[width],
            className,
          )}
          {...props}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <parts.Title className="font-semibold text-md tracking-tight">{title}</parts.Title>
              {description && <parts.Description className="mt-0.5 text-ink-2">{description}</parts.Description>}
            </div>
            <parts.Close
              ref={close}
              aria-label="Close"
              className="-mr-1.5 rounded-md p-1.5 text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:p-2.5"
            >
              <X aria-hidden="true" className="size-4" />
            </parts.Close>
          </div>
          <div ref={content} className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">
            {children}
          </div>
          {footer && (
            <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t bg-sunk px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
              {footer}
            </div>
          )}
        </parts.Popup>
      </parts.Viewport>
    </parts.Portal>
  );
}
