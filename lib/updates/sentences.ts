type Data = Record<string, unknown>;

/** What the record says of updates, in one sentence each. */
export const UPDATE_SENTENCES = {
  update_sent: (d: Data) => `Update ${said(d.no)} to ${said(d.audience)}: ${said(d.state).replace(/[.\s]+$/, "")}.`,
  update_subscriber_added: (d: Data) => `Updates now also go to ${said(d.address)}, by ${said(d.channel)}.`,
  update_subscriber_ended: (d: Data) => `Updates no longer go to ${said(d.address)}.`,
};

function said(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "?";
}
