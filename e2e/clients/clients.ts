import { applications } from './programs/applications';
import { automation } from './programs/automation';
import { crashReporter } from './programs/crash-reporter';
import { curl } from './programs/curl';
import { falcosidekick } from './programs/falcosidekick';
import { jenkins } from './programs/jenkins';
import { laravel } from './programs/laravel';
import { releaseNotifiers } from './programs/release-notifiers';
import { testReporters } from './programs/result-reporters';
import { uptimeKuma } from './programs/uptime-kuma';
import { zabbix } from './programs/zabbix';
import type { Replay } from './replay';

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
