/** Placeholder by H7 so that the room can be seen; H6 replaces this file. */
export default function IncidentPage() {
  return <p className="py-4 text-ink-3">The timeline comes here.</p>;
}
