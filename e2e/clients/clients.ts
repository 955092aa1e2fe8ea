import { applications } from './applications';
import { automation } from './automation';
import { crashReporter } from './crash-reporter';
import { curl } from './curl';
import { falcosidekick } from './falcosidekick';
import { jenkins } from './jenkins';
import { laravel } from './laravel';
import { releaseNotifiers } from './release-notifiers';
import type { Replay } from './replay';
import { testReporters } from './result-reporters';
import { uptimeKuma } from './uptime-kuma';
import { zabbix } from './zabbix';

/** Every client that is known to post to Cliq, as it was found to do it. */
export const clients: readonly Replay[] = [
  ...uptimeKuma,
  ...falcosidekick,
  ...releaseNotifiers,
  ...laravel,
  ...jenkins,
  ...zabbix,
  ...crashReporter,
  ...testReporters,
  ...automation,
  ...applications,
  ...curl,
];
