import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { loadWorkspace } from './load-workspace.ts';

let dir: string;

beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'hutch-workspace-')));
});
afterEach(() => rm(dir, { recursive: true }));

const shipped = { plansDir: '/app/plans', deviceModule: '/app/devices/beamline.ts' };

/** Writes a file of the workspace and returns its path. */
async function write(name: string, text: string): Promise<string> {
  const file = join(dir, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

function load(options: { files?: string[]; cwd?: string; env?: Record<string, string> } = {}) {
  return loadWorkspace({ cwd: dir, env: { HOME: '/home/ada' }, shipped, ...options });
}

/** What is wrong with `hutch.yaml` when it holds `text`: a line each. */
async function refusal(text: string, env: Record<string, string> = {}): Promise<string[]> {
  const file = await write('hutch.yaml', text);
  try {
    await load({ env });
  } catch (thrown) {
    if (!(thrown instanceof HutchError)) throw thrown;
    expect(thrown.code).toBe('invalid_config');
    const lines = thrown.issues?.map(({ message }) => message) ?? [thrown.message];
    return lines.map((line) => line.replace(file, 'hutch.yaml'));
  }
  throw new Error(`It was accepted: ${text}`);
}

describe('loadWorkspace', () => {
  it('takes everything by default from an empty file', async () => {
    const file = await write('i22/hutch.yaml', '# nothing yet\n');
    const workspace = await load({ cwd: join(dir, 'i22') });
    expect(workspace).toMatchObject({
      name: 'i22',
      files: [file],
      dir: join(dir, 'i22'),
      stateDir: join(dir, 'i22/.hutch'),
      sources: [],
    });
    expect(workspace.config).toEqual({
      env: { sources: [], metadata: {}, events: { broadcast_status_events: true } },
      logging: { level: 'INFO' },
      api: {},
      store: { path: join(dir, 'i22/.hutch'), warn_free: 0.05, refuse_free: 0.01 },
      queue: { on_failure: 'stop', loop: false, columns: [] },
      supplemental: { baseline: [], monitors: [], flyers: [] },
      scan_numbers: { first: 1 },
    });
  });

  it('reads the keys that blueapi has, and its own', async () => {
    const file = await write(
      'hutch.yaml',
      `env:
  sources:
    - kind: planFunctions
      module: ./plans
    - kind: planFunctions
      module: "@hutch/plans"
    - {kind: deviceManager, module: ../shared/devices.ts, name: i22, mock: true}
    - {kind: deviceManager, module: "@i22/devices"}
    - {kind: deviceManager, module: "@hutch/devices"}
  metadata: {instrument: I22, facility: {name: DLS, ring: 3.0}}
  events: {broadcast_status_events: false}
logging: {level: DEBUG, file: logs/hutch.log}
api: {url: "http://127.0.0.1:8123"}
store: {path: ~/runs, warn_free: 0.2, refuse_free: 0.1}
queue:
  on_failure: continue
  columns: [{name: sample, required: true, choices: [LaB6, Si]}]
supplemental: {baseline: [stage], monitors: [ring_current]}
scan_numbers: {first: 1000}
`,
    );
    const { config, sources, stateDir } = await load();
    expect(sources).toEqual([
      { kind: 'planFunctions', module: join(dir, 'plans'), dir, mock: false, at: `${file}:4` },
      { kind: 'planFunctions', module: '/app/plans', dir, mock: false, at: `${file}:6` },
      {
        kind: 'deviceManager',
        module: join(dirname(dir), 'shared/devices.ts'),
        dir,
        name: 'i22',
        mock: true,
        at: `${file}:7`,
      },
      { kind: 'deviceManager', module: '@i22/devices', dir, mock: false, at: `${file}:8` },
      { kind: 'deviceManager', module: '/app/devices/beamline.ts', dir, mock: false, at: `${file}:9` },
    ]);
    expect(stateDir).toBe('/home/ada/runs');
    expect(config).toMatchObject({
      env: {
        metadata: { instrument: 'I22', facility: { name: 'DLS', ring: 3 } },
        events: { broadcast_status_events: false },
      },
      logging: { level: 'DEBUG', file: join(dir, 'logs/hutch.log') },
      api: { url: 'http://127.0.0.1:8123' },
      store: { path: '/home/ada/runs', warn_free: 0.2, refuse_free: 0.1 },
      queue: { on_failure: 'continue', loop: false, columns: [{ name: 'sample', required: true }] },
      supplemental: { baseline: ['stage'], monitors: ['ring_current'], flyers: [] },
      scan_numbers: { first: 1000 },
    });
  });

  it('finds the file in the nearest folder above', async () => {
    const file = await write('hutch.yaml', '');
    await mkdir(join(dir, 'plans/deep'), { recursive: true });
    expect((await load({ cwd: join(dir, 'plans/deep') })).files).toEqual([file]);
  });

  it('is the beamline that ships where there is no file, with its state at the user', async () => {
    const workspace = await load();
    expect(workspace).toMatchObject({
      name: 'simulated beamline',
      files: [],
      dir: '/app',
      stateDir: '/home/ada/.local/state/hutch/simulated',
      sources: [
        { kind: 'planFunctions', module: '/app/plans' },
        { kind: 'deviceManager', module: '/app/devices/beamline.ts' },
      ],
    });
    const elsewhere = await load({ env: { HOME: '/home/ada', XDG_STATE_HOME: '/state' } });
    expect(elsewhere.stateDir).toBe('/state/hutch/simulated');
  });

  it('keeps its state where HUTCH_STATE_DIR says, with and without a file', async () => {
    const env = { HUTCH_STATE_DIR: 'here' };
    expect((await load({ env })).stateDir).toBe(join(dir, 'here'));
    await write('hutch.yaml', 'store: {path: there}');
    expect((await load({ env })).stateDir).toBe(join(dir, 'here'));
  });

  it('merges files deeply: later ones win, lists are replaced, paths belong to the file that says them', async () => {
    const base = await write(
      'base/common.yaml',
      `env:
  sources: [{kind: planFunctions, module: ./plans}]
  metadata: {instrument: I22, facility: DLS}
store: {path: state}
logging: {level: ERROR}
`,
    );
    const own = await write(
      'own/mine.yaml',
      'env:\n  metadata: {instrument: test}\nlogging:\nsupplemental:\n  # baseline: [x]\n',
    );
    const merged = await load({ files: ['base/common.yaml', own] });
    expect(merged).toMatchObject({ files: [base, own], dir: join(dir, 'base'), stateDir: join(dir, 'base/state') });
    expect(merged.config.env.metadata).toEqual({ instrument: 'test', facility: 'DLS' });
    expect(merged.config.logging.level).toBe('ERROR');
    expect(merged.sources.map(({ module }) => module)).toEqual([join(dir, 'base/plans')]);
    const list = await write('own/list.yaml', 'env: {sources: [{kind: planFunctions, module: ./p}]}');
    expect((await load({ files: [base, list] })).sources.map(({ module }) => module)).toEqual([join(dir, 'own/p')]);
  });

  it('puts variables in place, leaves unknown ones, and reads text as a number where one is wanted', async () => {
    await write(
      'hutch.yaml',
      `env: {metadata: {instrument: "\${BL}", cost: "5$$", who: $NOBODY, number: $FIRST}}\nstore: {warn_free: $FREE}\nqueue: {loop: $LOOP}\nscan_numbers: {first: $FIRST}`,
    );
    const { config } = await load({ env: { BL: 'I22', FREE: '0.3', LOOP: 'true', FIRST: '7' } });
    expect(config.env.metadata).toEqual({ instrument: 'I22', cost: '5$', who: '$NOBODY', number: '7' });
    expect(config).toMatchObject({ store: { warn_free: 0.3 }, queue: { loop: true }, scan_numbers: { first: 7 } });
  });

  it('refuses unknown keys at every depth, all at once, with the nearest known one and the line', async () => {
    expect(
      await refusal(
        'envv: {}\nqueue:\n  lop: true\nenv:\n  sources:\n    - kind: deviceManager\n      module: ./d.ts\n      mok: true\n',
      ),
    ).toEqual([
      'hutch.yaml:8: env.sources[0] has no key mok; did you mean mock?',
      'hutch.yaml:3: queue has no key lop; did you mean loop?',
      'hutch.yaml:1: hutch.yaml has no key envv; did you mean env?',
    ]);
    expect(await refusal('scan_numbers: {begin: 3}')).toEqual([
      'hutch.yaml:1: scan_numbers has no key begin; it has first.',
    ]);
  });

  it('refuses what blueapi has and Hutch has not, and lets what is switched off be', async () => {
    expect(
      await refusal('stomp: {enabled: true, url: "tcp://localhost:61613"}\nlogging: {graylog: {enabled: true}}'),
    ).toEqual([
      "hutch.yaml:1: stomp is a key of blueapi's that Hutch does not have: programs subscribe to events over a WebSocket, see `hutch serve`.",
      "hutch.yaml:2: logging.graylog is a key of blueapi's that Hutch does not have: the log goes to the console and to a file, see `logging.file`.",
    ]);
    for (const key of ['tiled', 'numtracker', 'scratch', 'oidc', 'opa', 'auth_token_path']) {
      expect((await refusal(`${key}: x`))[0]).toContain(`${key} is a key of blueapi's`);
    }
    await write(
      'hutch.yaml',
      'stomp: {enabled: false}\ntiled: {enabled: false, url: x}\nlogging: {graylog: {enabled: false}}',
    );
    expect((await load()).config.logging.level).toBe('INFO');
  });

  it('says which value is wrong, and what to write', async () => {
    expect(await refusal('queue:\n  loop: yes\n')).toEqual([
      'hutch.yaml:2: queue.loop must be true or false, not "yes": write true.',
    ]);
    expect(await refusal('env: {metadata: {instrument: 22}}')).toEqual([
      'hutch.yaml:1: env.metadata.instrument must be text, not 22: write "22", in quotes.',
    ]);
    expect(await refusal('store: {warn_free: 0.01, refuse_free: 0.5}')).toEqual([
      'hutch.yaml:1: store.refuse_free must not be more than warn_free: the warning comes first.',
    ]);
    expect(await refusal('env: {sources: ./plans}')).toEqual([
      'hutch.yaml:1: env.sources must be a list, not "./plans".',
    ]);
    expect(await refusal('env: [1]')).toEqual(['hutch.yaml:1: env must be keys and values, not a list.']);
    expect(await refusal('api: {url: "http://0.0.0.0:80"}')).toEqual([
      'hutch.yaml:1: api.url must be like http://127.0.0.1:8520: Hutch serves this machine alone.',
    ]);
    expect(await refusal('logging: {level: warn}\nqueue: {on_failure: never}')).toEqual([
      'hutch.yaml:1: logging.level cannot be "warn"; did you mean WARNING?',
      'hutch.yaml:2: queue.on_failure cannot be "never": one of stop, continue.',
    ]);
    expect(await refusal('env: {sources: [{kind: plans, module: x}, {module: y}, {kind: planFunctions}, 3]}')).toEqual([
      'hutch.yaml:1: env.sources[0].kind cannot be "plans": one of planFunctions, deviceManager.',
      'hutch.yaml:1: env.sources[1] needs kind: one of planFunctions, deviceManager.',
      'hutch.yaml:1: env.sources[2] needs module.',
      'hutch.yaml:1: env.sources[3] must be keys and values, not 3.',
    ]);
    expect(await refusal('store: {warn_free: 2, path: ""}\nscan_numbers: {first: 0}')).toEqual([
      'hutch.yaml:1: store.path must not be empty.',
      'hutch.yaml:1: store.warn_free must be at most 0.9.',
      'hutch.yaml:2: scan_numbers.first must be at least 1.',
    ]);
    expect(await refusal('queue: {columns: [{name: a b}]}')).toEqual([
      'hutch.yaml:1: queue.columns[0].name cannot be "a b": it must match /^[a-z_][a-z0-9_]*$/i.',
    ]);
    expect(await refusal('queue: {columns: [{name: a}, {name: a}]}')).toEqual([
      'hutch.yaml:1: queue.columns names a column twice.',
    ]);
  });

  it('refuses YAML that is more, or less, than plain data', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
    ];
    expect(await refusal(`env: {metadata: {bomb: {${bomb.join(', ')}}}}`)).toEqual([
      'hutch.yaml:1: it stands for more than 10000 values.',
    ]);
    expect((await refusal('env: &e {metadata: {e: *e}}'))[0]).toMatch(/levels deep|values/);
    for (const deep of ['[', '{a: ', '- ', '? ']) {
      expect((await refusal(`env: {metadata: {a: ${deep.repeat(400)}`))[0]).toContain('it is not YAML');
    }
    expect(await refusal('store: {path: a}\nstore: {path: b}')).toEqual(['hutch.yaml:2: a key is there twice.']);
    expect(await refusal('env: {metadata: {1: a, "1": b}}')).toEqual(['hutch.yaml:1: the key 1 is there twice.']);
    expect((await refusal('env: {metadata: {a: !!js/function "x"}}'))[0]).toContain(
      'it has a tag that Hutch does not know',
    );
    expect((await refusal('env: {metadata: {a: !secret x}}'))[0]).toContain('it has a tag that Hutch does not know');
    expect(await refusal('%YAML 1.1\n---\nqueue: {loop: yes}')).toEqual([
      'hutch.yaml:1: it says that it is YAML 1.1; Hutch reads YAML 1.2.',
    ]);
    expect(await refusal('env: {}\n---\nenv: {}')).toEqual([
      'hutch.yaml:2: it holds a second document (---): one file, one configuration.',
    ]);
    expect(await refusal('just text')).toEqual(['hutch.yaml:1: it must hold keys and values, like `env:`.']);
    expect(await refusal('env: {metadata: {__proto__: {x: 1}}}')).toEqual([
      'hutch.yaml:1: the key __proto__ cannot be used.',
    ]);
    expect(await refusal('env: {metadata: {x: .nan}}')).toEqual([
      'hutch.yaml:1: NaN is neither text, number, true, false nor null.',
    ]);
    expect((await refusal('env:\n  metadata: {a: [1\n'))[0]).toMatch(/^hutch.yaml:\d: it is not YAML: /);
  });

  it('says which file cannot be read', async () => {
    await expect(load({ files: ['nope.yaml'] })).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining(`${join(dir, 'nope.yaml')} cannot be read: ENOENT`),
    });
  });
});
