// Node-RED without an editor and with nothing in its log.
module.exports = {
  uiHost: process.env.HOST,
  uiPort: Number(process.env.PORT),
  httpAdminRoot: false,
  flowFile: process.env.NODE_RED_FLOW,
  userDir: process.env.NODE_RED_FOLDER,
  credentialSecret: false,
  logging: { console: { level: 'off', metrics: false, audit: false } },
};
