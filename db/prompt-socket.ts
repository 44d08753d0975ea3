import { connect, type Socket } from "node:net";

interface Place {
  host: string[];
  port: number[];
  path?: string | false | undefined;
}

let turn = 0;

/**
 * A connection that sends at once. Left to itself, TCP holds the last part of what is sent until the other side has
 * confirmed the rest, which that does 40 ms later: at the end of every COPY and between the statements of a pipeline.
 * Not connected yet when it is handed over; what is written until then waits in it.
 */
export function promptSocket({ host, port, path }: Place): Socket {
  if (path) return connect({ path });
  const at = turn++ % host.length;
  const place = { host: host[at] ?? "localhost", port: port[at] ?? 5432 };
  // The driver asks a socket of its own where it leads, for the name on the certificate.
  return Object.assign(connect({ ...place, noDelay: true }), place);
}
