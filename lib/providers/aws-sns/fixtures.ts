import type { Fixture } from '../fixture';

const DOCUMENT = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html';

const message = (type: string, name: string, body: Fixture['body']): Fixture => ({
  name,
  event: type,
  document: DOCUMENT,
  headers: { 'x-amz-sns-message-type': type, 'content-type': 'text/plain; charset=UTF-8' },
  body: {
    Type: type,
    MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
    TopicArn: 'arn:aws:sns:eu-west-1:123456789012:ops_alarms',
    Timestamp: '2026-11-28T09:12:00.000Z',
    SignatureVersion: '1',
    ...body,
  },
});

export const awsSnsFixtures: Fixture[] = [
  message('SubscriptionConfirmation', 'confirmation', {
    Token: '2336412f37',
    Message: 'You have chosen to subscribe to the topic.',
    SubscribeURL: 'https://sns.eu-west-1.amazonaws.example/?Action=ConfirmSubscription&Token=2336412f37',
  }),
  message('Notification', 'CloudWatch alarm', {
    Subject: 'ALARM: "HighCPU" in EU (Ireland)',
    Message: JSON.stringify({
      AlarmName: 'HighCPU',
      AlarmDescription: 'CPU of the shop',
      NewStateValue: 'ALARM',
      NewStateReason: 'Threshold Crossed: 1 datapoint [97.0] was greater than the threshold (90.0).',
      StateChangeTime: '2026-11-28T09:11:58.123+0000',
      Region: 'EU (Ireland)',
      OldStateValue: 'OK',
      Trigger: { MetricName: 'CPUUtilization', Namespace: 'AWS/EC2' },
    }),
  }),
  message('Notification', 'notification of text', {
    Subject: 'Backup',
    Message: 'db_main: *done*, see https://b.example/1_2',
  }),
  message('Notification', 'event of another service', {
    Message: JSON.stringify({
      version: '0',
      id: 'c13d-4b',
      'detail-type': 'CodePipeline Pipeline Execution State Change',
      source: 'aws.codepipeline',
      account: '123456789012',
      time: '2026-11-28T09:11:58Z',
      region: 'eu-west-1',
      resources: ['arn:aws:codepipeline:eu-west-1:123456789012:shop'],
      detail: { pipeline: 'shop', 'execution-id': '9f2c', state: 'FAILED', version: 1 },
    }),
  }),
  message('Notification', 'notification of several lines with an address', {
    Subject: 'Budget',
    Message: 'The budget *shop* is used up.\n\nSee https://console.example/budgets/1_2',
  }),
];
