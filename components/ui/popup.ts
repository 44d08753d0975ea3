/** The look shared by everything that floats: menus, selects, comboboxes, popovers. */
export const popupStyle =
  "z-50 min-w-40 rounded-lg border border-line bg-panel shadow-pop outline-none transition-opacity duration-75 data-ending-style:opacity-0 data-starting-style:opacity-0";

/** The look shared by one line of such a list. */
export const itemStyle =
  "flex min-h-7 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 outline-none data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:min-h-10 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-ink-3";
