/**
 * A MariaDB server for one survey: its data in a folder of its own, no port at all, one socket
 * that nobody else can reach, and nothing of it left afterwards.
 */
// @ts-nocheck

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createConnection } from 'mysql2/promise';

/** Where the server's programs are. */
export interface Programs {
  readonly server: string;
  readonly install: string;
  readonly client: string;
  readonly dump: string;
}

/** The server's programs, or `undefined` where they are not all installed. */
export function findMariadb(): Programs | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const find = (name: string) =>
    folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  const server = find('mariadbd');
  const install = find('mariadb-install-db');
  const client = find('mariadb');
  const dump = find('mariadb-dump');
  return server && install && client && dump ? { server, install, client, dump } : undefined;
}

/** A server that runs. */
export interface Server {
  readonly socket: string;
  connect(): Promise<Connection>;
  stop(): Promise<void>;
}

/** Starts one; whoever started it stops it. */
export async function startServer({ server, install }: Programs): Promise<Server> {
  // Nobody but this user can enter, so a password would guard nothing.
  const folder = mkdtempSync(join(tmpdir(), 'contentmark-mariadb-'));
  const data = join(folder, 'data');
  const socket = join(folder, 'socket');
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  try {
    execFileSync(
      install,
      [
        '--no-defaults',
        `--datadir=${data}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        ...user,
      ],
      { stdio: 'ignore' },
    );
    const daemon = spawn(
      server,
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--socket=${socket}`,
        '--skip-networking',
        `--pid-file=${join(folder, 'pid')}`,
        '--innodb-buffer-pool-size=16M',
        '--skip-log-bin',
        ...user,
      ],
      { stdio: 'ignore' },
    );
    const exited = once(daemon, 'exit');
    const kill = () => daemon.kill('SIGTERM');
    process.once('exit', kill);
    const connect = () =>
      createConnection({ socketPath: socket, user: 'root', charset: 'utf8mb4_bin' });
    const stop = async (): Promise<void> => {
      kill();
      process.off('exit', kill);
      await exited;
      rmSync(folder, { recursive: true, force: true });
    };
    const started = await waitFor(connect, () => daemon.exitCode === null);
    if (!started) {
      await stop();
      throw new Error('the MariaDB server did not start');
    }
    return { socket, connect, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Tries for half a minute, as long as the server lives. */
async function waitFor(
  connect: () => Promise<Connection>,
  isAlive: () => boolean,
): Promise<boolean> {
  for (let tries = 0; tries < 300 && isAlive(); tries++) {
    try {
      await (await connect()).end();
      return true;
    } catch {
      await sleep(100);
    }
  }
  return false;
}
