/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run check` checks types; a build on an operator's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  // The webhook routes must never redirect, and a trailing slash is part of a path.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    'pg',
    '@node-rs/argon2',
    'nodemailer',
    'pino',
    '@prisma/client',
    '@prisma/adapter-pg',
    'quickjs-emscripten-core',
    '@jitl/quickjs-wasmfile-release-sync',
  ],
  // Request lines of the webhook routes carry keys: they stay out of the development log.
  logging: { incomingRequests: { ignore: [/^\/api\/v[23]\//] } },
  experimental: {
    optimizePackageImports: ['radix-ui', 'lucide-react'],
    // Offline, a change of page waits for the connection. Otherwise the browser would show its own error page.
    useOffline: true,
  },
};

export default config;
