// Everything that scripts/migration.mjs needs, in one bundle.
export { startEmbedded } from '../embedded/start-embedded';
export { writeMigration } from './new-migration';
