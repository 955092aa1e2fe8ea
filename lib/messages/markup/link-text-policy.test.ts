import { describe, expect, it } from 'vitest';
import { namesAnotherPlace } from './link-text-policy';

describe('a link text', () => {
  it.each([
    ['https://bank.example/login', 'https://evil.example/'],
    ['bank.example', 'https://evil.example/'],
    ['Sign in at BANK.example now', 'https://evil.example/'],
    ['https://bank.example@evil.example', 'https://evil.example/'],
    ['bank。example', 'https://evil.example/'],
    ['b\u200bank.example', 'https://evil.example/'],
    ['ｂａｎｋ.example', 'https://evil.example/'],
    ['bank.example', 'https://bank.example.evil.example/'],
    ['support@bank.example', 'mailto:a@evil.example'],
  ])('%s names another place than %s', (text, href) => {
    expect(namesAnotherPlace(text, href)).toBe(true);
  });

  it.each([
    ['https://bank.example/report.pdf?x=a.b', 'https://bank.example/elsewhere'],
    ['www.bank.example', 'https://bank.example/'],
    ['Build 12 failed', 'https://ci.example/12'],
    ['bücher.example', 'https://xn--bcher-kva.example/'],
    ['ada@bank.example', 'mailto:ada@bank.example'],
  ])('%s names no other place than %s', (text, href) => {
    expect(namesAnotherPlace(text, href)).toBe(false);
  });
});
