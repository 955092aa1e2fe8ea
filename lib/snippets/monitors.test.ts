import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isInstalled, snippetBench } from '@/test/support/snippets';

const hasAmtool = isInstalled('amtool', '--version');
const { here, urlOf, target, codeOf, run, script, posted } = snippetBench();

describe('services are set up with what they ask for', () => {
  it('Grafana: a contact point with the key in a header', () => {
    const file = parse(codeOf('grafana', 'incoming', 'Or the contact point as a file'));
    const [receiver] = file.contactPoints[0].receivers;
    expect(receiver).toMatchObject({
      type: 'webhook',
      settings: {
        url: target('incoming').url,
        authorization_scheme: 'Bearer',
        authorization_credentials: here.token.token,
      },
    });
    expect(codeOf('grafana', 'incoming', 'URL')).toBe(receiver.settings.url);
    expect(codeOf('grafana', 'incoming', 'Authorization header: credentials')).toBe(here.token.token);
  });

  it('Alertmanager: a whole configuration with a receiver and a route to it', () => {
    const { route, receivers } = parse(codeOf('alertmanager', 'incoming'));
    expect(receivers.map(({ name }: { name: string }) => name)).toEqual([route.receiver]);
    expect(receivers[0].webhook_configs).toEqual([
      {
        url: target('incoming').url,
        send_resolved: true,
        http_config: { authorization: { type: 'Bearer', credentials: here.token.token } },
      },
    ]);
  });

  it.runIf(hasAmtool)('Alertmanager: amtool finds nothing wrong', async () => {
    const file = script('alertmanager.yml', codeOf('alertmanager', 'incoming'));
    expect(await run('amtool', ['check-config', file])).toContain('SUCCESS');
  });

  it('Uptime Kuma: additional headers are JSON', () => {
    expect(JSON.parse(codeOf('uptime-kuma', 'incoming', 'Additional headers'))).toEqual({
      Authorization: `Bearer ${here.token.token}`,
    });
    expect(codeOf('uptime-kuma', 'incoming', 'Post URL')).toBe(target('incoming').url);
  });

  it('Zabbix: the script of the media type posts the event, without key and address in it', async () => {
    const { media_types: types } = parse(codeOf('zabbix', 'incoming')).zabbix_export;
    expect(types).toHaveLength(1);
    const values: Record<string, string> = {
      '{EVENT.NAME}': 'Disk of db-2 is full',
      '{EVENT.SEVERITY}': 'High',
      '{EVENT.VALUE}': '1',
      '{HOST.NAME}': 'db-2',
    };
    const parameters = types[0].parameters.map(({ name, value }: { name: string; value: string }) => [
      name,
      values[value] ?? value,
    ]);
    const code = `(function (value) { ${types[0].script} })(value)`;
    const value = JSON.stringify(Object.fromEntries(parameters));
    // Does by curl what Zabbix's own object does, since Zabbix's scripts wait for each answer.
    class HttpRequest {
      #headers: string[] = [];
      #status = 0;
      addHeader(header: string) {
        this.#headers.push('-H', header);
      }
      post(url: string, body: string) {
        const args = ['-sS', '-w', '\n%{http_code}', ...this.#headers, '--data-binary', body, url];
        const lines = ran(args).split('\n');
        this.#status = Number(lines.pop());
        return lines.join('\n');
      }
      getStatus = () => this.#status;
    }
    const requests: string[][] = [];
    const ran = (args: string[]) => {
      requests.push(args);
      return '{}\n200';
    };
    expect(runInNewContext(code, { value, HttpRequest })).toBe('OK');
    // This test's server answers in the same thread, so the call goes out once the script has ended.
    const answer = await run('curl', requests[0]!);
    expect(answer.trim().split('\n').at(-1)).toBe('200');
    const shown = await posted();
    expect(shown).toContain('Disk of db-2 is full');
    expect(shown).not.toMatch(/postern_key|postern_url/);
    const refusing = class extends HttpRequest {
      override post = () => 'no such channel';
      override getStatus = () => 400;
    };
    expect(() => runInNewContext(code, { value, HttpRequest: refusing })).toThrow(
      'Postern answered 400: no such channel',
    );
  });

  it('a tool that takes only a URL gets the whole one', () => {
    expect(codeOf('any-service', 'incoming')).toBe(urlOf('channel_incoming'));
  });
});
