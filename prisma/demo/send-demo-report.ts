import 'server-only';
import { call } from './call';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];
const week = (values: number[]) => values.map((value, day) => ({ label: DAYS[day], value }));

/** The weekly report of the builds: graph, shares, a poll, and the log as a file. */
export async function sendDemoReport(zapikey: string): Promise<void> {
  await call(
    '/channelsbyname/builds/message',
    { zapikey },
    {
      text: '### Week 48 in builds\n{@all} the *median* build took 44 s, 6 s less than last week.',
      styles: { background: 'green' },
      slides: [
        {
          type: 'graph',
          title: 'Builds a day',
          styles: { preview: 'vertical_stacked_bar' },
          data: [
            { title: 'passed', values: week([41, 38, 52, 47, 60]) },
            { title: 'failed', values: week([3, 8, 2, 5, 1]) },
          ],
        },
        {
          type: 'percentage_chart',
          title: 'Where the time goes',
          data: [
            { label: 'browser tests', value: '58%' },
            { label: 'unit tests', value: '24%' },
            { label: 'install', value: '18%' },
          ],
        },
      ],
    },
  );
  await call(
    '/channelsbyname/builds/message',
    { zapikey },
    {
      card: {
        theme: 'poll',
        title: 'When do we freeze the release?',
        options: [{ text: 'Thursday' }, { text: 'Friday' }, { text: 'No freeze' }],
      },
    },
  );
  const form = new FormData();
  form.append(
    'files',
    new Blob(['#215 browser: 2 failed\n#215 browser, retried: passed\n']),
    'build-215.log',
  );
  form.append('comments', '["The log of build 215"]');
  await call('/channelsbyname/builds/files', { zapikey }, form);
}
