import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createWorkspace } from '../harness.ts';
import { guard, markersIn, PRODUCTION, platform } from './guard.ts';

const workspace = createWorkspace();
const write = (name: string, value: unknown) => workspace.write(name, JSON.stringify(value));

describe('guard settings', () => {
  const before = write('before.json', { payment: { mode: 'production' }, debug: true });

  it('takes two files, and looks at what changed', async () => {
    const after = write('after.json', { payment: { mode: 'sandbox' }, debug: true });
    const { code, json } = await guard('settings', before, after, ...PRODUCTION);
    expect([code, json.findings]).toEqual([
      1,
      [
        {
          path: '/payment/mode',
          technique: 'marker',
          id: 'setting.sandbox-mode',
          severity: 'block',
          reason: expect.any(String),
        },
      ],
    ]);
  });

  it('finds a live secret on its way to staging', async () => {
    const after = write('copied.json', { secret: 'sk_live_placeholder' });
    const { code, json, stdout } = await guard(
      'settings',
      before,
      after,
      '--environment',
      'staging',
    );
    expect([code, json.action, markersIn(json)]).toEqual([1, 'block', ['live-secret.stripe']]);
    expect(stdout).not.toContain('sk_live');
  });

  it('stdin stands for one of them', async () => {
    const result = await contentmarkJson(['guard', 'settings', before, '-', ...PRODUCTION], {
      stdin: '{}',
    });
    expect([result.code, result.json.action]).toEqual([0, 'allow']);
    expect((await guard('settings', '-', '-', ...PRODUCTION)).code).toBe(64);
    expect((await contentmark(['guard', 'settings', before, ...PRODUCTION])).code).toBe(64);
  });

  it('says which file is broken', async () => {
    const broken = workspace.write('half.json', '{');
    expect((await guard('settings', broken, before, ...PRODUCTION)).json.error.argument).toBe(
      'BEFORE',
    );
    expect((await guard('settings', before, broken, ...PRODUCTION)).json.error.argument).toBe(
      'AFTER',
    );
  });
});

describe('settings in files of other formats', () => {
  it.each([
    ['env', '.env', 'PAYPAL_MODE=live\n', 'PAYPAL_MODE=sandbox\n'],
    ['INI', '.ini', '[paypal]\nmode = live\n', '[paypal]\nmode = sandbox\n'],
    [
      'core_config_data as CSV',
      '.csv',
      'scope,scope_id,path,value\ndefault,0,payment/paypal/sandbox_flag,0\n',
      'scope,scope_id,path,value\ndefault,0,payment/paypal/sandbox_flag,1\n',
    ],
    [
      'core_config_data as SQL',
      '.sql',
      "INSERT INTO `core_config_data` (`scope`,`scope_id`,`path`,`value`) VALUES ('default',0,'payment/paypal/sandbox_flag','0');\n",
      "INSERT INTO `core_config_data` (`scope`,`scope_id`,`path`,`value`) VALUES ('default',0,'payment/paypal/sandbox_flag','1');\n",
    ],
  ])(
    '%s: a switch to test mode is blocked, and no change is allowed',
    async (_name, end, before, after) => {
      const now = workspace.write(`now${end}`, before);
      const then = workspace.write(`then${end}`, after);
      expect((await guard('settings', now, then, ...PRODUCTION)).code).toBe(1);
      expect((await guard('settings', now, now, ...PRODUCTION)).code).toBe(0);
    },
  );

  it('a file that cannot be read whole is refused', async () => {
    const broken = workspace.write('broken.env', 'A=1\n<<<<<<< HEAD\n');
    const { code, json } = await guard('settings', broken, broken, ...PRODUCTION);
    expect([code, json.error.code]).toEqual([64, 'ERR_INPUT']);
  });
});

describe('guard provisioning', () => {
  it('a SCIM user', async () => {
    const { code, json } = await guard(
      'provisioning',
      platform('own/scim-user.json'),
      ...PRODUCTION,
    );
    expect([code, json.action]).toEqual([0, 'allow']);
    const fixture = write('user.json', { userName: 'staff@example.com', tenantId: 'other' });
    const refused = await guard('provisioning', fixture, ...PRODUCTION, '--tenant', 'orchard');
    expect([refused.code, markersIn(refused.json)]).toEqual([
      1,
      ['domain.example', 'tenant-mismatch'],
    ]);
  });
});
