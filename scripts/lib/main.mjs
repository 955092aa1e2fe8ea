import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { finish } from './progress.mjs';
import { root } from './root.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Postern needs Node 20.19 or newer, this is ${process.versions.node}: install a newer one from https://nodejs.org.\n`,
  );
  process.exit(1);
}

/**
 * Runs a command of the project: in the checkout and with the settings of `.env`. A failure says what to do
 * instead of showing a stack trace.
 */
export async function main(command) {
  // A relative DATA_DIR counts from the folder in which the command was typed.
  if (process.env.DATA_DIR) process.env.DATA_DIR = path.resolve(process.env.DATA_DIR);
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    await command();
  } catch (error) {
    finish();
    if (error.output) process.stderr.write(`${error.output.trimEnd()}\n\n`);
    const plain = error.name === 'BootError' || error.name === 'EnvError' || 'output' in error;
    process.stderr.write(`${plain ? error.message : error.stack}\n`);
    process.exit(1);
  }
}
