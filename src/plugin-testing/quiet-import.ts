import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { vi } from 'vitest';

/** Imports a module with the common ways out watched; returns the names of those it took. */
export async function importsQuietly(importModule: () => Promise<unknown>): Promise<string[]> {
  const watched = {
    readFileSync: vi.spyOn(fs, 'readFileSync'),
    openSync: vi.spyOn(fs, 'openSync'),
    writeFileSync: vi.spyOn(fs, 'writeFileSync'),
    mkdirSync: vi.spyOn(fs, 'mkdirSync'),
    open: vi.spyOn(fs.promises, 'open'),
    readFile: vi.spyOn(fs.promises, 'readFile'),
    writeFile: vi.spyOn(fs.promises, 'writeFile'),
    'http.request': vi.spyOn(http, 'request'),
    'https.request': vi.spyOn(https, 'request'),
    connect: vi.spyOn(net, 'connect'),
    fetch: vi.spyOn(globalThis, 'fetch'),
    setTimeout: vi.spyOn(globalThis, 'setTimeout'),
    setInterval: vi.spyOn(globalThis, 'setInterval'),
  };
  syncBuiltinESMExports();
  vi.resetModules();
  try {
    await importModule();
    return Object.keys(watched).filter((name) => watched[name as keyof typeof watched].mock.calls.length > 0);
  } finally {
    for (const spy of Object.values(watched)) spy.mockRestore();
    syncBuiltinESMExports();
  }
}
