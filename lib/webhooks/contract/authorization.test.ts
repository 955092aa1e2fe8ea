import { expect, it } from 'vitest';
import { aSender, MESSAGE } from '@/test/support/webhooks/sent-bodies';
import { outcome, throughBothAdapters } from '@/test/support/webhooks/world';

throughBothAdapters('the header Authorization', (send) => {
  it('takes the key that is shaped like one, whatever else is in Authorization, and one key given twice', async () => {
    const { token, post } = await aSender(send);
    for (const authorization of [
      'Basic dTpw',
      'Bearer eyJx.y.z',
      `Bearer ${token.token}`,
      `Zoho-oauthtoken ${token.token}`,
    ]) {
      expect((await post(MESSAGE, { authorization })).status).toBe(204);
    }
  });

  it('tells a bad key in Authorization by its own code, a foreign one without a key as well', async () => {
    const { channel, post } = await aSender(send);
    const bare = `/api/v2/channelsbyname/${channel.uniqueName}/message`;
    const bad = `1001.${'0'.repeat(32)}.${'0'.repeat(32)}`;
    for (const authorization of [`Bearer ${bad}`, `Zoho-oauthtoken ${bad}`, 'Bearer eyJx.y.z']) {
      const answer = await outcome(await post(MESSAGE, { authorization }, bare));
      expect(answer).toMatchObject({ status: 401, code: 'oauthtoken_invalid' });
    }
    expect(await outcome(await post(MESSAGE, {}, `${bare}?zapikey=${bad}`))).toMatchObject({
      status: 401,
      code: 'authtoken_invalid',
    });
  });
});
