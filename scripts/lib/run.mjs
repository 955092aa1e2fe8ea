import { spawn } from 'node:child_process';
import process from 'node:process';
import { root } from './root.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM'];

/** A step that failed; `output` is what its program said. */
export class StepFailed extends Error {
  constructor(message, output) {
    super(message);
    this.output = output;
  }
}

/** Runs a program quietly in the checkout; the error of a failure has its output. */
export async function run(command, args, { env = {}, what }) {
  const { code, output } = await capture(command, args, { env });
  if (code !== 0) throw new StepFailed(`${what} failed.`, output);
  return output;
}

/** Like `run`, but resolves whatever the exit code is. */
export function capture(command, args, { env = {}, onOutput } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a script on Windows.
      shell: process.platform === 'win32',
    });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
      onOutput?.(chunk.toString());
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // A signal that reaches only this process would leave the program running.
    const stop = (signal) => {
      child.kill(signal);
      process.exit(130);
    };
    for (const signal of SIGNALS) process.on(signal, stop);
    const done = (result) => {
      for (const signal of SIGNALS) process.off(signal, stop);
      resolve(result);
    };
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** Runs a program whose output is for the person at the terminal; resolves to its exit code. Signals are passed on. */
export function runLoud(command, args, { env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const passOn = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, passOn);
    const done = (code) => {
      for (const signal of SIGNALS) process.off(signal, passOn);
      resolve(code);
    };
    child.on('error', () => done(127));
    child.on('close', (code) => done(code ?? 1));
  });
}
