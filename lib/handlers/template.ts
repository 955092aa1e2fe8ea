/** What a new handler starts from. */
export const HANDLER_TEMPLATE = `// Called for every request to the incoming endpoint.
// Return the message to post, or nothing to stay silent.
function handler(request) {
  const { body, user } = request;

  return {
    text: \`*\${body?.title ?? 'New event'}*\\n\${body?.message ?? ''}\`,
    card: { title: \`For \${user.name}\`, theme: 'modern-inline' },
  };
}
`;

export const SAMPLE_BODY = `{
  "title": "Build 128 passed",
  "message": "All 412 tests are green."
}`;
