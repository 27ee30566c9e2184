/** A client that is not polite: bytes over a socket, as slowly or as many as a test wants. */
import { connect, type Socket } from 'node:net';

/** What came of a connection. */
export interface Heard {
  /** Everything the server sent, as Latin-1. */
  readonly text: string;
  /** Status of the first answer; undefined where the connection ended without one. */
  readonly status: number | undefined;
  /** From opening to the end, in milliseconds. */
  readonly milliseconds: number;
}

export interface Connection {
  readonly socket: Socket;
  readonly opened: Promise<void>;
  /** Resolves when the connection is closed, by whichever side, or broken. */
  readonly ended: Promise<Heard>;
}

/** Opens a connection. It is read all the time, and written to by the test. */
export function open(port: number): Connection {
  const begun = performance.now();
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  socket.setEncoding('latin1').on('data', (data: string) => {
    text += data;
  });
  // A reset is an end like any other here.
  socket.on('error', () => undefined);
  const opened = new Promise<void>((resolve) => {
    socket.once('connect', () => resolve());
    socket.once('close', () => resolve());
  });
  const ended = new Promise<Heard>((resolve) => {
    socket.once('close', () => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      resolve({
        text,
        status: status === undefined ? undefined : Number(status),
        milliseconds: performance.now() - begun,
      });
    });
  });
  return { socket, opened, ended };
}

/** The head of a `POST`, with whatever headers a test wants. */
export function headOf(path: string, headers: Readonly<Record<string, string | number>>): string {
  const all = { host: 'api.example', 'content-type': 'application/json', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}
