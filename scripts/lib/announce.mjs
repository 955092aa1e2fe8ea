/** Says in a few lines where to go. */
export function announce({ publicUrl, database, isEmpty, setupCode }, say = console.log) {
  say('');
  say(`  Postern is at ${publicUrl}`);
  say(`  Data:  ${database}`);
  if (isEmpty) say(`  Create the first account at ${publicUrl}/setup`);
  if (setupCode) say(`  Set-up code for the first account: ${setupCode}`);
  say('  Stop:  Ctrl-C');
  say('');
}
