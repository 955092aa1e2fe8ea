/** Posting from a shell: the page `/docs/shell` shows these recipes, and its tests run them. Browser-safe. */
export type Recipe = {
  id: string;
  title: string;
  /** Plain text with code in backticks. */
  text: string;
  /** For bash; `$URL` is the endpoint. */
  code: string;
  /** The file's name when the code is a script; other code is typed into a terminal. */
  file?: string;
  after?: string;
};

const EXAMPLE_PATH = '/api/v2/channelsbyname/builds/message';

/** The key's file is readable only by its owner, and no command contains the key. */
const POST = 'curl -sS --fail-with-body --config ~/.config/postern/key';

/** @param origin of this installation, such as `https://postern.example.com` */
export function shellRecipes(origin: string): readonly Recipe[] {
  return [
    {
      id: 'key',
      title: 'Once: keep the key out of sight',
      text: 'A key in a command is seen by everybody who runs `ps`, and stays in the history of the shell. In a file that only you can read it is neither: the second line asks for the key and writes it there.',
      code: `export URL='${origin}${EXAMPLE_PATH}'
mkdir -p ~/.config/postern && (umask 077; read -rsp 'Webhook token: ' key && printf 'header = "X-Webhook-Token: %s"\\n' "$key" > ~/.config/postern/key)`,
      after:
        'The URL is the one that Get Webhook URL gives, without `?zapikey=…`. Every recipe below uses both. Leave `--config` out to send the key in the URL instead, and expect it in logs on the way.',
    },
    {
      id: 'text',
      title: 'A line of text',
      text: '`--data-urlencode` keeps `&`, `%` and `+` as they are; with `-d` they would cut or change the text.',
      code: `${POST} --data-urlencode 'text=Backup done: 100 % & counting' "$URL"`,
    },
    {
      id: 'pipe',
      title: 'What a command prints',
      text: '`text@-` reads the text from the pipe, `text@notes.txt` from a file. A message has at most 5,000 characters.',
      code: `df -h / | ${POST} --data-urlencode text@- "$URL"`,
      after: `The same as a form: \`… | curl … -F 'text=<-' "$URL"\`.`,
    },
    {
      id: 'fence',
      title: 'In columns, as the terminal shows it',
      text: 'Between two lines of three backticks the text is drawn in a fixed width, and nothing in it is markup.',
      code: `{ echo '\`\`\`'; df -h /; echo '\`\`\`'; } |
  ${POST} --data-urlencode text@- "$URL"`,
    },
    {
      id: 'tail',
      title: 'The end of a long log',
      text: 'The last 40 lines, at most 4,000 bytes of them: enough room is left for the lines around.',
      code: `{ echo 'The end of build.log:'; echo '\`\`\`'; tail -n 40 build.log | tail -c 4000; echo; echo '\`\`\`'; } |
  ${POST} --data-urlencode text@- "$URL"`,
    },
    {
      id: 'file',
      title: 'The whole log, as a file',
      text: 'The same URL with `files` in place of `message` takes up to 10 files of 50 MB each. `text` is the message beside them.',
      code: `${POST} -F 'text=The whole log' -F files=@build.log "\${URL%/message}/files"`,
      after: `From a pipe, with a name of its own: \`… | curl … -F 'files=@-;filename=build.log' "\${URL%/message}/files"\`.`,
    },
    {
      id: 'exit-code',
      title: 'Knowing whether it was posted',
      text: '`--fail-with-body` makes curl end with 22 when the call is refused, and print the reason: a code, and a sentence that says what to do. Needs curl 7.76 or newer; `--fail` of older ones keeps the reason to itself.',
      code: `if ! answer=$(${POST} --data-urlencode 'text=Backup done' "$URL"); then
  echo "Not posted: $answer" >&2
fi`,
    },
    {
      id: 'retry',
      title: 'Trying again without posting twice',
      text: 'curl repeats what failed on the way or was answered 429 or 503, after as long as the answer asks for. The key of the delivery makes a repetition the same message: within a day it is posted once.',
      code: `${POST} --retry 5 --retry-connrefused --retry-max-time 300 \\
  -H "Idempotency-Key: $(hostname)-$$-$(date +%s)" --data-urlencode 'text=Backup done' "$URL"`,
    },
    {
      id: 'cron',
      title: 'A job that speaks up only when it fails',
      text: 'Runs a command, posts the end of its output when it fails, and ends as the command did, so that whatever started it still knows.',
      file: 'post-on-failure',
      code: `#!/bin/bash
# Usage: post-on-failure COMMAND [ARGUMENT]...
log=$(mktemp) && trap 'rm -f "$log"' EXIT
"$@" > "$log" 2>&1
code=$?
if [ "$code" -ne 0 ]; then
  {
    printf '%s on %s ended with %s:\\n\`\`\`\\n' "\${1##*/}" "$(hostname)" "$code"
    tail -c 4000 "$log" | sed 's/\`\`\`/---/g'
    printf '\\n\`\`\`\\n'
  } | ${POST} --retry 5 --data-urlencode text@- "$URL" >&2
fi
exit "$code"`,
      after: `In the crontab: \`0 3 * * * URL='${origin}${EXAMPLE_PATH}' /usr/local/bin/post-on-failure /usr/local/bin/backup\`. When the post itself is refused, cron mails the reason, as it does with all that a job prints.`,
    },
  ];
}
