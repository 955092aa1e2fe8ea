/** The people of the demonstration, in the order of their arrival. */
export const people = {
  maya: { email: 'maya@example.com', name: 'Maya Lindqvist', role: 'ADMINISTRATOR' },
  tomas: { email: 'tomas@example.com', name: 'Tomás Ferreira', role: 'MEMBER' },
  aiko: { email: 'aiko@example.com', name: 'Aiko Tanaka', role: 'MEMBER' },
} as const;
