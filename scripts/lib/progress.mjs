import process from 'node:process';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** A terminal shows the running step with its time, redrawn this often. Elsewhere a step is a line, repeated when it takes long. */
const REDRAW_MS = 100;
const REPEAT_MS = 15_000;

let current;

/** Begins a step and marks the one before as done. Progress goes to stderr, since stdout is for results. */
export function step(text) {
  finish();
  const startedAtMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedAtMs) / 1000);
  const tty = process.stderr.isTTY;
  let frame = 0;
  const draw = () => {
    if (tty) process.stderr.write(`\r\x1b[K${FRAMES[frame++ % FRAMES.length]} ${text} ${seconds() || ''}`);
    else process.stderr.write(`  … ${text}, ${seconds()} s so far\n`);
  };
  if (!tty) process.stderr.write(`· ${text}\n`);
  const timer = setInterval(draw, tty ? REDRAW_MS : REPEAT_MS);
  timer.unref();
  current = () => {
    clearInterval(timer);
    if (tty) process.stderr.write(`\r\x1b[K${seconds() >= 1 ? `✓ ${text} (${seconds()} s)\n` : ''}`);
  };
}

/** Ends the running step, if there is one. */
export function finish() {
  current?.();
  current = undefined;
}
