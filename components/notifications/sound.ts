/** Feeds that make a sound in this browser; another machine may stand in a quiet room. */
const KEY = 'postern-sounds';
const QUIET_MS = 2_000;
const NOTES_HZ = [660, 880];
const NOTE_S = 0.12;
const VOLUME = 0.12;

let context: AudioContext | undefined;
let lastMs = Number.NEGATIVE_INFINITY;

export function hasSound(feedId: number): boolean {
  return stored().includes(feedId);
}

export function setSound(feedId: number, on: boolean) {
  const others = stored().filter((id) => id !== feedId);
  try {
    localStorage.setItem(KEY, JSON.stringify(on ? [...others, feedId] : others));
  } catch {
    // Without storage no sound is switched on.
  }
}

function stored(): number[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [];
  } catch {
    return [];
  }
}

/** The sound, at most every two seconds. */
export function playSound() {
  if (performance.now() - lastMs < QUIET_MS) return;
  lastMs = performance.now();
  playNotes();
}

/** Two short notes. Silent in a page that was never touched: browsers forbid it. */
export function playNotes() {
  if (navigator.userActivation?.hasBeenActive === false) return;
  try {
    context ??= new AudioContext();
    void context.resume();
    const { currentTime } = context;
    for (const [index, hz] of NOTES_HZ.entries()) note(context, hz, currentTime + index * NOTE_S);
  } catch {
    // No sound card, or no room for another context.
  }
}

function note(audio: AudioContext, hz: number, at: number) {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = hz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(VOLUME, at + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.001, at + 2 * NOTE_S);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 2 * NOTE_S);
}
