import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';

/** Changes one's own name, which others see beside every message. */
export async function changeName(user: SteppedUpUser, name: string): Promise<void> {
  await actAs(
    user,
    async (tx) => {
      const { count } = await tx.user.updateMany({
        where: { id: user.id, name: { not: name } },
        data: { name },
      });
      if (count > 0)
        await recordEvent(tx, user, 'account.change_name', user.id, { from: user.name, to: name });
    },
    { alone: true },
  );
}
