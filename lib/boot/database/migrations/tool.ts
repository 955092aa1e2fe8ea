// Everything that scripts/migration.mjs and the end-to-end tests need, in one bundle.
export { startEmbedded } from '../embedded/start-embedded';
export { migrate } from './migrate';
export { writeMigration } from './new-migration';
