import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema, configVariables, readConfig } from './config.ts';

const manual = readFileSync(new URL('../../config/default.toml', import.meta.url), 'utf8');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butaca-config-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const writeSettings = (text: string): void => writeFileSync(join(folder, 'butaca.toml'), text);

describe('the manual', () => {
  it('states every default that the schema has, and no other setting', () => {
    expect(parse(manual)).toEqual(configSchema.parse({}));
  });

  it('names every environment variable, and so does docs/configuration.md', () => {
    const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    for (const variable of configVariables) {
      expect(manual).toContain(variable);
      expect(page).toContain(`| \`${variable}\` |`);
    }
  });
});

describe('readConfig', () => {
  it('returns the defaults with an absolute workspace when nothing is said', () => {
    const config = readConfig({}, { folder });
    expect(config).toEqual({ ...configSchema.parse({}), workspace: { home: join(folder, 'var') } });
  });

  it('puts the environment over the file, and the command line over both', () => {
    writeSettings('[server]\nport = 1000\nhost = "file"\nlanguage = "en"\n');
    const config = readConfig({ PORT: '2000', HOST: 'variable' }, { folder, overrides: { server: { port: 3000 } } });
    expect(config.server).toMatchObject({ port: 3000, host: 'variable', language: 'en' });
  });

  it('reads the file that BUTACA_CONFIG names, and refuses to start when it is missing', () => {
    writeFileSync(join(folder, 'other.toml'), '[training]\nseed = 7\n');
    expect(readConfig({ BUTACA_CONFIG: 'other.toml' }, { folder }).training.seed).toBe(7);
    expect(() => readConfig({ BUTACA_CONFIG: 'absent.toml' }, { folder })).toThrow(/missing file: .*absent\.toml/);
  });

  it('keeps the hyperparameters of a model as they are written', () => {
    writeSettings('[models.ease]\nregularization = 400\n');
    expect(readConfig({}, { folder }).models).toEqual({ ease: { regularization: 400 } });
  });

  it('cannot be changed afterwards', () => {
    const config = readConfig({}, { folder });
    expect(() => Object.assign(config.server, { port: 1 })).toThrow(TypeError);
  });

  it('does not share its defaults between two readings', () => {
    expect(readConfig({}, { folder: join(folder, 'a') }).workspace.home).toBe(join(folder, 'a', 'var'));
    expect(readConfig({}, { folder: join(folder, 'b') }).workspace.home).toBe(join(folder, 'b', 'var'));
  });

  it.each([
    [
      '[server]\nprot = 1',
      {},
      /^unknown setting: server\.prot; expected one of host, port, language, threads, cacheSeconds\. Did you mean port\?$/,
    ],
    ['[sever]\nport = 1', {}, /^unknown setting: sever; .* Did you mean server\?$/],
    ['[server]\nport = 70000', {}, /^invalid server\.port: 70000; expected number to be <=65535\.$/],
    ['[server]\nport = "8080"', {}, /^invalid server\.port: "8080"; expected .*number/],
    ['[log]\nlevel = "loud"', {}, /^invalid log\.level: "loud"; expected silent, error, warn, info, debug\.$/],
    ['[server', {}, /^invalid file: .*butaca\.toml; /],
    ['', { PORT: 'many' }, /^invalid PORT: many; expected a number\.$/],
    ['', { PORT: '1.5' }, /^invalid server\.port: 1\.5; /],
    ['', { BUTACA_THREAD: '2' }, /^unknown variable: BUTACA_THREAD; .* Did you mean BUTACA_THREADS\?$/],
    ['models = 3', {}, /^invalid models: 3; /],
  ])('refuses %j with %j', (text, environment, message) => {
    writeSettings(text);
    expect(() => readConfig(environment, { folder })).toThrow(
      expect.objectContaining({
        code: 'INVALID_CONFIGURATION',
        message: expect.stringMatching(message),
      }),
    );
  });

  it('ignores the variables that Kubernetes makes for a service called butaca, and empty ones', () => {
    const environment = { BUTACA_SERVICE_HOST: '10.0.0.1', BUTACA_PORT: 'tcp://10.0.0.1:80', PORT: '' };
    expect(readConfig(environment, { folder }).server.port).toBe(8080);
  });
});
