import { describe, expect, it } from 'vitest';
import { readByteRange } from './byte-range';
import { contentDisposition } from './content-disposition';
import { displayName } from './display-name';
import { MAX_NAME_CHARACTERS } from './file-policy';

describe('a name for showing', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['  a  b.txt ', 'a  b.txt'],
    ['.env', '.env'],
    ['/etc/passwd', 'passwd'],
    ['..\\..\\a.txt', 'a.txt'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie: x'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['half \ud83d', 'half'],
    ['', 'file'],
    ['..', 'file'],
    ['a/', 'file'],
    ['\0', 'file'],
  ])('of %j is %j', (sent, shown) => {
    expect(displayName(sent)).toBe(shown);
  });

  it('is cut in the middle of what is too long, and keeps its ending', () => {
    const name = displayName(`${'🎉'.repeat(300)}.tar.gz`);
    expect(Array.from(name).length).toBe(MAX_NAME_CHARACTERS);
    expect(name.endsWith('🎉….gz')).toBe(true);
    expect(Array.from(displayName('x'.repeat(300))).length).toBe(MAX_NAME_CHARACTERS);
  });
});

describe('Content-Disposition', () => {
  it.each([
    ['report.pdf', `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
    [
      'a "b" \\ c%.txt',
      `attachment; filename="a _b_ _ c_.txt"; filename*=UTF-8''a%20%22b%22%20%5C%20c%25.txt`,
    ],
    ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
    [
      'naïve – 日.txt',
      `attachment; filename="na_ve _ _.txt"; filename*=UTF-8''na%C3%AFve%20%E2%80%93%20%E6%97%A5.txt`,
    ],
  ])('for %s', (name, header) => {
    expect(contentDisposition('attachment', name)).toBe(header);
    expect(() => new Headers({ 'content-disposition': header })).not.toThrow();
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=5-', { first: 5, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-30', { first: 0, last: 9 }],
    ['bytes=2-100', { first: 2, last: 9 }],
    ['bytes=10-', 'none'],
    ['bytes=-0', 'none'],
    ['bytes=3-2', null],
    ['bytes=0-1,3-4', null],
    ['bytes=-', null],
    ['items=0-1', null],
    [null, null],
  ])('%s of ten bytes', (header, range) => {
    expect(readByteRange(header, 10)).toEqual(range);
  });

  it.each(['bytes=0-', 'bytes=-1'])('%s of an empty file is none', (header) => {
    expect(readByteRange(header, 0)).toBe('none');
  });
});
