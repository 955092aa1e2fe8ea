/** Parameters that Zabbix hands to the media type's script, by the names that `lib/providers` reads. */
const MACROS = {
  alert_subject: '{ALERT.SUBJECT}',
  alert_message: '{ALERT.MESSAGE}',
  event_name: '{EVENT.NAME}',
  event_value: '{EVENT.VALUE}',
  event_severity: '{EVENT.SEVERITY}',
  event_opdata: '{EVENT.OPDATA}',
  event_update_status: '{EVENT.UPDATE.STATUS}',
  event_duration: '{EVENT.DURATION}',
  event_id: '{EVENT.ID}',
  host_name: '{HOST.NAME}',
  trigger_id: '{TRIGGER.ID}',
  zabbix_url: '{$ZABBIX.URL}',
};

/** The body of a function of `value`, in ES5, since Zabbix runs it with Duktape. */
const SCRIPT = `var fields = JSON.parse(value);
var url = fields.postern_url;
var key = fields.postern_key;
delete fields.postern_url;
delete fields.postern_key;
var request = new HttpRequest();
request.addHeader('Content-Type: application/json');
request.addHeader('Authorization: Bearer ' + key);
var answer = request.post(url, JSON.stringify(fields));
if (request.getStatus() < 200 || request.getStatus() > 299) {
  throw 'Postern answered ' + request.getStatus() + ': ' + answer;
}
return 'OK';`;

const OPERATIONS = {
  PROBLEM: 'Problem: {EVENT.NAME}',
  RECOVERY: 'Resolved in {EVENT.DURATION}: {EVENT.NAME}',
  UPDATE: 'Updated: {EVENT.NAME}',
};

/** A webhook media type in the format of Zabbix's exports. */
export function zabbixMediaType(url: string, key: string): string {
  const parameters = { postern_url: url, postern_key: key, ...MACROS };
  return `zabbix_export:
  version: '6.0'
  media_types:
    - name: Postern
      type: WEBHOOK
      parameters:
${Object.entries(parameters)
  .map(([name, value]) => `        - name: ${name}\n          value: '${value}'`)
  .join('\n')}
      script: |
${SCRIPT.split('\n')
  .map((line) => `        ${line}`)
  .join('\n')}
      message_templates:
${Object.entries(OPERATIONS)
  .map(
    ([mode, subject]) => `        - event_source: TRIGGERS
          operation_mode: ${mode}
          subject: '${subject}'
          message: 'Host: {HOST.NAME}'`,
  )
  .join('\n')}`;
}
