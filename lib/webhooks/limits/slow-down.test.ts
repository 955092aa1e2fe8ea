import { describe, expect, it } from 'vitest';
import { pauseAfterFailure } from './slow-down';

describe('an address that tries bad keys', () => {
  it('waits for nothing at first, then twice as long each time, at most a second', () => {
    const pauses = Array.from({ length: 67 }, () => pauseAfterFailure('203.0.113.1', 0));
    expect(pauses.slice(0, 60).every((ms) => ms === 0)).toBe(true);
    expect(pauses.slice(60)).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
  });

  it('is forgotten after a minute without a failure', () => {
    for (let n = 0; n < 65; n++) pauseAfterFailure('203.0.113.2', 0);
    expect(pauseAfterFailure('203.0.113.2', 59_999)).toBeGreaterThan(0);
    expect(pauseAfterFailure('203.0.113.2', 119_999)).toBe(0);
  });

  it('slows down no other address, and nobody where addresses are not known', () => {
    for (let n = 0; n < 100; n++) {
      pauseAfterFailure('203.0.113.3', 0);
      expect(pauseAfterFailure('', 0)).toBe(0);
    }
    expect(pauseAfterFailure('203.0.113.4', 0)).toBe(0);
  });
});
