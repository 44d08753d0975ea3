"use client";

import type { ReactNode } from "react";
import { SortButton, type SortDirection, Table, type TableProps, Td, THead, Th, Tr } from "./table";

export interface Column<Row> {
  id: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  sortable?: boolean;
  className?: string;
}

export interface Sort {
  column: string;
  direction: SortDirection;
}

export interface DataTableProps<Row> extends Pick<TableProps, "caption" | "maxHeight" | "showCaption"> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** An anchor for a permalink. */
  rowId?: (row: Row) => string;
  current?: string | null;
  sort?: Sort | null;
  /** Sorting is the caller's: mostly it is the server's. */
  onSort?: (sort: Sort) => void;
  onOpen?: (row: Row) => void;
}

/** Rows of one shape as a table. For 10⁴ rows and more, page on the server. */
export function DataTable<Row>({
  columns,
  rows,
  rowKey,
  rowId,
  current,
  sort,
  onSort,
  onOpen,
  ...table
}: DataTableProps<Row>) {
  return (
    <Table {...table}>
      <THead>
        <tr>
          {columns.map((column) => {
            const direction = sort?.column === column.id ? sort.direction : null;
            return (
              <Th
                key={column.id}
                numeric={column.numeric}
                className={column.className}
                {...(column.sortable ? { "aria-sort": direction ?? ("none" as const) } : {})}
              >
                {column.sortable && onSort ? (
                  <SortButton direction={direction} onSort={() => onSort(turned(column.id, direction))}>
                    {column.head}
                  </SortButton>
                ) : (
                  column.head
                )}
              </Th>
            );
          })}
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => {
          const key = rowKey(row);
          return (
            <Tr
              key={key}
              id={rowId?.(row)}
              current={current === key}
              className={onOpen ? "cursor-pointer" : undefined}
              onClick={onOpen && ((event) => isPlainClick(event.target) && onOpen(row))}
            >
              {columns.map((column) => (
                <Td key={column.id} numeric={column.numeric} className={column.className}>
                  {column.cell(row)}
                </Td>
              ))}
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function turned(column: string, direction: SortDirection | null): Sort {
  return { column, direction: direction === "descending" ? "ascending" : "descending" };
}

/** A press on a link or control inside the row, or the end of selecting text, does not open the row. */
function isPlainClick(target: EventTarget): boolean {
  if (window.getSelection()?.toString()) return false;
  return !(
    target instanceof Element && target.closest("a, button, input, label, select, time[tabindex], [role=menuitem]")
  );
}
