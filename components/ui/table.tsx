import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export interface TableProps extends ComponentProps<"table"> {
  /** Says what the rows are; read out, and shown with `showCaption`. */
  caption: ReactNode;
  showCaption?: boolean;
  /** The height after which the rows scroll under the head. */
  maxHeight?: "none" | "half" | "page";
  frameClassName?: string;
}

const heights = { none: "", half: "max-h-[50vh]", page: "max-h-[calc(100dvh-14rem)]" };

/** A dense table whose head stays in sight. Wide tables scroll inside their own frame. */
export function Table({
  caption,
  showCaption,
  maxHeight = "none",
  frameClassName,
  className,
  children,
  ...props
}: TableProps) {
  return (
    <section
      aria-label={typeof caption === "string" ? caption : undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn(
        "relative overflow-x-auto",
        maxHeight !== "none" && "overflow-y-auto",
        heights[maxHeight],
        frameClassName,
      )}
    >
      <table data-slot="table" className={cn("w-full border-collapse text-left", className)} {...props}>
        <caption className={showCaption ? "pb-1.5 text-left text-ink-3 text-sm" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

export function THead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("sticky top-0 z-10 bg-bg", className)} {...props} />;
}

interface CellProps {
  /** Right-aligned figures. */
  numeric?: boolean | undefined;
}

export function Th({ numeric, className, ...props }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        "whitespace-nowrap border-line-strong border-b py-1.5 pr-3 font-medium text-ink-3 text-xs",
        numeric && "pr-5 text-right",
        className,
      )}
      {...props}
    />
  );
}

export interface TrProps extends ComponentProps<"tr"> {
  /** The row that J/K or the address points at. */
  current?: boolean;
}

export function Tr({ current, className, ...props }: TrProps) {
  return (
    <tr
      aria-current={current || undefined}
      className={cn("border-line border-b hover:bg-sunk aria-[current]:bg-sunk", current && "bg-sunk", className)}
      {...props}
    />
  );
}

export function Td({ numeric, className, ...props }: ComponentProps<"td"> & CellProps) {
  return <td className={cn("py-1.5 pr-3 align-baseline", numeric && "pr-5 text-right", className)} {...props} />;
}

export type SortDirection = "ascending" | "descending";

export interface SortButtonProps {
  direction: SortDirection | null;
  onSort: () => void;
  children: ReactNode;
}

/** Goes into a `<Th aria-sort={direction}>`. */
export function SortButton({ direction, onSort, children }: SortButtonProps) {
  return (
    <button type="button" onClick={onSort} className="-mx-1 rounded-sm px-1 hover:bg-hover hover:text-ink">
      {children}
      <span aria-hidden="true" className="inline-block w-3 text-center">
        {direction === "ascending" ? "↑" : direction === "descending" ? "↓" : ""}
      </span>
    </button>
  );
}
