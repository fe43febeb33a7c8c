import { describe, expect, it } from 'vitest';
import { findPlatform, platformOfFile, PLATFORMS } from './platforms.ts';

describe('findPlatform', () => {
  it.each([
    ['netflix', 'netflix'],
    [' NETFLIX ', 'netflix'],
    ['Amazon Prime Video', 'amazon'],
    ['prime video', 'amazon'],
    ['Disney+', 'disney'],
    ['disney plus', 'disney'],
    ['Hulú', 'hulu'],
    ['plus', null],
    ['hbo', null],
    ['netflix hulu', null],
    ['', null],
    ["'; drop table titles; --", null],
  ])('reads %j', (name, platform) => {
    expect(findPlatform(name)).toBe(platform);
  });
});

describe('platformOfFile', () => {
  it.each([
    ['amazon_prime_titles.csv', 'amazon'],
    ['disney_plus_titles.csv.gz', 'disney'],
    ['streaming/Netflix-2021.csv', 'netflix'],
    ['netflix/titles.csv', 'netflix'],
    ['hulu/2021/titles.csv', 'hulu'],
    ['hulu/netflix.csv', 'netflix'],
    ['prime.csv', 'amazon'],
    ['netflix_and_hulu.csv', null],
    ['hbo_titles.csv', null],
    ['primer_catalogo.csv', null],
  ])('reads %s', (name, platform) => {
    expect(platformOfFile(name)).toBe(platform);
  });
});

describe('PLATFORMS', () => {
  it('have first letters of their own, which begin the ids of their titles', () => {
    expect(new Set(PLATFORMS.map((platform) => platform[0])).size).toBe(PLATFORMS.length);
  });
});
