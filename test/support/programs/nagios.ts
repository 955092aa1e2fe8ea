import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The installed Nagios, by Debian's name or its own; undefined where there is none. */
export const nagiosFile = [...(process.env.PATH ?? '').split(':'), '/usr/sbin']
  .flatMap((folder) => ['nagios4', 'nagios'].map((name) => path.join(folder, name)))
  .find((file) => existsSync(file));

export type Nagios = {
  /** Sets the result of its one check from the next second on: 0 is OK, 2 is CRITICAL. */
  checkSays(status: 0 | 1 | 2, output: string): void;
  stop(): Promise<void>;
};

/** A Nagios that checks one service on one host every second, and notifies by the given `define command`, whose name is `notify-by-postern`. */
export async function startNagios(command: string, key: string): Promise<Nagios> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'postern-nagios-'));
  const inside = (name: string) => path.join(folder, name);
  const account = os.userInfo().username;
  mkdirSync(inside('results'));
  writeFileSync(inside('resource.cfg'), `$USER20$=${key}\n`);
  writeFileSync(inside('objects.cfg'), objects(inside('check'), command));
  writeFileSync(
    inside('nagios.cfg'),
    `cfg_file=${inside('objects.cfg')}
resource_file=${inside('resource.cfg')}
log_file=${inside('nagios.log')}
status_file=${inside('status.dat')}
object_cache_file=${inside('objects.cache')}
temp_file=${inside('nagios.tmp')}
temp_path=${folder}
lock_file=${inside('nagios.pid')}
command_file=${inside('nagios.cmd')}
query_socket=${inside('nagios.qh')}
check_result_path=${inside('results')}
nagios_user=${account}
nagios_group=${account}
interval_length=1
service_inter_check_delay_method=n
max_service_check_spread=1
use_syslog=0
enable_notifications=1
enable_environment_macros=0
illegal_macro_output_chars=\`~$&|'"<>
`,
  );
  const checkSays: Nagios['checkSays'] = (status, output) => {
    writeFileSync(inside('check.new'), `echo '${output}'\nexit ${status}\n`);
    // Replaced atomically, since Nagios may be running the file.
    renameSync(inside('check.new'), inside('check'));
  };
  checkSays(0, 'all is well');
  const child = spawn(nagiosFile ?? 'nagios', [inside('nagios.cfg')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (chunk) => {
      log += chunk;
    });
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!existsSync(inside('status.dat'))) {
    if (child.exitCode !== null)
      throw new Error(`Nagios does not run:\n${log}${logIn(inside('nagios.log'))}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    checkSays,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const logIn = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const objects = (check: string, command: string) => `define timeperiod {
  timeperiod_name always
  alias           always
  ${['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => `${day} 00:00-24:00`).join('\n  ')}
}
define command {
  command_name check
  command_line /bin/sh ${check}
}
${command}
define contact {
  contact_name                  postern
  service_notification_period   always
  host_notification_period      always
  service_notification_options  w,u,c,r
  host_notification_options     d,u,r
  service_notification_commands notify-by-postern
  host_notification_commands    notify-by-postern
}
define host {
  host_name          db_1
  alias              Database
  address            10.0.0.7
  max_check_attempts 1
  check_period       always
  notification_period always
  notification_interval 0
  contacts           postern
}
define service {
  host_name           db_1
  service_description Disk of *main*
  check_command       check
  check_interval      1
  retry_interval      1
  max_check_attempts  1
  check_period        always
  notification_period always
  notification_interval 0
  notification_options w,u,c,r
  notes_url           https://wiki.example/disks
  contacts            postern
}
`;
