import 'server-only';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { singleton } from '@/lib/singleton';
import { askAhead } from '@/lib/webhooks/accept/ask-ahead';
import { type ChannelTarget, channelIdOf, channelNameOf } from '@/lib/webhooks/accept/target';
import { type Intake, intakeJson, NO_INTAKE, readIntake } from './intake';

/** The number of channels whose settings are remembered; a forgotten channel's next call costs one more query. */
const REMEMBERED = 2_000;

const known = () => singleton('channel-intakes', () => new Map<string, Intake>());
const keyOf = (channel: ChannelTarget) => JSON.stringify([channelNameOf(channel), channelIdOf(channel)]);

/**
 * The channel's settings as this process saw them last, without a query. Outdated settings do no harm: the accepting
 * statement compares versions and answers `intake_changed`, and `learnChannelIntake` reads the present ones.
 */
export function rememberedChannelIntake(channel: ChannelTarget): Intake {
  const remembered = known();
  return (remembered.size > 0 && remembered.get(keyOf(channel))) || NO_INTAKE;
}

const READ = `SELECT ${intakeJson('f')} AS intake FROM channel c JOIN feed f ON f.id = c.feed_id`;

/** @throws {AppError} `temporarily_unavailable` when the database is away. */
export async function learnChannelIntake(channel: ChannelTarget): Promise<Intake> {
  const byId = channel.kind === 'channel_by_id';
  const { rows } = await askAhead(
    pool().query<{ intake: unknown }>(
      prepared(
        byId ? 'postern_channel_intake_by_id' : 'postern_channel_intake',
        `${READ} WHERE ${byId ? 'c.id' : 'c.unique_name'} = $1`,
        [byId ? channel.id : channel.name],
      ),
    ),
  );
  const intake = readIntake(rows[0]?.intake ?? null);
  const remembered = known();
  const key = keyOf(channel);
  remembered.delete(key);
  if (intake.version === 0) return intake;
  for (const oldest of remembered.keys()) {
    if (remembered.size < REMEMBERED) break;
    remembered.delete(oldest);
  }
  remembered.set(key, intake);
  return intake;
}
