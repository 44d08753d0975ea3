import type { Basis } from "./model";

/** Where what decides a claim can be seen: at most one more step to the events. */
export function basisHref(ref: string, { kind, id }: Pick<Basis, "kind" | "id">): string {
  const room = `/incidents/${ref}`;
  const exposure = (events: string | null) => {
    const query = new URLSearchParams({ ...(id ? { asset: id } : {}), ...(events ? { events } : {}) }).toString();
    return `${room}/exposure${query ? `?${query}` : ""}`;
  };
  switch (kind) {
    case "exposure":
      return exposure(null);
    case "accesses":
      return exposure("all");
    case "unauthorised":
    case "possible":
      return exposure(kind);
    case "window":
      return `${room}/exposure#window-${id}`;
    case "event":
      return `${room}/evidence?event=${id}`;
    case "data":
      return `${room}/data`;
    case "severity":
      return `${room}/severity`;
  }
}
