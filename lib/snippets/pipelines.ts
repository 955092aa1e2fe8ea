import type { Snippet, Target, Tool } from './snippet';

/** The variables for values that must not be readable in a repository. */
const KEY = 'POSTERN_KEY';
const URL_NAME = 'POSTERN_URL';

/** An extension's URL is a secret, too. */
const hasAppKey = ({ url }: Target) => /[?&]appkey=/.test(url);

type Fact = readonly [text: string, link: string];

/** curl with the key from the environment. The shell expands `$`, so no text of a build can become a command. */
function curlLines(target: Target, [text, link]: Fact): string[] {
  const to = hasAppKey(target) ? `"$${URL_NAME}"` : `'${target.url}'`;
  const fields = target.takes === 'message' ? [`text=${text} ${link}`] : [`title=${text}`, `url=${link}`];
  return [
    `curl -sS --fail-with-body ${to} \\`,
    `  -H "Authorization: Bearer $${KEY}" \\`,
    ...fields.map((field, index) => `  --data-urlencode "${field}"${index < fields.length - 1 ? ' \\' : ''}`),
  ];
}

const indented = (lines: readonly string[], spaces: number) =>
  lines.map((line) => ' '.repeat(spaces) + line).join('\n');

/** The secrets, set once per project by a command line or a form. */
function secretsBy(target: Target, command: (name: string, value: string) => string, note: string): Snippet {
  const lines = [command(KEY, target.key), ...(hasAppKey(target) ? [command(URL_NAME, target.url)] : [])];
  return { title: 'Once: the key as a secret', note, code: lines.join('\n') };
}

export const githubActions: Tool = {
  id: 'github-actions',
  label: 'GitHub Actions',
  takes: ['incoming', 'message'],
  snippets: (target) => [
    secretsBy(
      target,
      (name, value) => `gh secret set ${name} --body '${value}'`,
      'In the repository’s folder, or under Settings → Secrets and variables → Actions.',
    ),
    {
      title: 'Step of a job',
      note: 'In .github/workflows/….yml, as the last of the job’s steps. The file holds no key.',
      code: `- name: Tell Postern
  if: always()
  env:
    ${KEY}: \${{ secrets.${KEY} }}${hasAppKey(target) ? `\n    ${URL_NAME}: \${{ secrets.${URL_NAME} }}` : ''}
    STATUS: \${{ job.status }}
  run: |
${indented(
  curlLines(target, [
    '$GITHUB_WORKFLOW in $GITHUB_REPOSITORY: $STATUS',
    '$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID',
  ]),
  4,
)}`,
    },
  ],
};

export const gitlabCi: Tool = {
  id: 'gitlab-ci',
  label: 'GitLab CI',
  takes: ['incoming', 'message'],
  snippets: (target) => [
    secretsBy(
      target,
      (name, value) => `glab variable set ${name} '${value}' --masked --raw`,
      'In the project’s folder, or under Settings → CI/CD → Variables: masked, without expansion.',
    ),
    {
      title: 'Part of a job',
      note: 'In .gitlab-ci.yml, for any job whose image has curl. The file holds no key.',
      code: `deploy:
  script:
    - ./deploy.sh
  after_script:
    - |
${indented(curlLines(target, ['$CI_JOB_NAME in $CI_PROJECT_PATH: $CI_JOB_STATUS', '$CI_JOB_URL']), 6)}`,
    },
  ],
};

export const jenkins: Tool = {
  id: 'jenkins',
  label: 'Jenkins',
  takes: ['incoming', 'message'],
  snippets: (target) => [
    {
      title: 'Once: the key as a credential',
      note: 'Manage Jenkins → Credentials → Add: kind Secret text, ID postern-key, and this as the secret.',
      code: target.key,
    },
    ...(hasAppKey(target)
      ? [
          {
            title: 'Once: the URL as a credential',
            note: 'A second Secret text with the ID postern-url: the URL holds the app key.',
            code: target.url,
          },
        ]
      : []),
    {
      title: 'Jenkinsfile',
      note: 'The post section of a pipeline. The file holds no key.',
      code: `post {
  always {
    withCredentials([string(credentialsId: 'postern-key', variable: '${KEY}')${
      hasAppKey(target) ? `, string(credentialsId: 'postern-url', variable: '${URL_NAME}')` : ''
    }]) {
      withEnv(["RESULT=\${currentBuild.currentResult}"]) {
        sh '''
${indented(curlLines(target, ['$JOB_NAME #$BUILD_NUMBER: $RESULT', '$BUILD_URL']), 10)}
        '''
      }
    }
  }
}`,
    },
  ],
};
