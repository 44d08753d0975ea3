import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to the server that breaks once so many bytes were sent over it, and is dead until it is mended. */
export class BreakingLine {
  readonly #sockets = new Set<Socket>();
  #left = Number.POSITIVE_INFINITY;
  #dead = false;
  readonly #server;

  private constructor(private readonly target: URL) {
    this.#server = createServer((socket) => this.#carry(socket));
  }

  static async to(address: string): Promise<BreakingLine> {
    const line = new BreakingLine(new URL(address));
    await new Promise<void>((done) => line.#server.listen(0, "127.0.0.1", done));
    return line;
  }

  get address(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  breakAfter(bytes: number): void {
    this.#left = bytes;
  }

  get isDead(): boolean {
    return this.#dead;
  }

  mend(): void {
    this.#dead = false;
    this.#left = Number.POSITIVE_INFINITY;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }

  #carry(near: Socket): void {
    if (this.#dead) {
      near.destroy();
      return;
    }
    const far = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => this.#sent(bytes.length));
    near.pipe(far);
    far.pipe(near);
  }

  #sent(bytes: number): void {
    this.#left -= bytes;
    if (this.#left > 0) return;
    this.#dead = true;
    for (const socket of this.#sockets) socket.destroy();
  }
}
