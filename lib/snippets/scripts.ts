import type { Target, Tool } from './snippet';

const ALL = ['message', 'incoming', 'files'] as const;

/** The sample sent by hand: a ready message, or values of a script. */
const sampleOf = ({ takes }: Target, from: string): readonly [name: string, value: string][] =>
  takes === 'incoming'
    ? [
        ['title', `Hello from ${from}`],
        ['host', 'db-1'],
        ['duration', '4 min'],
      ]
    : [['text', `Hello from ${from}`]];

export const curl: Tool = {
  id: 'curl',
  label: 'curl',
  takes: ALL,
  snippets: (target) => [
    {
      title: 'curl',
      note: target.takes === 'files' ? 'At most ten files, each as one -F files=@….' : undefined,
      code:
        target.takes === 'files'
          ? `curl '${target.url}' \\
  -H 'Authorization: Bearer ${target.key}' \\
  -F 'text=Hello from curl' \\
  -F files=@report.txt`
          : `curl '${target.url}' \\
  -H 'Authorization: Bearer ${target.key}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(Object.fromEntries(sampleOf(target, 'curl')))}'`,
    },
  ],
};

export const powershell: Tool = {
  id: 'powershell',
  label: 'PowerShell',
  takes: ALL,
  snippets: (target) => [
    {
      title: 'PowerShell',
      note:
        target.takes === 'files' ? 'Needs PowerShell 7 or newer.' : 'For Windows PowerShell 5.1 and newer.',
      code:
        target.takes === 'files'
          ? `$headers = @{ Authorization = 'Bearer ${target.key}' }
$form = @{ text = 'Hello from PowerShell'; files = Get-Item 'report.txt' }
Invoke-RestMethod -Method Post -Uri '${target.url}' -Headers $headers -Form $form`
          : `$headers = @{ Authorization = 'Bearer ${target.key}' }
$body = @{ ${sampleOf(target, 'PowerShell')
              .map(([name, value]) => `${name} = '${value}'`)
              .join('; ')} } | ConvertTo-Json -Depth 10
# As bytes: version 5.1 would send text in another charset.
$bytes = [Text.Encoding]::UTF8.GetBytes($body)
Invoke-RestMethod -Method Post -Uri '${target.url}' -Headers $headers -ContentType 'application/json' -Body $bytes`,
    },
  ],
};

export const javascript: Tool = {
  id: 'javascript',
  label: 'JavaScript',
  takes: ALL,
  snippets: (target) => [
    {
      title: 'JavaScript',
      note: 'For Node 20 and newer, as a module (.mjs). Not for pages: whoever opens one could read the key.',
      code:
        target.takes === 'files'
          ? `import { readFile } from 'node:fs/promises';

const form = new FormData();
form.append('text', 'Hello from JavaScript');
form.append('files', new Blob([await readFile('report.txt')]), 'report.txt');
const answer = await fetch('${target.url}', {
  method: 'POST',
  headers: { Authorization: 'Bearer ${target.key}' },
  body: form,
});
if (!answer.ok) throw new Error(\`\${answer.status} \${await answer.text()}\`);`
          : `const answer = await fetch('${target.url}', {
  method: 'POST',
  headers: { Authorization: 'Bearer ${target.key}', 'Content-Type': 'application/json' },
  body: JSON.stringify({
${sampleOf(target, 'JavaScript')
  .map(([name, value]) => `    ${name}: '${value}',`)
  .join('\n')}
  }),
});
if (!answer.ok) throw new Error(\`\${answer.status} \${await answer.text()}\`);`,
    },
  ],
};

export const python: Tool = {
  id: 'python',
  label: 'Python',
  takes: ALL,
  snippets: (target) => [
    {
      title: 'Python',
      note:
        target.takes === 'files' ? 'Needs requests: pip install requests' : 'For Python 3, without packages.',
      code:
        target.takes === 'files'
          ? `import requests

with open('report.txt', 'rb') as report:
    answer = requests.post(
        '${target.url}',
        headers={'Authorization': 'Bearer ${target.key}'},
        data={'text': 'Hello from Python'},
        files={'files': report},
        timeout=60,
    )
answer.raise_for_status()`
          : `import json
import urllib.request

request = urllib.request.Request(
    '${target.url}',
    data=json.dumps({${sampleOf(target, 'Python')
      .map(([name, value]) => `'${name}': '${value}'`)
      .join(', ')}}).encode(),
    headers={'Authorization': 'Bearer ${target.key}', 'Content-Type': 'application/json'},
)
with urllib.request.urlopen(request, timeout=10) as answer:
    print(answer.status)`,
    },
  ],
};

const POST = 'curl -sS --fail-with-body';

export const shell: Tool = {
  id: 'shell',
  label: 'Shell: pipe a log',
  takes: ['incoming', 'message', 'files'],
  snippets: ({ takes, url, key }) => {
    const to = `\\\n  -H 'Authorization: Bearer ${key}' '${url}'`;
    if (takes === 'files') {
      return [
        { title: 'A log as a file', code: `${POST} -F 'text=The whole log' -F files=@app.log ${to}` },
        {
          title: 'From a pipe, as a file',
          code: `tail -n 1000 app.log | ${POST} -F 'files=@-;filename=app.log' ${to}`,
        },
      ];
    }
    if (takes === 'message') {
      return [
        {
          title: 'The end of a log',
          note: 'A message has at most 5,000 characters.',
          code: `tail -n 40 app.log | tail -c 4000 | ${POST} --data-urlencode text@- ${to}`,
        },
      ];
    }
    return [
      {
        title: 'The end of a log',
        note: 'Text stays text: it is shown in a code block.',
        code: `tail -n 40 app.log | ${POST} -T- ${to}`,
      },
      { title: 'A whole file', code: `${POST} --data-binary @app.log ${to}` },
    ];
  },
};
