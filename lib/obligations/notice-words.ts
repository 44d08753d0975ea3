/** Why nothing stands at a line of a notice. */
export function silence(byPerson: boolean): string {
  return byPerson ? "No record holds this: write it." : "The record says nothing about it yet.";
}
