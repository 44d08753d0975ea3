import type { ReactNode } from "react";
import { Button } from "./button";
import { DialogClose } from "./dialog";

/** The end of a dialog that is a form: leave it, or send it. `form` is the form's id; the text is the verb. */
export function FormFooter({ form, busy, children }: { form: string; busy: boolean; children: ReactNode }) {
  return (
    <>
      <DialogClose render={<Button />}>Cancel</DialogClose>
      <Button variant="primary" type="submit" form={form} busy={busy}>
        {children}
      </Button>
    </>
  );
}
