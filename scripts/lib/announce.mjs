/** Says in a few lines where to go. */
export function announce({ publicUrl, database, isEmpty, setupCode }, say = console.log) {
  say('');
  say(`  Postern is at ${publicUrl}`);
  say(`  Data:  ${database}`);
  if (isEmpty) say(`  Create the first account at ${publicUrl}/setup`);
  if (setupCode) say(`  Set-up code, where it is asked for: ${setupCode}`);
  say('  Stop:  Ctrl-C');
  say('');
}
