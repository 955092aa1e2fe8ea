import { alertmanager, anyService, grafana, uptimeKuma, zabbix } from './monitors';
import { githubActions, gitlabCi, jenkins } from './pipelines';
import { curl, javascript, powershell, python, shell } from './scripts';
import type { Takes, Tool } from './snippet';

/** In the order of the dialog. */
export const tools: readonly Tool[] = [
  curl,
  powershell,
  javascript,
  python,
  githubActions,
  gitlabCi,
  jenkins,
  grafana,
  alertmanager,
  uptimeKuma,
  zabbix,
  shell,
  anyService,
];

/** The kinds of endpoints that a tool can post to, among those offered. */
export function takesOf(tool: Tool, offered: readonly Takes[]): Takes[] {
  return tool.takes.filter((takes) => offered.includes(takes));
}
